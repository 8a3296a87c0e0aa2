"""Names: where a report names somebody or something, and who that is within the report.

Two readers are asked: the knowledge base's surfaces (longest match first), and the parser's own
named entities for what no list can hold. `persons` then joins short names to full ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from dragoman.annotate.actors.surfaces import BODIES, Known, ends_name, known_name, starts_name
from dragoman.annotate.actors.words import courtesy, given_names, nominals, title_words
from dragoman.annotate.parse import Paragraph, text_of
from dragoman.knowledge import World, person_key
from dragoman.model import MentionKind, content_id

__all__ = ["LABELS", "Name", "courtesy", "find_names", "nominals"]

LABELS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
FUSED = re.compile(r"([A-Z][a-z]+)([A-Z][a-z]+)")
"""Two words whose space was lost in scraping: "IranDuring"."""


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


def find_names(paragraphs: Sequence[Paragraph], world: World) -> list[Name]:
    """All names of a report in order, each as it stands."""
    return [
        name
        for index, paragraph in enumerate(paragraphs)
        for name in paragraph_names(index, paragraph, world)
    ]


def paragraph_names(index: int, paragraph: Paragraph, world: World) -> Iterator[Name]:
    """The names of one paragraph: the longest known surface at each token, else the parser's."""
    doc = paragraph.doc
    starts = [token.i for token in doc if starts_name(token)]
    known = known_names(doc, starts, world)
    ends = {t.i: ent.end for ent in doc.ents if ent.label_ in LABELS for t in ent}
    free = 0
    for first in starts:
        if first < free:
            continue
        if first in known and is_piece(doc, known[first], known):
            continue
        if first in known:
            name: Name | None = as_name(index, known[first])
        elif first in ends:
            inner = next((k for k in range(first + 1, ends[first]) if k in known), None)
            whole = inner is None or not qualified(doc, first, known[inner])
            name = parsed_name(index, doc, first, ends[first], world) if whole else None
        else:
            prose = paragraph.role != "title"
            name = unread_name(index, doc, first, world) if prose else None
        if name is not None:
            yield name
            free = name.last


def known_names(doc: Doc, starts: Sequence[int], world: World) -> dict[int, Known]:
    """The longest known surface at each token that starts one, none inside another."""
    found: dict[int, Known] = {}
    text, free = text_of(doc), 0
    for first in starts:
        known = known_name(doc, text, first, world) if first >= free else None
        if known is not None:
            found[first] = known
            free = known.last
    return found


def is_piece(doc: Doc, name: Known, known: Mapping[int, Known]) -> bool:
    """Whether a place's short name is only a piece of a longer one: "Ala" of "Ala-Archa"."""
    short = name.entry.kind == "place" and doc[name.first : name.last].text != name.entry.name
    after = doc[name.last : name.last + 2].text
    return short and re.match(r"[-‐][A-Z]", after) is not None and name.last + 1 not in known


def as_name(index: int, known: Known) -> Name:
    """A known surface as a name."""
    entry = known.entry
    return Name(index, known.first, known.last, entry.kind, entry.name, entry.id, entry.country)


def leads_in(token: Token, world: World) -> bool:
    """Whether a word at the head of a parser's entity is no part of the name.

    A nationality is none, save in the name of a body: "American Society of Engineers".
    """
    if token.lower_ in courtesy() or token.is_punct or token.pos_ in {"DET", "ADV", "SCONJ"}:
        return True
    if world.demonym(token.text) is None:
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    named = after is not None and after.ent_iob_ == "I" and after.text[:1].isupper()
    return not (named and token.ent_type_ == "ORG")


def qualified(doc: Doc, first: int, known: Known) -> bool:
    """Whether the words before a known name only qualify it: "the Russian Sputnik News".

    They do not where the known name is a piece of a longer one: "the Bank of Russia".
    """
    linked = any(t.pos_ in {"ADP", "CCONJ"} for t in doc[first : known.first])
    whole = known.entry.kind == "person" and known.last - known.first > 1
    return not linked and (whole or known.entry.kind in BODIES)


