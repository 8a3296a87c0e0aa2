"""The command that writes a dossier's events in the formats of event-data users."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.app import app, examples
from dragoman.cli.errors import ExitCode, Refused, talk
from dragoman.cli.options import DossierPath, OutputOption
from dragoman.cli.output import write_text
from dragoman.dossier import Dossier
from dragoman.export import EXPORTERS

Target = StrEnum("Target", {name.upper(): name for name in EXPORTERS})  # type: ignore[misc]


@app.command(
    name="export",
    epilog=examples(
        "dragoman export affair.duckdb --to plover > events.jsonl",
        "dragoman export affair.duckdb --to gdelt -o affair",
    ),
)
def export_events(
    dossier: DossierPath,
    to: Annotated[Target, typer.Option("--to", help="The format.", case_sensitive=False)],
    output: OutputOption = None,
) -> None:
    """Writes events as PLOVER, POLECAT, GDELT or CSV.

    All but csv hold only events that happened. gdelt is two files and needs -o: its endings are
    added to that name.
    """
    with Dossier.open(dossier) as opened:
        files = EXPORTERS[to.value](opened)
    if output is None and len(files) > 1:
        raise Refused("U012", f"--to {to.value}")
    for ending, content in files.items():
        target = None if output is None else output.with_name(output.name + ending)
        write_text(content.decode(), target)
    if not any(files.values()):
        raise typer.Exit(ExitCode.NOTHING)
    if output is not None:
        talk().print("Written: " + ", ".join(f"{output}{ending}" for ending in files))
