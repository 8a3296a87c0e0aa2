"""What earlier linking decided of some reports, and linking more beside them leaves as it is.

A dossier too large to be linked at once is linked a stretch of reports at a time. Of the reports
before a stretch those that it may join stand beside it: they keep their entities, events, stories
and origins, no two of which are ever joined, and a new report joins one of them or founds its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.model import Annotated, Link, Linked, LinkKind

BESIDE = frozenset({"said at", "told with"})
"""Reasons of links to an event that the claim does not tell of."""


@dataclass(frozen=True)
class Settled:
    """Reports that were linked before, with what was decided of them.

    Attributes:
        reports: their ids.
        links: their links: of mentions to entities, of claims to events, of reports to the first of
            their story and to the origin of their text.
        standing: whether there were others linked before, though none may be among `reports`.
    """

    reports: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    standing: bool = False

    def both(self, one: str, other: str) -> bool:
        """Whether two reports are settled, so that nothing is decided between them."""
        return one in self.reports and other in self.reports

    def new(self, annotated: Iterable[Annotated]) -> list[Annotated]:
        """Those of some reports that are not settled."""
        return [one for one in annotated if one.report.id not in self.reports]

    def first_of(self, report: str) -> str | None:
        """The first report of a settled report's story, itself where it is alone; else None."""
        return self._led("story").get(report, report) if report in self.reports else None

    def origin_of(self, report: str) -> str | None:
        """The origin of a settled report's text, itself where it has no copy; else None."""
        return self._led("copy").get(report, report) if report in self.reports else None

    def event_of(self, claims: Sequence[str]) -> str | None:
        """The event that most of some claims of a settled report tell of; None where none does."""
        found = [self._told[claim] for claim in claims if claim in self._told]
        return min(found, key=lambda event: (-found.count(event), event), default=None)

    def entities(self, annotated: Iterable[Annotated]) -> dict[tuple[str, str], str]:
        """(report, id that annotate gave) → id of the entity, where the two differ."""
        held = self._led("entity")
        return {
            (one.report.id, mention.entity_id): held[mention.id]
            for one in annotated
            for mention in one.mentions
            if mention.id in held
        }

    def of_kind(self, *kinds: LinkKind) -> list[Link]:
        """The links of some kinds."""
        return [link for link in self.links if link.kind in kinds]

    def added(self, links: Iterable[Link], annotated: Iterable[Annotated]) -> list[Link]:
        """Those of some links that lead from a claim of a new report, or from the report."""
        old = {c.id for one in annotated if one.report.id in self.reports for c in one.claims}
        old |= self.reports
        return [link for link in links if link.left not in old]

    def _led(self, kind: str) -> Mapping[str, str]:
        return self._ends.get(kind, {})

    @cached_property
    def _ends(self) -> dict[str, dict[str, str]]:
        """Kind → what a link leads from → what it leads to."""
        ends: dict[str, dict[str, str]] = {}
        for link in self.links:
            if link.judgement == "same":
                ends.setdefault(link.kind, {})[link.left] = link.right
        return ends

    @cached_property
    def _told(self) -> dict[str, str]:
        """Claim → the event that it tells of."""
        return {
            link.left: link.right
            for link in self.links
            if link.kind == "event" and link.judgement == "same" and link.why not in BESIDE
        }


NOTHING = Settled()
"""Nothing was linked before."""


def only_new(linked: Linked, annotated: Iterable[Annotated], settled: Settled) -> Linked:
    """What linking and comparing found of the reports that are not settled.

    Args:
        linked: what they found.
        annotated: the reports they looked at.
        settled: those of them that were linked before.
    """
    things: set[str] = set()
    for one in settled.new(annotated):
        things.add(one.report.id)
        things.update(claim.id for claim in one.claims)
        things.update(mention.id for mention in one.mentions)
    links = tuple(k for k in linked.links if k.left in things or k.right in things)
    events = {link.right for link in links if link.kind == "event"}
    return replace(
        linked,
        links=links,
        events=tuple(event for event in linked.events if event.id in events),
        published={of: how for of, how in linked.published.items() if of in things},
    )