def parsed_name(index: int, doc: Doc, first: int, last: int, world: World) -> Name | None:
    """A name that only the parser knows; possessives and glosses in brackets cut off."""
    if leads_in(doc[first], world):
        return None
    label = LABELS[doc[first].ent_type_]
    bracket = next((t.i for t in doc[first:last] if t.text in {"(", "["}), last)
    last = bracket if bracket > first else last
    while last > first and not ends_name(doc[last - 1]):
        last -= 1
    words = doc[first:last]
    if not is_nameable(words.text) or is_fused(words.text, doc, world):
        return None
    root = words.root
    if named_by_office(root) or after_office(doc, first) or written_as_person(words, world):
        label = "person"
    elif not bears_name(words):
        return None
    if label == "person" and any(t.pos_ in {"VERB", "AUX"} for t in words):
        return None
    return Name(
        index,
        first,
        last,
        label,
        " ".join(words.text.split()),
        content_id("e", label, words.text),
    )


def written_as_person(words: DocSpan, world: World) -> bool:
    """Whether two words are a given name and a surname, whatever the parser takes them for."""
    if len(words) != 2 or not (words[0].is_title and words[1].is_title and len(words[1]) > 1):
        return False
    body = words[1].lower_ in nominals()["bodies"]["heads"] or words[0].lower_ in title_words()
    return not body and person_key(words[0].text) in given_keys(world)


@cache
def given_keys(world: World) -> frozenset[tuple[str, ...]]:
    """The given names of persons the knowledge base has, and of the list, in one spelling."""
    ids = {i for found in world.surfaces("person").values() for i in found}
    entries = (world.entry(identity) for identity in ids)
    first = {e.name.split()[0] for e in entries if e is not None and " " in e.name}
    return frozenset(person_key(name) for name in (*given_names(), *first) if len(name) > 2)


def bears_name(words: DocSpan) -> bool:
    """Whether the parser's entity can be believed to be a name.

    A common noun that only its sentence's start capitalises is none ("Scholars have debated"), nor
    is a single word that is left of an entity whose beginning is known.
    """
    root = words.root
    if root.pos_ == "NOUN" and (root.text.islower() or root.is_sent_start):
        return False
    return len(words) > 1 or words[0].ent_iob_ != "I" or words[0].ent_type_ == "PERSON"


def is_nameable(text: str) -> bool:
    """Whether words can be a name: a capital first, and letters."""
    return text[:1].isupper() and any(c.isalpha() for c in text)


def is_fused(text: str, doc: Doc, world: World) -> bool:
    """Whether a word is a known name with the next sentence's first word stuck to it."""
    match = FUSED.fullmatch(text)
    if match is None or not doc.vocab[match[2].lower()].is_stop:
        return False
    return bool(world.lookup(match[1]))


def named_by_office(root: Token) -> bool:
    """Whether a name stands in apposition to an office: "the envoy, Ivan Petrov"."""
    return root.dep_ == "appos" and root.head.lemma_.lower() in nominals()["offices"]["heads"]


def after_office(doc: Doc, first: int) -> bool:
    """Whether an office stands right before a name: "Ambassador Ivan Petrov"."""
    before = doc[first - 1] if first else None
    return before is not None and before.lower_ in title_words() and before.pos_ != "ADJ"


def unread_name(index: int, doc: Doc, first: int, world: World) -> Name | None:
    """A name that neither reader knows, told by its title or its first word.

    "Envoy Qasim Brel said", "met Ivan Kolt".
    """
    last = first
    while last < len(doc) and is_proper(doc[last]) and doc[last].lower_ not in title_words():
        last += 1
    called = last - first > 1 and written_as_person(doc[first : first + 2], world)
    bodies = nominals()["bodies"]["heads"]
    if last == first or doc[last - 1].lower_ in bodies or not (called or after_office(doc, first)):
        return None
    if not called and doc[first - 1].is_sent_start and doc[first - 1].pos_ != "PROPN":
        return None
    text = doc[first:last].text
    return Name(index, first, last, "person", text, content_id("e", "person", text))


def is_proper(token: Token) -> bool:
    """Whether a token is written and read as a name of which no reader knows the kind."""
    return token.text[:1].isupper() and token.pos_ == "PROPN" and not token.ent_type_
