"""The command that judges: what is the same, what is not, and what a machine got wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.app import app, examples
from dragoman.cli.errors import ExitCode, Refused, show_problems, talk
from dragoman.cli.options import DossierPath, FormatOption, OutputOption
from dragoman.cli.output import Format, Row, write, write_text
from dragoman.dossier import DecisionVerdict, Dossier, beside, read_decisions
from dragoman.dossier.judgements import to_line
from dragoman.show.safe import inert
from dragoman.show.tables import grid


class Verb(StrEnum):
    """What is done with judgements."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    SET = "set"
    UNDO = "undo"
    LIST = "list"
    EXPORT = "export"
    IMPORT = "import"


_ARGUMENTS = {
    Verb.SAME: "ID ID",
    Verb.DIFFERENT: "ID ID",
    Verb.UNSURE: "ID ID",
    Verb.SET: "ID FIELD VALUE",
    Verb.UNDO: "JUDGEMENT",
    Verb.LIST: "",
    Verb.EXPORT: "",
    Verb.IMPORT: "FILE",
}


_PAIRED: dict[Verb, DecisionVerdict] = {
    Verb.SAME: "same",
    Verb.DIFFERENT: "different",
    Verb.UNSURE: "unsure",
}


@app.command(
    epilog=examples(
        'dragoman judge affair.duckdb same v0f3a v91bc --by Ann --why "one handshake"',
        'dragoman judge affair.duckdb set c17aa speaker "Bo Sand" --by Ann',
        "dragoman judge affair.duckdb undo j3c --by Ann",
        "dragoman judge affair.duckdb list",
        "dragoman judge affair.duckdb export > for-a-colleague.jsonl",
    )
)
def judge(
    dossier: DossierPath,
    verb: Annotated[
        Verb,
        typer.Argument(metavar="|".join(Verb), help="What is decided or done.", show_default=False),
    ],
    rest: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="…",
            help="ID ID of two claims, events, entities or reports; of set, ID FIELD VALUE; of"
            " undo, the id of a judgement; of import, a file.",
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", envvar="DRAGOMAN_NAME", help="Who decides."),
    ] = None,
    why: Annotated[str | None, typer.Option(metavar="WORDS", help="The reason.")] = None,
    about: Annotated[
        str | None,
        typer.Option(metavar="event|utterance", help="As what two claims are judged."),
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Judges what a machine got wrong; a person's word wins, outlives rebuilds, can be undone."""
    things = list(rest or [])
    wanted = _ARGUMENTS[verb].split()
    if len(things) != len(wanted):
        raise typer.BadParameter(f"{verb} takes {' '.join(wanted) or 'nothing more'}")
    if verb is Verb.LIST:
        _list(dossier, form, output)
    elif verb is Verb.EXPORT:
        _export(dossier, output)
    elif verb is Verb.IMPORT:
        _import(dossier, Path(things[0]))
    else:
        _decide(dossier, verb, things, by, why, about)


def _decide(
    dossier: Path,
    verb: Verb,
    things: Sequence[str],
    by: str | None,
    why: str | None,
    about: str | None,
) -> None:
    from dragoman import run  # noqa: PLC0415

    if not by:
        raise Refused("U016", "--by")
    if verb is Verb.UNDO:
        made = run.undo(dossier, things[0], by=by, why=why)
    elif verb is Verb.SET:
        thing, field, value = things
        made = run.judge(dossier, "set", [thing], by=by, about=field, value=value, why=why)
    else:
        made = run.judge(dossier, _PAIRED[verb], things, by=by, about=about, why=why)
    with Dossier.open(dossier) as opened:
        state = next(row["state"] for row in opened.judgements() if row["id"] == made.id)
    talk().print(f"{made.id} {made.verdict} {made.about}: {state}. To undo it: undo {made.id}")


def _list(dossier: Path, form: Format, output: Path | None) -> None:
    with Dossier.open(dossier) as opened:
        rows = opened.judgements()
    if not rows:
        talk().print("No judgements found.")
    if rows or form is not Format.TABLE:
        write(rows, form, output, table=_table(rows), summary={"judgements": len(rows)})
    if not rows:
        raise typer.Exit(ExitCode.NOTHING)


def _table(rows: Sequence[Row]) -> Callable[[int], list]:  # type: ignore[type-arg]
    names = ["id", "verdict", "about", "left", "right", "value", "by", "state"]
    cells = [{name: _cell(row[name]) for name in names} for row in rows]
    return lambda width: list(grid(names, cells, width))


def _cell(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return f"{value['id']} {value.get('quote') or value.get('path') or ''}".strip()


def _export(dossier: Path, output: Path | None) -> None:
    Dossier.open(dossier).close()
    decisions, problems = read_decisions(beside(dossier))
    write_text(b"".join(map(to_line, decisions)).decode(), output)
    show_problems(problems)
    if not decisions:
        raise typer.Exit(ExitCode.NOTHING)


def _import(dossier: Path, file: Path) -> None:
    from dragoman.run import import_judgements  # noqa: PLC0415

    new, problems = import_judgements(dossier, file)
    talk().print(f"{new} judgements of {inert(str(file))} are new.")
    show_problems(problems)
    if problems:
        raise typer.Exit(ExitCode.SOME_FAILED)
