"""The command that holds others' event data against a dossier."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.app import app, examples
from dragoman.cli.errors import ExitCode, show_problems, talk
from dragoman.cli.options import DossierPath, FormatOption, OutputOption
from dragoman.cli.output import Format, write
from dragoman.dossier import Dossier
from dragoman.export.gdelt_check import check, read_gdelt, summary
from dragoman.show.tables import grid

_SHOWN = ("finding", "url", "day", "root", "countries", "title", "status", "ours")


@app.command(
    epilog=examples(
        "dragoman build list:20180716.export.CSV -o affair.duckdb",
        "dragoman gdelt affair.duckdb 20180716.export.CSV",
    )
)
def gdelt(
    dossier: DossierPath,
    events: Annotated[
        Path, typer.Argument(metavar="EVENTS.CSV", help="A GDELT 2.0 file *.export.CSV.")
    ],
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Shows what GDELT made of the reports of a dossier, event by event.

    It has them doubled, or as done though they were planned or denied, or with countries that take
    no part; or the dossier has no such event. The dossier is not thereby right: look at both.
    """
    coded, problems = read_gdelt(events)
    with Dossier.open(dossier) as opened:
        rows = check(opened, coded)
    counts = summary(rows)
    write(rows, form, output, table=partial(grid, _SHOWN, rows), summary=counts)
    show_problems(problems)
    talk().print(", ".join(f"{number} {name}" for name, number in counts.items()))
    if not rows:
        raise typer.Exit(ExitCode.NOTHING)
