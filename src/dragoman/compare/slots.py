"""Figures and dates of one slot in two reports: held together and judged, less the doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from dragoman.compare import moments, numbers
from dragoman.compare.alignment import Aligned, Claims, Facts, align, precise, ratio, same_value
from dragoman.compare.facts import Fact, facts_of
from dragoman.compare.pairs import Held
from dragoman.compare.told import Corpus
from dragoman.compare.verdicts import Verdict, load
from dragoman.compare.whose import of_other_grain, of_other_hours, of_other_rank, of_others
from dragoman.likeness.words import Weights, stem, terms
from dragoman.model import Annotated, Quantity

NUMBER = re.compile(r"^.*\d\S*\s|^.*\b(?:dozens|scores|hundreds|thousands|millions)\s(?:of\s)?")
"""A number at the head of what it counts, with the words that bound it."""


WIDENED_WITHIN = 30
WIDENED = re.compile(r"(?:,? \w+){0,2},? (?:including|excluding|counting|inclusive|exclusive)\b")
WIDENED_BEFORE = re.compile(r"\b(?:includ|exclud|count)(?:ing|ed)\b[^.;]*$", re.IGNORECASE)
"""How a sum goes on, or a sentence begins, that says what a sum takes in: "Including debt, …"."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Two facts of one slot and what came of holding them against each other."""

    pair: Aligned
    verdict: Verdict


def compare_facts(
    members: Sequence[Annotated],
    pairs: Iterable[tuple[Annotated, Annotated]],
    corpus: Corpus,
    claims: Claims,
) -> Iterator[Held]:
    """The figures and dates of one affair's reports, each with its like in other reports.

    Args:
        members: the reports of the affair.
        pairs: those of them that are held against each other.
        corpus: all claims.
        claims: how alike pairs of claims are that tell the same.
    """
    found = {one.report.id: facts_of(one, corpus) for one in members}
    weights = Weights.of(f.terms for one in members for f in found[one.report.id])
    told = {report: Facts(facts, weights) for report, facts in found.items()}
    for one, other in pairs:
        aligned = align(told[one.report.id], told[other.report.id], weights, claims)
        for judged in _once(_shown([Judged(pair, _judge(pair)) for pair in aligned])):
            yield _held(judged, corpus)


def _judge(pair: Aligned) -> Verdict:
    left, right = pair.left.value, pair.right.value
    out = [f.telling.source.report.published.when for f in (pair.left, pair.right)]
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        moves = pair.left.move, pair.right.move
        if moves[0] and moves[1]:
            return numbers.judge_moves(left, right, moves[0], moves[1])
        return numbers.judge(left, right, *out)
    assert not isinstance(left, Quantity), "facts of one unit are of one kind"
    assert not isinstance(right, Quantity), "facts of one unit are of one kind"
    return moments.judge(left, right, *out)


def _shown(judged: Sequence[Judged]) -> Iterator[Judged]:
    """What a reader is shown: differences only where the slot is surely the same.

    A fact that the other report bears out somewhere does not conflict with what else stands there.
    """
    borne_out: dict[tuple[str, int], float] = {}
    for j in judged:
        if j.verdict.name == "agree":
            for key in _sides(j):
                borne_out[key] = max(j.pair.odds, borne_out.get(key, j.pair.odds))
    for j in judged:
        if j.verdict.name == "incomparable" or _apples_and_pears(j.pair):
            continue
        if j.verdict.name == "conflict":
            agreed = max(borne_out.get(key, -inf) for key in _sides(j))
            if j.pair.odds < agreed or not _firm(j.pair) or _loose(j.pair):
                continue
        yield j


def _once(judged: Iterable[Judged]) -> Iterator[Judged]:
    """A report that repeats itself is one voice, by the values that are held together.

    Of like conflicts the surest is shown. What agrees is shown for every fact, beside that of its
    likes which is the surest to fill its slot: captions that name one day thirty times are not
    thirty agreements with each day of the other report.
    """
    likes: dict[tuple[object, ...], list[Judged]] = {}
    for j in judged:
        key = (j.verdict.name, j.pair.left.field, j.pair.right.field)
        likes.setdefault((*key, _plain(j.pair.left), _plain(j.pair.right)), []).append(j)
    for alike in likes.values():
        if alike[0].verdict.name == "conflict":
            yield max(alike, key=_odds)
        else:
            yield from _surest(alike)


