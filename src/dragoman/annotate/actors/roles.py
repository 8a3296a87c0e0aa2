"""Roles: what office a noun phrase names, and of which state or body."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.annotate.actors.words import heads, nominals
from dragoman.annotate.syntax import child, coordinated, right_edge
from dragoman.knowledge import World

KINDS_OF_OFFICE = {
    "prime",
    "foreign",
    "defence",
    "defense",
    "supreme",
    "vice",
    "deputy",
    "interior",
}
PAST = {"former", "ex", "late", "then", "onetime", "erstwhile"}
"""Who is called so holds the office no more."""
HEADS = {"chief", "leader", "head", "boss", "president"}
"""Who leads a presidency is the president: "the Kremlin chief"."""


@dataclass(frozen=True, slots=True)
class Role:
    """An office as a phrase words it: "foreign minister", and the state's code if it is said.

    `counterpart` is true for "his Russian counterpart", whose office is that of somebody else.
    """

    title: str
    country: str | None = None
    counterpart: bool = False


def role_of(doc: Doc, head: Token, world: World) -> Role | None:
    """The role a noun phrase gives its head: "Iran's foreign minister", "President Putin"."""
    words = nominals()
    office = office_word(head)
    if office is None:
        return None
    title = title_words(doc, office)
    if speaks_for_presidency(office, world):
        title = "president" if title in HEADS else "presidential " + title
    if any(t.lower_ in PAST for t in office.children):
        title = "former " + title
    country = nationality(doc, head, office, world)
    counterpart = office.lemma_.lower() in words["counterparts"]["heads"]
    return Role(title, country, counterpart)


def office_word(head: Token) -> Token | None:
    """The word of a phrase that names an office: its head, or a title before a name."""
    if names_office(head):
        return head
    titles = [t for t in head.children if t.i < head.i and t.dep_ not in {"poss", "amod"}]
    before = [*titles, *(t for t in head.children if t.dep_ == "appos")]
    return next((t for t in reversed(before) if t.lemma_.lower() in heads("offices")), None)


def names_office(word: Token) -> bool:
    """Whether a word is one of an office, in any number."""
    offices = heads("offices")
    return word.lemma_.lower() in offices or word.lower_.rstrip("s") in offices


def speaks_for_presidency(office: Token, world: World) -> bool:
    """Whether an office is a presidency's: "the Kremlin spokesman"."""
    owners = [t for t in office.children if t.dep_ in {"compound", "poss"}]
    bodies = [e for t in owners for e in world.lookup(t.text, "organisation")]
    return any(e.role == "presidency" for e in bodies)


def title_words(doc: Doc, office: Token) -> str:
    """The office with what makes it one: "prime minister", "foreign minister"."""
    first = office.i
    while first > 0 and (doc[first - 1].lower_ in KINDS_OF_OFFICE or is_field(doc[first - 1])):
        first -= 1
    words = [t.lower_ for t in doc[first : office.i]]
    headed = headed_of(office)
    of = f" of {headed.lower_}" if headed is not None else ""
    return " ".join([*words, office.lemma_.lower()]) + of


def headed_of(office: Token) -> Token | None:
    """What a head is the head of where that makes the office: "head of state", "of government"."""
    if office.lemma_.lower() != "head":
        return None
    of = next((t for t in office.children if t.lower_ == "of"), None)
    inner = next((t for t in of.children if t.dep_ == "pobj"), None) if of is not None else None
    return inner if inner is not None and inner.lower_ in {"state", "government"} else None


def is_field(word: Token) -> bool:
    """Whether a word says what an office is of: "security chief", "police commander"."""
    return word.dep_ == "compound" and word.text.islower() and word.is_alpha


def nationality(doc: Doc, head: Token, office: Token, world: World) -> str | None:
    """The country that a phrase gives its office: by adjective, possessive or "of"."""
    first = min(head.left_edge.i, office.left_edge.i)
    last = max(head.i, office.i)
    for token in doc[first : last + 1]:
        country = adjective_country(token, world)
        modifies = token.dep_ == "poss" or (
            token.dep_ in {"compound", "nmod"} and token.text.isupper()
        )
        if country is None and modifies:
            country = named_state(token, world)
        if country is None and token.dep_ in {"compound", "poss"} and token.text[:1].isupper():
            seat = world.metonym(token.text)
            country = seat.country if seat is not None else None
        if country is not None:
            return country
    for prep in (headed_of(office) or office).children:
        if prep.lower_ in {"of", "for"}:
            inner = next((t for t in prep.children if t.dep_ == "pobj"), None)
            if inner is not None:
                return named_state(inner, world)
    return None


def adjective_country(token: Token, world: World) -> str | None:
    """The code of the state of a nationality word, of two words perhaps, or None."""
    if not token.text[:1].isupper():
        return None
    before = token.doc[token.i - 1].text if token.i else ""
    two = world.demonym(f"{before} {token.text}") if before[:1].isupper() else None
    state = two or world.demonym(token.text)
    return state.country if state else None


def shared_roles(head: Token, world: World) -> list[Role]:
    """The roles of a plural: "the presidents of Russia and Iran", "Iranian and Turkish leaders"."""
    if head.tag_ not in {"NNS", "NNPS"} or office_word(head) is None:
        return []
    title = title_words(head.doc, head)
    shared = head.lemma_.lower() in nominals()["counterparts"]["heads"]
    countries: list[str | None] = []
    for part in (*head.children, *(headed_of(head) or head).children):
        if part.lower_ == "of" or (shared and part.lower_ == "from"):
            inner = next((t for t in part.children if t.dep_ == "pobj"), None)
            countries += [named_state(t, world) for t in listed(inner)] if inner else []
        elif part.dep_ in {"amod", "compound"}:
            adjectives = [part, *(t for t in part.subtree if t.dep_ == "conj")]
            countries += [adjective_country(t, world) for t in adjectives]
    found = list(dict.fromkeys(c for c in countries if c is not None))
    return [Role(title, country, shared) for country in found] if len(found) > 1 else []


def elliptical(token: Token, world: World) -> Role | None:
    """The office that a state's possessive alone stands for: Y's, in "X's leader and Y's"."""
    if token.pos_ != "PROPN" or token.dep_ == "poss" or token.is_sent_end:
        return None
    if token.nbor().lower_ not in {"'s", "’s"}:
        return None
    country = named_state(token, world)
    before = reversed(token.doc[token.sent.start : token.i])
    office = next((t for t in before if names_office(t)), None)
    if country is None or office is None or child(office, "poss") is None:
        return None
    return Role(title_words(token.doc, office), country)


def listed(first: Token) -> list[Token]:
    """The nouns coordinated with one, and those that only commas join to it.

    The parse often ends a list at its first comma: "the heads of state of X, Y and Z declared".
    """
    found, doc = list(coordinated(first)), first.doc
    more, place, ended = [], right_edge(first).i + 1, False
    while not ended and place + 1 < len(doc) and doc[place].lower_ in {",", "and"}:
        ended = "and" in {doc[place].lower_, doc[place + 1].lower_}
        place += 1 + (doc[place + 1].lower_ == "and")
        if place >= len(doc) or doc[place].pos_ != "PROPN":
            return found
        more.append(doc[place])
        place += 1
    return [*found, *more] if ended else found


def named_state(token: Token, world: World) -> str | None:
    """The code of the state that a word or its whole phrase names."""
    texts = (token.doc[token.left_edge.i : token.i + 1].text, token.text)
    for text in texts:
        states = world.lookup(text, "state")
        if states:
            return states[0].country
    return None
