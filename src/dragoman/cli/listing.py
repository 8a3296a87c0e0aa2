"""The commands that list what a dossier holds: a question each, filtered, in four forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.app import app, examples
from dragoman.cli.errors import ExitCode, talk
from dragoman.cli.options import DossierPath, FormatOption, OutputOption, filtered
from dragoman.cli.output import Format, Row, write
from dragoman.dossier import Dossier, Filter
from dragoman.show.tables import listing


class FailOn(StrEnum):
    """What turns a finished listing into exit code 1."""

    CONFLICT = "conflict"


@app.command(
    epilog=examples(
        "dragoman events affair.duckdb --from 2018-06 --type CONSULT",
        "dragoman events affair.duckdb --format jsonl",
    )
)
@filtered
def events(
    dossier: DossierPath,
    where: Filter,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Lists events: what, when, where, who, and how many tell of it."""
    rows = _ask(dossier, lambda opened: opened.events(where))
    _print("events", rows, form, output)


@app.command(
    epilog=examples(
        'dragoman claims affair.duckdb --speaker "Hassan Rouhani"',
        "dragoman claims affair.duckdb --outlet SANA --text truce --format csv",
    )
)
@filtered
def claims(
    dossier: DossierPath,
    where: Filter,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this person or office said.")
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Lists claims: who said what according to whom, and what the outlets tell themselves."""
    rows = _ask(dossier, lambda opened: opened.claims(replace(where, speaker=speaker)))
    _print("claims", rows, form, output)


@app.command(
    epilog=examples(
        "dragoman conflicts affair.duckdb",
        "dragoman conflicts affair.duckdb --all --format jsonl",
        "dragoman conflicts affair.duckdb --fail-on conflict > /dev/null || echo 'look again'",
    )
)
@filtered
def conflicts(
    dossier: DossierPath,
    where: Filter,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what agrees, is compatible or cannot be compared.")
    ] = False,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with 1 if one is listed.", show_choices=True)
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Lists where reports contradict each other, with both sides and their evidence."""
    rows = _ask(dossier, lambda opened: opened.conflicts(where, all=everything))
    if fail_on is None:
        _print("conflicts", rows, form, output)
        return
    _write("conflicts", rows, form, output)
    if any(row["verdict"] == fail_on for row in rows):
        raise typer.Exit(ExitCode.NOTHING)


@app.command(
    epilog=examples(
        "dragoman sources affair.duckdb",
        "dragoman sources affair.duckdb --copies --format jsonl",
    )
)
@filtered
def sources(
    dossier: DossierPath,
    where: Filter,
    copies: Annotated[
        bool, typer.Option("--copies", help="Groups of near-copies and their likely origin.")
    ] = False,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Lists outlets and agencies, and with --copies the reports that are copies of another."""
    rows = _ask(dossier, lambda opened: opened.sources(where, copies=copies))
    _print("copies" if copies else "sources", rows, form, output)


@app.command(epilog=examples("dragoman actors affair.duckdb --place Idlib"))
@filtered
def actors(
    dossier: DossierPath,
    where: Filter,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Lists who acts, speaks or is spoken of, under every name the reports use."""
    rows = _ask(dossier, lambda opened: opened.actors(where))
    _print("actors", rows, form, output)


@app.command(
    epilog=examples("dragoman relations affair.duckdb --actor Turkey --format parquet > r")
)
@filtered
def relations(
    dossier: DossierPath,
    where: Filter,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Lists pairs of actors by month: how often they cooperated or clashed, in word and deed."""
    rows = _ask(dossier, lambda opened: opened.relations(where))
    _print("relations", rows, form, output)


def _ask(path: Path, question: Callable[[Dossier], list[Row]]) -> list[Row]:
    with Dossier.open(path) as dossier:
        return question(dossier)


def _print(kind: str, rows: list[Row], form: Format, output: Path | None) -> None:
    """Writes the rows and ends with the exit code of a search."""
    _write(kind, rows, form, output)
    if not rows:
        raise typer.Exit(ExitCode.NOTHING)


def _write(kind: str, rows: list[Row], form: Format, output: Path | None) -> None:
    if not rows:
        talk().print(f"No {kind} found.")
    if rows or form is not Format.TABLE:
        write(
            rows,
            form,
            output,
            table=lambda width: listing(kind, rows, width),
            summary={kind: len(rows)},
        )
