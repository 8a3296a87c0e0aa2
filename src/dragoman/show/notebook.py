"""What a notebook shows of reports, claims, events and dossiers, by the pages' own templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from dragoman.dossier import Dossier
from dragoman.model import Annotated
from dragoman.show.cards import chain
from dragoman.show.columns import COLUMNS
from dragoman.show.event_view import Statement
from dragoman.show.pages import environment, stylesheet
from dragoman.show.phrases import is_said
from dragoman.show.rows import claim_rows, report_row
from dragoman.show.safe import inert, shorten
from dragoman.show.sheets import claim_marks, sheet

Row = Mapping[str, Any]

_LONGEST = 240  # characters of a cell
_QUOTES = 5  # quotations under one row


def report_html(annotated: Annotated) -> str:
    """A report with what was said marked in it, and by whom below."""
    claims = claim_rows(annotated)
    said = [Statement(c, chain(c, c["outlet"])) for c in claims if is_said(c)]
    return _drawn("report", sheet(report_row(annotated.report), claim_marks(claims)), said)


def dossier_html(dossier: Dossier) -> str:
    """A dossier in numbers."""
    return _drawn("dossier", dossier.path.name, dossier.counts())


def listing_html(kind: str, rows: Sequence[Row]) -> str:
    """A listing of a dossier as a table, the first fifty rows of it.

    Args:
        kind: a key of `COLUMNS`.
        rows: as the dossier gives them.
    """
    columns = COLUMNS[kind]
    cells = [[_cell(column.cell(row)) for column in columns] for row in rows]
    return _drawn("listing", kind, [column.title for column in columns], cells)


def record_html(kind: str, row: Row) -> str:
    """One row of a listing, with the words it rests on."""
    columns = COLUMNS[kind]
    cells = [_cell(column.cell(row)) for column in columns]
    quotes = row.get("evidence") or [row[side] for side in ("left", "right") if side in row]
    return _drawn("record", [column.title for column in columns], cells, quotes[:_QUOTES])


def _cell(text: str) -> str:
    return shorten(inert(text), _LONGEST)


def _drawn(macro: str, *args: object) -> str:
    template = _templates().from_string(
        '{% from "notebook.html" import framed, ' + macro + " as drawn with context %}"
        "{% call framed(style) %}{{ drawn(*args) }}{% endcall %}"
    )
    return template.render(style=_scoped(), args=args)


@cache
def _templates() -> Environment:
    found = environment()
    found.filters["zip"] = zip
    return found


@cache
def _scoped() -> Markup:
    """The stylesheet for one part of a page: what it says of the root, it says of that part."""
    style = stylesheet().replace(":root", ":scope").replace("\nhtml {", "\n:scope {")
    return Markup(style)  # noqa: S704 -- ours
