"""Progress outside a terminal: few lines, with rate and time left once they are known."""

from __future__ import annotations

from dragoman.cli.progress import Heartbeat
from dragoman.run.local import Progress


def lines(*steps: tuple[float, Progress]) -> list[str]:
    """What is said of a run whose callback is called at these seconds."""
    said: list[str] = []
    now = iter(seconds for seconds, _ in steps)
    beat = Heartbeat(said.append, lambda: next(now))
    for _, progress in steps:
        beat(progress)
    return said


def test_a_stage_is_announced_and_then_told_of_every_ten_seconds() -> None:
    assert lines(
        (0.0, Progress("read", 1)),
        (5.0, Progress("read", 9)),
        (10.0, Progress("read", 20)),
        (11.0, Progress("annotate", 0, 60)),
        (20.0, Progress("annotate", 30, 60)),
        (31.0, Progress("annotate", 40, 60)),
        (42.0, Progress("annotate", 60, 60)),
    ) == [
        "read: 1 reports",
        "read: 20 reports, 2.0 a second",
        "annotate: 0 of 60 reports",
        "annotate: 40 of 60 reports, 2.0 a second, 10 s left",
        "annotate: 60 of 60 reports, 1.9 a second",
    ]
