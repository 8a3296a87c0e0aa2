"""Whether a state, a capital or a nationality stands for a government that acts, or for a place.

"Moscow warned Tehran" and "Israeli claims" are of governments; "talks in Moscow", "left Syria" and
"Syrian bread" are not. Told by the word's function in its clause, with the lists of standing.toml.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from dragoman.annotate.actors.words import nominals
from dragoman.annotate.parse import text_of

DATELINE = re.compile(r"^[^.!?“”\"]{2,60}?(?:\s[–—-]{1,2}|[–—]|-)\s|^[^.!?“”\"|:]{2,40}\|\s?:")
"""What stands before the first sentence of a report: "MOSCOW (Reuters) – ", "Moscow, SANA – "."""
OPENING = 16
"""Tokens within which such a dateline ends."""
QUALIFYING = {"compound", "nmod", "amod"}


@cache
def standings() -> dict[str, dict[str, frozenset[str]]]:
    """The word lists of standing.toml, by section and key."""
    data = tomllib.loads(files(__package__).joinpath("standing.toml").read_text("utf-8"))
    return {
        section: {key: frozenset(words) for key, words in lists.items() if key != "reason"}
        for section, lists in data.items()
    }


def acts(doc: Doc, first: int, last: int) -> bool:
    """Whether the state or capital named by tokens `[first, last)` acts, rather than lies there."""
    if joined(doc, first, last):
        return True
    head = doc[first:last].root
    if last <= OPENING and last <= opening(doc):
        return False
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    if head.dep_ == "pobj":
        return not located(head)
    if head.dep_ in QUALIFYING:
        return qualifies_act(head)
    if head.dep_ in {"dobj", "obj"}:
        return head.head.lemma_.lower() not in standings()["reached"]["verbs"]
    if head.dep_ == "appos":
        return head.head.ent_type_ not in {"GPE", "LOC", "FAC"}
    return head.dep_ != "npadvmod"


def opening(doc: Doc) -> int:
    """The tokens of the dateline or credit before a paragraph's first sentence; 0 where none is."""
    first = doc[:OPENING]
    match = DATELINE.match(text_of(doc)[: first.end_char])
    if match is None:
        return 0
    return next((t.i for t in first if t.idx >= match.end()), OPENING)


def joined(doc: Doc, first: int, last: int) -> bool:
    """Whether a hyphen joins a name to another or to what it does: "Iran-Russia", "Iran-backed"."""
    if last + 1 < len(doc) and doc[last].text in {"-", "–"} and not doc[last].whitespace_:
        after = doc[last + 1]
        return after.text[:1].isupper() or after.lower_ in standings()["backing"]["participles"]
    before = doc[first - 1] if first > 1 else None
    hyphen = before is not None and before.text in {"-", "–"} and not before.whitespace_
    return hyphen and doc[first - 2].text[:1].isupper()


def located(head: Token) -> bool:
    """Whether the object of a preposition is where something is, goes, or what is talked about."""
    lists = standings()
    prep = head.head
    word, above = prep.lower_, {prep.head.lemma_.lower(), prep.head.head.lemma_.lower()}
    if word in lists["places"]["prepositions"]:
        return word != "at" or prep.head.lemma_.lower() not in lists["aims"]["verbs"]
    if word in lists["topics"]["prepositions"]:
        return bool(above & lists["topics"]["nouns"])
    if prep.head.lower_ == "according":
        return False
    if word in {"to", "from", "for"}:
        return bool(above & lists["motion"]["words"]) or above == {"out"}
    if word == "of":
        return prep.head.lemma_.lower() in lists["parts"]["nouns"] or prep.head.lower_ == "out"
    return False


def qualifies_act(word: Token) -> bool:
    """Whether a name or nationality before a noun is the one who does what the noun tells.

    "Israeli claims", "the US exit", "the Russian-Iranian cooperation"; an office is done by its
    state as well ("Iran President").
    """
    noun = word.head
    while noun.dep_ in QUALIFYING | {"conj"} and noun.pos_ in {"ADJ", "PROPN"}:
        noun = noun.head
    return noun.lemma_.lower() in standings()["acts"]["nouns"]


def acting_nationality(word: Token) -> bool:
    """Whether a demonym stands for its state: "Israeli claims", "the Russians", "Israeli-annexed".

    "The" must stand before a plural noun: "five Syrians" are people.
    """
    if word.tag_ in {"NNS", "NNPS"}:
        return any(t.lower_ == "the" for t in word.children)
    doc, after = word.doc, word.i + 1
    if after + 1 < len(doc) and doc[after].text == "-" and not doc[after].whitespace_:
        backing = standings()["backing"]["participles"]
        if doc[after + 1].lower_ in backing:
            return doc[after + 1].dep_ not in QUALIFYING or not grouped(doc[after + 1].head)
    return word.dep_ in {*QUALIFYING, "conj"} and qualifies_act(word)


def is_citizen(word: Token) -> bool:
    """Whether a demonym is one or some of a nation, and not who acts for it: "an Afghan"."""
    if word.dep_ in QUALIFYING:
        return False
    several = nominals()["indefinite"]["words"]
    return any(t.dep_ == "nummod" or t.lower_ in several for t in word.children)


def grouped(noun: Token) -> bool:
    """Whether a noun names people, whose whole phrase is then the mention: "Iran-backed forces"."""
    return noun.lemma_.lower() in nominals()["plain_groups"]["heads"]
