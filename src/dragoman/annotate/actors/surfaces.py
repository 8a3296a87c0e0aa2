"""Known surfaces: the longest name of the knowledge base that starts at a word, and its reading.

A surface is looked up only where some known name begins with its first word, and only as far as
the longest such name reaches, so that most words cost one dictionary access.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from dragoman.annotate.actors import standing
from dragoman.annotate.actors.words import courtesy, nominals, title_words
from dragoman.knowledge import Entry, Kind, World

LONGEST = 7
"""Tokens of the longest name looked up."""
KINDS: tuple[Kind, ...] = ("person", "group", "state", "organisation", "outlet", "place")
BODIES = {"organisation", "group", "outlet"}


class Known(NamedTuple):
    """A known surface in a paragraph: tokens `[first, last)` and what is called so there."""

    first: int
    last: int
    entry: Entry


def known_name(doc: Doc, text: str, first: int, world: World) -> Known | None:
    """The longest surface of the knowledge base that starts at a token; `text` is the doc's."""
    token = doc[first]
    longest = reach(doc, first, world)
    if not longest or negating_prefix(doc, first):
        return None
    for last in range(first + longest, first, -1):
        end = doc[last - 1]
        words = text[token.idx : end.idx + len(end)]
        if world.normalise(words) not in keys(world) or not ends_name(end):
            continue
        if last - first == 1 and not nameable(token):
            break
        spot = Spot(doc, first, last, words)
        entry = choose(world.lookup(words, *KINDS), spot)
        if entry is not None and not spot.inside_longer_name(entry):
            other = entry.kind == "outlet" and spot.ends_another(entry, world)
            return None if other else Known(first, last, entry)
    return None


@cache
def keys(world: World) -> frozenset[str]:
    """The keys of all known surfaces."""
    return frozenset(world.surfaces(*KINDS))


def ends_name(token: Token) -> bool:
    """Whether a token can be the last of a name: no possessive and no punctuation."""
    text = token.text
    return (
        (text[-1:].isalnum() or text.endswith("."))
        and not token.is_punct
        and token.lower_ not in {"'s", "’s"}
    )


def reach(doc: Doc, first: int, world: World) -> int:
    """How many tokens from here on the longest known name may take; 0 where none starts here."""
    opening = doc[first]
    if opening.lower_ == "the" and first + 1 < len(doc):
        opening = doc[first + 1]
        if opening.text[:1].islower():
            return 0
    words = openings(world).get(first_word(opening.text, world), 0)
    # Apostrophes and hyphens are tokens of their own; an article comes on top.
    return min(LONGEST, 2 * words, len(doc) - first) if words else 0


@cache
def openings(world: World) -> dict[str, int]:
    """First word of any known surface → words of the longest that starts with it."""
    longest: dict[str, int] = {}
    for key in keys(world):
        first, _, rest = key.partition(" ")
        first = first.casefold()
        longest[first] = max(longest.get(first, 0), 1 + rest.count(" ") + bool(rest))
    return longest


def first_word(text: str, world: World) -> str:
    """The first word of a token's key, in lower case: "Al-Qaeda" gives "al"."""
    return world.normalise(text).partition(" ")[0].casefold()


def starts_name(token: Token) -> bool:
    """Whether a token can start a name: a capital or figure, or "al-" before one."""
    return token.text[:1].isupper() or token.lower_ == "al"


def nameable(token: Token) -> bool:
    """Whether a single word can be a name where it stands: "Let" of "Let's start" cannot."""
    return token.pos_ in {"PROPN", "NOUN", "ADJ", "X", "NUM"} or token.ent_type_ != ""


def negating_prefix(doc: Doc, first: int) -> bool:
    """Whether a prefix makes a word mean something else: "non-Syrian", "anti-Russian"."""
    return (
        first > 1
        and doc[first - 1].text == "-"
        and not doc[first - 1].whitespace_
        and (doc[first - 2].lower_ in nominals()["prefixes"]["words"])
    )


