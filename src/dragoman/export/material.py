"""What all exporters need of an event: who, what, when, where, and the places that show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from dragoman.dossier import Dossier

Row = dict[str, Any]

_CLAIMS = """
    SELECT told.event, claim.id, claim.cameo, claim.trigger_start, claim.trigger_end, claim.score,
           claim.place_id, claim.exact, claim.context_start, claim.context_end,
           report.id AS report, report.path, report.url, report.outlet_name AS outlet,
           report.title, report.language, report.published_from AS published,
           length(report.text) AS length,
           substring(report.text, claim.context_start + 1,
                     claim.context_end - claim.context_start) AS sentence
    FROM event_claim AS told
    JOIN claim ON claim.id = told.claim
    JOIN report ON report.id = claim.report
    WHERE told.tells
    ORDER BY report.name, report.id, claim.trigger_start, claim.id
"""
_PARTIES = """
    SELECT claim, part, coalesce(entity.id, participant.entity, participant.name) AS id,
           coalesce(entity.name, participant.name) AS name, participant.kind, participant.country,
           participant.role, participant.span_start AS start, participant.exact
    FROM participant LEFT JOIN entity ON entity.id = participant.entity
    WHERE part IN ('actor', 'recipient')
    ORDER BY claim, part, ordinal
"""
_PLACES = "SELECT id, name, country, lat, lon FROM entity WHERE kind = 'place'"
_NUMBERS = """
    SELECT claim, field, low, high FROM quantity
    WHERE field IN ('killed', 'injured', 'arrested') ORDER BY claim, ordinal
"""
_QUADS = "SELECT type, quad_class FROM event_type"


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in an event; `starts` are offsets of his mentions, by claim id."""

    id: str
    name: str
    kind: str
    country: str | None
    role: str | None
    raw: str | None
    starts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its claims (rows of `_CLAIMS`), sides, and the codes that most claims give."""

    row: Row
    quad: str
    cameo: str
    claims: tuple[Row, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Row | None
    numbers: tuple[Row, ...]

    @property
    def id(self) -> str:
        """The event's id."""
        return str(self.row["id"])

    @property
    def first(self) -> date | None:
        """The first day on which it may have been, None where no evidence dates it."""
        return self._day("from")

    @property
    def last(self) -> date | None:
        """The last day on which it may have been."""
        return self._day("to")

    def _day(self, end: str) -> date | None:
        when = self.row["when"] or {}
        return date.fromisoformat(when[end]) if when.get(end) else None

    def pairs(self) -> Iterable[tuple[Party | None, Party | None]]:
        """Who did it to whom, a pair a row; where all take part alike, each with each."""
        if self.recipients or len(self.actors) < 2:
            yield from product(self.actors or (None,), self.recipients or (None,))
            return
        yield from ((a, b) for a in self.actors for b in self.actors if a != b)


def happened(dossier: Dossier) -> list[Told]:
    """The events that happened, for formats that cannot say otherwise."""
    return [told for told in told_events(dossier) if told.row["status"] == "happened"]


def told_events(dossier: Dossier) -> list[Told]:
    """Every event of a dossier, by date and id."""
    claims = _by(dossier, _CLAIMS, "event")
    parties = _by(dossier, _PARTIES, "claim")
    numbers = _by(dossier, _NUMBERS, "claim")
    places = {row["id"]: row for row in dossier.sql(_PLACES).to_pylist()}
    quads = {row["type"]: row["quad_class"] for row in dossier.sql(_QUADS).to_pylist()}
    return [
        _told(row, quads[row["event_type"]], claims[row["id"]], parties, numbers, places)
        for row in dossier.events()
    ]


def _by(dossier: Dossier, query: str, key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in dossier.sql(query).to_pylist():
        found[row[key]].append(row)
    return found


def _told(
    row: Row,
    quad: str,
    claims: list[Row],
    parties: dict[str, list[Row]],
    numbers: dict[str, list[Row]],
    places: dict[str, Row],
) -> Told:
    taking = [party for claim in claims for party in parties[claim["id"]]]
    actors = _parties(p for p in taking if p["part"] == "actor")
    known = {party.id for party in actors}
    recipients = _parties(p for p in taking if p["part"] == "recipient" and p["id"] not in known)
    where = [places[c["place_id"]] for c in claims if c["place_id"] in places]
    counted = tuple(number for claim in claims for number in numbers[claim["id"]])
    return Told(
        row=row,
        quad=quad,
        cameo=_commonest(claim["cameo"] for claim in claims) or "",
        claims=tuple(claims),
        actors=actors,
        recipients=recipients,
        place=next((p for p in where if p["name"] == row["place"]), None),
        numbers=counted,
    )


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _parties(rows: Iterable[Row]) -> tuple[Party, ...]:
    """Each party once, as it is first told of, with where each claim names it."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["id"], []).append(row)
    return tuple(
        Party(
            id=key,
            name=same[0]["name"],
            kind=same[0]["kind"],
            country=next((r["country"] for r in same if r["country"]), None),
            role=next((r["role"] for r in same if r["role"]), None),
            raw=next((r["exact"] for r in same if r["exact"]), None),
            starts={r["claim"]: r["start"] for r in same if r["start"] is not None},
        )
        for key, same in found.items()
    )


def sector(party: Party) -> str:
    """The PLOVER sector of a party as far as its kind tells it; empty where it does not.

    GOV for states and those in office, MED for outlets.
    """
    if party.kind == "state" or party.role:
        return "GOV"
    return "MED" if party.kind == "outlet" else ""
