"""Media: which outlets a report names, and what "the newspaper" or "it" means among them.

A medium is a known outlet, or a noun for media with a name beside it ("the Kestrel news agency",
"the daily Lantern"), or such a noun alone ("state television"). A definite noun or an "it" that
speaks means the medium of that kind named last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from dragoman.annotate.actors import Cast
from dragoman.annotate.attribution.lexicon import lexicon
from dragoman.annotate.attribution.passing import passing
from dragoman.annotate.syntax import SUBJECTS, child
from dragoman.knowledge import Entry, World
from dragoman.model import Actor, HopRole

OUTLET_ROLES: dict[str, HopRole] = {"agency": "agency", "broadcaster": "broadcaster"}
"""What kind of hop a known outlet is; papers, magazines and sites alike are newspapers."""
ARTICLES = {"al", "al-", "el", "il", "la", "le", "les", "der", "die", "das", "the", "an"}
"""Articles of other languages that papers are called by, and few persons' first names."""
GENERIC = "state-news-agency"
"""Part of the ids of the knowledge base's agencies that only their state is told of."""
BACK = 4
"""Paragraphs back in which "the agency" or "it" looks for its antecedent."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium as it is named in one place: who it is, what kind of hop it makes.

    `named` is false where only its kind is said ("a local website").
    """

    paragraph: int
    token: int
    actor: Actor
    role: HopRole
    named: bool


NAMES = {"NOUN", "PROPN"}
"""Parts of speech that can name a medium."""


class Media:
    """The media of one report."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._found: list[Medium] = []
        for index, paragraph in enumerate(cast.paragraphs):
            for token in (t for t in paragraph.doc if t.pos_ in NAMES):
                kind = noun_role(token) is not None and not refers_back(token)
                medium = self.at(index, token) if kind else self._named_at(index, token)
                if medium is not None:
                    self._found.append(medium)

    def at(self, paragraph: int, head: Token) -> Medium | None:
        """The medium that a noun phrase or pronoun means; None where it means none."""
        if head.lower_ == "it":
            return self._last(paragraph, head) if head.dep_ in SUBJECTS else None
        named = self._named_at(paragraph, head)
        if named is not None:
            return named
        role = noun_role(head)
        if role is None and head.lemma_.lower() not in passing().parts:
            return None
        if refers_back(head):
            return self._last(paragraph, head, role or "newspaper")
        owner = child(head, "poss")
        if owner is not None and owner.lower_ == "its":
            return self._last(paragraph, head)
        medium = self.at(paragraph, owner) if owner is not None else None
        if medium is not None or role is None:
            return medium
        return self._described(paragraph, head, role)

    # -- help

    def _named_at(self, paragraph: int, head: Token) -> Medium | None:
        """A medium with its name: a known outlet, or a noun for media with a name beside it."""
        name = self.cast.name_at(paragraph, head)
        if name is not None and name.kind == "outlet":
            inside = head.dep_ == "compound" and name.covers(head.head)
            return None if inside else self._outlet(paragraph, head, name.name, name.id)
        if head.pos_ == "PROPN" and noun_role(head) is None:
            return self._titled(paragraph, head) or self._quoting(paragraph, head)
        role = noun_role(head)
        part = head.lemma_.lower() in passing().parts and head.pos_ == "NOUN"
        if role is None and not part:
            return None
        for token in beside(head):
            near = self.cast.name_at(paragraph, token)
            if near is not None and near.kind == "outlet":
                return self._outlet(paragraph, head, near.name, near.id)
        if part:
            owner = next((c for c in head.children if c.lower_ in {"of", "in", "on"}), None)
            inner = child(owner, "pobj") if owner is not None else None
            medium = self.at(paragraph, inner) if inner is not None else None
            if medium is not None or role is None:
                return medium
        words = self._proper_words(paragraph, head)
        if not words or role is None:
            return None
        return Medium(paragraph, head.i, Actor(words, None, "outlet", None, None), role, True)

    def _titled(self, paragraph: int, head: Token) -> Medium | None:
        """A name with a noun for media before it: "the Rome daily Il Messaggero"."""
        if head.dep_ == "compound":
            return None
        for token in reversed(head.doc[head.left_edge.i : head.i]):
            role = noun_role(token) if token.text.islower() else None
            if role is not None:
                words = head.doc[token.i + 1 : head.i + 1].text
                return Medium(paragraph, head.i, Actor(words, None, "outlet"), role, True)
        return None

    def _quoting(self, paragraph: int, head: Token) -> Medium | None:
        """A name nobody knows that does what papers do: "Al Bayan quoted a source as saying"."""
        verb = head.head
        quoted = child(verb, "dobj")
        if verb.lemma_ not in lexicon().quoting_verbs or head.dep_ != "nsubj" or quoted is None:
            return None
        name = self.cast.name_at(paragraph, head)
        if name is None or ":" in name.id or name.kind == "place":
            return None
        words = name.name.split()
        if name.kind == "person" and (len(words) > 1 and words[0].lower() not in ARTICLES):
            return None
        role = role_in_name(name.name) or "newspaper"
        return Medium(paragraph, head.i, Actor(name.name, name.id, "outlet"), role, True)

    def _outlet(self, paragraph: int, head: Token, name: str, identity: str) -> Medium:
        entry = named_agency(self.cast.world, self.cast.world.entry(identity))
        if entry is not None:
            name, identity = entry.name, entry.id
        role = outlet_role(entry) or noun_role(head) or role_in_name(name) or "newspaper"
        country = entry.country if entry else None
        return Medium(paragraph, head.i, Actor(name, identity, "outlet", country), role, True)

    def _proper_words(self, paragraph: int, head: Token) -> str:
        """The name that stands before or after a noun for media, or ""."""
        doc = head.doc
        first = head.i
        while first > 0 and is_name_word(doc[first - 1]) and not self._elsewhere(doc[first - 1]):
            first -= 1
        before = [t for t in doc[first : head.i] if not t.is_punct]
        if (before and not before[0].is_sent_start) or len(before) > 1:
            return " ".join(t.text for t in before)
        last = head.i + 1
        if last < len(doc) and doc[last].text == ",":
            last += 1
        start = last
        while last < len(doc) and is_name_word(doc[last]):
            last += 1
        apposed = start == head.i + 1 or (
            last < len(doc) and doc[last].text in {",", ".", "”", "''"} and last - start <= 4
        )
        near = start == head.i + 1
        other = any(self._is_other(paragraph, token, near) for token in doc[start:last])
        return doc[start:last].text if last > start and apposed and not other else ""

    def _is_other(self, paragraph: int, token: Token, near: bool) -> bool:
        """Whether a word after a noun for media names somebody or some place else.

        Right beside the noun the parser's guess counts for less than the noun.
        """
        name = self.cast.name_at(paragraph, token)
        if name is None or name.kind not in {"person", "place", "state"}:
            return False
        return not near or ":" in name.id

    def _elsewhere(self, word: Token) -> bool:
        """Whether a capitalised word says where a medium is from, not what it is called."""
        world = self.cast.world
        return bool(world.demonym(word.text) or world.lookup(word.text, "state"))

    def _described(self, paragraph: int, head: Token, role: HopRole) -> Medium:
        """A medium that only its kind is said of; a state's one agency is known by that."""
        actor = self.cast.resolve(paragraph, head)[0]
        entry = self.cast.world.entry(actor.id) if actor.id else None
        named = actor.kind == "outlet"
        return Medium(paragraph, head.i, actor, outlet_role(entry) or role, named)

    def _last(self, paragraph: int, head: Token, role: HopRole | None = None) -> Medium | None:
        """The medium of a kind named last before a word; of any kind where none is asked for."""
        for medium in reversed(self._found):
            here = (medium.paragraph, medium.token) < (paragraph, head.i)
            if not here or paragraph - medium.paragraph > BACK:
                continue
            if role is None or role in {medium.role, "other"}:
                return replace(medium, paragraph=paragraph, token=head.i)
            if role == "newspaper" and medium.role != "agency":
                return replace(medium, paragraph=paragraph, token=head.i)
        return None


