"""The face in the terminal: parses arguments, asks the dossier or the run, prints."""

import logging
import sys

from dragoman.cli import alone  # first, while numpy is not loaded yet

# isort: split
# In the order in which `dragoman --help` lists their commands.
from dragoman.cli import reading

# isort: split
from dragoman.cli import listing

# isort: split
from dragoman.cli import exporting

# isort: split
from dragoman.cli import assisting

# isort: split
from dragoman.cli import comparing

# isort: split
from dragoman.cli import keeping

# isort: split
from dragoman.cli import judging

# isort: split
from dragoman.cli import serving

# isort: split
from dragoman.cli import knowing
from dragoman.cli.app import app
from dragoman.cli.errors import ExitCode

__all__ = [
    "alone",
    "app",
    "assisting",
    "comparing",
    "exporting",
    "judging",
    "keeping",
    "knowing",
    "listing",
    "main",
    "reading",
    "serving",
]


def main() -> None:
    """The command `dragoman`; ends the process with one of the exit codes of docs/commands.md."""
    try:
        app(prog_name="dragoman")
    except Exception:
        logging.exception("This is a defect in Dragoman. Please report it with the lines below.")
        sys.exit(ExitCode.FATAL)
