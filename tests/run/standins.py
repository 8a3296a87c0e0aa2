"""Stand-ins for annotating that the processes of a cluster can import."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator

from dragoman.model import Annotated, Report

FATAL = "report-005.txt"


def deadly(reports: Iterable[Report]) -> Iterator[Annotated]:
    """Finds nothing, and dies like a process out of memory of one report."""
    for report in reports:
        if report.name == FATAL:
            os.kill(os.getpid(), signal.SIGKILL)
        yield Annotated(report)


def found_nothing(reports: Iterable[Report]) -> Iterator[Annotated]:
    """Finds nothing."""
    return map(Annotated, reports)
