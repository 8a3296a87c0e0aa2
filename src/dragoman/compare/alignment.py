"""Which values of two reports fill one slot: the same thing counted, the same act dated.

Two reports word one fact differently and two facts alike, so a pair is weighed by its contexts,
by whether each is the other's best match, and by where they stand (`alignment.toml`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, inf, log, sqrt
from operator import mul
from typing import Literal, NamedTuple

from dragoman.compare.facts import Fact
from dragoman.compare.verdicts import load
from dragoman.likeness.clock import clock_relation
from dragoman.likeness.words import Weights
from dragoman.model import Quantity

MOST_RATIO = 3.0
BOTH = 2
MONTH = 31
HOUR = 60
SMALL_COUNT = 12
"""Counts of things up to here are met with by chance: three photos, two ships."""
COMMON = 50
"""So are counts of people up to here that no other word ties together."""
Key = tuple[int, int]
Claims = Mapping[frozenset[str], float]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two facts of two reports that seem to fill one slot, with the log-odds that they do.

    `beside` is the likeness of the few words right beside them, in [0, 1]; `alone` is true where
    neither report has another figure of their unit.
    """

    left: Fact
    right: Fact
    odds: float
    beside: float = 0.0
    alone: bool = False

    @property
    def score(self) -> float:
        """The probability, in [0, 1]."""
        return 1 / (1 + exp(-self.odds))

    @property
    def kind(self) -> Literal["number", "date"]:
        """What is held together."""
        return "number" if isinstance(self.left.value, Quantity) else "date"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the contexts of two facts have in common.

    `context` and `beside` are in [0, 1]; `gap` is relative to the best match that either has;
    `firsts` counts for how many of the two the other is the best match; `claims` is the likeness
    of the claims they stand in, where these are each other's closest.
    """

    context: float
    gap: float
    firsts: int
    beside: float
    claims: float


class Observed(NamedTuple):
    """What speaks for two facts filling one slot, by the names of `alignment.toml`."""

    bias: float
    context: float
    mutual: float
    best: float
    gap: float
    field: float
    ratio: float
    lead: float
    same: float
    precise: float
    overlap: float
    beside: float
    clock: float
    claims: float


class Facts:
    """The facts of a report, ready to be held against those of others.

    Args:
        facts: in order.
        weights: how much a shared term means, over the sentences of the story.

    Attributes:
        units: how many facts there are of each unit.
        totals: the weight of each fact's context.
        holders: the facts, by number, whose context has a term, by unit and term.
    """

    def __init__(self, facts: Sequence[Fact], weights: Weights) -> None:
        self.facts = facts
        self.units = Counter(fact.unit for fact in facts)
        self.totals = [sum(weights[t] * near for t, near in f.context.items()) for f in facts]
        self.holders: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, fact in enumerate(facts):
            for term in fact.terms:
                self.holders[fact.unit, term].append(number)


def align(left: Facts, right: Facts, weights: Weights, claims: Claims) -> list[Aligned]:
    """The pairs of facts of two reports that may fill one slot, in order.

    Args:
        left: the facts of the one report.
        right: those of the other.
        weights: how much a shared term means, over the sentences of the story.
        claims: how alike pairs of claims are that are each other's closest.
    """
    least = load("alignment.toml")["least"]
    found = []
    for (i, j), like in likenesses(left, right, weights, claims).items():
        one, other = left.facts[i], right.facts[j]
        alone = left.units[one.unit] == right.units[other.unit] == 1
        pair = Aligned(one, other, _odds(one, other, like), like.beside, alone)
        if pair.odds >= least[pair.kind]:
            found.append(pair)
    return found


def likenesses(left: Facts, right: Facts, weights: Weights, claims: Claims) -> dict[Key, Likeness]:
    """What the contexts of each two facts that may fill one slot have in common, in order."""
    likeness = dict(_likenesses(left, right, weights))
    best_left: dict[int, float] = defaultdict(float)
    best_right: dict[int, float] = defaultdict(float)
    for (i, j), alike in likeness.items():
        best_left[i] = max(best_left[i], alike)
        best_right[j] = max(best_right[j], alike)
    found = {}
    for (i, j), alike in sorted(likeness.items()):
        one, other = left.facts[i], right.facts[j]
        top = max(best_left[i], best_right[j])
        asserted = frozenset((one.telling.claim.id, other.telling.claim.id))
        found[i, j] = Likeness(
            context=alike,
            gap=alike / top if top else 0.0,
            firsts=(alike == best_left[i]) + (alike == best_right[j]) if alike else 0,
            beside=weights.dice(one.beside, other.beside),
            claims=claims.get(asserted, 0.0),
        )
    return found


def _likenesses(left: Facts, right: Facts, weights: Weights) -> Iterator[tuple[Key, float]]:
    """Likeness of contexts (weighted Dice) of the pairs of one unit with anything in common."""
    for i, fact in enumerate(left.facts):
        shared: dict[int, float] = defaultdict(float)
        for term, near in fact.context.items():
            weight = weights[term]
            for j in right.holders.get((fact.unit, term), ()):
                shared[j] += weight * min(near, right.facts[j].context[term])
        for j, other in enumerate(right.facts):
            if j not in shared and _akin(fact, other):
                yield (i, j), 0.0
        for j, common in shared.items():
            yield (i, j), 2 * common / (left.totals[i] + right.totals[j])


def _akin(left: Fact, right: Fact) -> bool:
    """Whether two facts without a word in common may still fill one slot: the same rare value."""
    if left.unit != right.unit:
        return False
    return (
        (same_value(left, right) and precise(left))
        or near_clock(left, right)
        or (left.lead and right.lead and left.unit == "people" and left.field == right.field)
    )


def observed(left: Fact, right: Fact, like: Likeness) -> Observed:
    """What two facts and their contexts show of whether they fill one slot."""
    same = same_value(left, right)
    return Observed(
        bias=1.0,
        context=sqrt(like.context),
        mutual=like.firsts == BOTH,
        best=like.firsts > 0,
        gap=like.gap,
        field=left.field == right.field,
        ratio=0.0 if same else ratio(left, right),
        lead=left.lead and right.lead,
        same=same,
        precise=same and precise(left),
        overlap=not same and overlap(left, right),
        beside=like.beside,
        clock=not same and near_clock(left, right),
        claims=like.claims,
    )


def _odds(left: Fact, right: Fact, like: Likeness) -> float:
    kind = "number" if isinstance(left.value, Quantity) else "date"
    odds = sum(map(mul, _weights(kind), observed(left, right, like)))
    model = load("alignment.toml")[kind]
    if left.former or right.former:
        odds += model["former" if left.former != right.former else "both_former"]
    if left.move and right.move:
        odds += model["moved" if left.move.subject == right.move.subject else "moved_apart"]
    return float(odds)


@cache
def _weights(kind: str) -> tuple[float, ...]:
    """The weight of each thing that is observed, in its order."""
    model = load("alignment.toml")[kind]
    return tuple(model[name] for name in Observed._fields)


def precise(fact: Fact) -> bool:
    """Whether a value is so particular that another report hardly has it by chance."""
    value = fact.value
    if not isinstance(value, Quantity):
        return value.minute is not None
    size = _size(value)
    return size > SMALL_COUNT if fact.unit == "things" else fact.unit != "people" or size > COMMON


def near_clock(left: Fact, right: Fact) -> bool:
    """Whether both give times of the day, and not more than an hour apart."""
    one, other = left.value, right.value
    if isinstance(one, Quantity) or isinstance(other, Quantity):
        return False
    if one.minute is None or other.minute is None:
        return bool(one.minute or other.minute) and clock_relation(one, other) == "within"
    return abs(one.minute - other.minute) <= HOUR


def same_value(left: Fact, right: Fact) -> bool:
    """Whether the two give the very same range, or the same normalised time."""
    one, other = left.value, right.value
    if left.move and right.move and left.move.sign != right.move.sign:
        return False
    if isinstance(one, Quantity):
        return isinstance(other, Quantity) and (one.low, one.high) == (other.low, other.high)
    return not isinstance(other, Quantity) and one.value == other.value


def overlap(left: Fact, right: Fact) -> bool:
    """Whether both values can hold: ranges with a figure, or short periods with a day in common."""
    one, other = left.value, right.value
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        lows, highs = (one.low, other.low), (one.high, other.high)
        return max(n for n in (*lows, -inf) if n is not None) <= min(
            n for n in (*highs, inf) if n is not None
        )
    if isinstance(one, Quantity) or isinstance(other, Quantity):
        return False
    days, others = one.days.interval, other.days.interval
    short = max(days.days() or inf, others.days() or inf) <= MONTH
    return short and not days.disjoint(others)


def ratio(left: Fact, right: Fact) -> float:
    """How far two figures are apart, as |log ratio|, at most `MOST_RATIO`; 0 for dates.

    Of vague counts it is the gap that counts: from "dozens" to 359 it is that from 99. Bounds that
    leave a figure open ("at least") are taken at their word.
    """
    one, other = left.value, right.value
    if not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return 0.0
    if left.move and right.move:
        return 0.0  # a share that fell 3 % by noon may have risen .2 by the evening
    smooth = 0.5 if left.unit in {"people", "things"} else 1e-6
    less, more = sorted((_range(one), _range(other)))
    gap = log((more[0] + smooth) / (less[1] + smooth))
    return min(MOST_RATIO, max(0.0, gap))


def _range(figure: Quantity) -> tuple[float, float]:
    """The figures it may be; one that is open at an end is taken to be the other end."""
    return _size(figure), figure.high or figure.low or 0.0


def _size(figure: Quantity) -> float:
    return figure.low or figure.high or 0.0
