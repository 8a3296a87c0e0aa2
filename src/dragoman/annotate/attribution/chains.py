"""Chains: who passed the words on, from the speaker outwards.

"…, Rouhani told Putin, Tasnim reported" is one statement, Rouhani's, that came through Tasnim. An
outer layer becomes a hop of the inner statement; it stays a statement of its own only where it
adds words of its own.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.actors import Cast
from dragoman.annotate.attribution.drafts import Draft, Relay, Scene
from dragoman.annotate.attribution.lexicon import lexicon
from dragoman.annotate.syntax import agent, child, phrase, subject
from dragoman.knowledge import Entry
from dragoman.model import Hop, HopRole, Span

OWN_WORDS = 3
"""Content words beside the inner statement with which an outer layer says something itself."""
UNKNOWN = "unknown"
OUTLET_ROLES: dict[str, HopRole] = {"agency": "agency", "broadcaster": "broadcaster"}
"""What kind of hop an outlet is; papers, magazines and sites alike are newspapers."""


def chain(scene: Scene, drafts: list[Draft], cast: Cast, paragraph: int) -> list[Draft]:
    """The statements of a paragraph with their relays; layers that only relay are left out."""
    for draft in drafts:
        quoted_by(draft)
        citing(draft)
        carried_by(draft)
        told_to_medium(draft, cast, paragraph)
    kept = [d for d in drafts if not relays_others(scene, d, drafts, cast, paragraph)]
    return without_nested(kept)


def quoted_by(draft: Draft) -> None:
    """Makes X a hop in "was quoted by X as saying" and "X quoted him as saying"."""
    if not draft.cue:
        return
    cue = draft.cue[0]
    if cue.dep_ == "pcomp" and cue.head.head.lemma_ in lexicon().quoting_verbs:
        quoting_clause(draft, cue, cue.head.head)
        return
    if cue.lemma_ in lexicon().quoting_verbs:
        quoting_clause(draft, cue, cue)
        return
    for word in (draft.source, cue):
        for part in word.children if word is not None else ():
            if part.dep_ in {"acl", "advcl"} and part.lemma_ in lexicon().quoting_verbs:
                by = agent(part)
                if by is not None and part.tag_ == "VBN":
                    draft.relays.append(Relay(by))


def quoting_clause(draft: Draft, cue: Token, quoting: Token) -> None:
    """Speaker and hop of "X quoted him as saying" and of its passive."""
    passive = child(quoting, "auxpass", "nsubjpass") is not None
    by = agent(quoting) or agent(cue)
    if passive:
        draft.source = child(quoting, "nsubjpass") or draft.source
    elif by is None:
        by = subject(quoting)
        draft.source = child(quoting, "dobj") or draft.source
    if by is not None:
        draft.relays.append(Relay(by))
    elif passive:
        draft.relays.append(Relay(quoting, agentless=True))


def citing(draft: Draft) -> None:
    """Makes S the speaker and X a hop in "X said, citing S"."""
    if not draft.cue or draft.source is None:
        return
    for word in (draft.cue[0], draft.source):
        for part in word.children:
            if part.tag_ == "VBG" and part.lemma_ in lexicon().quoting_verbs:
                cited = child(part, "dobj")
                if cited is not None and cited.pos_ in {"NOUN", "PROPN"}:
                    draft.relays.insert(0, Relay(draft.source))
                    draft.source = cited
                    return


def told_to_medium(draft: Draft, cast: Cast, paragraph: int) -> None:
    """Makes an agency or paper that was told a hop: the words reached the report through it."""
    if draft.to is None or not draft.cue or draft.cue[0].lemma_ != "tell":
        return
    for actor in cast.resolve(paragraph, draft.to):
        entry = cast.world.entry(actor.id) if actor.id else None
        if entry is not None and entry.role in {"agency", "newspaper"}:
            draft.relays.append(Relay(draft.to))


def carried_by(draft: Draft) -> None:
    """Makes the document a hop in "said in a statement"."""
    if not draft.cue:
        return
    for prep in draft.cue[0].children:
        inner = child(prep, "pobj") if prep.dep_ == "prep" else None
        if inner is None or prep.lower_ not in {"in", "via", "through", "during", "at"}:
            continue
        if inner.lemma_.lower() in lexicon().carried and prep.lower_ not in {"during", "at"}:
            draft.relays.append(Relay(inner))
        medium = broadcast_by(inner)
        if medium is not None:
            draft.relays.append(Relay(medium))


def broadcast_by(occasion: Token) -> Token | None:
    """Who carried an occasion of speech: "an interview published by X"."""
    for part in occasion.children:
        if part.dep_ == "acl" and part.lemma_ in lexicon().carrying:
            return agent(part)
    return None


def relays_others(
    scene: Scene, outer: Draft, drafts: list[Draft], cast: Cast, paragraph: int
) -> bool:
    """Whether a layer only passes on other statements; if so it becomes their hop."""
    if not outer.cue or outer.source is None:
        return False
    inner = [d for d in drafts if d is not outer and relayed(outer, d)]
    medium = outer.cue[0].lower_ == "according" or is_relay(outer.source, cast, paragraph)
    if not inner or not medium or adds_words(scene, outer, inner):
        return False
    for draft in inner:
        draft.relays.append(Relay(outer.source))
    return True


def relayed(outer: Draft, inner: Draft) -> bool:
    """Whether a statement stands inside the words that a layer gives, cue and all."""
    if not inner.cue:
        return False
    cue, hull = inner.cue[0], outer.hull()
    if hull.start <= cue.idx < hull.end or (hull == inner.hull() and cue.i < outer.cue[0].i):
        return True
    by = outer.cue[0]
    return by.lower_ == "according" and cue.sent == by.sent and in_main_clause(cue)


def in_main_clause(verb: Token) -> bool:
    """Whether a verb is the sentence's main verb or coordinated with it."""
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and in_main_clause(verb.head))


