"""Names: where a report names somebody or something, and who that is within the report.

Two readers are asked: the knowledge base's surfaces (longest match first), and the parser's own
named entities for what no list can hold. `persons` then joins short names to full ones.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from dragoman.annotate.parse import Paragraph
from dragoman.knowledge import Entry, Kind, World
from dragoman.model import MentionKind, content_id

LONGEST = 7
"""Tokens of the longest name looked up."""
LABELS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
KINDS: tuple[Kind, ...] = ("person", "group", "state", "organisation", "outlet", "place")
PLACE_PREPOSITIONS = {"in", "at", "near", "to", "from", "into", "outside", "around", "inside"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a paragraph: tokens `[first, last)`, what kind of thing it is, and who.

    `id` is the knowledge base's id or a content id of the name within the corpus.
    """

    paragraph: int
    first: int
    last: int
    kind: MentionKind
    name: str
    id: str
    country: str | None = None
    gender: str | None = None

    def covers(self, token: Token) -> bool:
        """Whether a token of the same paragraph is part of the name."""
        return self.first <= token.i < self.last


@cache
def nominals() -> dict[str, dict[str, list[str]]]:
    """The word lists of nominals.toml."""
    return tomllib.loads(files(__package__).joinpath("nominals.toml").read_text("utf-8"))


@cache
def courtesy() -> dict[str, str | None]:
    """Title words and the gender they tell."""
    titles = nominals()["titles"]
    plain: dict[str, str | None] = dict.fromkeys(titles["plain"])
    return plain | dict.fromkeys(titles["male"], "male") | dict.fromkeys(titles["female"], "female")


def find_names(paragraphs: Sequence[Paragraph], world: World) -> list[Name]:
    """All names of a report in order, each as it stands."""
    return [
        name
        for index, paragraph in enumerate(paragraphs)
        for name in paragraph_names(index, paragraph.doc, world)
    ]


def paragraph_names(index: int, doc: Doc, world: World) -> Iterator[Name]:
    """The names of one paragraph: the longest known surface at each token, else the parser's."""
    entity_at = {t.i: ent for ent in doc.ents if ent.label_ in LABELS for t in ent}
    position = 0
    while position < len(doc):
        name = known_name(index, doc, position, world)
        if name is None and world.demonym(doc[position].text) is not None:
            position += 1
            continue
        if name is None and position in entity_at:
            name = parsed_name(index, doc, position, entity_at[position].end)
        if name is None:
            position += 1
            continue
        yield name
        position = name.last


def known_name(index: int, doc: Doc, first: int, world: World) -> Name | None:
    """The longest surface of the knowledge base that starts at a token."""
    if not starts_name(doc[first]) or negating_prefix(doc, first):
        return None
    for last in range(min(len(doc), first + LONGEST), first, -1):
        words = doc[first:last]
        if words[-1].is_space or words[-1].text in {"'s", "’s", ",", "."}:
            continue
        entries = world.lookup(words.text, *KINDS)
        entry = choose(entries, doc, first, last)
        if entry is not None and not inside_longer_name(doc, first, last, entry):
            return Name(
                index, first, last, mention_kind(entry), entry.name, entry.id, entry.country
            )
    return None


def starts_name(token: Token) -> bool:
    """Whether a token can start a name: a capital or figure, or "the"/"al-" before one."""
    return token.text[:1].isupper() or token.lower_ == "al"


def negating_prefix(doc: Doc, first: int) -> bool:
    """Whether a prefix makes a word mean something else: "non-Syrian", "anti-Russian"."""
    return (
        first > 1
        and doc[first - 1].text == "-"
        and not doc[first - 1].whitespace_
        and (doc[first - 2].lower_ in nominals()["prefixes"]["words"])
    )


def choose(entries: tuple[Entry, ...], doc: Doc, first: int, last: int) -> Entry | None:
    """The reading of a surface that fits where it stands, or None where none does."""
    words = doc[first:last]
    place = located(words.root)
    sure = [
        entry
        for entry in entries
        if (words.text not in entry.ambiguous or confirmed(words, entry, place))
        and not (len(words.text) <= 2 and not words.text.isupper())
    ]
    if not sure:
        return None
    kinds = [entry.kind for entry in sure]
    if "state" in kinds or "organisation" in kinds:
        wanted = "place" if place and "state" not in kinds else None
    else:
        wanted = "place" if place else None
    ranked = [e for e in sure if e.kind == wanted] or [e for e in sure if e.kind != "place"]
    return biggest(ranked or list(sure))


def biggest(entries: list[Entry]) -> Entry:
    """Of several places of one name the most populous; of other things the first listed."""
    return max(entries, key=lambda e: (e.feature == "capital", e.population or 0))


def confirmed(words: DocSpan, entry: Entry, place: bool) -> bool:
    """Whether where it stands, or the parser, bears out a surface that is a common word too."""
    labels = {t.ent_type_ for t in words}
    if entry.kind == "place":
        return place or bool(labels & {"GPE", "LOC"})
    return labels == {"PERSON" if entry.kind == "person" else "ORG"}


def located(head: Token) -> bool:
    """Whether a noun is said to be where something is or goes."""
    noun = head.head if head.dep_ == "compound" else head
    return noun.dep_ == "pobj" and noun.head.lower_ in PLACE_PREPOSITIONS


def inside_longer_name(doc: Doc, first: int, last: int, entry: Entry) -> bool:
    """Whether a single word is really a piece of a longer name: "Costa" of "Costa Rica"."""
    if last - first > 1:
        return False
    if entry.kind == "person":
        word = doc[first]
        return word.dep_ == "compound" and word.head.i == last and word.head.pos_ == "PROPN"
    ent = next((e for e in doc.ents if e.start <= first < e.end), None)
    return ent is not None and ent.label_ == "PERSON" and len(ent) > 1 and entry.kind == "place"


def mention_kind(entry: Entry) -> MentionKind:
    """An entry's kind as a mention's."""
    return entry.kind


def parsed_name(index: int, doc: Doc, first: int, last: int) -> Name | None:
    """A name that only the parser knows, titles and possessives cut off."""
    label = LABELS[doc[first].ent_type_]
    while first < last and (
        doc[first].lower_ in courtesy() or doc[first].is_punct or doc[first].lower_ == "the"
    ):
        first += 1
    while last > first and (doc[last - 1].text in {"'s", "’s", "’"} or doc[last - 1].is_punct):
        last -= 1
    text = doc[first:last].text
    if last <= first or not text[:1].isupper() or not any(c.isalpha() for c in text):
        return None
    root = doc[first:last].root
    if label == "place" and root.pos_ == "NOUN" and root.text.islower():
        return None
    if root.dep_ == "appos" and root.head.lemma_.lower() in nominals()["offices"]["heads"]:
        label = "person"
    if label == "person" and any(t.pos_ in {"VERB", "AUX"} for t in doc[first:last]):
        return None
    return Name(index, first, last, label, " ".join(text.split()), content_id("e", label, text))
