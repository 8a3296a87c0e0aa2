"""The same corpus gives the same dossier, and building it again writes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

import dragoman as api
from dragoman.dossier import primary_keys
from tests.conftest import Run
from tests.robustness.corpora import write_reports


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, dragoman: Run) -> tuple[Path, Path]:
    """(reports, dossier)"""
    top = tmp_path_factory.mktemp("same")
    reports, into = write_reports(top / "reports", 4), top / "x.duckdb"
    done = dragoman("build", reports, "-o", into)
    assert done.returncode == 0, done.stderr.decode()
    return reports, into


def logical_hash(path: Path) -> str:
    with api.open(path) as dossier:
        return dossier.logical_hash()


def test_no_key_comes_twice(built: tuple[Path, Path], dragoman: Run, tmp_path: Path) -> None:
    reports, into = built
    copy = Path(shutil.copy(into, tmp_path))
    (more := tmp_path / "more.txt").write_text(next(reports.iterdir()).read_text("utf-8") * 2)
    for inputs in ([reports, more], [reports], [more, "--force"]):
        done = dragoman("build", *inputs, "-o", copy)
        assert done.returncode == 0, done.stderr.decode()
    with api.open(copy) as dossier:
        for table, key in primary_keys().items():
            names = ", ".join(key)
            twice = f"SELECT {names} FROM {table} GROUP BY {names} HAVING count(*) > 1"
            assert not key or dossier.sql(twice).num_rows == 0, table


def test_a_second_build_writes_nothing(built: tuple[Path, Path], dragoman: Run) -> None:
    reports, into = built
    content, stamp = into.read_bytes(), into.stat().st_mtime_ns
    beside = sorted(path.name for path in into.parent.iterdir())
    for report in reports.iterdir():
        report.touch()  # a newer file with the same words is no change
    again = dragoman("build", reports, "-o", into)
    assert again.returncode == 0, again.stderr.decode()
    assert into.stat().st_mtime_ns == stamp
    assert into.read_bytes() == content
    assert sorted(path.name for path in into.parent.iterdir()) == beside


def test_the_order_of_the_reports_makes_no_difference(
    built: tuple[Path, Path], tmp_path: Path, dragoman: Run
) -> None:
    reports, _ = built
    files = sorted(reports.iterdir())
    first, second = tmp_path / "first.duckdb", tmp_path / "second.duckdb"
    assert dragoman("build", *files, "-o", first).returncode == 0
    for part in (reversed(files[2:]), files[:2]):
        assert dragoman("build", *part, "-o", second).returncode == 0
    assert logical_hash(first) == logical_hash(second)


def test_the_seed_of_hashes_makes_no_difference(dragoman: Run, tmp_path: Path) -> None:
    """Python walks through a set of words in another order in every process."""
    (report := tmp_path / "r.txt").write_text(
        "Genoa, 4 May 2019 - The clerk was accused of fraud for allegedly hiding a ledger.\n"
        "\nThe governor said that the guards accused him of theft for hiding a key.\n"
    )
    seeds = [{"PYTHONHASHSEED": str(seed)} for seed in range(2)]
    first, second = (dragoman("annotate", report, environment=seed) for seed in seeds)
    assert first.returncode == 0, first.stderr.decode()
    assert b"fraud" in first.stdout
    assert first.stdout == second.stdout


def test_a_dossier_of_another_schema_says_so(
    built: tuple[Path, Path], tmp_path: Path, dragoman: Run
) -> None:
    reports, into = built
    old = tmp_path / "old.duckdb"
    shutil.copy(into, old)
    with duckdb.connect(str(old)) as connection:
        connection.execute("UPDATE meta SET value = '0-ancient' WHERE key = 'schema_version'")
    content = old.read_bytes()
    for command in (("events", old), ("brief", old), ("build", reports, "-o", old)):
        refused = dragoman(*command)
        said = refused.stderr.decode()
        assert refused.returncode == 2, command
        assert "S006" in said
        assert "0-ancient" in said
        assert "dragoman build" in said  # how to upgrade
        assert "Traceback" not in said
    assert old.read_bytes() == content


@pytest.mark.parametrize(
    ("content", "code"), [(None, "S004"), (b"", "S005"), (b"A shopping list.\n" * 99, "S005")]
)
def test_what_is_no_dossier_is_refused(
    content: bytes | None, code: str, tmp_path: Path, dragoman: Run
) -> None:
    path = tmp_path / "x.duckdb"
    if content is not None:
        path.write_bytes(content)
    refused = dragoman("events", path)
    assert refused.returncode == 2
    assert code in refused.stderr.decode()
    assert "Traceback" not in refused.stderr.decode()


def test_another_database_is_never_overwritten(
    built: tuple[Path, Path], tmp_path: Path, dragoman: Run
) -> None:
    other = tmp_path / "accounts.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE account (name VARCHAR)")
    content = other.read_bytes()
    refused = dragoman("build", built[0], "-o", other)
    assert refused.returncode == 2
    assert "S005" in refused.stderr.decode()
    assert other.read_bytes() == content
