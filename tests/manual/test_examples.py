"""What the pages tell a reader to type is understood: commands, options, and SQL."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import duckdb
import pytest

from dragoman.dossier.schema import create
from dragoman.export import EXPORTERS
from manual.commands import commands

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
KNOWN = commands()
EVERYWHERE = {"--help", "-h"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def typed(page: str) -> list[list[str]]:
    """The commands of a page, as the shell parts them; comments and what is piped on left out."""
    queries = re.sub(r'"\n(?: .*\n)*? .*?"', '"query"', page)  # a query over several lines
    found = re.findall(r"^    (?:\.venv/bin/)?dragoman (.+)$", queries, re.MULTILINE)
    return [shlex.split(re.split(r" [|>] | \|\| ", line)[0], comments=True) for line in found]


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_commands_and_options_are_there(path: Path) -> None:
    for name, *arguments in typed(path.read_text(encoding="utf-8")):
        if name.startswith("--") or name == "COMMAND":
            continue
        assert name in KNOWN, f"{named(path)}: dragoman {name}"
        options = {o for one in KNOWN[name].params for o in (*one.opts, *one.secondary_opts)}
        used = {a.partition("=")[0] for a in arguments if re.match(r"--?[a-z]", a)}
        assert used <= options | EVERYWHERE, f"{named(path)}: dragoman {name}"
        if name == "export" and "FORMAT" not in arguments:
            assert arguments[arguments.index("--to") + 1] in EXPORTERS, named(path)


def test_commands_are_found_where_they_are_written() -> None:
    assert typed('    dragoman sql a.duckdb "\n      select 1\n      from b" -f csv\n') == [
        ["sql", "a.duckdb", "query", "-f", "csv"]
    ]
    assert sum(len(typed(path.read_text(encoding="utf-8"))) for path in PAGES) > 100


def test_every_query_can_be_asked() -> None:
    queries = {
        query
        for path in PAGES
        for query in re.findall(
            r'dragoman sql \S+ "([^"]*)"', path.read_text(encoding="utf-8"), re.DOTALL
        )
        if query != "…"
    }
    assert len(queries) > 8
    with duckdb.connect() as connection:
        create(connection, "test")
        for query in queries:
            connection.execute(query)
