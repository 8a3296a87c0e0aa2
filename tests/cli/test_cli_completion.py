"""A shell is taught the commands and options, and `python -m dragoman` is the command."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest
from typer.testing import CliRunner

from dragoman.cli import app


def completing(**environment: str) -> str:
    """What a shell that asks for completion is told."""
    return CliRunner().invoke(app, [], prog_name="dragoman", env=environment).stdout


def test_the_module_is_the_command() -> None:
    command = [sys.executable, "-m", "dragoman", "--version"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert done.stdout == f"dragoman {version('dragoman')}\n"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("dragoman con", ["conflicts"]),
        ("dragoman events --pl", ["--place"]),
        ("dragoman export --t", ["--to"]),
    ],
)
def test_a_shell_completes_commands_and_options(words: str, offered: list[str]) -> None:
    at = str(len(words.split()) - 1)
    found = completing(_DRAGOMAN_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=at)
    assert found.split() == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_a_script(shell: str) -> None:
    assert f"complete_{shell}" in completing(_DRAGOMAN_COMPLETE=f"source_{shell}")


def test_help_says_how_to_install_it() -> None:
    shown = CliRunner().invoke(app, ["--help"]).stdout
    assert "--install-completion" in shown
    assert "--show-completion" in shown
