"""The commands that keep a dossier: its brief, plain SQL, taking a report out, a check-up."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.app import app, examples
from dragoman.cli.doctor import check_dossier, check_machine
from dragoman.cli.errors import ExitCode, talk
from dragoman.cli.options import DossierPath, FormatOption, OutputOption
from dragoman.cli.output import Format, screen, write, write_text
from dragoman.dossier import Dossier
from dragoman.dossier.shelf import Shelf
from dragoman.show.brief import brief as render_brief
from dragoman.show.brief import brief_page
from dragoman.show.safe import inert
from dragoman.show.tables import grid


class BriefForm(StrEnum):
    """What a brief is written as."""

    MD = "md"
    HTML = "html"


@app.command(
    epilog=examples(
        "dragoman brief affair.duckdb",
        "dragoman brief affair.duckdb --to html -o affair.html",
    )
)
def brief(
    dossier: DossierPath,
    to: Annotated[
        BriefForm, typer.Option(case_sensitive=False, help="Markdown, or one page of HTML.")
    ] = BriefForm.MD,
    output: OutputOption = None,
) -> None:
    """Writes the dossier to read: event by event, every line with its evidence."""
    with Dossier.open(dossier) as opened:
        if to is BriefForm.HTML:
            write_text(brief_page(Shelf.open(dossier)), output)
        else:
            write_text(render_brief(opened), output)
        if not opened.counts()["reports"]:
            raise typer.Exit(ExitCode.NOTHING)


@app.command(
    epilog=examples(
        'dragoman sql affair.duckdb "select name, count(*) from participant group by all"',
        'dragoman sql affair.duckdb "from conflict" --format csv > conflicts.csv',
    )
)
def sql(
    dossier: DossierPath,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One query, in DuckDB's SQL.")],
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    timeout: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=0.001, help="Give up after so long."),
    ] = None,
) -> None:
    """Asks the dossier's tables and views; nothing can be changed this way."""
    with Dossier.open(dossier) as opened:
        answer = opened.sql(query, timeout=timeout)
    rows = answer.to_pylist()
    write(rows, form, output, table=lambda width: grid(list(answer.column_names), rows, width))
    if not rows:
        raise typer.Exit(ExitCode.NOTHING)


@app.command(epilog=examples("dragoman remove affair.duckdb reports/monday.txt"))
def remove(
    dossier: DossierPath,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its id, name or path.")],
) -> None:
    """Takes a report and all that rests on it out of a dossier, and links what is left anew."""
    from dragoman.run import remove as run_remove  # noqa: PLC0415

    gone = run_remove(dossier, report)
    talk().print(f"Taken out of {inert(str(dossier))}: {inert(str(gone))}")


@app.command(
    epilog=examples(
        "dragoman doctor",
        "dragoman doctor affair.duckdb",
        "dragoman doctor --profile",
        "dragoman doctor --profile reports/",
    )
)
def doctor(
    dossier: Annotated[
        Path | None,
        typer.Argument(
            metavar="[X.duckdb]",
            help="A dossier to check as well; with --profile, the reports to go through.",
        ),
    ] = None,
    timed: Annotated[
        bool, typer.Option("--profile", help="Tell what each stage costs a report instead.")
    ] = False,
) -> None:
    """Checks what Dragoman needs on this machine and, given a dossier, every span in it."""
    if timed:
        _show_profile([] if dossier is None else [dossier])
        return
    findings = check_machine()
    if dossier is not None:
        findings += check_dossier(dossier)
    page = screen()
    for table in grid(["what", "found", "verdict"], [f.row() for f in findings], page.width):
        page.print(table)
    if any(finding.broken for finding in findings):
        raise typer.Exit(ExitCode.FATAL)


def _show_profile(paths: Sequence[Path]) -> None:
    """What each stage costs over the reports at `paths`, or over a sample.

    Raises:
        typer.Exit: there are no reports at `paths`.
    """
    from dragoman.run import profile  # noqa: PLC0415

    with talk().status("Reading …"):
        found = profile(paths)
    if not found.reports:
        raise typer.Exit(ExitCode.NOTHING)
    rows = [
        {"stage": each.stage, "ms a report": f"{each.ms_report:.1f}", "share": f"{each.share:.1%}"}
        for each in found.stages
    ]
    whole = sum(each.ms_report for each in found.stages)
    rows.append({"stage": "all", "ms a report": f"{whole:.1f}", "share": "100.0%"})
    page = screen()
    for table in grid(["stage", "ms a report", "share"], rows, page.width):
        page.print(table)
    talk().print(f"{found.reports:,} reports, one process; processor time, without loading.")
