"""Link: what belongs together across reports.

Near-copies, entities, events, and statements that report the same utterance. Pure: the same
reports in any order give the same result; nothing is read or written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman import knowledge
from dragoman.likeness.wordings import shared_terms, told_terms
from dragoman.likeness.words import Weights
from dragoman.link.accounts import accounts_of
from dragoman.link.bonds import Bonds
from dragoman.link.copies import Copies, copied_pairs, find_copies
from dragoman.link.decisions import links_by_people
from dragoman.link.entities import ALONE, Outside, Surroundings, disturbed, gather
from dragoman.link.events import Told, find_events
from dragoman.link.evidence import Wordings
from dragoman.link.rules import rules
from dragoman.link.settled import Settled, only_new
from dragoman.link.siblings import date_by_siblings, without_siblings
from dragoman.link.speeches import link_statements
from dragoman.link.stories import Stories, find_stories
from dragoman.link.utterances import link_utterances
from dragoman.model import Annotated, Link, Linked, LinkKind

__all__ = [
    "ALONE",
    "Outside",
    "Settled",
    "Surroundings",
    "disturbs",
    "link",
    "only_new",
    "overruled",
]


def link(
    annotated: Sequence[Annotated],
    decided: Sequence[Link] = (),
    around: Surroundings = ALONE,
) -> Linked:
    """Finds what holds between reports.

    Args:
        annotated: all reports of a dossier, each once, in any order; or those of them that bear on
            each other and on no others.
        decided: what people decided, in the order in which they did: two claims of one event or
            utterance, two entities or mentions, two reports (copy), `same` or `different`. It is
            obeyed whatever the evidence says; where it contradicts itself, the later wins.
        around: what there is to know of the others, and what is settled of those here.

    Returns:
        Entities, events and links, sorted; no comparisons (those are `compare`'s). Links that
        people decided bear their name and reason. Where reports are settled, their links are given
        as they are, and of events and entities those that the others tell of.
    """
    settled = around.settled
    world = knowledge.load()
    alone = map(without_siblings, annotated)
    reports = sorted(alone, key=lambda one: (one.report.name, one.report.id))
    copies = find_copies(reports, Bonds.of(decided, "copy"), settled)
    cast = gather(reports, world, Bonds.of(decided, "entity"), around.mentions, settled)
    bonds = Bonds.of(decided, "event")
    accounts = [account for one in reports for account in accounts_of(one, cast, world, bonds)]
    stories = find_stories((one.report for one in reports), settled)
    wordings = _wordings(reports, copies, stories, around)
    telling = [a for a in accounts if not (a.silent and a.report in settled.reports)]
    told = find_events(telling, wordings, bonds, settled)
    of_events = [link for one in told for link in one.links()]
    of_events += link_statements(settled.new(reports), told, cast)
    of_events = [*settled.added(of_events, reports), *settled.of_kind("event")]
    hosts = _hosts(reports, told, of_events)
    utterances = link_utterances(reports, hosts, stories.first, cast, settled)
    of_copies = [link for group in copies for link in group.links()]
    of_reports = settled.added([*of_copies, *stories.links()], reports)
    of_reports += settled.of_kind("copy", "story", "entity")
    found = [*of_reports, *cast.links, *of_events, *utterances]
    links = links_by_people(found, decided)
    return Linked(
        entities=cast.entities,
        events=tuple(sorted((one.event for one in told), key=lambda event: event.id)),
        links=tuple(sorted(links, key=_order)),
        aliases=dict(cast.aliases),
        published=date_by_siblings(reports, told),
        told={term: count for term, count in wordings.weights.frequency.items() if count > 1},
    )


def disturbs(
    annotated: Sequence[Annotated], decided: Sequence[Link], around: Surroundings
) -> set[str]:
    """Ids of entities of other reports that these reports make other ones.

    A new spelling may be what two names have in common, or leave it open whose short name it is.
    """
    cast = gather(annotated, knowledge.load(), Bonds.of(decided, "entity"), around.mentions)
    return disturbed(around.mentions, cast)


def overruled(decided: Sequence[Link]) -> list[Link]:
    """Those of people's decisions that `link` does not obey, since later ones contradict them."""
    kinds: tuple[LinkKind, ...] = ("copy", "entity", "event", "utterance")
    return [link for kind in kinds for link in Bonds.of(decided, kind).overruled]


def _wordings(
    reports: Sequence[Annotated], copies: Sequence[Copies], stories: Stories, around: Surroundings
) -> Wordings:
    terms = {one.report.id: told_terms(one) for one in reports}
    here = Weights.of(terms.values())
    new = Weights.of(told for report, told in terms.items() if report not in around.counted)
    counts = {
        term: max(n, around.told.get(term, 0) + new.frequency.get(term, 0))
        for term, n in here.frequency.items()
    }
    weights = Weights(counts, max(here.documents, around.reports + new.documents))
    told = shared_terms(terms, weights)
    return Wordings(weights, told, copied_pairs(copies), stories.pairs)


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
