"""A part of a dossier linked by itself gives the rows that linking all of it gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import duckdb
import pytest

from dragoman.dossier import Dossier, Store
from dragoman.model import Actor, Annotated
from dragoman.run import linking
from dragoman.run.linking import NEARBY, settle
from literals import LEE, SAND, meeting, mention, report, said

MINE = Actor("Dora Hall", "person:dora-hall", "person", "IE", "minister")
# What is weighed by how rare words are in all reports may lag behind until all are linked again.
QUERIES = {
    "event": "SELECT id, type FROM event",
    "link": "SELECT kind, left_id, right_id, judgement, decided_by, role FROM link",
    "entity": "SELECT id, kind, name, names, country FROM entity",
    "comparison": """
        SELECT event, field, verdict, left_claim, left_start, right_claim, right_start
        FROM comparison WHERE field <> 'naming'
    """,
    "report": "SELECT id, published_from, published_to, published_how FROM report",
}


def affair(number: int, day: str, town: str, other: Actor, topic: str) -> list[Annotated]:
    """Three reports of a meeting: two of their own, and one that copies the first."""
    opening = f"On {day} Ann Lee met {other.name} in {town}."
    words = f"{topic.capitalize()} will decide the year in {town}"
    folk = ["growers", "traders", "eaters", "carriers", "tasters", "painters", "keepers", "sellers"]
    tail = f" The {topic} fund of {town} asked " + ", ".join(f"{topic}-{who}" for who in folk) + "."
    made = []
    for name, body in (("one", ""), ("two", f" It rained in {town}."), ("copy", "")):
        text = f"{opening} “{words},” Lee said.{body}{tail}"
        made.append(
            report(
                f"{number}-{name}.txt",
                text,
                meeting("met", LEE, other, place=town, when=(day, day), lead=True),
                said(LEE, words),
                mention("Ann Lee", "person", "Ann Lee", LEE.id, "NO"),
                mention(other.name, "person", other.name, other.id, other.country),
                mention(f"{topic} fund", "organisation", f"{topic} fund"),
                published=day,
                outlet=f"The {name.capitalize()}",
            )
        )
    return made


REPORTS = [
    *affair(1, "2021-03-01", "Oslo", SAND, "herring"),
    *affair(2, "2021-09-06", "Bergen", MINE, "tunnel"),
    *affair(3, "2022-02-07", "Oslo", SAND, "reindeer"),
    *affair(4, "2022-11-14", "Dublin", MINE, "butter"),
]


@pytest.fixture(autouse=True)
def _parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change after the first is linked by its part, however small the dossier."""
    monkeypatch.setattr(linking, "WHOLE_UP_TO", 3)
    monkeypatch.setattr(linking, "MOST_NEARBY", 9.0)
    monkeypatch.setattr(linking, "LARGEST_PART", 1.0)


def add(path: Path, reports: Sequence[Annotated]) -> None:
    with Store.open(path, "test 1") as store:
        store.put(reports, "1")
        settle(store)
        store.publish()


def take_out(path: Path, reports: Sequence[Annotated]) -> None:
    with Store.open(path, "test 1") as store:
        store.drop(one.report.id for one in reports)
        settle(store)
        store.publish()


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            name: sorted(connection.execute(query).fetchall(), key=repr)
            for name, query in QUERIES.items()
        }


def nearby(path: Path) -> int:
    with Dossier.open(path) as dossier:
        made = dossier.sql("SELECT version FROM made WHERE stage = 'link'").to_pylist()
    return sum(row["version"].endswith(NEARBY) for row in made)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    path = tmp_path_factory.mktemp("whole") / "x.duckdb"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking, "WHOLE_UP_TO", 99)
        add(path, REPORTS)
    found = rows(path)
    assert len(found["event"]) == 4
    assert sum(row[0] == "copy" for row in found["link"]) >= 4
    assert found["comparison"]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_reports_added_in_any_order_give_the_rows_of_all_at_once(
    tmp_path: Path, whole: dict[str, list[tuple[object, ...]]], seed: int
) -> None:
    order = list(REPORTS)
    Random(seed).shuffle(order)
    path = tmp_path / "x.duckdb"
    add(path, order[:3])
    for start in range(3, len(order), 3):
        add(path, order[start : start + 3])
    assert nearby(path)
    assert rows(path) == whole


def test_an_added_report_has_its_own_affair_linked_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    add(path, REPORTS[:3])
    add(path, REPORTS[3:11])
    asked: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linking, "link", _counting(linking.link, asked))
        add(path, REPORTS[11:])
    assert asked
    assert asked[0] < len(REPORTS)


def _counting(link: object, asked: list[int]) -> object:
    def counted(reports: Sequence[Annotated], *rest: object) -> object:
        asked.append(len(reports))
        return link(reports, *rest)  # type: ignore[operator]

    return counted


def test_what_is_taken_out_leaves_no_trace(
    tmp_path: Path, whole: dict[str, list[tuple[object, ...]]]
) -> None:
    path = tmp_path / "x.duckdb"
    more = affair(5, "2021-03-01", "Oslo", MINE, "herring")
    add(path, REPORTS[:3])
    add(path, [*REPORTS[3:], *more])
    assert rows(path) != whole
    take_out(path, more)
    assert rows(path) == whole
    take_out(path, REPORTS[:2])
    take_out(path, REPORTS[2:])
    assert not any(rows(path)[table] for table in ("event", "link", "comparison", "entity"))


