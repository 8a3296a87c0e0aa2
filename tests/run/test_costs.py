"""What stages cost: booked to the innermost, counted where the work is done, told to the user."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.dossier import Dossier
from dragoman.run import build, linking, profile
from dragoman.run.costs import WATCHED, Costs, Watched, watching
from dragoman.run.profile import sample

TEXT = 'The mayor of Bergen, Anna Berg, said on 4 May 2019: "The bridge is open."\n'


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


def test_time_within_a_stage_counts_for_the_inner_one() -> None:
    clock = Clock()
    costs = Costs(clock)
    clock.pass_(9)
    with costs.of("store"):
        clock.pass_(1)
        with costs.of("link"):
            clock.pass_(2)
        clock.pass_(4)
    clock.pass_(8)
    costs.add("link", 0.5)
    assert costs.seconds == {"store": 5.0, "link": 2.5}


def test_only_the_making_of_items_counts_not_what_is_done_with_them() -> None:
    clock = Clock()
    costs = Costs(clock)

    def items() -> Iterator[int]:
        for number in range(3):
            clock.pass_(1)
            yield number

    for _ in costs.each("read", items()):
        clock.pass_(10)
    assert costs.seconds == {"read": 3.0}


def test_a_stage_that_fails_is_booked_and_left() -> None:
    clock = Clock()
    costs = Costs(clock)

    def fail() -> None:
        with costs.of("read"):
            clock.pass_(1)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    clock.pass_(5)
    assert costs.seconds == {"read": 1.0}


def test_watched_functions_are_put_back_whatever_happens() -> None:
    before = linking.link

    def fail() -> None:
        with watching(Costs()):
            assert linking.link is not before
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert linking.link is before


def test_no_function_is_watched_twice() -> None:
    assert len({(w.home, w.name) for w in WATCHED}) == len(WATCHED)


def test_a_function_that_is_not_there_is_an_error_and_leaves_the_others() -> None:
    before = linking.link
    watched = (Watched("link", "dragoman.run.linking", "link"), Watched("", "dragoman.run", "gone"))
    with pytest.raises(AttributeError), watching(Costs(), watched):
        pass
    assert linking.link is before


@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_keeps_what_its_stages_cost(tmp_path: Path, workers: int) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    into = tmp_path / "x.duckdb"
    build([tmp_path / "a.txt"], into, workers=workers)
    with Dossier.open(into) as dossier:
        (row,) = dossier.sql("SELECT stats FROM run").to_pylist()
    stats = json.loads(row["stats"])
    assert set(stats) == {"read", "store", "annotate", "link"}
    assert all(seconds >= 0 for seconds in stats.values())
    assert stats["annotate"] > 0


def test_the_sample_is_of_many_reports_that_all_tell_of_something() -> None:
    items = list(sample(24))
    reports = [item for item in items if hasattr(item, "text")]
    assert len({report.text for report in reports}) == len(reports) == len(items) == 24


def test_a_profile_adds_up(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = profile([tmp_path / "a.txt"])
    assert found.reports == 1
    assert sum(each.share for each in found.stages) == pytest.approx(1.0)
    assert {"read", "annotate: parse", "annotate: statements", "store", "link", "compare"} <= {
        each.stage for each in found.stages
    }
    assert all(each.ms_report >= 0 for each in found.stages)
