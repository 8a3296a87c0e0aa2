"""docs/exporting.md cannot rot: it tells of every export, and its examples run as written."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.dossier import Dossier
from dragoman.export import EXPORTERS

PAGE = (Path(__file__).parents[2] / "docs" / "exporting.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n((?:(?!^## ).*\n)*)", PAGE, re.MULTILINE))


def test_every_export_has_a_section_and_a_line_in_the_table() -> None:
    assert SECTIONS.keys() == set(EXPORTERS)
    table = PAGE[PAGE.index("| you work with") : PAGE.index("**Spans.**")]
    assert set(re.findall(r"`(\w+)`", table)) == set(EXPORTERS)


def test_help_tells_of_every_export() -> None:
    command = typer.main.get_command(app).commands["export"]  # type: ignore[attr-defined]
    assert set(EXPORTERS) <= set(re.findall(r"\w+", command.help))


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_example_runs(
    name: str,
    hard: Dossier,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    if name == "ftm":
        request.getfixturevalue("followthemoney")
    (command,) = re.findall(r"^    dragoman (export .+)$", SECTIONS[name], re.MULTILINE)
    (program,) = re.findall(r"^```python\n(.*?)^```$", SECTIONS[name], re.MULTILINE | re.DOTALL)
    assert f"--to {name} " in command
    shutil.copy(hard.path, tmp_path / "affair.duckdb")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    arguments, _, redirected = command.partition(" > ")
    done = CliRunner().invoke(app, arguments.split())
    assert done.exit_code == 0, done.output
    if redirected:
        Path(redirected).write_bytes(done.stdout_bytes)
    exec(compile(program, f"docs/exporting.md, {name}", "exec"), {})  # the page's own example
