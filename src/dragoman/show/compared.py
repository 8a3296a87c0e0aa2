"""The disagreement table: field by report, what each says, through whom, and the verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

Row = Mapping[str, Any]

# The gravest first: a field with one conflict is in conflict, whatever else agrees about it.
VERDICTS: Final = ("conflict", "compatible", "agree", "incomparable")
NAMING: Final = "naming"
_EACH_APART: Final = frozenset({"statement", "position", NAMING})  # an event has many of each
_ORDER: Final = ("date", "place", "venue", "actor", "outcome")  # others follow, by name


@dataclass(frozen=True, slots=True)
class Value:
    """What one report gives for a field: the value, and the words that carry it.

    `verdicts` are those of the comparisons this value took part in.
    """

    claim: str
    report: str
    span: tuple[int, int]
    exact: str
    value: str
    verdicts: frozenset[str]

    @property
    def disputed(self) -> bool:
        """Whether another report contradicts it."""
        return "conflict" in self.verdicts


@dataclass(slots=True)
class FieldRow:
    """A line of the table: one field, or one statement of many, over all reports.

    `cells` are by report; `comparisons` those it sums up; `verdict` the gravest of theirs.
    """

    name: str
    cells: dict[str, list[Value]] = field(default_factory=dict)
    comparisons: list[Row] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """The gravest verdict among the comparisons."""
        found = {row["verdict"] for row in self.comparisons}
        return next(verdict for verdict in VERDICTS if verdict in found)

    @property
    def rules(self) -> list[str]:
        """The rules that gave that verdict, sorted."""
        gravest = self.verdict
        return sorted({row["rule"] for row in self.comparisons if row["verdict"] == gravest})

    @property
    def shared_origin(self) -> bool:
        """Whether all sides of all comparisons go back to one witness."""
        return all(row["shared_origin"] for row in self.comparisons)


def field_rows(comparisons: Iterable[Row]) -> list[FieldRow]:
    """The lines of the table: conflicts first, then fields in a reader's order.

    Args:
        comparisons: rows of the dossier's `comparison`, of one event; namings are left out.
    """
    grouped: dict[tuple[str, int], list[Row]] = defaultdict(list)
    apart: list[Row] = []
    for row in comparisons:
        if row["field"] == NAMING:
            continue
        if row["field"] in _EACH_APART:
            apart.append(row)
        else:
            grouped[row["field"], 0].append(row)
    for number, rows in enumerate(_connected(apart)):
        grouped[rows[0]["field"], number].extend(rows)
    lines = [_line(name, rows) for (name, _), rows in grouped.items()]
    return sorted(lines, key=_rank)


def sides(row: Row) -> Iterable[tuple[str, str, tuple[int, int], str, str]]:
    """Both sides of a comparison: claim, report, span, the words, the value."""
    for side in ("left", "right"):
        yield (
            row[f"{side}_claim"],
            row[f"{side}_report"],
            (row[f"{side}_start"], row[f"{side}_end"]),
            row[f"{side}_exact"],
            row[f"{side}_value"],
        )


def _line(name: str, rows: Sequence[Row]) -> FieldRow:
    verdicts: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for row in rows:
        for side in sides(row):
            verdicts[side].add(row["verdict"])
    line = FieldRow(name, comparisons=list(rows))
    for side, found in sorted(verdicts.items(), key=lambda item: item[0][1:3]):
        value = Value(*side, frozenset(found))
        cell = line.cells.setdefault(value.report, [])
        same = next((n for n, held in enumerate(cell) if held.value == value.value), None)
        if same is None:
            cell.append(value)
        else:  # a report that says a thing twice is shown where it says it first
            cell[same] = replace(cell[same], verdicts=cell[same].verdicts | value.verdicts)
    return line


def _connected(rows: Sequence[Row]) -> list[list[Row]]:
    """Comparisons of single statements, those that share a claim together."""
    group_of: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        ends = [(row["field"], row["left_claim"]), (row["field"], row["right_claim"])]
        merged = [row]
        for group in {id(group_of[end]): group_of[end] for end in ends if end in group_of}.values():
            merged = group + merged
        for each in merged:
            group_of[each["field"], each["left_claim"]] = merged
            group_of[each["field"], each["right_claim"]] = merged
    return list({id(group): group for group in group_of.values()}.values())


def _rank(line: FieldRow) -> tuple[object, ...]:
    known = _ORDER.index(line.name) if line.name in _ORDER else len(_ORDER)
    first = min((value.report, value.span) for cell in line.cells.values() for value in cell)
    return (line.verdict != "conflict", line.name in _EACH_APART, known, line.name, first)
