"""Dates that name their month or year: days, months, seasons, years, decades."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.annotate.times import periods
from dragoman.annotate.times.lexicon import lookup, spelled_year, words
from dragoman.annotate.times.reading import Context, Parts, Reading, dated, valued, whole
from dragoman.model import UNDATED, Anchor, Interval

WEEKDAYS = ("weekday", "weekday_short")
MONTHS_A_YEAR = 12
CENTURY = 100


def calendar_date(parts: Parts, context: Context) -> Reading | None:
    """A day of a month; without a year, of the year that tense and publication make likely."""
    month = lookup(parts["month"] or "", "month", "month_short")
    day = whole(parts["day"]) if parts["day"] else lookup(parts["ordinal"] or "", "ordinal")
    if parts.get("year"):
        return _explicit_day(whole(parts["year"]), month, day)
    if not any(periods.make_day(year, month, day) for year in (2000, 2001)):
        return None
    found = _year_by_nearness(month, day, lookup(parts["weekday"] or "", *WEEKDAYS), context)
    if found is None:
        return Reading("date", f"XXXX-{month:02}-{day:02}", UNDATED, "unknown", "day")
    return dated("day", found, "published")


def _explicit_day(year: int, month: int, day: int) -> Reading | None:
    found = periods.make_day(year, month, day)
    return dated("day", found, "explicit") if found else None


def _year_by_nearness(month: int, day: int, weekday: int | None, context: Context) -> date | None:
    """The candidate of the years around publication that its tense (and weekday) allows."""
    if context.today is None:
        return None
    today = context.today
    years = range(today.year - 1, today.year + 2)
    days = [d for year in years if (d := periods.make_day(year, month, day))]
    likely = [d for d in days if d.isoweekday() == weekday] or days
    return _likely([Interval(d, d) for d in likely], context)


AGAINST_TENSE = 4
"""How much farther a period counts that lies on the other side of today than the tense points: a
date without its year is rarely a year away, whatever the parse takes for its verb."""


def _likely(candidates: Sequence[Interval], context: Context) -> date | None:
    """The first day of the nearest period, those against the tense counting as farther.

    A period is as far as its nearest day is from publication. None where there is no candidate.
    """
    return min(candidates, key=lambda when: _farness(when, context), default=UNDATED).first


def _farness(when: Interval, context: Context) -> int:
    """Days from publication to a period, weighed by tense; 0 for one that runs on that day."""
    assert context.today, "only called where the day of publication is known"
    assert when.first, "a candidate is a period of the calendar"
    assert when.last, "a candidate is a period of the calendar"
    if when.last < context.today:
        weight = AGAINST_TENSE if context.tense == "future" else 1
        return (context.today - when.last).days * weight
    weight = AGAINST_TENSE if context.tense == "past" else 1
    return max(0, (when.first - context.today).days) * weight


def iso_date(parts: Parts, _: Context) -> Reading | None:
    """A date as ISO 8601 writes it; a time of day behind it is left out."""
    return _explicit_day(whole(parts["year"]), whole(parts["month_number"]), whole(parts["day"]))


def numeric_date(parts: Parts, context: Context) -> Reading | None:
    """Numbers: "31.12.2018". Where day and month could change places, both are kept.

    Then the interval spans the two days, unless one of them lies after the publication day.
    """
    year, left, right = whole(parts["year"]), whole(parts["left"]), whole(parts["right"])
    orders = {(right, left)} if parts["sep"] == "." else {(right, left), (left, right)}
    days = sorted(d for month, day in orders if (d := periods.make_day(year, month, day)))
    if context.today and len(days) > 1 and days[0] <= context.today < days[1]:
        days = days[:1]
    if not days:
        return None
    if len(days) == 1:
        return dated("day", days[0], "explicit")
    return Reading("date", f"{year:04}", Interval(days[0], days[-1]), "explicit", "year")


def day_range(parts: Parts, context: Context) -> Reading | None:
    """From one day of a month to another ("Nov. 3-5"), in the likely year of the last."""
    last = calendar_date({**parts, "day": parts["last_day"], "weekday": None}, context)
    first_day, last_day = whole(parts["day"]), whole(parts["last_day"])
    if last is None or first_day >= last_day:
        return None
    value = f"{last.value[:-2]}{first_day:02}/{last.value}"
    return Reading("date", value, periods.days_of(value), last.anchor, "day")


def year_range(parts: Parts, _: Context) -> Reading | None:
    """From one year to another ("1998-2000", "2010-12"); None where they run backwards."""
    first, last = whole(parts["year"]), whole(parts["last_year"])
    if last < CENTURY:
        last += first - first % CENTURY
    if first >= last:
        return None
    return valued(f"{first:04}/{last:04}", "explicit", "year")


def holiday(parts: Parts, context: Context) -> Reading | None:
    """A holiday with a fixed date or rule, of its year or the likely one."""
    fixed = lookup(parts["holiday"] or "", "holiday_fixed")
    nth = lookup(parts["holiday"] or "", "holiday_nth")
    if parts.get("year"):
        return dated("day", _holiday_in(whole(parts["year"]), fixed, nth), "explicit")
    if context.today is None:
        value = f"XXXX-{fixed[0]:02}-{fixed[1]:02}" if fixed else periods.unnamed("day")
        return Reading("date", value, UNDATED, "unknown", "day")
    years = range(context.today.year - 1, context.today.year + 2)
    days = [d for year in years if (d := _holiday_in(year, fixed, nth))]
    return dated("day", _likely([Interval(d, d) for d in days], context), "published")


def _holiday_in(year: int, fixed: list[int] | None, nth: list[int] | None) -> date | None:
    if fixed:
        return periods.make_day(year, *fixed)
    month, weekday, which = nth or (1, 1, 1)
    first = date(year, month, 1)
    if which < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def month(parts: Parts, context: Context) -> Reading | None:
    """A month: its year stated, counted from this one, or the likely one."""
    number = lookup(parts["month"] or "", "month", "month_short")
    year, anchor = _year_of(parts, context)
    if year is None and context.today:
        year = _month_year(number, context.today, _steps(parts), context)
    if year is None:
        return Reading("date", f"XXXX-{number:02}", UNDATED, "unknown", "month")
    return valued(f"{year:04}-{number:02}", anchor, "month", parts)


def _year_of(parts: Parts, context: Context) -> tuple[int | None, Anchor]:
    """The year that stands in the expression itself ("1998", "last year"), if one does."""
    if parts.get("year"):
        return whole(parts["year"]), "explicit"
    steps = lookup(parts.get("relative_year") or "", "relative")
    if steps is not None and context.today:
        return context.today.year + steps, "published"
    return None, "published"


def _steps(parts: Parts) -> int | None:
    """The words "last", "this" or "next" as -1, 0 or 1; None where no such word stands."""
    step: int | None = lookup(parts.get("relative") or "", "relative")
    return step if step is not None else lookup(parts.get("narrative") or "", "narrative")


def _month_year(number: int, today: date, steps: int | None, context: Context) -> int:
    if steps is not None:
        return _beside(today.year, steps, passed=number < today.month, same=number == today.month)
    return _likely_year(f"{number:02}", context)


def _beside(year: int, steps: int, *, passed: bool, same: bool = False) -> int:
    """The year of the last (-1), this (0) or next (1) period that comes once a year."""
    if steps < 0:
        return year if passed else year - 1
    if steps > 0:
        return year + 1 if passed or same else year
    return year


def _likely_year(code: str, context: Context) -> int:
    """The likeliest year of a period that comes once a year, given by its code ("06", "Q3")."""
    assert context.today, "only called where the day of publication is known"
    years = [context.today.year + n for n in (-1, 0, 1)]
    whens = {year: periods.days_of(f"{year:04}-{code}") for year in years}
    known = [year for year in years if whens[year].known]
    return min(known, key=lambda year: _farness(whens[year], context), default=context.today.year)


def season(parts: Parts, context: Context) -> Reading | None:
    """A season: of a stated year, or by its distance from publication."""
    code = words("season")[(parts["season"] or "").lower()]
    year, anchor = _year_of(parts, context)
    if year is None and context.today:
        year = _season_year(code, context.today, _steps(parts), context)
    if year is None:
        return Reading("date", f"XXXX-{code}", UNDATED, "unknown", "season")
    return valued(f"{year:04}-{code}", anchor, "season", parts)


def _season_year(code: str, today: date, steps: int | None, context: Context) -> int:
    (_, month, day), _ = words("season_days")[code]
    begun = date(today.year, month, day) <= today
    over = begun and today > (periods.days_of(f"{today.year:04}-{code}").last or today)
    if steps is not None:
        return _beside(today.year, steps, passed=over, same=begun and not over)
    return _likely_year(code, context)


def part_of_year(parts: Parts, context: Context) -> Reading | None:
    """A quarter or half: of a stated year, else of the likely one."""
    unit = (parts["unit"] or "").lower()
    number, code = lookup(parts["ordinal"] or "", "ordinal"), unit[0].upper()
    if number * periods.MONTHS_IN[unit] > MONTHS_A_YEAR:
        return None
    year, anchor = _year_of(parts, context)
    if year is None and context.today:
        year = _likely_year(f"{code}{number}", context)
    if year is None:
        return Reading("date", f"XXXX-{code}{number}", UNDATED, "unknown", unit)
    return valued(f"{year:04}-{code}{number}", anchor, unit, parts)


def year(parts: Parts, _: Context) -> Reading | None:
    """A year in digits."""
    return valued(f"{whole(parts['year']):04}", "explicit", "year", parts)


def spelled(parts: Parts, _: Context) -> Reading | None:
    """A year in words."""
    found = spelled_year((parts["spelled"] or "").lower().removeprefix("the year "))
    return valued(f"{found:04}", "explicit", "year", parts) if found else None


def decade(parts: Parts, _: Context) -> Reading | None:
    """A decade; two digits ("the '80s") and words ("the nineties") mean the last century's."""
    word = parts.get("decade_word") or ""
    digits = "".join(filter(str.isdigit, parts.get("decade") or ""))
    if word:
        value = str(words("decade")[word.lower()])
    else:
        value = digits[:3] if len(digits) > 2 else f"19{digits[:1]}"
    return valued(value, "explicit", "decade", parts)


def century(parts: Parts, _: Context) -> Reading | None:
    """A century: the 20th is the years 1900-1999, as the word is commonly used."""
    nth = whole(parts["nth"]) if parts.get("nth") else lookup(parts["ordinal"] or "", "ordinal")
    return valued(f"{nth - 1:02}", "explicit", "century", parts) if nth else None
