"""What a report states in figures and dates, each with the words that say what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dragoman.compare.moves import Move, move_of
from dragoman.compare.told import Corpus, Telling
from dragoman.compare.verdicts import load
from dragoman.likeness.clock import Moment, moment_of
from dragoman.likeness.contexts import closeness, sentence_around
from dragoman.model import Annotated, Quantity, Side, Span, hull

Value = Quantity | Moment


@dataclass(frozen=True, slots=True)
class Fact:
    """A value in a report: what it fills, where it stands, and the closeness of its context.

    `unit` is what may be held against each other at all (people, things, USD, km, day); `field` is
    what the words around it say more exactly (killed, amount, date). `number` orders the facts of
    a report. `context` is in the order of terms; `terms` are all of it, `beside` the nearest.
    `former` is true for what is told as the earlier state of things, `saying` for the
    date on which something was said, `summed` for people told in parts. `move` is what a percentage
    tells to have risen or fallen.
    """

    telling: Telling
    number: int
    field: str
    unit: str
    span: Span
    value: Value
    context: Mapping[str, float]
    terms: frozenset[str]
    beside: frozenset[str]
    former: bool = False
    saying: bool = False
    summed: bool = False
    move: Move | None = None

    @property
    def lead(self) -> bool:
        """Whether it stands where the report says what it is about."""
        return self.telling.claim.lead

    def side(self) -> Side:
        """The fact as one side of a comparison; its value is shown as the report words it."""
        words = self.telling.quote(self.span)
        return Side(self.telling.claim.id, self.telling.report, self.span, words)


def facts_of(one: Annotated, corpus: Corpus) -> list[Fact]:
    """The figures and dates of a report that stand in some claim, in the order of the text."""
    claims = sorted(one.claims, key=lambda c: (c.context.end - c.context.start, c.id))
    found: dict[Span, tuple[Telling, str, str, Value]] = {}
    for claim in sorted(one.claims, key=lambda c: (-len(c.quantities), c.id)):
        for figure in claim.quantities:
            found.setdefault(
                figure.span, (corpus.tellings[claim.id], figure.field, _unit(figure), figure)
            )
    for time in one.times:
        moment = moment_of(time, one)
        claim_of = next((c for c in claims if c.context.holds(time.span)), None)
        if moment is not None and claim_of is not None:
            found.setdefault(time.span, (corpus.tellings[claim_of.id], "date", "day", moment))
    return list(_facts(one, summed(found, one)))


def _unit(figure: Quantity) -> str:
    """What a figure can be held against: counts of things whose nouns make no unit are one."""
    kept = load("thresholds.toml")["number"]["units"]
    return "things" if figure.unit == figure.field and figure.unit not in kept else figure.unit


Found = dict[Span, tuple[Telling, str, str, Value]]
JOINED = re.compile(r"[^.\d]{0,24}?(?:\band\b|\bas well as\b|\bplus\b|,)\s*(?:\w+\s){0,2}")
"""What may stand between two figures that are parts of one: "ten tourists and two pilots"."""


def summed(found: Found, one: Annotated) -> Found:
    """People told in parts, side by side in one sentence, count as their sum.

    "Killing two crew members and ten passengers" agrees with "twelve people were killed".
    """
    kept: Found = {}
    last: Span | None = None
    for span, (telling, field, unit, value) in sorted(found.items()):
        before = kept.get(last) if last else None
        if before and last and unit == "people" and before[2] == unit and before[0] == telling:
            total = _sum(before[3], value)
            between = one.report.text[last.end : span.start]
            if total is not None and JOINED.fullmatch(between):
                whole = hull([last, span])
                fate = before[1] if before[1] in _fates() else field
                del kept[last]
                last = whole
                kept[whole] = (telling, fate, unit, replace(total, field=fate, span=whole))
                continue
        kept[span] = (telling, field, unit, value)
        last = span
    return kept


def _fates() -> frozenset[str]:
    return frozenset(load("thresholds.toml")["number"]["fates"])


def _sum(one: Value, other: Value) -> Quantity | None:
    """Both figures together; None where they are no counts of one fate, or one is open."""
    if not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return None
    fates = {one.field, other.field} & _fates()
    if len(fates) > 1 or None in (one.low, one.high, other.low, other.high):
        return None
    assert one.low is not None, "just looked"
    assert one.high is not None, "just looked"
    assert other.low is not None, "just looked"
    assert other.high is not None, "just looked"
    return replace(one, low=one.low + other.low, high=one.high + other.high)


def _facts(one: Annotated, found: Mapping[Span, tuple[Telling, str, str, Value]]) -> Iterator[Fact]:
    lines = [line.span for line in one.report.lines]
    for number, (span, (telling, field, unit, value)) in enumerate(sorted(found.items())):
        sentence = sentence_around(one.report.text, span, _line(lines, span, one))
        context = dict(sorted(closeness(one, sentence, [span]).items()))
        former, saying = _former(one, span), _saying(one, span, field)
        parts = (
            isinstance(value, Quantity)
            and value.span == span
            and " and " in span.of(one.report.text)
        )
        yield Fact(
            telling,
            number,
            field,
            unit,
            span,
            value,
            context,
            frozenset(context),
            frozenset(term for term, near in context.items() if near >= NEAREST),
            former=former,
            saying=saying,
            summed=parts,
            move=move_of(one, span, sentence) if unit == "percent" else None,
        )


NEAREST = 0.85
"""Closeness of the terms that stand right beside a value."""
OTHERWISE = r"(?:\W?[\d.,]+(?: \w+){0,2},? or )?"
"""The same in other terms may stand between: "its initial offer of $70, or $105 billion"."""


def _former(one: Annotated, span: Span) -> bool:
    """Whether the words beside a figure tell of an earlier state of things."""
    reach = load("alignment.toml")["former"]["reach"]
    text = one.report.text
    before = text[max(0, span.start - reach) : span.start].lower()
    after = text[span.end : span.end + reach].lower()
    told_before, told_after = _formerly()
    return bool(told_before.search(before) or told_after.match(after))


@cache
def _formerly() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What before a figure, and what after it, tells of an earlier state of things."""
    words = load("alignment.toml")["former"]
    before, after = "|".join(words["before"]), "|".join(words["after"])
    return (
        re.compile(rf"\b(?:{before})\s(?:\w+\s)?(?:of\s)?{OTHERWISE}\W*$"),
        re.compile(rf"\s(?:\w+\s){{0,2}}(?:{after})(?=[.,;:)]|\s*$|\sin\b)"),
    )


def _saying(one: Annotated, span: Span, field: str) -> bool:
    """Whether a date stands beside the verb of a statement: "he said on Thursday"."""
    if field != "date":
        return False
    within = load("thresholds.toml")["date"]["beside_cue"]
    return any(
        cue.start - within <= span.end and span.start <= cue.end + within
        for claim in one.claims
        if claim.speech and not any(content.holds(span) for content in claim.content)
        for cue in claim.cue
    )


def _line(lines: Sequence[Span], span: Span, one: Annotated) -> Span:
    return next((line for line in lines if line.holds(span)), Span(0, len(one.report.text)))
