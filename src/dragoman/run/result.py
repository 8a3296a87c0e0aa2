"""What a run tells whoever started it: how far it is, what it did, what it took out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.model import Problem

DONE, SOME_FAILED, INTERRUPTED = 0, 3, 130

# Problems that lose nothing of a report and ask nothing of anybody: an encoding that had to be
# found out or was declared wrongly, a report given twice, control characters that were kept, an
# archive's records that are no reports, a changed report, a judgement about another dossier, or one
# overruled.
NOTICES = frozenset({"R005", "R012", "R015", "R021", "R034", "S002", "L002", "L003"})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `stage` is read, annotate, link or publish, counted in reports.

    `total` is None while it is not known.
    """

    stage: str
    done: int
    total: int | None = None


Watcher = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did.

    `counts` are of this run (read, annotated, unchanged, replaced) and, unless it was interrupted,
    of the dossier (reports, claims, events, …). `problems` are those of this run's inputs.
    `exit_code` is 0 done, 3 done but some inputs failed wholly or in part, 130 interrupted.
    """

    path: Path
    counts: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    exit_code: int = DONE


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out of a dossier: the paths of the reports, and how many rows less there are.

    A count can be negative: without a report that held it together an event may fall in two.
    """

    reports: tuple[str, ...]
    counts: dict[str, int]

    def __str__(self) -> str:
        rows = ", ".join(f"{number} {what}" for what, number in self.counts.items() if number)
        return f"{', '.join(self.reports)}: {rows}"


def failed(problems: Iterable[Problem]) -> bool:
    """Whether an input failed, wholly or in part; mere notices are no failure."""
    return any(problem.code not in NOTICES for problem in problems)
