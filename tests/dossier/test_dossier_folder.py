"""A dossier as a folder of Parquet files: the same answers as a file, and as safe."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyarrow import parquet
from stored import EVENT, HARBOUR, MORNING, PROGRAM, one_event, opened, write
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.dossier import Dossier, DossierError, NotADossierError, QueryError, Store
from dragoman.dossier.shelf import Shelf
from dragoman.dossier.working import part_of
from dragoman.export import EXPORTERS
from dragoman.read import list_inputs

LINKED = one_event(HARBOUR, MORNING)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "affair", [HARBOUR, MORNING], LINKED)


def test_it_answers_as_a_file_does(folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "x.duckdb", [HARBOUR, MORNING], LINKED) as file:
        with Dossier.open(folder) as dossier:
            assert dossier.logical_hash() == file.logical_hash()
            assert dossier.annotated() == file.annotated() == [HARBOUR, MORNING]
            assert dossier.events() == file.events() != []
            assert dossier.counts() == file.counts()
            assert dossier.verify() == []
        for command in ("brief", "claims", "sources"):
            said = [CliRunner().invoke(app, [command, str(p)]).stdout for p in (folder, file.path)]
            assert said[0].replace("affair", "x.duckdb") == said[1].replace("affair", "x.duckdb")


def test_a_name_with_an_ending_of_parquet_makes_one_too(tmp_path: Path) -> None:
    made = write(tmp_path / "affair.parquet", [HARBOUR])
    assert made.is_dir()
    assert parquet.read_table(made / "report.parquet")["text"].to_pylist() == [HARBOUR.report.text]


def test_pages_are_laid_out_from_it(folder: Path) -> None:
    shelf = Shelf.open(folder)
    try:
        assert [row["id"] for row in shelf.rows("SELECT id FROM shelf.event_card")] == [EVENT.id]
    finally:
        shelf.close()


@pytest.mark.parametrize("name", ["parquet", "csv"])
def test_its_exports_are_those_of_a_file(name: str, folder: Path, tmp_path: Path) -> None:
    with (
        opened(tmp_path / "x.duckdb", [HARBOUR, MORNING], LINKED) as file,
        Dossier.open(folder) as dossier,
    ):
        ours, theirs = dict(EXPORTERS[name](dossier)), dict(EXPORTERS[name](file))
    # These tell how each was built.
    for history in [path for path in ours if path.startswith(("/run.", "/meta."))]:
        del ours[history], theirs[history]
    assert ours == theirs


@pytest.mark.parametrize(
    "query",
    [
        "COPY (SELECT 1) TO '{folder}/claim.parquet'",
        "SELECT 1; COPY (SELECT 1) TO '{folder}/more.parquet'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/claim.parquet'",
        "ATTACH '{folder}/x.duckdb' AS x",
        "CREATE TABLE more (n INTEGER)",
        "SET enable_external_access = true",
        "SELECT * FROM read_text('{outside}')",
        "EXPORT DATABASE '{folder}'",
    ],
)
def test_no_query_writes_there_or_reads_elsewhere(query: str, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("a secret")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with Dossier.open(folder) as dossier:
        with pytest.raises(QueryError):
            dossier.sql(query.format(folder=folder, outside=outside))
        assert dossier.sql("SELECT count(*) AS n FROM report").to_pylist() == [{"n": 2}]
        assert dossier.sql("DESCRIBE claim").num_rows > 0
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_it_is_added_to_and_the_same_again_writes_nothing(folder: Path) -> None:
    with Dossier.open(folder) as dossier:
        before = dossier.logical_hash()
    inode = folder.stat().st_ino
    write(folder, [MORNING, HARBOUR], LINKED)
    assert folder.stat().st_ino == inode
    with Store.open(folder, PROGRAM) as store:
        store.drop([MORNING.report.id])
        store.publish()
    with Dossier.open(folder) as dossier:
        assert dossier.annotated() == [HARBOUR]
    write(folder, [HARBOUR, MORNING], LINKED)
    with Dossier.open(folder) as dossier:
        assert dossier.logical_hash() == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_change_that_was_cut_between_its_renames_is_finished(folder: Path) -> None:
    shutil.copytree(folder, folder.with_name(".affair.new"))
    folder.rename(folder.with_name(".affair.old"))
    with Dossier.open(folder) as dossier:
        assert dossier.annotated() == [HARBOUR, MORNING]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_an_interrupted_change_leaves_it_as_it_was(folder: Path) -> None:
    with Store.open(folder, PROGRAM) as store:
        store.drop([MORNING.report.id])
    with Dossier.open(folder) as dossier:
        assert dossier.annotated() == [HARBOUR, MORNING]
    assert part_of(folder).exists()
    with Store.open(folder, PROGRAM) as store:  # goes on from there
        assert store.annotated() == [HARBOUR]
        store.publish()


@pytest.mark.parametrize("harm", ["missing", "torn", "another"])
def test_a_damaged_one_is_refused_and_said(harm: str, folder: Path) -> None:
    file = folder / "claim.parquet"
    if harm == "missing":
        file.unlink()
    elif harm == "torn":
        file.write_bytes(file.read_bytes()[:-40])
    else:
        shutil.copy(folder / "line.parquet", file)
    with pytest.raises(NotADossierError, match="S005"):
        Dossier.open(folder)


def test_a_folder_of_something_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("Dear friend")
    with pytest.raises(DossierError, match="S005"):
        Store.open(tmp_path / "letters", PROGRAM)
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["a.txt"]
    (tmp_path / "nothing").mkdir()
    with opened(tmp_path / "nothing", [HARBOUR], one_event(HARBOUR)) as dossier:
        assert dossier.annotated() == [HARBOUR]


def test_it_is_no_input_of_a_build(folder: Path) -> None:
    (folder.parent / "a.txt").write_text("The ferry sailed.")
    assert [found.shown for found in list_inputs([folder.parent])] == [  # type: ignore[union-attr]
        str(folder.parent / "a.txt")
    ]