def named_agency(world: World, entry: Entry | None) -> Entry | None:
    """The agency that "Syrian state news agency" means, if the state has just one by name."""
    if entry is None or GENERIC not in entry.id or not entry.country:
        return entry
    return state_agencies(world).get(entry.country, entry)


@cache
def state_agencies(world: World) -> dict[str, Entry]:
    """The news agency of each state that owns just one, by the state's code."""
    owned: dict[str, dict[str, Entry]] = {}
    for identities in world.surfaces("outlet").values():
        for entry in filter(None, map(world.entry, identities)):
            state = entry.role == "agency" and entry.state_owned and GENERIC not in entry.id
            if entry.country and state:
                owned.setdefault(entry.country, {})[entry.id] = entry
    single = {country: found for country, found in owned.items() if len(found) == 1}
    return {country: next(iter(found.values())) for country, found in single.items()}


def noun_role(head: Token) -> HopRole | None:
    """The role of a noun for media; None for other nouns, "agency" alone among them."""
    words = passing()
    lemma = head.lemma_.lower()
    role = words.media.get(lemma) or words.media.get(head.lower_)
    if role is None or head.pos_ not in {"NOUN", "PROPN"}:
        return None
    if lemma == "agency":
        before = {t.lower_ for t in head.doc[max(0, head.i - 2) : head.i]}
        after = next((t for t in head.doc[head.i + 1 : head.i + 2]), None)
        definite = refers_back(head)
        known = bool(before & words.before_agency) or (after is not None and after.text.isupper())
        return role if known or definite else None
    return role


def refers_back(head: Token) -> bool:
    """Whether a noun phrase is bare and definite: "the newspaper"."""
    rest = [t for t in head.children if t.dep_ in {"det", "amod", "compound", "poss", "nmod"}]
    rest += [t for t in head.children if t.dep_ in {"appos", "prep", "relcl"}]
    return len(rest) == 1 and rest[0].lower_ in {"the", "that", "this"} and head.tag_ != "NNS"


def beside(head: Token) -> Iterator[Token]:
    """The words of a noun phrase and of what is apposed to it, in the order of nearness."""
    yield from reversed([t for t in head.doc[head.left_edge.i : head.i] if t.dep_ != "poss"])
    follow = head.i + 1
    doc: Doc = head.doc
    while follow < min(len(doc), head.i + 3) and doc[follow].text in {",", "(", "the", "The"}:
        follow += 1
    if follow < len(doc):
        yield doc[follow]


def is_name_word(token: Token) -> bool:
    """Whether a word can be part of a name beside a noun for media."""
    capital = token.text[:1].isupper() and not token.is_sent_start
    return token.pos_ != "VERB" and (capital or token.text.isdigit())


def outlet_role(entry: Entry | None) -> HopRole | None:
    """The role of an outlet of the knowledge base."""
    if entry is None or entry.kind != "outlet":
        return None
    return OUTLET_ROLES.get(entry.role or "", "newspaper")


def role_in_name(name: str) -> HopRole | None:
    """The role that a word of a medium's name tells."""
    found = (passing().name_words.get(word) for word in name.lower().split())
    return next((role for role in found if role is not None), None)