def _surest(alike: Sequence[Judged]) -> Iterator[Judged]:
    """Those that are the surest of their one fact, or of their other."""
    best: dict[tuple[str, int], Judged] = {}
    for j in alike:
        for side in _sides(j):
            if side not in best or _odds(j) > _odds(best[side]):
                best[side] = j
    yield from (j for j in alike if any(best[side] is j for side in _sides(j)))


def _odds(judged: Judged) -> float:
    return judged.pair.odds


def _plain(fact: Fact) -> object:
    value = fact.value
    return (value.low, value.high) if isinstance(value, Quantity) else value.value


def _firm(pair: Aligned) -> bool:
    """Whether a slot is sure enough for what differs in it to be called a conflict."""
    asked = load("alignment.toml")["conflict"][pair.kind]
    toll = pair.left.field in load("thresholds.toml")["number"]["fates"]
    most = asked["most_ratio_worded" if _worded(pair) else "most_ratio"]
    if not toll and ratio(pair.left, pair.right) > most:
        return False
    only = pair.alone and pair.left.field in asked["by_being_alone"]
    only = only or (pair.left.former and pair.right.former)
    if pair.odds >= asked["fair"] and (pair.beside >= asked["beside"] or only):
        return True
    return bool(pair.odds >= asked["sure"] and pair.left.field not in asked["by_neighbours"])


def _worded(pair: Aligned) -> bool:
    """Whether both count in the very same words of two or more: "sexual assaults"."""
    left, right = (NUMBER.sub("", f.telling.quote(f.span).lower()) for f in (pair.left, pair.right))
    return left == right and " " in left


def _loose(pair: Aligned) -> bool:
    """Whether two facts may well be of two things: a part of the people, a day of saying."""
    left, right = pair.left, pair.right
    if left.saying or right.saying or left.former != right.former or left.summed != right.summed:
        return True
    if _part(left) != _part(right) or _widened(left) != _widened(right):
        return True
    if any(
        apart(left, right) for apart in (of_others, of_other_rank, of_other_grain, of_other_hours)
    ):
        return True
    fields, fates = {left.field, right.field}, load("thresholds.toml")["number"]["fates"]
    return len(fields) > 1 and bool(fields & set(fates))


def _apples_and_pears(pair: Aligned) -> bool:
    """Whether two small counts are of things with two names: "two countries", "two leaders".

    A particular number may well be of one thing under two names: "359 assaults", "359 attacks".
    """
    left, right = pair.left, pair.right
    things = left.unit == "things" and left.field != right.field
    return things and not (same_value(left, right) and precise(left))


def _part(fact: Fact) -> str | None:
    """The noun of a count of people that is of some of them ("50 children"), as a stem."""
    if fact.unit != "people":
        return None
    noun = terms(fact.telling.quote(fact.span))[-1:]
    parts = load("thresholds.toml")["number"]["parts"]
    return next((n for n in noun if n in {stem(part) for part in parts}), None)


def _widened(fact: Fact) -> bool:
    """Whether a sum is said to take in more, or less, than the like: "including debt"."""
    text = fact.telling.source.report.text
    after = text[fact.span.end : fact.span.end + WIDENED_WITHIN]
    before = text[max(0, fact.span.start - 2 * WIDENED_WITHIN) : fact.span.start]
    said = WIDENED.match(after) or WIDENED_BEFORE.search(before)
    return fact.field == "amount" and said is not None


def _sides(judged: Judged) -> list[tuple[str, int]]:
    return [(f.telling.report, f.number) for f in (judged.pair.left, judged.pair.right)]


def _held(judged: Judged, corpus: Corpus) -> Held:
    left, right = sorted((judged.pair.left, judged.pair.right), key=lambda f: f.telling.order)
    hosts = [corpus.hosts.get(f.telling.claim.id, frozenset()) for f in (left, right)]
    event = min(hosts[0] & hosts[1], default=None)
    return Held(
        event, _field(left, right), left.side(), right.side(), judged.verdict, judged.pair.score
    )


def _field(left: Fact, right: Fact) -> str:
    if not isinstance(left.value, Quantity):
        return left.field
    return f"number:{left.field if left.field == right.field else left.unit}"