class Spot:
    """Where a surface stands in a paragraph; what is costly to ask is asked when needed."""

    def __init__(self, doc: Doc, first: int, last: int, text: str) -> None:
        self.doc, self.first, self.last, self.text = doc, first, last, text

    @cached_property
    def words(self) -> DocSpan:
        """The tokens."""
        return self.doc[self.first : self.last]

    @cached_property
    def located(self) -> bool:
        """Whether something is said to be there or to go there."""
        return is_located(self.words.root)

    @property
    def addressed(self) -> bool:
        """Whether a courtesy title stands before it, so that it is a person's: "Mr Hague"."""
        return self.first > 0 and courtesy().get(self.doc[self.first - 1].lower_) is not None

    @property
    def owns(self) -> bool:
        """Whether it owns what follows: "Trump's" in what the parser took for a longer name."""
        return self.last < len(self.doc) and self.doc[self.last].lower_ in {"'s", "’s"}

    def inside_longer_name(self, entry: Entry) -> bool:
        """Whether the surface is a piece of a longer name: "Costa" of "Costa Rica".

        A body's name that only qualifies the next noun is none either: "Iran's military influence".
        """
        if self.last - self.first > 1:
            head = self.doc[self.last - 1]
            lower = head.text.islower() and entry.kind in BODIES
            return lower and head.dep_ in {"compound", "amod"} and head.head.i >= self.last
        if entry.kind == "person":
            return self.part_of_another(entry)
        ent = next((e for e in self.doc.ents if e.start <= self.first < e.end), None)
        return ent is not None and ent.label_ == "PERSON" and len(ent) > 1 and entry.kind == "place"

    def ends_another(self, entry: Entry, world: World) -> bool:
        """Whether the last word of an outlet's name ends here that of one that nobody knows.

        "The Fellmouth Times" is not The Times; "the UK Guardian" is The Guardian.
        """
        *article, last = entry.name.split()
        word, before = self.doc[self.first], self.doc[self.first - 1] if self.first else None
        if before is None or not article or last.casefold() != word.lower_:
            return False
        if before.text in {"-", "–"} and not before.whitespace_:
            return True  # "the Sun-Times"
        own = {part for name in entry.names for part in name.casefold().split()}
        if before.pos_ != "PROPN" or not before.text[:1].isupper() or before.lower_ in own:
            return False
        if world.demonym(before.text) is not None or world.lookup(before.text, "state"):
            return False
        noun = word.head if word.dep_ == "compound" else word
        return before.dep_ == "compound" and before.head in {word, noun}

    def part_of_another(self, entry: Entry) -> bool:
        """Whether a surname that is known is here a word of somebody else's name."""
        word = self.doc[self.first]
        if word.dep_ == "compound" and word.head.i == self.last and word.head.pos_ == "PROPN":
            return True
        after = self.doc[self.last] if self.last < len(self.doc) else None
        if after is not None and after.ent_type_ == "PERSON" == word.ent_type_:
            return after.ent_iob_ == "I" and after.text[:1].isupper()
        own = {part for name in entry.names for part in name.casefold().split()}
        return any(len(t) > 2 and t.lower_ not in own for t in self.given_names())

    def given_names(self) -> Iterator[Token]:
        """The words before a surname that the parser takes for names of the same person."""
        for token in reversed(self.doc[: self.first]):
            if not token.text[:1].isupper() or token.ent_type_ != "PERSON":
                return
            if token.lower_ in title_words() or not token.text[-1].isalpha():
                return
            yield token


def choose(entries: tuple[Entry, ...], spot: Spot) -> Entry | None:
    """The reading of a surface that fits where it stands, or None where none does."""
    sure = [
        entry
        for entry in entries
        if (entry.kind == "person" or not spot.addressed)
        and (spot.text not in entry.ambiguous or spot.addressed or confirmed(spot, entry))
        and not (len(spot.text) <= 2 and not spot.text.isupper())
    ]
    if len(sure) <= 1:
        return sure[0] if sure else None
    if cites(spot.words.root):
        sure = [entry for entry in sure if entry.kind == "outlet"] or sure
    kinds = {entry.kind for entry in sure}
    if kinds == {"place"} or ("place" in kinds and "state" not in kinds and spot.located):
        return biggest([entry for entry in sure if entry.kind == "place"])
    return next(entry for entry in sure if entry.kind != "place")


def biggest(entries: list[Entry]) -> Entry:
    """Of several places of one name the capital, else the most populous."""
    return max(entries, key=lambda e: (e.feature == "capital", e.population or 0))


def confirmed(spot: Spot, entry: Entry) -> bool:
    """Whether where it stands, or the parser, bears out a surface that is a common word too."""
    labels = {t.ent_type_ for t in spot.words}
    if entry.kind == "place":
        return spot.located or bool(labels & {"GPE", "LOC"})
    if entry.kind == "person":
        return labels == {"PERSON"} or (labels == {"ORG"} and spot.owns)
    return labels == {"ORG"} or (entry.kind == "outlet" and cites(spot.words.root))


def cites(name: Token) -> bool:
    """Whether a name does what only media do: "Sabah, citing diplomats, wrote"."""
    beside = [*name.children, *(name.head.children if name.dep_ == "nsubj" else ())]
    return any(t.lower_ in nominals()["citing"]["participles"] for t in beside)


def is_located(head: Token) -> bool:
    """Whether a noun is said to be where something is or goes."""
    noun = head.head if head.dep_ == "compound" else head
    return noun.dep_ == "pobj" and standing.located(noun)
