"""Finds the temporal expressions of a report and says which days they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise, zip_longest

from spacy.tokens import Span as DocSpan

from dragoman.annotate.parse import Paragraph, text_of
from dragoman.annotate.times import dates, deictic, durations, narrative
from dragoman.annotate.times.grammar import Found, scan
from dragoman.annotate.times.guards import refused
from dragoman.annotate.times.ranges import joined
from dragoman.annotate.times.reading import Context, Reading, Resolver, Tense
from dragoman.annotate.times.tense import tense_at, timetabled
from dragoman.model import UNDATED, Interval, Published, Span, Time

WIDEST_UNION = 7
"""Days; a reading that depends on the day of publication is kept as the union of its readings
up to this width, since a week still tells affairs apart; wider ones are unknown."""

UNDATED_BUT_FOR = {"unknown", "caption"}
"""How a report's date is known where dated captions are all there is to fix its weekdays."""


YEAR_FOLLOWS = {"calendar_date", "month"}
"""Resolvers of forms that may leave their year to the end of the range they open."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A form found in a paragraph, with the tense of the verb that governs it.

    `opens` is true where it bounds one stretch of time with the expression after it.
    """

    found: Found
    span: Span
    tense: Tense
    role: str
    opens: bool = False


def find_times(paragraphs: Sequence[Paragraph], published: Published) -> list[Time]:
    """The temporal expressions of a report, in order, none overlapping.

    Every expression is read against the first and against the last day on which the report may
    have been published. Readings move with that day, so where both agree, all days between do;
    where they differ, the union is kept if it is at most a week wide, else nothing is.

    Args:
        paragraphs: the parsed lines, in order.
        published: `when` with an open end counts as not known.
    """
    expressions = [e for paragraph in paragraphs for e in _with_ranges(paragraph)]
    first, last = published.when if published.when.known else UNDATED
    fixed = _fixed_weekdays(expressions) if published.how in UNDATED_BUT_FOR else {}
    readings = _read_all(expressions, first, fixed)
    if first != last:
        others = _read_all(expressions, last, fixed)
        bare = _read_all(expressions, None, fixed)
        readings = [_either(*three) for three in zip(readings, others, bare, strict=True)]
    return [
        Time(e.span, r.kind, r.value, r.when, r.anchor)
        for e, r in zip(expressions, readings, strict=True)
        if r is not None
    ]


def _expressions(paragraph: Paragraph, text: str) -> Iterator[Expression]:
    doc, start = paragraph.doc, paragraph.span.start
    for found in scan(text):
        tokens = doc.char_span(found.start, found.end, alignment_mode="expand")
        assert tokens is not None, "a match is never empty"
        if refused(tokens, found.rule.unless):
            continue
        span = Span(start + found.start, start + found.end)
        yield Expression(found, span, _tense(tokens, paragraph), paragraph.role)


def _with_ranges(paragraph: Paragraph) -> list[Expression]:
    """The expressions of a paragraph, those marked that open a range ("May 5 to June 9, 2017")."""
    text = text_of(paragraph.doc)
    found = list(_expressions(paragraph, text))
    for i, (left, right) in enumerate(pairwise(found)):
        if joined(text[: left.found.start], text[left.found.end : right.found.start]):
            found[i] = replace(left, opens=True)
    return found


def _tense(tokens: DocSpan, paragraph: Paragraph) -> Tense:
    """A headline's present is a past: "Leaders meet Sunday" is printed on Monday.

    In a sentence, which ends with a stop, such a present is a timetable: "The talks open Sunday."
    """
    tense = tense_at(tokens)
    if tense != "present":
        return tense
    if paragraph.role == "title" or not paragraph.doc[-1].is_punct:
        return "past"
    return "future" if timetabled(tokens) else "present"


def _read_all(
    expressions: Sequence[Expression], today: date | None, fixed: Mapping[int, date]
) -> list[Reading | None]:
    """Reads expressions in order, each knowing the last date named before it."""
    story: Reading | None = None
    readings: list[Reading | None] = []
    for expression, following in zip_longest(expressions, expressions[1:]):
        reading = _read(expression, Context(today, story, expression.tense, fixed))
        if expression.opens and reading is not None and reading.anchor != "explicit":
            reading = _before(expression, following) or reading
        readings.append(reading)
        if reading is not None and _moves(expression, reading):
            story = reading
    return readings


def _read(expression: Expression, context: Context) -> Reading | None:
    found = expression.found
    reading = RESOLVERS[found.rule.resolver](found.parts, context)
    if reading is not None and found.rule.day:
        return durations.at_time(reading, found.parts)
    return reading


def _before(expression: Expression, bound: Expression) -> Reading | None:
    """A date without its year that opens a range, as the one before the range's stated end."""
    if expression.found.rule.resolver not in YEAR_FOLLOWS:
        return None
    end = _read(bound, Context())
    if end is None or end.anchor != "explicit":
        return None
    reading = _read(expression, Context(today=end.when.last, tense="past"))
    return reading and replace(reading, anchor="explicit")


def _moves(expression: Expression, reading: Reading) -> bool:
    """Whether the story is at this time from here on, even if nobody knows when that was."""
    return expression.found.rule.moves and reading.unit is not None


def _fixed_weekdays(expressions: Sequence[Expression]) -> dict[int, date]:
    """The weekdays that full dates in captions give a day to; two days for one give none."""
    days: dict[int, set[date]] = {}
    for expression in expressions:
        if expression.role == "caption":
            reading = _read(expression, Context())
            if reading and reading.anchor == "explicit" and reading.when.days() == 1:
                day = reading.when.first
                assert day is not None
                days.setdefault(day.isoweekday(), set()).add(day)
    return {weekday: found.pop() for weekday, found in days.items() if len(found) == 1}


def _either(early: Reading | None, late: Reading | None, bare: Reading | None) -> Reading | None:
    """One reading out of those for the first and the last possible day of publication."""
    if early is None or late is None or early == late:
        return early if late else bare
    unnamed = bare or early
    ends = [end for reading in (early, late) for end in reading.when]
    known = [end for end in ends if end]
    union = Interval(min(known), max(known)) if ends == known else UNDATED
    if (union.days() or WIDEST_UNION + 1) > WIDEST_UNION:
        return replace(unnamed, when=UNDATED, anchor="unknown")
    return replace(unnamed, when=union, anchor=early.anchor)


RESOLVERS: dict[str, Resolver] = {
    resolver.__name__: resolver
    for resolver in (
        dates.calendar_date,
        dates.iso_date,
        dates.numeric_date,
        dates.day_range,
        dates.year_range,
        dates.holiday,
        dates.month,
        dates.season,
        dates.part_of_year,
        dates.year,
        dates.spelled,
        dates.decade,
        dates.century,
        deictic.weekday,
        deictic.deictic_day,
        deictic.deictic_part,
        deictic.relative_unit,
        deictic.latest_quarter,
        deictic.ago,
        deictic.from_now,
        deictic.year_ago,
        narrative.story_offset,
        narrative.story_unit,
        narrative.story_time,
        durations.duration,
        durations.near_duration,
        durations.every_unit,
        durations.every_day,
        durations.frequency,
        durations.vague,
        durations.clock,
    )
}
