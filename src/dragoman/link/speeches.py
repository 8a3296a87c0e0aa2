"""Which statements were made at which event, so that who-said-what hangs on events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.likeness import days as time
from dragoman.likeness.days import days_of
from dragoman.link.account import Account
from dragoman.link.entities import Cast
from dragoman.link.events import SAID_AT, Told
from dragoman.link.rules import rules
from dragoman.model import Annotated, Claim, Link

COUNTED_AT = "told with"


def link_statements(annotated: Sequence[Annotated], told: Sequence[Told], cast: Cast) -> list[Link]:
    """Hangs statements of participants, and figures in the outlet's own voice, on events.

    A statement goes to the event told in the same sentence, else to the report's main one, if its
    speaker took part there. A figure without an event of its own goes to the report's main event.
    """
    accounts: dict[str, list[tuple[Account, str]]] = defaultdict(list)
    for one in told:
        for account in one.accounts:
            accounts[account.report].append((account, one.event.id))
    links: list[Link] = []
    for report in annotated:
        here = accounts[report.report.id]
        links += _statements(report, here, cast)
        links += _figures(report, here)
    return links


def _statements(
    report: Annotated, here: Sequence[tuple[Account, str]], cast: Cast
) -> Iterable[Link]:
    hosts = [pair for pair in here if pair[0].type in rules("events")["spoken_at"]]
    for claim in report.claims:
        if claim.kind == "narrated" or not claim.speech:
            continue
        fitting = [h for h in hosts if _spoke_at(report, claim, h[0], cast)]
        if fitting:
            account, event = min(fitting, key=lambda h: _distance(claim, h[0]))
            if all(c.id != claim.id for c in account.claims):
                yield Link(
                    "event", claim.id, event, "same", claim.score, SAID_AT, role=account.role
                )


def _spoke_at(report: Annotated, claim: Claim, account: Account, cast: Cast) -> bool:
    """Whether a statement's speaker took part, and its own time does not say it was elsewhere."""
    speakers = {cast.identify(report.report.id, speaker) for speaker in claim.speaker}
    if not speakers & account.participants.persons() or not _beside(claim, account):
        return False
    own = days_of(claim.event.when, report.times) if claim.event else None
    return own is None or time.relation(own, account.days) not in {"apart", "near"}


def _beside(claim: Claim, account: Account) -> bool:
    """Main accounts host statements from anywhere in the report, others from their sentence."""
    return account.role == "main" or any(c.context.touches(claim.context) for c in account.claims)


def _distance(claim: Claim, account: Account) -> tuple[bool, bool, int]:
    """The event of the same sentence before the main one before any other, then the nearest."""
    same_sentence = any(c.context.touches(claim.context) for c in account.claims)
    nearest = min(abs(c.context.start - claim.context.start) for c in account.claims)
    return (not same_sentence, account.role != "main", nearest)


def _figures(report: Annotated, here: Sequence[tuple[Account, str]]) -> Iterable[Link]:
    """Figures of narrated claims without an event belong to the one event the report is about."""
    main = sorted({event for account, event in here if account.role == "main"})
    if len(main) != 1:
        return
    for claim in report.claims:
        if claim.quantities and claim.event is None and claim.kind == "narrated":
            yield Link("event", claim.id, main[0], "same", claim.score, COUNTED_AT, role="main")
