"""What a command says when it cannot do what was asked: a code, what, where, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from rich.console import Console
from rich.text import Text

from dragoman.model import Problem, Span
from dragoman.problems import problem
from dragoman.show.safe import inert

_SHOWN = 20  # problems told one by one; a dossier keeps them all


class ExitCode(IntEnum):
    """What a shell learns from a finished command."""

    FOUND = 0
    NOTHING = 1  # nothing found, or what `--fail-on` names was found
    FATAL = 2
    SOME_FAILED = 3
    INTERRUPTED = 130


class Refused(Exception):  # noqa: N818 -- not an error of the program, but an answer to the user
    """A command cannot go on for a reason the user can mend.

    Args:
        code: a key of `problems.CATALOGUE`.
        where: the option, file or address it is about.
        detail: fills `{detail}` in the catalogue's words.
    """

    def __init__(self, code: str, where: str, detail: str = "") -> None:
        self.problem = problem(code, where, detail=detail)
        super().__init__(f"{code} {where}")


def talk() -> Console:
    """The console for everything that is not data: standard error."""
    return Console(stderr=True, markup=False, emoji=False, highlight=False, soft_wrap=True)


def show_problem(trouble: Problem) -> None:
    """One problem on standard error: `CODE where: what remedy`."""
    where = inert(trouble.path)
    if trouble.span is not None:
        where += f":{trouble.span.start}-{trouble.span.end}"
    talk().print(
        Text.assemble(
            (trouble.code, "bold red"),
            f" {where}: {inert(trouble.what)} ",
            (inert(trouble.remedy), "dim"),
        )
    )


def show_problems(troubles: Sequence[Problem]) -> None:
    """The first of many problems, and how many more there are."""
    for trouble in troubles[:_SHOWN]:
        show_problem(trouble)
    if len(troubles) > _SHOWN:
        talk().print(f"… and {len(troubles) - _SHOWN:,} more problems.")


def problem_of(row: Mapping[str, Any]) -> Problem:
    """The problem that a row of a dossier's `problems()` describes."""
    span = None if row["span"] is None else Span(*row["span"])
    fields = {name: row[name] for name in ("code", "path", "stage", "what", "remedy")}
    return Problem(**fields, span=span)
