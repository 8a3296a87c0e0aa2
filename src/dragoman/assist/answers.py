"""What an assistant may ask of a dossier. Nothing is answered that no place in a report shows."""

# ruff: noqa: A002 -- `id` is the name that an assistant is shown

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.assist.evidence import Evidence, evidence, literal
from dragoman.dossier import Dossier, Filter

Row = dict[str, Any]

MOST = 50  # items of one answer; a model's attention is short
_WORDS = 8  # of a search, each of which must occur
_PLACE = re.compile(r"(?P<path>.+):(?P<start>\d+)-(?P<end>\d+)")
_NOTHING = "The dossier holds nothing that shows this. Say so; do not answer from elsewhere."
_AROUND = 200  # characters of context on each side of a citation


@dataclass(frozen=True)
class Item:
    """One thing found: what it is, and the places that show it, never none."""

    id: str
    what: str
    details: Row
    evidence: list[Evidence]


@dataclass(frozen=True)
class Answer:
    """An answer: how much was found, what is shown of it, and a note on how to read it."""

    found: int
    items: list[Item]
    note: str


class Answers:
    """The questions an open dossier answers, read-only."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def search(self, words: str, where: Filter, limit: int = 10) -> Answer:
        """Claims in whose sentences all the words occur, wherever they stand.

        Args:
            words: the first eight count; parts of words, without regard to case or accents.
            where: narrows further.
            limit: items shown, at most `MOST`.
        """
        given = where.given()
        hits: list[Row] | None = None
        for word in words.split()[:_WORDS]:
            rows = self._dossier.claims(Filter(**{**given, "text": word}))
            ids = {row["id"] for row in rows}
            hits = rows if hits is None else [row for row in hits if row["id"] in ids]
        return self._told(hits or [], limit)

    def who_said(self, speaker: str | None, about: str | None, where: Filter, limit: int) -> Answer:
        """Statements: who said what, according to whom; not the outlets' own accounts."""
        narrowed = {**where.given(), "speaker": speaker, "text": about}
        rows = self._dossier.claims(Filter(**narrowed))
        return self._told([row for row in rows if row["kind"] != "narrated"], limit)

    def event(self, id: str | None, where: Filter, limit: int) -> Answer:
        """An event by its id, one of earlier days too, or those that a filter leaves."""
        rows: Sequence[Row] = self._dossier.events(where)
        if id is not None:
            now = self._dossier.resolve(id)
            rows = [row for row in rows if row["id"] == now]
        shown = rows[: min(limit, MOST)]
        known = evidence(self._dossier, (claim for row in shown for claim in row["claims"]))
        return _answer(
            len(rows),
            (
                Item(
                    id=row["id"],
                    what=f"{row['title']} ({row['status']})",
                    details={name: row[name] for name in _OF_EVENT},
                    evidence=[known[claim] for claim in row["claims"] if claim in known],
                )
                for row in shown
            ),
            "`status` says whether it happened; a planned, denied or cancelled event did not.",
        )

    def conflicts(self, event: str | None, where: Filter, limit: int) -> Answer:
        """Where reports contradict each other, with the words of both sides."""
        rows: Sequence[Row] = self._dossier.conflicts(where)
        if event is not None:
            now = self._dossier.resolve(event)
            rows = [row for row in rows if row["event"] == now]
        shown = rows[: min(limit, MOST)]
        sides = ("left", "right")
        known = evidence(self._dossier, (row[side]["claim"] for row in shown for side in sides))
        return _answer(
            len(rows),
            (
                Item(
                    id=row["id"],
                    what=f"{row['field']}: {row['left']['value']} against {row['right']['value']}",
                    details={name: row[name] for name in _OF_CONFLICT},
                    evidence=_of_both(row, known),
                )
                for row in shown
            ),
            "The dossier shows who says what, not who is right; give both sides.",
        )

    def cite(self, id: str) -> Answer:
        """The exact words behind an id or a place, with what stands around them.

        Args:
            id: of a claim, an event or a comparison, or a place: PATH:START-END.
        """
        if place := _PLACE.fullmatch(id):
            return self._at(place["path"], int(place["start"]), int(place["end"]))
        now = self._dossier.resolve(id)
        claims = [now]
        for query in (_CLAIMS_OF_EVENT, _CLAIMS_OF_COMPARISON):
            rows = self._dossier.sql(query.format(id=literal(now))).to_pylist()
            claims += [row["claim"] for row in rows]
        found = evidence(self._dossier, claims)
        return _answer(
            len(found), (_item(each, {}) for each in list(found.values())[:MOST]), _CITING
        )

    def _at(self, path: str, start: int, end: int) -> Answer:
        """The words at a place, and the claims that lie in it; none at a place without words."""
        if start >= end:
            return _answer(0, (), _CITING)
        query = _CLAIMS_AT.format(path=literal(path), start=start, end=end)
        held = self._dossier.sql(query).to_pylist() if start < end else []
        found = evidence(self._dossier, (row["claim"] for row in held))
        around = self._dossier.sql(
            _AROUND_PLACE.format(path=literal(path), start=start, end=end, around=_AROUND)
        ).to_pylist()
        details = around[0] if around else {}
        return _answer(
            len(found), (_item(each, details) for each in list(found.values())[:MOST]), _CITING
        )

    def _told(self, rows: Sequence[Row], limit: int) -> Answer:
        shown = rows[: min(limit, MOST)]
        known = evidence(self._dossier, (row["id"] for row in shown))
        items = (_item(known[r["id"]], {"events": r["events"]}) for r in shown if r["id"] in known)
        return _answer(len(rows), items, _CITING)


_CITING = "Cite report, span and quote; say through whom it came, as `chain` has it."
_OF_EVENT = (
    "event_type", "status", "when", "place", "venue", "country", "actors", "recipients",
    "independent_sources",
)  # fmt: skip
_OF_CONFLICT = ("event", "field", "verdict", "rule", "shared_origin")
_CLAIMS_OF_EVENT = "SELECT claim FROM event_claim WHERE event = {id} ORDER BY claim"
_CLAIMS_OF_COMPARISON = """
    SELECT unnest([left_claim, right_claim]) AS claim FROM comparison WHERE id = {id}
"""
_CLAIMS_AT = """
    SELECT claim.id AS claim FROM claim JOIN report ON report.id = claim.report
    WHERE {path} IN (report.path, report.name, report.id)
        AND span_start < {end} AND {start} < span_end
    ORDER BY claim.ordinal
"""
_AROUND_PLACE = """
    SELECT substring(text, {start} + 1, {end} - {start}) AS words,
        substring(text, greatest({start} - {around}, 0) + 1, {end} - {start} + 2 * {around})
            AS around
    FROM report WHERE {path} IN (path, name, id) AND {end} <= length(text) ORDER BY id LIMIT 1
"""


def _of_both(row: Row, known: dict[str, Evidence]) -> list[Evidence]:
    """The evidence of both sides of a comparison, at the words that carry the values."""
    sides = [row[side] for side in ("left", "right")]
    if any(side["claim"] not in known for side in sides):
        return []
    return [replace(known[s["claim"]], span=s["span"], quote=s["quote"]) for s in sides]


def _item(shown: Evidence, details: Row) -> Item:
    who = " < ".join(name or "unknown outlet" for name in shown.chain)
    return Item(id=shown.claim, what=who, details=details, evidence=[shown])


def _answer(found: int, items: Iterable[Item], note: str) -> Answer:
    """An answer of those items that something shows; without any, that there is none."""
    shown = [item for item in items if item.evidence]
    return Answer(found=found, items=shown, note=note if shown else _NOTHING)
