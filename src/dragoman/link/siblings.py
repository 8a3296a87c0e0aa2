"""When an undated report was published, as reports of the same event show it.

A report without a date that leads with "on Tuesday" tells of an event which another report dates:
then its Tuesday is that day, and the report came out before the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.likeness.days import relation
from dragoman.link.account import Account
from dragoman.link.events import Told
from dragoman.model import Annotated, Interval, Published, Span

BARE_WEEKDAY_HOLDS = timedelta(days=6)
"""A bare weekday means the last one, so the report came out before the next."""
BARE_DATE_HOLDS = timedelta(days=364)
"""A day of a month without its year is the last such, so the report came out before the next."""


def without_siblings(one: Annotated) -> Annotated:
    """A report as its own evidence dates it: what an earlier linking found is taken back."""
    if one.report.published.how != "sibling":
        return one
    return replace(one, report=replace(one.report, published=Published()))


def date_by_siblings(reports: Iterable[Annotated], told: Sequence[Told]) -> dict[str, Published]:
    """Report id → when it was published, for undated reports whose event others date.

    The report must tell of the event as its news, on a weekday or a day of no stated year, and
    all reports that date the event must give one day that fits. Where two of its events date the
    report to days apart, it stays undated.

    Args:
        reports: those that are linked.
        told: the events, each with its accounts.
    """
    undated = {
        one.report.id for one in reports if one.report.published.when == Interval(None, None)
    }
    found: dict[str, list[Published]] = defaultdict(list)
    for event in told:
        for account in event.accounts:
            if account.report in undated and (dating := _dating(account, event.accounts)):
                found[account.report].append(dating)
    merged = {report: _common(datings) for report, datings in sorted(found.items())}
    return {report: published for report, published in merged.items() if published}


def _dating(account: Account, accounts: Sequence[Account]) -> Published | None:
    """What the other accounts of an event say about when this one's report came out."""
    pattern = account.days
    if pattern.known or pattern.silent or account.role != "main" or account.ahead:
        return None
    others = [a for a in accounts if a.report != account.report and a.days.single]
    days = {day for a in others if (day := a.days.interval.first)}
    if len(days) != 1 or any(relation(pattern, a.days) != "fits" for a in others):
        return None
    day = days.pop()
    holds = BARE_WEEKDAY_HOLDS if pattern.weekday else BARE_DATE_HOLDS
    names = ", ".join(sorted({a.name for a in others}))
    return Published(
        when=Interval(day, _after(day, holds)),
        how="sibling",
        evidence=_words(account),
        why=f"{names} dates the same event to {day}, which fits the day named here",
    )


def _after(day: date, holds: timedelta) -> date:
    return day + min(holds, date.max - day)


def _words(account: Account) -> tuple[Span, ...]:
    """The words of the account that name a day without dating it."""
    whens = (claim.event.when for claim in account.claims if claim.event)
    return tuple(sorted({when.span for when in whens if when and when.span}))


def _common(datings: Sequence[Published]) -> Published | None:
    """The days that all datings allow, with the reason of the first; None where there are none."""
    firsts = [d.when.first for d in datings if d.when.first]
    lasts = [d.when.last for d in datings if d.when.last]
    when = Interval(max(firsts), min(lasts))
    if max(firsts) > min(lasts):
        return None
    evidence = tuple(sorted({span for d in datings for span in d.evidence}))
    return replace(datings[0], when=when, evidence=evidence)
