"""A stand-in for annotating that runs out of memory; alone here, since every worker imports it."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Iterable, Iterator

from dragoman.model import Annotated, Report


def starving(reports: Iterable[Report], greedy: str, lethal: bool) -> Iterator[Annotated]:
    """Stands in for annotating with little memory; one report asks for more than there is.

    The system refuses it (an error in Python), or its keeper kills the process (`lethal`).
    """
    for report in reports:
        if report.name == greedy:
            if lethal:
                os.kill(os.getpid(), signal.SIGKILL)
            limits = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (1 << 30, limits[1]))
            try:
                bytearray(4 << 30)
            finally:
                resource.setrlimit(resource.RLIMIT_AS, limits)
        yield Annotated(report)
