"""Dossiers of reports written by hand, and the links between them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dragoman.dossier import Dossier, Store
from dragoman.model import Annotated, Entity, Event, Link, Linked
from literals import BERG, LEE, SAND, hop, meeting, report, said

PROGRAM = "dragoman test"
EVENT = Event("v1", "CONSULT")

HARBOUR = report(
    "harbour.txt",
    "Ann Lee met Bo Sand in Oslo on 3 May. “The ferry 🚢 will sail,” Lee said.",
    meeting("met", LEE, SAND, place="Oslo", country="NO", when=("3 May", "2021-05-03")),
    said(LEE, "The ferry 🚢 will sail", via=(hop("Lake Agency"),)),
    published="2021-05-04",
    outlet="The Harbour",
)
MORNING = report(
    "morning.txt",
    "Lee and Sand held talks in Oslo on 4 May. The ferry stays in port, Sand warned.",
    meeting("talks", LEE, SAND, place="Oslo", country="NO", when=("4 May", "2021-05-04")),
    said(SAND, "The ferry stays in port", stance="threatened", kind="indirect"),
    published="2021-05-05",
    outlet="The Morning",
)
WEEKLY = report(
    "weekly.txt",
    "A weekly look back: in May Lee and Sand met in Oslo.",
    meeting("met", LEE, SAND, place="Oslo", country="NO", when=("May", "2021-05-01/2021-05-31")),
    outlet="The Weekly",
)
ELSEWHERE = report(
    "elsewhere.txt",
    "Ann Lee, Bo Sand and Carl Berg met in Malmö in June.",
    meeting("met", LEE, SAND, BERG, place="Malmö", when=("June", "2021-06-01/2021-06-30")),
    outlet="The Weekly",
)


def one_event(*reports: Annotated, event: Event = EVENT, role: str = "main") -> Linked:
    """All claims of the reports linked to one event."""
    return Linked(
        entities=tuple(
            Entity(actor.id or "", "person", actor.name, (actor.name, actor.name.split()[1]))
            for actor in (LEE, SAND, BERG)
        ),
        events=(event,),
        links=tuple(
            Link("event", claim.id, event.id, "same", 0.9, "by hand", role=role)  # type: ignore[arg-type]
            for one in reports
            for claim in one.claims
        ),
    )


def joined(*parts: Linked) -> Linked:
    """Several findings as one; entities come once."""
    entities = {entity.id: entity for part in parts for entity in part.entities}
    return Linked(
        entities=tuple(entities.values()),
        events=tuple(event for part in parts for event in part.events),
        links=tuple(link for part in parts for link in part.links),
        comparisons=tuple(each for part in parts for each in part.comparisons),
    )


def write(path: Path, reports: Iterable[Annotated], linked: Linked | None = None) -> Path:
    """A published dossier of the reports."""
    with Store.open(path, PROGRAM) as store:
        store.put(list(reports), "1")
        store.put_linked(linked or Linked(), "1")
        store.publish()
    return path


def opened(path: Path, reports: Iterable[Annotated], linked: Linked | None = None) -> Dossier:
    return Dossier.open(write(path, reports, linked))
