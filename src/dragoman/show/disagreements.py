"""What `try` shows: the events found, a table of field by outlet, and what only one report says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.dossier import Dossier
from dragoman.show.material import Material, gather
from dragoman.show.phrases import address, by_whom, is_said, listed, marks, period, words_of
from dragoman.show.safe import inert, shorten
from dragoman.show.tables import NARROW, listing

Row = Mapping[str, Any]

# The gravest first: a field with one conflict is in conflict, whatever else agrees about it.
_STYLES = {"conflict": "bold red", "agree": "green", "compatible": "cyan", "incomparable": "dim"}
_EACH_APART = frozenset({"statement", "position", "naming"})  # fields of which an event has many
_LONGEST = 120  # characters of a value in a cell


@dataclass(slots=True)
class _Field:
    """A line of the table: what each outlet says of one field, and the gravest verdict."""

    name: str
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    verdicts: set[str] = field(default_factory=set)

    def add(self, row: Row) -> None:
        self.verdicts.add(row["verdict"])
        for side in (row["left"], row["right"]):
            cell = self.values[_column(side)]
            if (said := _value(side)) not in cell:
                cell.append(said)

    def verdict(self) -> Text:
        gravest = next(name for name in _STYLES if name in self.verdicts)
        return Text(gravest, style=_STYLES[gravest])


def disagreements(dossier: Dossier, width: int) -> RenderableType:
    """The page of `try` for a small dossier.

    Args:
        dossier: a few reports, compared.
        width: of the page, in terminal columns.
    """
    held = gather(dossier)
    shared = [event for event in held.events if len(event["reports"]) > 1]
    parts: list[RenderableType] = [_title("Events"), *listing("events", held.events, width)]
    for event in (*shared, None):
        rows = held.compared(event, *_STYLES)
        if rows:
            parts += [_title(_name(event)), _table(_fields(rows), width)]
    if namings := held.namings():
        parts += [_title("The same under different names"), _table(_fields(namings), width)]
    alone = [line for event in shared for line in _only_one(event, held)]
    if alone:
        parts += [_title("Only one report says"), *alone]
    return Group(*parts)


def _title(text: str) -> Text:
    return Text(f"\n{inert(text)}", style="bold underline")


def _name(event: Row | None) -> str:
    return f"{event['title']} ({period(event['when'])})" if event else "Across events"


def _column(row: Row) -> str:
    """Whose column something stands in: the outlet's, or the file's where none is named."""
    return inert(row["outlet"] or PurePath(row["path"]).name)


def _value(side: Row) -> str:
    """The value and its chain; the outlet heads the column already."""
    voices = by_whom(side["speaker"], side["via"])
    value = shorten(inert(side["value"]), _LONGEST)
    return f"{value} ({inert(voices)})" if voices else value


def _fields(rows: Sequence[Row]) -> list[_Field]:
    """A line a field; of statements and positions a line a comparison."""
    lines: dict[tuple[str, str], _Field] = {}
    for row in rows:
        key = (row["field"], row["left"]["claim"] + row["right"]["claim"])
        key = key if row["field"] in _EACH_APART else (row["field"], "")
        lines.setdefault(key, _Field(row["field"])).add(row)
    return list(lines.values())


def _table(lines: Sequence[_Field], width: int) -> RenderableType:
    outlets = list(dict.fromkeys(outlet for line in lines for outlet in line.values))
    if width < NARROW * max(1, len(outlets) - 1) / 2:
        return Group(*(_block(line) for line in lines))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for title in ("field", *outlets, "verdict"):
        table.add_column(Text(title), overflow="fold")
    for line in lines:
        cells = ("\n".join(line.values[outlet]) for outlet in outlets)
        table.add_row(Text(inert(line.name)), *map(Text, cells), line.verdict())
    return table


def _block(line: _Field) -> RenderableType:
    head = Text.assemble((inert(line.name), "bold"), ": ", line.verdict())
    said = (f"  {outlet}: {value}" for outlet, cell in line.values.items() for value in cell)
    return Group(head, *map(Text, said))


def _only_one(event: Row, held: Material) -> Iterator[Text]:
    """The statements at an event that no other report was found to bear out."""
    repeated = held.repeated(event)
    for claim in held.claims_of(event):
        if is_said(claim) and claim["id"] not in repeated:
            voices = by_whom(claim["speaker"], claim["via"]) or "unnamed"
            notes = f" ({listed(marks(claim))})" if marks(claim) else ""
            quote = shorten(inert(words_of(claim)), _LONGEST)
            yield Text.assemble(
                (_column(claim), "bold"),
                f": {inert(voices)}: “{quote}”{notes} ",
                (inert(address(claim["path"], claim["span"])), "dim"),
            )
