"""docs/commands.md and `--help` cannot rot: every command and option is told of in both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from dragoman.cli import app
from dragoman.problems import CATALOGUE

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands
SECTIONS = {
    heading.strip(): body
    for heading, body in re.findall(r"^###? (.+)\n((?:(?!^##).*\n)*)", PAGE, re.MULTILINE)
}
SHARED_BY_ALL = {"--version", "--help", "--install-completion", "--show-completion"}
SHARED = SECTIONS["Asking a dossier"]


def options(command: str) -> list[str]:
    return [
        name
        for parameter in COMMANDS[command].params
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("-") and name not in {"-h", "--help"}
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_section_with_an_example(command: str) -> None:
    assert f"    dragoman {command} " in SECTIONS[command]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented_where_one_looks_for_it(command: str) -> None:
    told = SECTIONS[command] + (SHARED if "--actor" in options(command) else "")
    missing = [name for name in options(command) if f"`{name}" not in told]
    assert not missing


def test_the_page_tells_of_no_command_or_option_that_is_not_there() -> None:
    known = {name for command in COMMANDS for name in options(command)} | SHARED_BY_ALL
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) <= known
    assert set(re.findall(r"^    dragoman ([a-z]+)", PAGE, re.MULTILINE)) <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_gives_an_example(command: str) -> None:
    assert f"dragoman {command}" in (COMMANDS[command].epilog or "")
    assert COMMANDS[command].help


def test_every_code_the_commands_use_is_in_the_catalogue() -> None:
    source = Path(__file__).parents[2] / "src" / "dragoman" / "cli"
    used = {
        code
        for file in source.glob("*.py")
        for code in re.findall(r'"(U\d{3})"', file.read_text(encoding="utf-8"))
    }
    assert used
    assert used <= CATALOGUE.keys()
