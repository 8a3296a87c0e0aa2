"""Chains: which statement stands inside which, and who therefore passes it on.

"…, Rouhani told Putin, Tasnim reported" is one statement, Rouhani's, that came through Tasnim. An
outer layer becomes a hop of the statements inside it, and stays a statement of its own only where
it adds words of its own. Layers of one and the same voice are one statement.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dragoman.annotate.attribution.authors import owner
from dragoman.annotate.attribution.bounds import background, contrasted, settle
from dragoman.annotate.attribution.drafts import Draft, Relay, Scene
from dragoman.annotate.attribution.relays import own_relays
from dragoman.annotate.attribution.voices import Voices, is_document

OWN_WORDS = 3
"""Content words beside the inner statements with which an outer layer says something itself."""
DEPTH = 3
"""Layers that are followed: news seldom words more, and the parse seldom gets them right."""
FIRST_PERSON = {"i", "we", "me", "us", "myself", "you", "who", "what", "that", "which"}
"""Inner subjects that are the outer speaker himself, or nobody in particular."""


def chain(scene: Scene, drafts: list[Draft], voices: Voices, paragraph: int) -> list[Draft]:
    """The statements of a paragraph with their relays; layers that only relay are left out."""
    for draft in drafts:
        own_relays(scene, draft, voices, paragraph)
    settle(drafts)
    layers = Layers(scene, drafts, voices, paragraph)
    return layers.statements()


class Layers:
    """The statements of one paragraph, each with the one that encloses it."""

    def __init__(self, scene: Scene, drafts: list[Draft], voices: Voices, paragraph: int) -> None:
        self.scene = scene
        self.voices = voices
        self.paragraph = paragraph
        self.drafts = drafts
        self.outer = {id(d): self._enclosing(d) for d in drafts}

    def statements(self) -> list[Draft]:
        """The drafts that are statements, with all their relays."""
        kept = [d for d in self.drafts if self._stands(d)]
        relaying = [d for d in kept if self._only_relays(d, kept)]
        for draft in kept:
            outer = self.outer[id(draft)]
            quoted = draft.source is not None and self.scene.inside_full_quote(draft.source)
            draft.besides = outer.source if quoted and outer is not None else None
            if draft not in relaying:
                draft.relays = self._relays(draft)
        return [d for d in kept if d not in relaying]

    # -- who encloses whom

    def _enclosing(self, inner: Draft) -> Draft | None:
        """The smallest layer whose words hold a statement, cue and all."""
        found = [d for d in self.drafts if d is not inner and encloses(d, inner)]
        if not found:
            return None
        return min(found, key=lambda d: (d.hull().end - d.hull().start, -d.cue[0].i))

    def _ancestors(self, draft: Draft) -> list[Draft]:
        found: list[Draft] = []
        outer = self.outer[id(draft)]
        while outer is not None and outer not in found and len(found) < DEPTH:
            found.append(outer)
            outer = self.outer[id(outer)]
        return found

    # -- what becomes of a layer

    def _stands(self, inner: Draft) -> bool:
        """Whether a statement inside another is one of its own: another voice, with words."""
        outer = self.outer[id(inner)]
        if outer is None:
            return True
        if self._same_voice(outer, inner):
            return self._retells(outer, inner)
        if inner.source is None:
            return bool(inner.relays)
        directive = inner.act or inner.entry.stance == "demanded"
        if directive and not self._media(outer):
            return False
        return inner.entry.speech or self._media(outer)

    def _retells(self, outer: Draft, inner: Draft) -> bool:
        """Whether somebody tells what he told another: "he says he told them that …"."""
        told = inner.to is not None and inner.entry.speech and not inner.act
        return told and not self._adds_words(outer, [inner])

    def _same_voice(self, outer: Draft, inner: Draft) -> bool:
        if outer.source is None or inner.source is None:
            return outer.source is None and not outer.relays
        if inner.source.lower_ in FIRST_PERSON or inner.source == outer.source:
            return True
        if self.scene.inside_full_quote(inner.source):
            return False  # who is quoted calls himself "I"
        return bool(self._speakers(outer)) and self._speakers(outer) == self._speakers(inner)

    def _speakers(self, draft: Draft) -> tuple[str, ...]:
        if draft.source is None:
            return ()
        found = self.voices.resolve(self.paragraph, draft.source)
        return tuple(actor.id or actor.name for actor in found)

    def _media(self, draft: Draft) -> bool:
        """Whether a layer is a medium's, a document's, or worded as "according to"."""
        if draft.source is None:
            return bool(draft.relays)
        according = draft.cue[0].lower_ == "according"
        return according or self.voices.passes_on(self.paragraph, draft.source)

    def _only_relays(self, outer: Draft, kept: list[Draft]) -> bool:
        """Whether a layer only passes on other statements."""
        inner = [d for d in kept if self.outer[id(d)] is outer]
        if not inner or not outer.cue:
            return False
        return not self._adds_words(outer, inner)

    def _adds_words(self, outer: Draft, inner: list[Draft]) -> bool:
        """Whether a layer says more than that the inner statements were made.

        The words of an inner statement are its content and the clause of its cue, which tells
        when and where it was made.
        """
        if any(in_main_clause(d.cue[0]) and d.cue[0].sent == outer.cue[0].sent for d in inner):
            return False
        said = [span for d in inner for span in d.content]
        clause = {t.i for d in inner for c in d.cue for t in c.subtree}
        clause |= {t.i for d in inner if d.source is not None for t in d.source.subtree}
        own = [
            token
            for token in self.scene.doc
            if any(s.start <= token.idx < s.end for s in outer.content)
            and token.is_alpha
            and not token.is_stop
            and token.i not in clause
            and not any(s.start <= token.idx < s.end for s in said)
        ]
        return len(own) >= OWN_WORDS

    # -- hops

    def _relays(self, draft: Draft) -> list[Relay]:
        """A statement's own relays and then those of the layers around it, outwards."""
        found = list(draft.relays)
        voice = draft
        for outer in self._ancestors(draft):
            if self._same_voice(outer, voice):
                found += outer.relays
                continue
            frames = opens(outer, draft)
            layer = [*layer_of(outer), *outer.relays]
            found += [replace(relay, frames=relay.frames and frames) for relay in layer]
            voice = outer
        return found


