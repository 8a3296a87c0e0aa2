"""Link: what belongs together across reports.

Near-copies, entities, events, and statements that report the same utterance. Pure: the same
reports in any order give the same result; nothing is read or written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman import knowledge
from dragoman.likeness.words import Weights, terms
from dragoman.link.accounts import accounts_of
from dragoman.link.affairs import link_affairs
from dragoman.link.copies import Copies, copied_pairs, find_copies
from dragoman.link.entities import gather
from dragoman.link.events import Told, find_events
from dragoman.link.evidence import Wordings
from dragoman.link.rules import rules
from dragoman.link.shingles import body
from dragoman.link.siblings import date_by_siblings, without_siblings
from dragoman.link.speeches import link_statements
from dragoman.link.stories import find_stories
from dragoman.link.utterances import link_utterances
from dragoman.model import Annotated, Link, Linked

__all__ = ["link"]


def link(annotated: Sequence[Annotated]) -> Linked:
    """Finds what holds between reports.

    Args:
        annotated: all reports of a dossier, each once, in any order.

    Returns:
        Entities, events and links, sorted; no comparisons (those are `compare`'s).
    """
    world = knowledge.load()
    alone = map(without_siblings, annotated)
    reports = sorted(alone, key=lambda one: (one.report.name, one.report.id))
    copies = find_copies(reports)
    cast = gather(reports, world)
    accounts = [account for one in reports for account in accounts_of(one, cast, world)]
    wordings = _wordings(reports, copies)
    told = find_events(accounts, wordings)
    of_events = [link for one in told for link in one.links()]
    of_events += link_statements(reports, told, cast)
    affairs = link_affairs([one.report for one in reports], wordings.terms, wordings.weights)
    together = {link.left: link.right for link in affairs}
    hosts = _hosts(reports, told, of_events)
    utterances = link_utterances(reports, hosts, together, cast)
    of_copies = [link for group in copies for link in group.links()] + affairs
    return Linked(
        entities=cast.entities,
        events=tuple(sorted((one.event for one in told), key=lambda event: event.id)),
        links=tuple(sorted([*of_copies, *cast.links, *of_events, *utterances], key=_order)),
        aliases=dict(cast.aliases),
        published=date_by_siblings(reports, told),
    )


def _wordings(reports: Sequence[Annotated], copies: Sequence[Copies]) -> Wordings:
    bodies = {one.report.id: tuple(terms(body(one.report))) for one in reports}
    weights = Weights.of(bodies.values())
    stories = find_stories([one.report for one in reports], bodies, weights)
    return Wordings(weights, bodies, copied_pairs(copies), stories)


def _hosts(
    reports: Iterable[Annotated], told: Iterable[Told], links: Iterable[Link]
) -> dict[str, set[str]]:
    """Claim id → the meetings it hangs on, else the main ones of its report."""
    meetings = [one for one in told if one.event.type in rules("events")["spoken_at"]]
    ids = {one.event.id for one in meetings}
    main: dict[str, set[str]] = defaultdict(set)
    for one in meetings:
        for account in one.accounts:
            if account.role == "main":
                main[account.report].add(one.event.id)
    linked: dict[str, set[str]] = defaultdict(set)
    for found in links:
        if found.right in ids:
            linked[found.left].add(found.right)
    return {
        claim.id: linked.get(claim.id) or main.get(one.report.id, set())
        for one in reports
        for claim in one.claims
    }


def _order(found: Link) -> tuple[str, str, str]:
    return (found.kind, found.left, found.right)
