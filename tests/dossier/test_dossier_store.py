"""The store: publishing, differences, resuming, and files that are something else."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from stored import EVENT, HARBOUR, MORNING, PROGRAM, WEEKLY, one_event, opened, write

from dragoman.dossier import (
    Dossier,
    DossierBusyError,
    DossierMissingError,
    NotADossierError,
    QueryError,
    QueryTimeoutError,
    SchemaVersionError,
    Store,
    connect,
)
from dragoman.dossier.connect import spill_of, writing
from dragoman.dossier.working import part_of
from dragoman.model import Event, Linked
from dragoman.problems import problem


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "affair.duckdb"


def fingerprint(path: Path) -> tuple[bytes, int]:
    return path.read_bytes(), path.stat().st_mtime_ns


@pytest.mark.parametrize(("share", "least"), [("50%", "1MiB"), ("1%", "700GiB")])
def test_a_writer_holds_a_share_of_the_memory_and_no_less_than_it_needs(
    path: Path, monkeypatch: pytest.MonkeyPatch, share: str, least: str
) -> None:
    monkeypatch.setattr(connect, "_SHARE", share)
    monkeypatch.setattr(connect, "_LEAST", least)
    with duckdb.connect() as plain:
        plain.execute(f"SET memory_limit = '{least if share == '1%' else share}'")
        (wanted,) = plain.execute("SELECT current_setting('memory_limit')").fetchall()
    with writing(path) as connection:
        assert connection.execute("SELECT current_setting('memory_limit')").fetchall() == [wanted]
        assert not spill_of(path).exists()


def test_what_memory_did_not_hold_is_taken_away(path: Path) -> None:
    with writing(path) as connection:
        connection.execute("SET memory_limit = '100MB'")
        many = "SELECT DISTINCT md5(n::VARCHAR) AS word FROM range(4_000_000) AS each(n)"
        connection.execute(f"SELECT count(*) FROM (FROM ({many}) ORDER BY word)").fetchall()
    assert not spill_of(path).exists()


def test_what_a_killed_writer_left_of_its_memory_is_taken_away(path: Path) -> None:
    write(path, [HARBOUR])
    with Store.open(path, PROGRAM) as store:  # goes without publishing, as if killed
        store.put([MORNING], "1")
    left = spill_of(part_of(path))
    left.mkdir()
    (left / "of-who-was-killed").touch()
    Store.open(path, PROGRAM).close()
    assert not left.exists()


def test_the_same_again_writes_nothing(path: Path) -> None:
    linked = one_event(HARBOUR, MORNING)
    before = fingerprint(write(path, [HARBOUR, MORNING], linked))
    write(path, [MORNING, HARBOUR], linked)
    assert fingerprint(path) == before
    assert not part_of(path).exists()


def test_only_the_rows_that_differ_are_written(path: Path) -> None:
    write(path, [HARBOUR, MORNING])
    surer = replace(MORNING, claims=(replace(MORNING.claims[0], score=0.5), *MORNING.claims[1:]))
    with Store.open(path, PROGRAM) as store:
        store.put([HARBOUR, surer], "1")
        # one claim out and in, and the notes that the reports of the batch were linked
        assert store.written == 4
        store.publish()
    with Dossier.open(path) as dossier:
        assert dossier.annotated() == [HARBOUR, surer]


def test_the_logical_hash_knows_rows_and_not_bytes(tmp_path: Path) -> None:
    linked = one_event(HARBOUR, MORNING)
    with opened(tmp_path / "one.duckdb", [HARBOUR, MORNING], linked) as one:
        whole = one.logical_hash()
    with opened(tmp_path / "two.duckdb", [MORNING]) as two:
        assert two.logical_hash() != whole
    with opened(tmp_path / "two.duckdb", [HARBOUR], linked) as two:
        assert two.logical_hash() == whole


def test_readers_keep_the_dossier_they_opened_until_they_open_again(path: Path) -> None:
    with opened(path, [HARBOUR]) as reader:
        write(path, [MORNING])
        assert reader.counts()["reports"] == 1
        with Dossier.open(path) as later:
            assert later.counts()["reports"] == 2


def test_an_unpublished_store_is_taken_up_again(path: Path) -> None:
    write(path, [HARBOUR])
    with Store.open(path, PROGRAM) as store:
        store.put([MORNING], "1")
    with Dossier.open(path) as dossier:
        assert dossier.counts()["reports"] == 1
    with Store.open(path, PROGRAM) as store:
        assert set(store.made("annotate")) == {HARBOUR.report.id, MORNING.report.id}


def test_a_killed_store_leaves_an_open_dossier_and_its_batches(path: Path) -> None:
    script = (
        "import os, signal, sys, pathlib; sys.path[:0] = sys.argv[2:]\n"
        "from stored import *\n"
        "store = Store.open(pathlib.Path(sys.argv[1]), PROGRAM)\n"
        "store.put([HARBOUR], '1')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    here = Path(__file__).parent
    subprocess.run(
        [sys.executable, "-c", script, str(path), str(here), str(here.parent)], check=False
    )
    with Dossier.open(path) as dossier:
        assert dossier.counts()["reports"] == 0
    with Store.open(path, PROGRAM) as store:
        assert set(store.made("annotate")) == {HARBOUR.report.id}


@pytest.mark.parametrize("torn", [b"", b"half a copy" * 1000])
def test_a_torn_working_copy_is_begun_anew(path: Path, torn: bytes) -> None:
    write(path, [HARBOUR])
    part_of(path).write_bytes(torn)
    write(path, [MORNING])
    with Dossier.open(path) as dossier:
        assert dossier.counts()["reports"] == 2


def test_a_working_copy_of_another_dossier_is_not_taken_up(path: Path) -> None:
    write(path, [HARBOUR])
    with Store.open(path, PROGRAM) as store:
        store.put([MORNING], "1")
    path.unlink()
    write(path, [WEEKLY])
    with Dossier.open(path) as dossier:
        assert [row["name"] for row in dossier.reports()] == ["weekly.txt"]


def test_two_builds_at_once_are_refused(path: Path) -> None:
    write(path, [HARBOUR])
    script = "import sys\nfrom dragoman.dossier import Store\nStore.open(sys.argv[1], 'second')"
    with Store.open(path, PROGRAM):
        second = subprocess.run(
            [sys.executable, "-c", script, str(path)], capture_output=True, check=False, text=True
        )
    assert DossierBusyError.__name__ in second.stderr
    assert "S007" in second.stderr


def test_a_place_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        Store.open(tmp_path / "file" / "x.duckdb", PROGRAM)
    part_of(tmp_path / "x.duckdb").mkdir()
    with pytest.raises(OSError, match="part"):
        Store.open(tmp_path / "x.duckdb", PROGRAM)


def test_a_missing_dossier_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(DossierMissingError, match=r"S004 .*affair\.duckdb.*dragoman build"):
        Dossier.open(path)


@pytest.mark.parametrize("content", [b"", b"just some notes", b"\x00" * 9000])
def test_another_file_is_no_dossier_and_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotADossierError, match="S005"):
        Dossier.open(path)
    with pytest.raises(NotADossierError, match="S005"):
        Store.open(path, PROGRAM)
    assert path.read_bytes() == content


def test_another_database_is_no_dossier(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine (x INTEGER)")
    with pytest.raises(NotADossierError, match="without the dossier's tables"):
        Dossier.open(path)


def test_another_schema_version_says_which_and_how_to_upgrade(path: Path) -> None:
    write(path, [HARBOUR])
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema_version'")
    with pytest.raises(SchemaVersionError) as caught:
        Dossier.open(path)
    assert (caught.value.found, caught.value.wanted) == ("0", "3")
    assert "it has 0, this Dragoman reads 3" in str(caught.value)
    assert "dragoman build" in caught.value.problem.remedy
    with pytest.raises(SchemaVersionError):
        Store.open(path, PROGRAM)


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM report",
        "CREATE TABLE mine (x INTEGER)",
        "COPY report TO 'out.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "ATTACH 'other.duckdb'",
        "SET enable_external_access = true",
        "not even sql",
    ],
)
def test_a_query_can_only_read_the_dossier(path: Path, query: str) -> None:
    with opened(path, [HARBOUR]) as dossier, pytest.raises(QueryError, match="U007"):
        dossier.sql(query)


def test_a_query_that_takes_too_long_is_stopped(path: Path) -> None:
    endless = "SELECT count(*) FROM range(10000000000) a, range(10000) b WHERE a.range % 7 = 1"
    with opened(path, [HARBOUR]) as dossier:
        with pytest.raises(QueryTimeoutError):
            dossier.sql(endless, timeout=0.2)
        assert dossier.sql("SELECT 1 AS one", timeout=30).to_pylist() == [{"one": 1}]


def test_an_event_id_that_was_shown_stays_resolvable(path: Path) -> None:
    write(path, [HARBOUR], one_event(HARBOUR))
    for name in ("v2", "v3"):
        write(path, [MORNING], one_event(HARBOUR, MORNING, event=Event(name, "CONSULT")))
    with Dossier.open(path) as dossier:
        assert dossier.resolve(EVENT.id) == "v3"
        assert dossier.resolve("v2") == "v3"
        assert dossier.resolve("v3") == "v3"


def test_the_problems_of_a_path_are_those_of_its_last_reading(path: Path) -> None:
    empty = problem("R001", "bad.txt")
    denied = problem("R003", "bad.txt", detail="denied")
    for met in ([empty, empty], [denied], []):
        with Store.open(path, PROGRAM) as store:
            store.put_problems("bad.txt", [(each, None) for each in met])
            store.put_problems("other.txt", [(problem("R001", "other.txt"), None)])
            store.publish()
        with Dossier.open(path) as dossier:
            stored = [(row["path"], row["code"]) for row in dossier.problems()]
        assert stored == [("bad.txt", each.code) for each in met] + [("other.txt", "R001")]


def test_what_a_dropped_report_said_goes_with_it(path: Path) -> None:
    write(path, [HARBOUR, MORNING], one_event(HARBOUR, MORNING))
    with Store.open(path, PROGRAM) as store:
        store.drop([HARBOUR.report.id])
        store.put_linked(Linked(), "1")
        store.publish()
    with opened(path.with_name("only.duckdb"), [MORNING]) as only, Dossier.open(path) as dossier:
        assert dossier.logical_hash() == only.logical_hash()
