"""Which of its events a report is about, and which it only recalls or mentions.

For each type of event the chief account is the one most told in title and lead. A meeting is the
news even if it is told further down, as long as it was held in the days before the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dragoman.likeness import days as time
from dragoman.link.account import Account
from dragoman.link.rules import rules


def with_roles(groups: Sequence[Account]) -> list[Account]:
    """Marks what the report is about: for each type its chief account, and others of that day.

    The chief account of a type is the one most told in title and lead; it is main if it is told
    there at all, or if the report tells of nothing more often.
    """
    chiefs = {kind: _chief(groups, kind) for kind in sorted({group.type for group in groups})}
    return [
        _of_the_day(group) if _is_main(group, chiefs[group.type], groups) else group
        for group in groups
    ]


def _chief(groups: Sequence[Account], kind: str) -> Account:
    return min((group for group in groups if group.type == kind), key=_prominence)


def _is_main(group: Account, chief: Account, groups: Sequence[Account]) -> bool:
    if recalled(group):
        return False
    if group.ahead and not group.opens:
        held = any(map(is_news, groups))
        return group is chief and group.lead and group.together and not held
    if group is not chief:
        return group.lead and time.relation(chief.days, group.days) in {"same", "within"}
    longest = max(len(other.claims) for other in groups)
    told_most = len(group.claims) == longest and not any(other.lead for other in groups)
    told = group.lead or told_most or is_news(group)
    return told and not group.supposed and not nameless(group)


def _of_the_day(account: Account) -> Account:
    """A main account; where it has no day of its own, that of its report's news is its day."""
    held = account.type == rules("events")["silent_type"] and not account.ahead
    held = held and account.scene.other_day.isdisjoint(account.claim_ids)
    days = account.scene.days if held and account.days.silent else account.days
    return replace(account, role="main", days=days)


def nameless(account: Account) -> bool:
    """Whether a meeting is told of people whom nobody can identify."""
    return account.type == rules("events")["silent_type"] and not account.participants.keys()


def is_news(account: Account) -> bool:
    """Whether a meeting told further down is the news: it was held in the days before the report.

    In an undated report, on the day of the lead. One that has no day is, too, unless it is told as
    an earlier one.
    """
    own, news = account.days, account.scene.days
    held = account.type == rules("events")["silent_type"] and not account.ahead
    if all(map(account.scene.recalls, account.claims)):
        return False
    parties, chief = account.participants.keys(), account.scene.chief
    if not account.together or account.supposed or (chief and chief not in parties):
        return False
    if own.known:
        fresh = timedelta(days=rules("events")["fresh_days"])
        first, last = account.published.first, own.interval.last
        if first is not None and last is not None:
            return held and first - last <= fresh
    return held and (own.silent or time.relation(own, news) in {"same", "fits"})


def recalled(account: Account) -> bool:
    """Whether an event lies so long before its report that it can only be background.

    That, or it is only told as an earlier one.
    """
    if all(map(account.scene.recalls, account.claims)):
        return True
    first, last = account.published.first, account.days.interval.last
    if first is None or last is None:
        return False
    longest: int = rules("events")["news_before_days"]
    return (first - last).days > longest


def _prominence(account: Account) -> tuple[bool, bool, bool, int, int, int, int]:
    """Real before supposed, then by claims in title and lead, claims, persons named, and place."""
    leads = sum(claim.lead for claim in account.claims)
    persons = len(account.participants.persons())
    start = account.claims[0].context.start
    later = account.ahead and not account.opens
    return (
        recalled(account),
        account.supposed,
        later,
        -leads,
        -len(account.claims),
        -persons,
        start,
    )
