"""The benchmark of stretches: a dossier laid to any size, what a stretch costs there, the sum."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from benchmarks.laid import lay
from benchmarks.stretches import measure, plant, summed
from literals import LEE, SAND, meeting, mention, report, said

CORPUS = [
    report(
        f"{day}.txt",
        f"On {day} Ann Lee met Bo Sand in Oslo. “Herring will decide the year,” Lee said.",
        meeting("met", LEE, SAND, place="Oslo", when=(day, day), lead=True),
        said(LEE, "Herring will decide the year"),
        mention("Ann Lee", "person", "Ann Lee", LEE.id, "NO"),
        mention("Herring", "organisation", "Herring"),
        published=day,
    )
    for day in ("2021-03-01", "2021-03-02", "2021-05-10", "2021-05-11")
]


def of(path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_laid_dossier_is_linked_and_goes_back_in_time(tmp_path: Path) -> None:
    seed = plant(CORPUS, tmp_path, stretch=4, stretches=1)
    path = tmp_path / "large.duckdb"
    assert lay(seed.path, path, reports=18, days=seed.days) == 20
    copies = "SELECT count(*), count(DISTINCT id) FROM {}"
    for table in ("report", "claim", "mention", "event"):
        ((rows, ids),) = of(seed.path, copies.format(table))
        assert of(path, copies.format(table)) == [(5 * rows, 5 * ids)], table
        assert rows == ids
    assert of(path, "SELECT count(*) FROM made WHERE stage = 'link'") == [(20,)]
    assert of(path, "SELECT max(published_from) FROM report") == of(
        seed.path, "SELECT max(published_from) FROM report"
    )
    span = "SELECT max(published_from) - min(published_from) FROM report"
    assert of(path, span)[0][0] > 4 * of(seed.path, span)[0][0]
    loose = """
        SELECT count(*) FROM link
        WHERE kind = 'event' AND (left_id NOT IN (SELECT id FROM claim)
            OR right_id NOT IN (SELECT id FROM event))
    """
    assert of(path, loose) == [(0,)]


def test_a_stretch_beside_a_laid_dossier_is_measured_by_part(tmp_path: Path) -> None:
    seed = plant(CORPUS, tmp_path, stretch=4, stretches=2)
    row = measure(seed, 12, 4, tmp_path)
    assert row["before"] == 12
    parts = [row[f"{name}_s"] for name in ("link", "compare", "put_linked", "outside", "before")]
    assert 0 < sum(parts) <= row["stretch_s"] + 0.05
    assert [path.name for path in tmp_path.iterdir()] == ["seed.duckdb"]


@pytest.mark.parametrize(("rise", "exponent_is_one"), [(0.0, True), (1.0, False)])
def test_the_sum_is_over_all_stretches(rise: float, exponent_is_one: bool) -> None:
    rows = [{"before": n, "stretch_s": 10 + rise * n} for n in (0, 10, 100)]
    sums = summed(rows, stretch=2)
    assert [row["reports"] for row in sums] == [10, 100]
    assert sums[0]["link_s"] == sum(10 + rise * n for n in range(0, 10, 2))
    assert sums[1]["link_s"] == sum(10 + rise * n for n in range(0, 100, 2))
    assert (sums[1]["link_s"] == 10 * sums[0]["link_s"]) is exponent_is_one


def test_a_size_measured_twice_counts_once() -> None:
    rows = [{"before": n, "stretch_s": 10.0} for n in (0, 10, 10, 20)]
    assert [row["reports"] for row in summed(rows, stretch=2)] == [10, 20]
