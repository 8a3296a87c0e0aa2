"""What a report states in figures and dates, each with the words that say what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.compare.told import Corpus, Telling
from dragoman.likeness.clock import Moment, moment_of
from dragoman.likeness.contexts import closeness, sentence_around
from dragoman.model import Annotated, Quantity, Side, Span

Value = Quantity | Moment


@dataclass(frozen=True, slots=True)
class Fact:
    """A value in a report: what it fills, where it stands, and the closeness of its context.

    `unit` is what may be held against each other at all (people, USD, km, day); `field` is what
    the words around it say more exactly (killed, amount, date). `number` orders the facts of a
    report.
    """

    telling: Telling
    number: int
    field: str
    unit: str
    span: Span
    value: Value
    context: Mapping[str, float]
    terms: frozenset[str]

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
                figure.span, (corpus.tellings[claim.id], figure.field, figure.unit, figure)
            )
    for time in one.times:
        moment = moment_of(time, one)
        claim_of = next((c for c in claims if c.context.holds(time.span)), None)
        if moment is not None and claim_of is not None:
            found.setdefault(
                time.span, (corpus.tellings[claim_of.id], "date", "day", moment)
            )
    return list(_facts(one, found))


def _facts(
    one: Annotated, found: Mapping[Span, tuple[Telling, str, str, Value]]
) -> Iterator[Fact]:
    lines = [line.span for line in one.report.lines]
    for number, (span, (telling, field, unit, value)) in enumerate(sorted(found.items())):
        sentence = sentence_around(one.report.text, span, _line(lines, span, one))
        context = closeness(one, sentence, [span])
        yield Fact(telling, number, field, unit, span, value, context, frozenset(context))


def _line(lines: Sequence[Span], span: Span, one: Annotated) -> Span:
    return next((line for line in lines if line.holds(span)), Span(0, len(one.report.text)))