def is_relay(head: Token, cast: Cast, paragraph: int) -> bool:
    """Whether a source is somebody who passes words on: a medium, a document, a spokesman."""
    lemma = head.lemma_.lower()
    if lemma in lexicon().media or lemma in lexicon().documents:
        return True
    return any(actor.kind == "outlet" for actor in cast.resolve(paragraph, head))


def adds_words(scene: Scene, outer: Draft, inner: list[Draft]) -> bool:
    """Whether a layer says more than that the inner statements were made."""
    clauses = [t.i for d in inner for c in d.cue for t in c.subtree]
    own = [
        t
        for t in scene.doc
        if any(s.start <= t.idx < s.end for s in outer.content)
        and t.i not in set(clauses)
        and t.is_alpha
        and not t.is_stop
        and not any(s.start <= t.idx < s.end for d in inner for s in d.content)
    ]
    sources = {t.i for d in inner if d.source for t in d.source.subtree}
    return len([t for t in own if t.i not in sources]) >= OWN_WORDS and not any(
        d.cue[0].sent == outer.cue[0].sent and in_main_clause(d.cue[0]) for d in inner
    )


def without_nested(drafts: list[Draft]) -> list[Draft]:
    """Statements that are not mere parts of another speaker's words of the same paragraph."""
    kept = []
    for draft in drafts:
        cue = draft.cue[0] if draft.cue else None
        inside = cue is not None and any(
            other is not draft
            and any(s.start <= cue.idx < s.end for s in other.content)
            and other.hull().holds(draft.hull())
            for other in drafts
        )
        if not inside:
            kept.append(draft)
    return kept


# -- hops


def hops(draft: Draft, cast: Cast, paragraph: int) -> tuple[Hop, ...]:
    """The relays of a statement as named hops, documents named by what they are called first."""
    found: list[Hop] = []
    if draft.source is not None and is_document(draft.source):
        found.append(document_hop(draft.source, cast, paragraph))
    for relay in draft.relays:
        if relay.agentless:
            found.append(Hop(UNKNOWN, "other"))
        elif is_document(relay.head) and not cast.names_in(paragraph, phrase(relay.head)):
            found.append(document_hop(relay.head, cast, paragraph))
        else:
            found.append(named_hop(relay.head, cast, paragraph))
    return tuple(dict.fromkeys(found))


def is_document(head: Token) -> bool:
    """Whether a noun is a document that speaks for its authors."""
    return head.pos_ == "NOUN" and head.lemma_.lower() in lexicon().documents


def document_hop(head: Token, cast: Cast, paragraph: int) -> Hop:
    """A document as a hop, under the fullest name the report gave it so far."""
    base = cast.paragraphs[paragraph].span.start
    best = described(head)
    for earlier in cast.paragraphs[: paragraph + 1]:
        for token in earlier.doc:
            if token.lemma_ == head.lemma_ and (earlier.doc is not head.doc or token.i < head.i):
                best = max(best, described(token), key=len)
    span = phrase(head)
    return Hop(best, "document", None, Span(base + span.start, base + span.end))


def described(head: Token) -> str:
    """A noun with its adjectives: "joint statement"."""
    words = [t.text for t in head.children if t.dep_ in {"amod", "compound"} and t.i < head.i]
    return " ".join([*words, head.lower_])


def named_hop(head: Token, cast: Cast, paragraph: int) -> Hop:
    """A medium, institution or person as a hop."""
    base = cast.paragraphs[paragraph].span.start
    span = phrase(head)
    actors = cast.resolve(paragraph, head)
    where = Span(base + span.start, base + span.end)
    if not actors:
        return Hop(span.of(head.doc.text), "other", None, where)
    actor = actors[0]
    entry = cast.world.entry(actor.id) if actor.id else None
    return Hop(hop_name(head, cast, paragraph, actor.name), hop_role(head, entry), actor.id, where)


def hop_name(head: Token, cast: Cast, paragraph: int, name: str) -> str:
    """A hop's name: "Kremlin" stays the Kremlin, though it stands for the state."""
    found = cast.name_at(paragraph, head)
    inside = cast.names_in(paragraph, phrase(head))
    if found is not None:
        return found.name
    return inside[0].name if inside and is_document(head) else name


def hop_role(head: Token, entry: Entry | None) -> HopRole:
    """What kind of hop this is: as the knowledge base has it, else by its head noun."""
    if entry is not None and entry.kind == "outlet":
        return OUTLET_ROLES.get(entry.role or "", "newspaper")
    words = [head.lemma_, *(t.lemma_ for t in head.children if t.dep_ in {"compound", "appos"})]
    for word in words:
        by_noun = lexicon().media.get(word.lower())
        if by_noun is not None:
            return by_noun
    if entry is None and head.pos_ == "PROPN" and head.head.lemma_ in lexicon().quoting_verbs:
        return "newspaper"
    public = entry is not None and entry.kind in {"state", "organisation"}
    return "institution" if public else "other"
