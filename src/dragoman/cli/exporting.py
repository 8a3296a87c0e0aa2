"""The command that writes a dossier in the formats of other tools."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.app import app, examples
from dragoman.cli.errors import ExitCode, Refused, show_problems, talk
from dragoman.cli.options import DossierPath, OutputOption
from dragoman.cli.output import is_database, write_text
from dragoman.dossier import Dossier
from dragoman.dossier.judgements import to_line
from dragoman.export import EXPORTERS, write_files
from dragoman.export.corrections import read_corrections

TargetOption = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="FORMAT",
        help="The format.",
        autocompletion=lambda: list(EXPORTERS),
    ),
]


@app.command(
    name="export",
    epilog=examples(
        "dragoman export affair.duckdb --to parquet -o affair",
        "dragoman export affair.duckdb --to plover > events.jsonl",
        "dragoman export affair.duckdb --to ftm -o affair",
    ),
)
def export_dossier(dossier: DossierPath, to: TargetOption, output: OutputOption = None) -> None:
    """Writes a dossier in a format that other tools read; docs/exporting.md has an example each.

    Tables: parquet, tables (CSV), jsonl, datasette. Events: csv, plover, polecat, gdelt,
    timelinejs. Annotations: webannotation, labelstudio, docbin. Graphs: ftm, schemaorg, prov.

    A format of several files needs -o: they are put into a folder of that name, or get it with an
    ending added.
    """
    with Dossier.open(dossier) as opened:
        files = EXPORTERS[to.lower()](opened)
    if output is None:
        _print(files, to)
    else:
        _write(files, output)
    if not any(files.values()):
        raise typer.Exit(ExitCode.NOTHING)


@app.command(
    epilog=examples(
        "dragoman corrections affair.duckdb project.json -o corrected.jsonl",
        "dragoman judge affair.duckdb import corrected.jsonl",
    )
)
def corrections(
    dossier: DossierPath,
    project: Annotated[
        Path, typer.Argument(metavar="PROJECT.json", help="A Label Studio project as JSON.")
    ],
    output: OutputOption = None,
) -> None:
    """Writes what people corrected in Label Studio as judgements, for `dragoman judge import`.

    Other roles of lines and other speakers are taken over. Regions drawn, moved or deleted are told
    as problems.
    """
    with Dossier.open(dossier) as opened:
        found = read_corrections(opened, project)
    write_text(b"".join(map(to_line, found.decisions)).decode(), output)
    show_problems(found.problems)
    if found.problems:
        raise typer.Exit(ExitCode.SOME_FAILED)
    if not found.decisions:
        raise typer.Exit(ExitCode.NOTHING)


def _print(files: Mapping[str, bytes], to: str) -> None:
    if files.keys() != {""}:
        raise Refused("U012", f"--to {to}")
    content = files[""]
    if b"\0" in content and sys.stdout.isatty():
        raise Refused("U003", f"--to {to}")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _write(files: Mapping[str, bytes], output: Path) -> None:
    targets = [Path(f"{output}{ending}") for ending in files]
    if held := next((target for target in targets if is_database(target)), None):
        raise Refused("U008", str(held))
    try:
        write_files(files, output)
    except OSError as error:
        where = str(error.filename or output)
        raise Refused("U004", where, error.strerror or str(error)) from error
    shown = [str(target) for target in targets]
    talk().print(f"Written: {', '.join(shown[:3])}" + (" …" if len(shown) > 3 else ""))
