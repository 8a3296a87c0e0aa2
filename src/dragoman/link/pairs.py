"""What speaks for two event mentions being of one event, as numbers that a trained model weighs.

A mention is a word that tells of something happening, with what stands around it. Nothing here is
specific to one corpus: every observation has a reason that holds for any news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.likeness.background import background
from dragoman.likeness.senses import senses
from dragoman.likeness.words import stem
from dragoman.link.gist import Vector, cosine

UNKNOWN = -1.0
"""The value of an observation that a side says nothing about; trees part it from "not alike"."""
FAR = 10
"""Sentences beyond which a distance says no more."""


@dataclass(frozen=True)
class EventMention:
    """A mention of an event, with what a pair is judged by.

    Attributes:
        report: id of its report.
        sentence: the number of its sentence; 0 is the title or the first.
        head: lemma of the word that tells of it, in lower case.
        nominal: whether that is a noun.
        phrase: lemmas of the words of the mention, the head among them.
        subject: stems of who or what does it; empty where nothing is said.
        object: stems of who or what it is done to.
        other: stems of other words that hang on it: with whom, where, when.
        names: stems of the names in its sentence.
        numbers: the numbers in its sentence.
        context: its sentence as weighted terms.
        gist: its report as weighted terms.
        cast: stems of the names in its report.
        chief: stems of the few names that its report uses most.
        title: stems of the report's title, or first sentence.
    """

    report: str
    sentence: int
    head: str
    nominal: bool
    phrase: frozenset[str]
    subject: frozenset[str]
    object: frozenset[str]
    other: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    context: Vector
    gist: Vector
    cast: frozenset[str]
    chief: frozenset[str]
    title: frozenset[str]

    @cached_property
    def arguments(self) -> frozenset[str]:
        """All that hangs on it."""
        return self.subject | self.object | self.other


class Observations(NamedTuple):
    """What is seen of a pair; likenesses lie in [0, 1], -1 where a side says nothing."""

    same_head: float  # one word is the plainest sign
    same_stem: float  # "acquire", "acquisition"
    letters: float  # what the heads share from their beginning, for derivations with other stems
    same_sense: float  # classes that both may be of: "fire", "dismiss"
    kin: float  # the one may be a kind of the other: "murder", "kill"
    phrase_sense: float  # classes that any words of the two may be of: "open fire", "shooting"
    rarity: float  # a rare word means one thing, "go" means many
    rarer: float  # and so does the rarer of the two
    nominal: float  # how many of the two are nouns
    phrase: float  # "plane crash" and "crash of the plane"
    subject: float
    object: float
    crossed: float  # passive, and "X's victory over Y": one's subject is the other's object
    arguments: float  # all that hangs on either
    names: float  # the people and places of the two sentences
    numbers: float  # tolls, ages, sums
    context: float  # the wording of the two sentences
    gist: float  # whether the reports are about the same
    cast: float  # and name the same people and places: affairs of one kind differ in nothing else
    cast_shared: float  # how much of all names of both that is
    chief: float  # the names that matter: of two arrests in one team, who was arrested
    title: float  # whether their titles say the same
    title_names: float  # and name the same
    spread: float  # how many reports of the story use the one word: most tell its main event
    spread_other: float  # and the other
    same_report: float  # a report tells one event in several words, and two events in one
    distance: float  # sentences between them, in one report
    titles: float  # how many stand first: titles tell the main event
    earliest: float  # where the earlier one stands


FEATURES = Observations._fields


Spread = Mapping[str, float]
"""Stem of a head → share of the story's reports that tell of something by it, in [0, 1]."""


def spread_of(mentions: Sequence[EventMention]) -> Spread:
    """How far each head is spread over the reports of a story."""
    reports: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        reports[stem(mention.head)].add(mention.report)
    number = len({mention.report for mention in mentions})
    return {head: len(of) / number for head, of in reports.items()}


def observe(left: EventMention, right: EventMention, spread: Spread) -> Observations:
    """The observations of a pair of a story's mentions; the same in either order."""
    one, other = senses(left.head), senses(right.head)
    weights = background()
    stems = (stem(left.head), stem(right.head))
    rarities = sorted(weights[s] for s in stems)
    spreads = sorted(spread[s] for s in stems)
    same_report = left.report == right.report
    order = sorted((left.sentence, right.sentence))
    return Observations(
        same_head=float(left.head == right.head),
        same_stem=float(stems[0] == stems[1]),
        letters=_beginning(left.head, right.head),
        same_sense=float(one.same(other)),
        kin=float(one.kin(other)),
        rarity=rarities[0],
        rarer=rarities[1],
        nominal=float(left.nominal + right.nominal),
        phrase_sense=float(len(_classes(left.phrase) & _classes(right.phrase))),
        phrase=overlap(_stems(left.phrase), _stems(right.phrase)),
        subject=overlap(left.subject, right.subject),
        object=overlap(left.object, right.object),
        crossed=max(overlap(left.subject, right.object), overlap(left.object, right.subject)),
        arguments=overlap(left.arguments, right.arguments),
        names=overlap(left.names, right.names),
        numbers=overlap(left.numbers, right.numbers),
        context=cosine(left.context, right.context),
        gist=cosine(left.gist, right.gist),
        cast=overlap(left.cast, right.cast),
        cast_shared=_dice(left.cast, right.cast),
        chief=overlap(left.chief, right.chief),
        title=overlap(left.title, right.title),
        title_names=overlap(left.title & left.cast, right.title & right.cast),
        spread=spreads[0],
        spread_other=spreads[1],
        same_report=float(same_report),
        distance=float(min(FAR, order[1] - order[0])) if same_report else UNKNOWN,
        titles=float(order.count(0)),
        earliest=float(min(FAR, order[0])),
    )


def matrix(
    mentions: Sequence[EventMention], places: Sequence[tuple[int, int]]
) -> NDArray[np.float32]:
    """The observations of pairs of a story's mentions, shape (pairs, len(FEATURES)).

    Args:
        mentions: all of the story.
        places: where the two of each pair stand in `mentions`.
    """
    spread = spread_of(mentions)
    rows = [observe(mentions[i], mentions[j], spread) for i, j in places]
    return np.array(rows, np.float32).reshape(len(rows), len(FEATURES))


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Weight that two sets of stems share, relative to the lighter; UNKNOWN where one is empty."""
    if not left or not right:
        return UNKNOWN
    shared = left & right
    return _weight(shared) / min(_weight(left), _weight(right)) if shared else 0.0


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    """Weight that two sets of stems share, relative to their mean; 0 where one is empty."""
    shared = left & right
    return 2 * _weight(shared) / (_weight(left) + _weight(right)) if shared else 0.0


def _beginning(one: str, other: str) -> float:
    """How much of the longer word the two share from the first letter on."""
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return (min(len(one), len(other)) if shared is None else shared) / max(len(one), len(other))


# The same sets and reports come back in thousands of pairs.
_REMEMBERED = 1 << 16


@lru_cache(_REMEMBERED)
def _weight(stems: frozenset[str]) -> float:
    return background().total(stems)


@lru_cache(_REMEMBERED)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


@lru_cache(_REMEMBERED)
def _classes(words: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(senses(word).classes for word in words))
