"""What the type of an event is told from: words, and the paths between trigger and participants.

A feature is a string, hashed into a bucket (Weinberger et al. 2009). All of them look at the
parse of one sentence; none holds a name, so that a type is never told from who it is about.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from dragoman.annotate.events.lexicon import lexicon

ARGUMENTS = {"dobj", "prt", "xcomp", "ccomp", "attr", "acomp", "nsubjpass", "oprd", "dative"}
Below = dict[Token, set[str]]
"""The verbs below each verb that was asked for, which its participants share."""
STEPS = 5
"""Governors of a participant that are looked at."""


def features(trigger: Token | None, actor: Token | None, recipient: Token | None) -> set[str]:
    """The features of an event: who (head of a phrase) does what (trigger) to whom (head).

    Args:
        trigger: the word that tells of it; None takes the verb that joins the two participants.
        actor: head of the phrase for who acts; None where nobody is told to.
        recipient: head of the phrase for who is acted on; None likewise.

    Returns:
        Feature strings; empty where all three are None.
    """
    known = next((t for t in (trigger, actor, recipient) if t is not None), None)
    if known is None:
        return set()
    return sentence_features(known) | event_features(trigger, actor, recipient, {})


def sentence_features(word: Token) -> set[str]:
    """What all events of a word's sentence share: its words, alone and in pairs."""
    return set(_sentence(word))


def event_features(
    trigger: Token | None, actor: Token | None, recipient: Token | None, below: Below
) -> set[str]:
    """What `features` says beyond the words of the sentence; `below` is filled as it is asked."""
    found: set[str] = set()
    word = trigger if trigger is not None else joining(actor, recipient)
    if word is not None:
        found.update(_verb("trigger", word))
    if actor is not None:
        found.update(_governors("actor", actor, below))
    if recipient is not None:
        found.update(_governors("recipient", recipient, below))
    if actor is not None and recipient is not None:
        found.update(_between(actor, recipient))
    found.add(f"sides={actor is not None}{recipient is not None}")
    return found


def buckets(found: Sequence[set[str]], size: int) -> NDArray[np.int32]:
    """The buckets of each row's features, (rows, most features of a row), in [0, size].

    Rows are filled up with `size`, the bucket of nothing, whose weights are 0.
    """
    width = max((len(row) for row in found), default=0)
    places = np.full((len(found), width), size, np.int32)
    for number, row in enumerate(found):
        hashed = sorted({crc32(name.encode()) % size for name in row})
        places[number, : len(hashed)] = hashed
    return places


def joining(actor: Token | None, recipient: Token | None) -> Token | None:
    """The verb that joins two participants: the lowest that governs both, else the actor's own."""
    if actor is not None and recipient is not None:
        above = {t.i for t in recipient.ancestors}
        both = next((t for t in actor.ancestors if t.i in above and t.pos_ == "VERB"), None)
        if both is not None:
            return both
    one = actor if actor is not None else recipient
    return governing(one) if one is not None else None


def governing(word: Token) -> Token | None:
    """The nearest verb above a word."""
    return next((t for t in word.ancestors if t.pos_ in {"VERB", "AUX"}), None)


def _sentence(word: Token) -> Iterator[str]:
    """The sentence's words, alone and in pairs; names only as what kind of name they are."""
    words = [plain(t) for t in word.sent if not t.is_punct and not t.is_space]
    for lemma in words:
        yield f"word={lemma}"
    for first, second in pairwise(words):
        yield f"pair={first}_{second}"


def _verb(name: str, verb: Token) -> Iterator[str]:
    """A verb (or event noun) with its arguments, prepositions, auxiliaries and classes."""
    lemma = verb.lemma_.lower()
    yield f"{name}={lemma}"
    yield f"{name}-form={verb.tag_}"
    for known in classes(lemma):
        yield f"{name}-class={known}"
    for part in verb.children:
        other = plain(part)
        if part.dep_ in ARGUMENTS:
            yield f"{name}-{part.dep_}={other}"
            yield f"{name}-with={lemma}_{other}"
            for known in classes(other):
                yield f"{name}-{part.dep_}-class={known}"
        elif part.dep_ in {"prep", "agent"}:
            yield f"{name}-prep={other}"
            yield f"{name}-with={lemma}_{other}"
            for inner in part.children:
                yield f"{name}-in={other}_{plain(inner)}"
        elif part.dep_ in {"aux", "neg", "auxpass"}:
            yield f"{name}-{part.dep_}={other}"


def _governors(name: str, head: Token, below: Below) -> Iterator[str]:
    """What a participant hangs on, step by step, and its nearest verb."""
    yield f"{name}-dep={head.dep_}"
    yield f"{name}-kind={plain(head)}"
    steps = [t for t, _ in zip(head.ancestors, range(STEPS), strict=False)]
    for step in steps:
        yield f"{name}-up={plain(step)}"
    for step in steps:
        for known in classes(step.lemma_.lower()):
            yield f"{name}-up-class={known}"
    verb = governing(head)
    if verb is not None:
        yield from _verb(name, verb)
        if verb not in below:
            below[verb] = {t.lemma_.lower() for t in verb.subtree if t.pos_ == "VERB" and t != verb}
        for lemma in below[verb]:
            yield f"{name}-below={lemma}"
            for known in classes(lemma):
                yield f"{name}-below-class={known}"


def _between(actor: Token, recipient: Token) -> Iterator[str]:
    """The words that stand between two participants, and which comes first."""
    first, last = sorted((actor.i, recipient.i))
    words = [plain(t) for t in actor.doc[first + 1 : last] if not t.is_punct]
    for lemma in words:
        yield f"between={lemma}"
    for one, other in pairwise(words):
        yield f"between-pair={one}_{other}"
    yield f"first={actor.i < recipient.i}"


def plain(token: Token) -> str:
    """A word as a feature sees it: its lemma, or the kind of a name or number."""
    if token.pos_ == "PROPN" and token.ent_type_:
        return token.ent_type_
    return token.lemma_.lower()


@cache
def classes(lemma: str) -> tuple[str, ...]:
    """The classes of a verb: its senses in our lexicon, and its CAMEO roots in verbs.tsv."""
    known = lexicon()
    senses = {str(s.type) for s in (*known.verbs.get(lemma, ()), *known.nouns.get(lemma, ()))}
    return (*sorted(senses), *verb_roots().get(lemma, ()))


@cache
def verb_roots() -> dict[str, tuple[str, ...]]:
    """The CAMEO roots of a verb's patterns, from verbs.tsv, read once a process."""
    lines = files(__package__).joinpath("verbs.tsv").read_text("utf-8").splitlines()
    rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {lemma: tuple(roots.split()) for lemma, roots in rows}
