"""What a command costs, all the processes that it starts included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_PROC = Path("/proc")
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_EVERY = 0.05  # seconds between two looks at the processes
_UTIME = 11  # in /proc/PID/stat, counted behind the name: user time, then system time


@dataclass(slots=True)
class Cost:
    """What a command cost.

    Attributes:
        wall: seconds from its start to its end.
        cpu: seconds of processor time of all its processes.
        peaks: MiB that each process held at most (its resident memory), by its number.
    """

    wall: float = 0.0
    cpu: float = 0.0
    peaks: dict[int, int] = field(default_factory=dict)


class CommandFailedError(RuntimeError):
    """A measured command ended with an exit code that it should not end with."""


def cost(*arguments: str | Path, ok: Sequence[int] = (0,)) -> Cost:
    """Runs Python with some arguments and watches it and what it starts (Linux only).

    Args:
        arguments: after `python`.
        ok: exit codes that are no failure.

    Raises:
        CommandFailedError: another exit code.
    """
    command = [sys.executable, *map(str, arguments)]
    used: dict[int, float] = {}
    found = Cost()
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for pid in _family(process.pid):
                _look(pid, used, found.peaks)
            time.sleep(_EVERY)
        found.wall = time.perf_counter() - began
    if process.returncode not in ok:
        raise CommandFailedError(f"{' '.join(command)}: exit code {process.returncode}")
    found.cpu = sum(used.values())
    return found


def peak_memory() -> int:
    """MiB that this process has held at most.

    Read from the system's own account of its memory: `getrusage` counts that of the process which
    started it too, up to the moment it became this program.
    """
    return _peak(os.getpid())


def resident(pid: int) -> dict[int, int]:
    """MiB that a process and all that descend from it hold now, by number."""
    held: dict[int, int] = {}
    for each in _family(pid):
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            held[each] = _told(each, "VmRSS")
    return held


def _peak(pid: int) -> int:
    return _told(pid, "VmHWM")


def _told(pid: int, what: str) -> int:
    """A size that the system tells of a process, in MiB; 0 where it does not tell."""
    status = (_PROC / str(pid) / "status").read_text()
    told = (line for line in status.splitlines() if line.startswith(what))
    return next((int(line.split()[1]) // 1024 for line in told), 0)


def _look(pid: int, used: dict[int, float], peaks: dict[int, int]) -> None:
    """Notes what a process has used so far, unless it has ended meanwhile."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        used[pid] = (int(stat[_UTIME]) + int(stat[_UTIME + 1])) / _TICK
        peaks[pid] = max(_peak(pid), peaks.get(pid, 0))
    except (FileNotFoundError, ProcessLookupError):
        return


def _family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    try:
        tasks = list((_PROC / str(pid) / "task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return
    for child in children:
        yield from _family(int(child))
