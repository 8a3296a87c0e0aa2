"""Linked claims as `compare` reads them: who tells of which event, in which claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.model import Actor, Annotated, Claim, EventCode, Linked, Span, hull

BESIDE = frozenset({"said at", "told with"})
"""Reasons of links to the event that a claim was made at, not to the one it asserts."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim in its report."""

    claim: Claim
    source: Annotated

    @property
    def report(self) -> str:
        """Id of the report."""
        return self.source.report.id

    @property
    def order(self) -> tuple[str, int, str]:
        """Sorts tellings by report name, then by place in the text."""
        return (self.source.report.name, self.claim.context.start, self.claim.id)

    @property
    def words(self) -> Span:
        """The stretch that holds the claim's content."""
        return hull(self.claim.content) if self.claim.content else self.claim.context

    def quote(self, span: Span) -> str:
        """The words at `span`, on one line."""
        return " ".join(span.of(self.source.report.text).split())


@dataclass(frozen=True, slots=True)
class Corpus:
    """All claims by id, and which claims belong to which event.

    `of_event` holds the claims that assert an event and those made at it, in order; `asserted`
    says which do the former, as (claim, event); `hosts` are all events of a claim. Of reports that
    are `settled` no two are compared.
    """

    reports: Mapping[str, Annotated]
    tellings: Mapping[str, Telling]
    of_event: Mapping[str, tuple[Telling, ...]]
    asserted: frozenset[tuple[str, str]]
    hosts: Mapping[str, frozenset[str]]
    aliases: Mapping[str, str]
    settled: Collection[str] = ()

    @classmethod
    def of(
        cls, annotated: Sequence[Annotated], linked: Linked, settled: Collection[str] = ()
    ) -> Corpus:
        """Puts claims and links together."""
        tellings = {c.id: Telling(c, one) for one in annotated for c in one.claims}
        events: dict[str, list[Telling]] = defaultdict(list)
        hosts: dict[str, set[str]] = defaultdict(set)
        asserted: set[tuple[str, str]] = set()
        for link in linked.links:
            if link.kind == "event" and link.judgement == "same" and link.left in tellings:
                events[link.right].append(tellings[link.left])
                hosts[link.left].add(link.right)
                if link.why not in BESIDE:
                    asserted.add((link.left, link.right))
        return cls(
            reports={one.report.id: one for one in annotated},
            tellings=tellings,
            of_event={
                e: tuple(sorted(t, key=lambda x: x.order)) for e, t in sorted(events.items())
            },
            asserted=frozenset(asserted),
            hosts={claim: frozenset(events) for claim, events in hosts.items()},
            aliases=linked.aliases,
            settled=settled,
        )

    def new(self, one: Annotated, other: Annotated) -> bool:
        """Whether two reports have not both been settled."""
        return one.report.id not in self.settled or other.report.id not in self.settled

    def identify(self, telling: Telling) -> Callable[[Actor], str]:
        """How actors of a claim are identified across reports; described ones by their report."""

        def identity(actor: Actor) -> str:
            if actor.id is None:
                return f"{telling.report}/{actor.name.casefold()}"
            return self.aliases.get(actor.id, actor.id)

        return identity

    def coded(self, event: str) -> Iterator[tuple[Telling, EventCode]]:
        """Claims that assert the event itself (not what was said at it), with their coding."""
        for telling in self.of_event.get(event, ()):
            code = telling.claim.event
            if code is not None and (telling.claim.id, event) in self.asserted:
                yield telling, code