def layer_of(outer: Draft) -> list[Relay]:
    """Who passes on what a layer encloses: its source, and for a document its author as well."""
    if outer.source is None:
        return []
    author = owner(outer.source) if is_document(outer.source) else None
    return [Relay(outer.source), *([Relay(author)] if author is not None else [])]


def opens(outer: Draft, inner: Draft) -> bool:
    """Whether a layer is worded before what it encloses, and so frames what follows too."""
    cue = outer.cue[0]
    if cue.lower_ == "according":
        return bool(cue.i <= cue.sent.start + 1)
    return cue.i < inner.cue[0].i


def encloses(outer: Draft, inner: Draft) -> bool:
    """Whether a statement stands inside the words that a layer gives, cue and all."""
    if not inner.cue or not outer.cue or set(inner.cue) & set(outer.cue):
        return False
    if contrasted(outer, inner) or background(inner) or parenthetical(inner):
        return False
    cue, hull, by = inner.cue[0], outer.hull(), outer.cue[0]
    if parenthetical(outer) and outer.hull().start < inner.hull().end and by.idx > cue.idx:
        return True
    if any(s.start <= cue.idx < s.end for s in outer.content):
        return not hull.start <= by.idx < hull.end or not inner.hull().holds(hull)
    if hull == inner.hull() and cue.i < by.i:
        return True
    return by.lower_ == "according" and cue.sent == by.sent and in_main_clause(cue)


def parenthetical(draft: Draft) -> bool:
    """Whether a cue is set between commas inside other words: "…, the article claimed, that …"."""
    cue, source = draft.cue[0], draft.source
    if source is None or source.i > cue.i or cue.i + 1 >= len(cue.doc):
        return False
    first = source.left_edge
    return first.i > 0 and first.nbor(-1).text == "," and cue.nbor().text == ","


def in_main_clause(verb: Token) -> bool:
    """Whether a verb is the sentence's main verb or coordinated with it."""
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and in_main_clause(verb.head))
