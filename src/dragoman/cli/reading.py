"""The commands that read reports: `try` in memory, `build` into a dossier, `annotate` to lines.

The stages are imported inside the commands: they load the parser, which a listing can spare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.app import app, examples
from dragoman.cli.errors import ExitCode, Refused, problem_of, show_problems, talk
from dragoman.cli.knowing import known_world
from dragoman.cli.options import (
    Engine,
    EngineOption,
    InputPaths,
    KnowledgeOption,
    LinkedOption,
    MapOption,
    MasterOption,
    OutletOption,
    PrivateOption,
    PublishedOption,
    RolesOption,
    UrlOption,
    WorkersOption,
)
from dragoman.cli.output import Row, screen, write_lines
from dragoman.cli.progress import watched
from dragoman.model import Annotated as AnnotatedReport
from dragoman.model import Problem
from dragoman.processes import begin_loading
from dragoman.record import problem_record, to_record
from dragoman.show.disagreements import disagreements
from dragoman.show.safe import inert

if TYPE_CHECKING:
    from dragoman.run import BuildResult, Reading, Stated, Web


@app.command(
    "try",
    epilog=examples(
        "dragoman try monday.txt tuesday.html",
        "curl -s https://news.example/report | dragoman try - mine.txt",
    ),
)
def try_(
    paths: InputPaths,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    url: UrlOption = None,
    roles: RolesOption = False,
    columns: MapOption = None,
    linked: LinkedOption = False,
    allow_private: PrivateOption = False,
    own: KnowledgeOption = None,
) -> None:
    """Reads a few reports in memory and shows what they agree on and where they part."""
    from dragoman.run import failed, in_memory  # noqa: PLC0415

    known_world(own, Path())
    stated = _stated(published, outlet, url)
    with talk().status("Reading …"):
        opened = in_memory(paths, stated, how=_how(roles, columns), web=_web(linked, allow_private))
    with opened as dossier:
        page = screen()
        page.print(disagreements(dossier, page.width))
        found = bool(dossier.events())
        troubles = [problem_of(row) for row in dossier.problems()]
    show_problems(troubles)
    raise typer.Exit(_exit_code(failed(troubles), found))


@app.command(
    epilog=examples(
        "dragoman build reports/ -o affair.duckdb",
        "dragoman build sana.txt -o affair.duckdb --outlet SANA --published 2018-06-10",
        "dragoman build feed:https://news.example/rss crawl.warc.gz -o affair.duckdb",
        "dragoman build archive/ -o archive --engine spark --master yarn",
    )
)
def build(
    paths: InputPaths,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="X.duckdb|FOLDER",
            help="The dossier to write; a name without an ending makes a folder of Parquet files.",
        ),
    ],
    published: PublishedOption = None,
    outlet: OutletOption = None,
    url: UrlOption = None,
    roles: RolesOption = False,
    columns: MapOption = None,
    linked: LinkedOption = False,
    allow_private: PrivateOption = False,
    own: KnowledgeOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Read and annotate again what is already stored.")
    ] = False,
    workers: WorkersOption = None,
    engine: EngineOption = Engine.LOCAL,
    master: MasterOption = None,
) -> None:
    """Reads, annotates, links and compares reports into a dossier, or adds them to one.

    What is stored already is not read again; an interrupted build goes on where it stopped.
    """
    known_world(own, output.parent)
    if engine is Engine.LOCAL and workers is not None and workers > 1:
        begin_loading()
    from dragoman.run import build as run_build  # noqa: PLC0415
    from dragoman.run import build_on_spark  # noqa: PLC0415

    stated, how = _stated(published, outlet, url), _how(roles, columns)
    with watched() as progress:
        if engine is Engine.SPARK:
            result = build_on_spark(
                paths, output, stated, how, master=master, force=force, progress=progress
            )
        else:
            result = run_build(
                paths,
                output,
                stated,
                how=how,
                web=_web(linked, allow_private),
                force=force,
                workers=workers,
                progress=progress,
            )
    _report_build(result)
    raise typer.Exit(result.exit_code)


@app.command(epilog=examples("dragoman watch feeds.toml -o affair.duckdb"))
def watch(
    feeds: Annotated[
        Path, typer.Argument(metavar="FEEDS.toml", help="The feeds, and how often to look.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="X.duckdb", help="The dossier to add to.")
    ],
    once: Annotated[bool, typer.Option("--once", help="Look once, then stop.")] = False,
    roles: RolesOption = False,
    allow_private: PrivateOption = False,
) -> None:
    """Polls feeds and adds their new reports to a dossier, until Ctrl-C.

    What was fetched once is not fetched again; every answer is kept in X.warc.gz.
    """
    from dragoman.run import Reading, Web, read_watchlist  # noqa: PLC0415
    from dragoman.run import watch as run_watch  # noqa: PLC0415

    try:
        watchlist = read_watchlist(feeds)
    except ValueError as error:
        raise Refused("U010", str(feeds), inert(str(error))) from error
    rounds = 1 if once else None
    web = Web(allow_private=allow_private)
    code = 0
    with watched() as progress:
        for result in run_watch(
            watchlist, output, Reading(roles), web, rounds=rounds, progress=progress
        ):
            if result is None:
                talk().print("Nothing new.")
            else:
                _report_build(result)
            code = result.exit_code if result else ExitCode.NOTHING
    raise typer.Exit(code)


def _report_build(result: BuildResult) -> None:
    show_problems(result.problems)
    said = talk()
    if result.exit_code == ExitCode.INTERRUPTED:
        said.print("Interrupted; what was stored is kept. The same command goes on from here.")
    counts = ", ".join(f"{number:,} {what}" for what, number in result.counts.items())
    said.print(f"{inert(str(result.path))}: {counts}")
    if result.exit_code != ExitCode.INTERRUPTED:
        said.print(f"Next: dragoman brief {inert(str(result.path))}")


@app.command(
    epilog=examples(
        "dragoman annotate reports/ > records.jsonl",
        "dragoman annotate - --outlet SANA --published 2018-06-10 --no-text < report.txt",
    )
)
def annotate(
    paths: InputPaths,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    url: UrlOption = None,
    roles: RolesOption = False,
    columns: MapOption = None,
    linked: LinkedOption = False,
    allow_private: PrivateOption = False,
    own: KnowledgeOption = None,
    text: Annotated[
        bool, typer.Option("--text/--no-text", help="Whether a record holds the report's text.")
    ] = True,
) -> None:
    """Writes what is found in each report as a JSON line; nothing is stored."""
    from dragoman.run import annotate_paths, failed  # noqa: PLC0415

    known_world(own, Path())
    counts: Counter[str] = Counter()
    met: list[Problem] = []
    found = annotate_paths(
        paths,
        _stated(published, outlet, url),
        how=_how(roles, columns),
        web=_web(linked, allow_private),
    )
    write_lines(_records(found, counts, met, text=text))
    raise typer.Exit(_exit_code(failed(met), bool(counts["reports"])))


def _records(
    found: Iterable[AnnotatedReport | Problem],
    counts: Counter[str],
    met: list[Problem],
    *,
    text: bool,
) -> Iterator[Row]:
    """A record a report and a line a problem as they come, then the summary.

    Counts reports and claims in `counts`, and puts the problems into `met`.
    """
    for item in found:
        if isinstance(item, Problem):
            problems: Sequence[Problem] = (item,)
        else:
            problems = item.problems
            counts.update(reports=1, claims=len(item.claims))
            yield to_record(item, text=text)
        met += problems
        yield from map(problem_record, problems)
    yield {
        "type": "summary",
        "reports": counts["reports"],
        "claims": counts["claims"],
        "problems": len(met),
    }


def _stated(published: str | None, outlet: str | None, url: str | None) -> Stated:
    """What the options state about the reports.

    Raises:
        Refused: `published` is no date.
    """
    from dragoman.run import Stated, parse_published  # noqa: PLC0415

    try:
        when = None if published is None else parse_published(published)
    except ValueError as error:
        raise Refused("U006", "--published", inert(published or "")) from error
    return Stated(outlet=outlet, url=url, published=when)


def _how(roles: bool, columns: str | None) -> Reading:
    """How the inputs are to be read.

    Raises:
        Refused: `columns` is no mapping of fields to columns.
    """
    from dragoman.run import ROW_FIELDS, Reading  # noqa: PLC0415

    mapping: dict[str, str] = {}
    for pair in (columns or "").split(","):
        name, equals, column = (part.strip() for part in pair.partition("="))
        if name in ROW_FIELDS and equals and column:
            mapping[name] = column
        elif pair.strip() or columns == "":
            raise Refused("U009", "--map", f"{inert(pair)} (fields are {', '.join(ROW_FIELDS)})")
    return Reading(roles, mapping)


def _web(linked: bool, allow_private: bool) -> Web:
    """How addresses are to be read."""
    from dragoman.run import Web  # noqa: PLC0415

    return Web(linked=linked, allow_private=allow_private)


def _exit_code(failed: bool, found: bool) -> ExitCode:
    if failed:
        return ExitCode.SOME_FAILED
    return ExitCode.FOUND if found else ExitCode.NOTHING
