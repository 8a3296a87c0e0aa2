"""Reading ahead: nothing is lost, copies come together, and work begins before all is read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Report
from dragoman.read import read_text
from dragoman.run import ahead
from dragoman.run.ahead import STRETCH, Ahead, in_batches, windows

WIRE = (
    "Rescue workers pulled eleven people from the collapsed grain store on Tuesday, the mayor of "
    "Tallow said, and went on searching through the night for two more."
)


@cache
def report(
    number: int, text: str = "Nothing that anybody else printed, and little of it."
) -> Report:
    """A report whose own words nobody shares."""
    return read_text(f"{text}\nNote {number} of the desk.", name=f"r{number}")[0]


def names(batch: list[Report]) -> list[str]:
    """What the reports are called."""
    return [one.name for one in batch]


def test_copies_of_a_text_come_behind_each_other() -> None:
    waiting = Ahead()
    for number, text in enumerate([WIRE, "Rain.", "Snow.", WIRE]):
        waiting.add(report(number, text))
    assert names(waiting.take()) == ["r0", "r3", "r1", "r2"]
    assert not waiting


def test_a_copy_of_what_was_taken_waits_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "BATCH", 1)
    waiting = Ahead()
    waiting.add(report(0, WIRE))
    waiting.take()
    waiting.add(report(1, "Rain."))
    waiting.add(report(2, WIRE))
    assert names(waiting.take()) == ["r1"]


def test_the_first_batch_comes_before_the_second_stretch_is_read() -> None:
    read: list[int] = []

    def stretches() -> Iterator[list[Report]]:
        for start in range(0, 3 * STRETCH, STRETCH):
            read.append(start)
            yield [report(number) for number in range(start, start + STRETCH)]

    sizes = [(len(read), len(batch)) for batch in in_batches(stretches())]
    assert sizes[:3] == [(1, 32), (2, 32), (3, 32)]
    assert sum(size for _, size in sizes) == 3 * STRETCH


def test_the_last_batches_are_small_so_that_workers_end_together() -> None:
    sizes = [len(batch) for batch in in_batches([[report(number) for number in range(150)]])]
    assert sizes == [32, 29, 22, 16, 12, 9, 8, 8, 8, 6]


def test_no_more_is_read_ahead_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "MOST_REPORTS", 100)
    read = taken = 0

    def stretches() -> Iterator[list[Report]]:
        nonlocal read
        for start in range(0, 10 * STRETCH, STRETCH):
            read += STRETCH
            yield [report(number) for number in range(start, start + STRETCH)]

    for batch in in_batches(stretches()):
        taken += len(batch)
        assert read - taken < 100 + STRETCH
    assert taken == 10 * STRETCH


@given(st.lists(st.sampled_from([WIRE, "Rain.", "Snow."]), max_size=90), st.integers(1, 70))
def test_every_report_comes_once(texts: list[str], most: int) -> None:
    reports = [report(number, text) for number, text in enumerate(texts)]
    stretches = (
        [i for i in each.items if isinstance(i, Report)] for each in windows(reports, most)
    )
    batches = list(in_batches(stretches))
    assert sorted(n for batch in batches for n in names(batch)) == sorted(names(reports))
    assert all(batches)
