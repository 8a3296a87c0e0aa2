"""The arguments and options that several commands share, each described once."""

from __future__ import annotations

import calendar
import inspect
import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from dragoman.cli.errors import Refused
from dragoman.cli.output import Format
from dragoman.dossier import Filter
from dragoman.model import EventType

InputPaths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files of any kind that docs/reading.md lists, folders, patterns, addresses of pages"
        " and feeds, or - for standard input.",
    ),
]
DossierPath = Annotated[Path, typer.Argument(metavar="X.duckdb", help="A dossier.")]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", case_sensitive=False, help="The form of the rows.")
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write there, not to standard output."),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="When the reports were published: YYYY-MM-DD, or two of them with a slash between.",
    ),
]
OutletOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="The outlet that published the reports.")
]
UrlOption = Annotated[str | None, typer.Option(metavar="URL", help="Where the report was found.")]
KnowledgeOption = Annotated[
    Path | None,
    typer.Option(
        "--knowledge",
        metavar="FILE",
        help="Your own facts, which overrule; without it, the knowledge.toml that lies there.",
    ),
]
RolesOption = Annotated[
    bool,
    typer.Option("--roles", help="Sort the lines of JSON-lines reports into body and furniture."),
]

MapOption = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN,…",
        help="Which columns of tables and keys of JSON hold what: text=body,published=date.",
    ),
]

PrivateOption = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from this machine and local networks too."),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="Processes that annotate; by default as many as suit the job and the machine.",
        show_default=False,
    ),
]
LinkedOption = Annotated[
    bool,
    typer.Option("--linked", help="Read the pages that feeds link to, not the feeds' own words."),
]


class Engine(StrEnum):
    """What reads and annotates."""

    LOCAL = "local"
    SPARK = "spark"


EngineOption = Annotated[
    Engine,
    typer.Option("--engine", help="What reads and annotates: this machine, or a Spark cluster."),
]
MasterOption = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="URL",
        help="Where Spark runs: local[4], spark://HOST:7077, yarn; else as spark-submit says.",
        show_default=False,
    ),
]

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Gives `command` the options of `Filter`, passed to it as one `where` argument."""

    @wraps(command)
    def with_options(*args: object, **options: Any) -> None:  # noqa: ANN401 -- typer has checked them
        chosen = {name: options.pop(name) for name in _filter_options().parameters}
        command(*args, where=_filter(**chosen), **options)

    own = [
        parameter
        for parameter in inspect.signature(command, eval_str=True).parameters.values()
        if parameter.name != "where"
    ]
    shared = list(_filter_options().parameters.values())
    with_options.__signature__ = inspect.Signature(own + shared)  # type: ignore[attr-defined]
    return with_options


def _filter_options() -> inspect.Signature:
    return inspect.signature(_filter, eval_str=True)


def _filter(
    *,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only where this actor takes part.")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Not before this day.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Not after this day.")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Only at this place.")] = None,
    type_: Annotated[
        str | None,
        typer.Option("--type", metavar="TYPE", help="Only events of this PLOVER type."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this outlet reports.")
    ] = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only where the words occur.")
    ] = None,
) -> Filter:
    return Filter(
        actor=actor,
        first=None if first is None else days(first, "--from")[0],
        last=None if last is None else days(last, "--to")[1],
        place=place,
        type=None if type_ is None else _event_type(type_),
        outlet=outlet,
        text=text,
    )


def days(stated: str, option: str) -> tuple[date, date]:
    """The first and last day of a day (`2018-06-09`), month (`2018-06`) or year (`2018`)."""
    match = _DATE.fullmatch(stated)
    if match is None:
        raise Refused("U001", option, stated)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise Refused("U001", option, stated) from error
    if day is not None:
        return first, first
    ending = month or 12
    return first, date(year, ending, calendar.monthrange(year, ending)[1])


def _event_type(stated: str) -> str:
    known = get_args(EventType)
    if stated.upper() not in known:
        raise Refused("U002", "--type", f"{stated} (it is one of {', '.join(known)})")
    return stated.upper()
