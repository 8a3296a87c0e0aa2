"""The command `dragoman`: what all its commands share, from `--version` to how each may end."""

from __future__ import annotations

import logging
import os
import sys
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dragoman.cli.errors import ExitCode, Refused, show_problem
from dragoman.dossier import DossierError
from dragoman.problems import problem


class Commands(TyperGroup):
    """Runs a command and turns each way it can end into words and an exit code."""

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401 -- typer keeps its type to itself
        """Runs the command that `ctx` holds.

        Raises:
            typer.Exit: with the exit code of docs/commands.md.
        """
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader has what it wanted (`| head`); Python must not flush to it once more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(ExitCode.FOUND) from None
        except Refused as refusal:
            show_problem(refusal.problem)
        except DossierError as error:
            show_problem(error.problem)
        except OSError as error:
            where = str(error.filename or ctx.invoked_subcommand)
            show_problem(problem("U005", where, detail=error.strerror or str(error)))
        except (typer.Exit, typer.Abort, KeyboardInterrupt):
            raise
        else:
            return result
        raise typer.Exit(ExitCode.FATAL)


app = typer.Typer(
    cls=Commands,
    name="dragoman",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"dragoman {version('dragoman')}")
        raise typer.Exit


@app.callback()
def dragoman(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Reads many news reports of the same affairs, and keeps who said what according to whom.

    Standard output is data, standard error is talk.
    Exit codes: 0 found, 1 nothing found, 2 usage or fatal, 3 some inputs failed, 130 interrupted.
    """
    # A terminal that cannot show a letter gets its code, never a crash in the middle of a table.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    logging.basicConfig(level=logging.ERROR, format="%(message)s")


def examples(*lines: str) -> str:
    """The closing words of a command's `--help`: a line an example."""
    return "\n\n".join(("Examples:", *(f"  {line}" for line in lines)))
