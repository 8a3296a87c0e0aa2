"""Events across reports: which accounts tell of the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations, pairwise, product

from dragoman.link.account import Account
from dragoman.link.bonds import FREE, Bonds
from dragoman.link.clusters import cluster
from dragoman.link.evidence import Evidence, Wordings, expected, refusal, weigh
from dragoman.link.rules import rules
from dragoman.link.settled import NOTHING, Settled
from dragoman.model import Event, Link, content_id

Pair = tuple[int, int]
ALONE = "told by one report only"
DECIDED = 2.0
"""What people said is one event is joined before anything that the evidence speaks for."""
SAID_AT = "said at"
"""Why a statement hangs on an event that it does not tell of."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event with all accounts of it, in the order of report names."""

    event: Event
    accounts: tuple[Account, ...]
    score: float
    why: str

    def links(self) -> Iterable[Link]:
        """One link from each claim to the event."""
        for account in self.accounts:
            for claim in account.claims:
                yield Link(
                    "event",
                    claim.id,
                    self.event.id,
                    "same",
                    self.score,
                    SAID_AT if account.silent else self.why,
                    role=account.role,
                )


def find_events(
    accounts: Sequence[Account],
    wordings: Wordings,
    bonds: Bonds = FREE,
    settled: Settled = NOTHING,
) -> list[Told]:
    """Joins accounts of different reports into events; `bonds` of their claims go before all.

    An event of settled reports is among those found where a new report tells of it.
    """
    ordered = sorted(accounts, key=lambda a: (*a.order, a.claims[0].id))
    together, parted = bonds.between([a.claim_ids for a in ordered])
    held = [settled.event_of(a.claim_ids) if a.report in settled.reports else None for a in ordered]
    together |= _standing(held)

    @cache
    def refused(i: int, j: int) -> bool:
        pair = (min(i, j), max(i, j))
        if pair in together:
            return False
        if held[i] is not None and held[j] is not None:
            return held[i] != held[j]
        return pair in parted or refusal(ordered[i], ordered[j]) is not None

    evidence = {
        (i, j): found
        for i, j in candidates(ordered, wordings, settled)
        if not refused(i, j) and (found := weigh(ordered[i], ordered[j], wordings))
    }
    clusters = cluster(
        len(ordered),
        [(DECIDED, i, j) for i, j in together]
        + [(found.score, i, j) for (i, j), found in evidence.items()],
        refused,
        rules("events")["least_margin"],
    )
    telling = (m for m in clusters if not all(ordered[i].silent for i in m))
    new = (m for m in telling if any(ordered[i].report not in settled.reports for i in m))
    return [_told(ordered, members, evidence, held) for members in new]


def _standing(held: Sequence[str | None]) -> set[Pair]:
    """Accounts of one settled event, each with the next."""
    of_event: dict[str, list[int]] = defaultdict(list)
    for place, event in enumerate(held):
        if event is not None:
            of_event[event].append(place)
    return {pair for places in of_event.values() for pair in pairwise(places)}


def candidates(
    accounts: Sequence[Account], wordings: Wordings, settled: Settled = NOTHING
) -> list[Pair]:
    """Pairs that are worth weighing: same type, and something in common to find them by.

    That is a party, a town where nobody is named, the story that both reports are about, or that
    one report is a copy of the other.
    Blocking keeps this near linear: within a block, dated accounts are paired only with those
    whose expected days overlap theirs by a day's slack.
    """
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    all_of: dict[str, list[int]] = defaultdict(list)
    main: dict[str, list[int]] = defaultdict(list)
    for number, account in enumerate(accounts):
        for key in _blocks(account):
            blocks[key].append(number)
        all_of[account.report].append(number)
        if account.role == "main":
            main[account.report].append(number)
    found: set[Pair] = set()
    for block in blocks.values():
        found.update(_meeting_pairs(block, accounts, settled))
    for told, pairs in ((main, wordings.stories), (all_of, wordings.copied)):
        for one, other in map(sorted, pairs):
            if settled.both(one, other):
                continue
            for i, j in product(told.get(one, ()), told.get(other, ())):
                if accounts[i].type == accounts[j].type:
                    found.add((min(i, j), max(i, j)))
    return sorted(found)


def _blocks(account: Account) -> Iterable[tuple[str, ...]]:
    """Blocks of an account: each of its parties; where nobody is named, its place."""
    keys = sorted(account.participants.keys())
    for key in keys:
        yield (account.type, "party", key)
    if not keys and account.place.known:
        yield (account.type, "place", account.place.id or account.place.name or "")


def _meeting_pairs(
    block: Sequence[int], accounts: Sequence[Account], settled: Settled
) -> Iterable[Pair]:
    """Pairs of a block whose expected days overlap: a sweep over their first days."""
    old = {i for i in block if accounts[i].report in settled.reports}
    if len(old) == len(block):
        return
    days = {i: expected(accounts[i]) for i in block}
    ranked = sorted(block, key=lambda i: (days[i].first or date.min, i))
    open_ones: list[int] = []
    for number in ranked:
        first = days[number].first or date.min
        open_ones = [i for i in open_ones if (days[i].last or date.max) >= _day_before(first)]
        met = (i for i in open_ones if number not in old or i not in old)
        yield from ((min(i, number), max(i, number)) for i in met)
        open_ones.append(number)


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


def _told(
    accounts: Sequence[Account],
    members: Sequence[int],
    evidence: dict[Pair, Evidence],
    held: Sequence[str | None],
) -> Told:
    """The event of a cluster: its id from the founding claim, its reason from its best pair.

    One that is settled keeps the id that it has.
    """
    founding = next(accounts[i] for i in members if not accounts[i].silent)
    known = next((held[i] for i in members if held[i] is not None), None)
    event = Event(known or content_id("v", founding.claims[0].id), founding.type)
    pairs = [evidence[pair] for pair in combinations(members, 2) if pair in evidence]
    best = max(pairs, key=lambda found: found.score, default=None)
    together = tuple(accounts[i] for i in members)
    return Told(event, together, best.score if best else 1.0, best.why if best else ALONE)
