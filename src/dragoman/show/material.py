"""What a view of the whole dossier is made of, asked of it once and sorted for reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.dossier import Dossier
from dragoman.show.phrases import is_said

Row = Mapping[str, Any]

_SIDES = ("left", "right")
_NAMING = "naming"  # the field of comparisons that are about words, not about what happened


@dataclass(frozen=True, slots=True)
class Echo:
    """One statement as several reports give it: their claims, and whether one origin wrote all."""

    claims: Sequence[Row]
    one_origin: bool


def is_echo(row: Row) -> bool:
    """Whether a comparison found one person to say the same in two reports."""
    one_person: bool = row["left"]["speaker"] == row["right"]["speaker"]
    return one_person and row["field"] == "statement" and row["verdict"] == "agree"


@dataclass(frozen=True, slots=True)
class Material:
    """The rows of a dossier.

    `events` are sorted, those that most reports tell of first; `claims` are by id, in the order of
    the dossier; `comparisons` are by event, under None those that belong to no one event.
    """

    reports: Sequence[Row]
    events: Sequence[Row]
    claims: Mapping[str, Row]
    comparisons: Mapping[str | None, Sequence[Row]]
    problems: Sequence[Row]

    def claims_of(self, event: Row) -> list[Row]:
        """The claims that tell of `event` or were said at it."""
        return [self.claims[claim] for claim in event["claims"] if claim in self.claims]

    def compared(self, event: Row | None, *verdicts: str) -> list[Row]:
        """The comparisons of `event` (None: across events) that ended in one of `verdicts`.

        What reports call an actor is no matter of an event, see `namings`.
        """
        rows = self.comparisons.get(None if event is None else event["id"], ())
        return [row for row in rows if row["verdict"] in verdicts and row["field"] != _NAMING]

    def namings(self) -> list[Row]:
        """The comparisons of what two reports call the same actor."""
        return [row for row in self.comparisons.get(None, ()) if row["field"] == _NAMING]

    def echoes(self, event: Row) -> list[Echo]:
        """The statements at `event` that several reports give, in the order of the dossier.

        Claims belong together where a comparison found that they say the same, and one person says
        it.
        """
        rows = [row for row in self.compared(event, "agree") if is_echo(row)]
        group_of: dict[str, set[str]] = {}
        for row in rows:
            ends = {row[side]["claim"] for side in _SIDES}
            group = ends.union(*(group_of.get(end, ()) for end in ends))
            group_of |= dict.fromkeys(group, group)
        apart = {row[side]["claim"] for row in rows for side in _SIDES if not row["shared_origin"]}
        told: dict[int, list[Row]] = {}
        for claim in self.claims_of(event):
            if claim["id"] in group_of:
                told.setdefault(id(group_of[claim["id"]]), []).append(claim)
        return [
            Echo(claims, one_origin=not any(claim["id"] in apart for claim in claims))
            for claims in told.values()
        ]

    def repeated(self, event: Row) -> set[str]:
        """Ids of the claims at `event` that make a statement which another report gives as well."""
        return {claim["id"] for echo in self.echoes(event) for claim in echo.claims}

    def is_mere_mention(self, event: Row) -> bool:
        """Whether a single report tells of `event`, and nobody says anything at it."""
        return (
            len(event["reports"]) == 1
            and event["id"] not in self.comparisons
            and not any(map(is_said, self.claims_of(event)))
        )

    def said_elsewhere(self) -> list[Row]:
        """The statements that belong to no event."""
        placed = {claim for event in self.events for claim in event["claims"]}
        return [
            claim for claim in self.claims.values() if is_said(claim) and claim["id"] not in placed
        ]


def gather(dossier: Dossier) -> Material:
    """Everything such a view needs of `dossier`."""
    comparisons: dict[str | None, list[Row]] = defaultdict(list)
    for row in dossier.conflicts(all=True):
        comparisons[row["event"]].append(row)
    return Material(
        reports=dossier.reports(),
        events=sorted(dossier.events(), key=lambda event: -main_reports(event)),
        claims={claim["id"]: claim for claim in dossier.claims()},
        comparisons=comparisons,
        problems=dossier.problems(),
    )


def main_reports(event: Row) -> int:
    """How many reports tell of the event, those that only recall it left out."""
    return sum(report["role"] == "main" for report in event["reports"])