def test_once_much_has_been_added_all_is_linked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.duckdb"
    monkeypatch.setattr(linking, "MOST_NEARBY", 0.5)
    add(path, REPORTS[:3])
    add(path, REPORTS[3:4])
    assert nearby(path)
    add(path, REPORTS[4:])
    assert not nearby(path)


def test_linking_by_stretches_of_time_gives_the_rows_of_all_at_once(
    tmp_path: Path,
    whole: dict[str, list[tuple[object, ...]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linking, "AT_ONCE", 3)
    monkeypatch.setattr(linking, "STRETCH", 4)
    path = tmp_path / "x.duckdb"
    add(path, REPORTS[1:])  # its stretches part affairs
    add(path, REPORTS[:1])
    assert not nearby(path)
    assert rows(path) == whole
    take_out(path, REPORTS[:1])
    add(path, REPORTS[:1])
    assert rows(path) == whole


def test_a_stretch_is_linked_beside_the_reports_of_its_affairs_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "AT_ONCE", 3)
    path, asked = tmp_path / "x.duckdb", list[int]()
    add(path, [*REPORTS[:4], *REPORTS[5:]])
    monkeypatch.setattr(linking, "link", _counting(linking.link, asked))
    add(path, REPORTS[4:5])
    assert asked == [6], "those of its affair, and of another of the same two people"


def test_what_is_settled_keeps_its_ids_whatever_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "AT_ONCE", 3)
    path = tmp_path / "x.duckdb"
    add(path, [*REPORTS[:2], *REPORTS[3:]])  # the copy, whose name comes first, is missing
    before = rows(path)
    add(path, REPORTS[2:3])
    after = rows(path)
    assert after["event"] == before["event"]
    assert set(before["link"]) < set(after["link"])
    assert set(before["comparison"]) < set(after["comparison"])
    take_out(path, REPORTS[2:3])
    assert rows(path) == before


def test_what_an_interruption_leaves_linked_is_not_linked_again(
    tmp_path: Path,
    whole: dict[str, list[tuple[object, ...]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linking, "AT_ONCE", 3)
    monkeypatch.setattr(linking, "STRETCH", 3)
    path, asked = tmp_path / "x.duckdb", list[int]()
    with monkeypatch.context() as patch:
        patch.setattr(linking, "link", _stopping(linking.link, after=2))
        with pytest.raises(KeyboardInterrupt):
            add(path, REPORTS)
    monkeypatch.setattr(linking, "link", _counting(linking.link, asked))
    add(path, REPORTS)
    assert len(asked) == 2
    assert rows(path) == whole


def test_a_build_by_stretches_tells_how_many_reports_are_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "AT_ONCE", 3)
    monkeypatch.setattr(linking, "STRETCH", 3)
    path, told = tmp_path / "x.duckdb", list[tuple[int, int]]()
    with Store.open(path, "test 1") as store:
        store.put(REPORTS, "1")
        linking.settle(store, watch=lambda done, of: told.append((done, of)))
    whole = len(REPORTS)
    assert told == [*((done, whole) for done in range(0, whole, 3)), (whole, whole)]


def _stopping(link: object, after: int) -> object:
    calls = iter(range(after))

    def stopped(*given: object) -> object:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return link(*given)  # type: ignore[operator]

    return stopped


def test_whom_a_later_stretch_calls_by_the_name_of_another_keeps_all_its_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "AT_ONCE", 1)
    path = tmp_path / "x.duckdb"
    old = report(
        "old.txt",
        "Norway gave. The North gave.",
        mention("Norway", "state", "Norway", "state:NO", "NO"),
        mention("The North", "state", "North", "state:NO", "NO"),
        published="2021-03-01",
    )
    new = report(
        "new.txt",
        "The North took.",
        mention("The North", "state", "North", "state:SE", "SE"),
        published="2021-03-09",
    )
    add(path, [old, REPORTS[0]])
    add(path, [new])
    with Dossier.open(path) as dossier:
        held = dossier.sql("SELECT names FROM entity WHERE id = 'state:NO'").to_pylist()
    assert held == [{"names": ["Norway", "The North"]}]


def test_ways_of_calling_somebody_are_counted_together_whenever_they_were_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.duckdb"
    add(path, REPORTS)
    ids = [one.report.id for one in REPORTS]
    seed, others = ids[0], ids[1:]
    with Store.open(path, "test 1") as store:
        at_once = store.ways([seed]).outside([seed], (), 100)
        with monkeypatch.context() as patch:
            patch.setattr("dragoman.dossier.ways.PORTION", 3)
            assert store.ways([seed]).outside([seed], (), 100) == at_once
        little_by_little = store.ways(ids)
        assert little_by_little.outside([seed], (), 100) == []
        for other in others:
            little_by_little.add([other])
        assert little_by_little.outside([seed], (), 100) == at_once
        assert [{**way, "mentions": 0} for way in store.outside([seed], ())] == [
            {**way, "mentions": 0} for way in at_once
        ]
        assert len(store.ways([seed]).outside([seed], (), 1)) < len(at_once)
