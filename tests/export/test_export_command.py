"""The registry, the command, and writing: whole files or none."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.dossier import Dossier
from dragoman.export import EXPORTERS, UnknownExportError, export, registry, write_files


def run(dossier: Dossier, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", str(dossier.path), *map(str, arguments)])


def one_line(dossier: Dossier) -> dict[str, bytes]:
    """An exporter of another package's."""
    return {"": f"{dossier.counts()['reports']}\n".encode()}


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An environment in which another package registers an exporter, and one of our names."""
    mine = registry.entry_points(group=registry.GROUP)
    others = [
        EntryPoint("count", f"{__name__}:one_line", registry.GROUP),
        EntryPoint("csv", f"{__name__}:one_line", registry.GROUP),
    ]
    registry._points.cache_clear()
    monkeypatch.setattr(registry, "entry_points", lambda **_: [*others, *mine])
    yield
    registry._points.cache_clear()


@pytest.mark.usefixtures("foreign")
def test_another_package_adds_a_format_but_takes_none_of_ours(hard: Dossier) -> None:
    assert run(hard, "--to", "count").output == "3\n"
    assert EXPORTERS["csv"] is not one_line
    assert len(EXPORTERS) == 16


def test_a_format_that_is_not_there_is_refused_with_those_there_are(hard: Dossier) -> None:
    done = run(hard, "--to", "icews")
    assert done.exit_code == 2
    assert "E001" in done.stderr
    assert "parquet" in done.stderr
    with pytest.raises(UnknownExportError, match="E001"):
        EXPORTERS["icews"]


def test_several_files_do_not_go_to_standard_output(hard: Dossier) -> None:
    done = run(hard, "--to", "parquet")
    assert done.exit_code == 2
    assert "U012" in done.stderr


def test_python_gives_the_paths_it_wrote(hard: Dossier, tmp_path: Path) -> None:
    paths = export(hard.path, "gdelt", tmp_path / "new" / "affair")
    assert [path.name for path in paths] == ["affair.export.CSV", "affair.mentions.CSV"]
    assert all(path.stat().st_size for path in paths)


def test_a_dossier_is_not_overwritten(hard: Dossier) -> None:
    before = hard.path.read_bytes()
    done = run(hard, "--to", "csv", "-o", hard.path)
    assert (done.exit_code, hard.path.read_bytes()) == (2, before)
    assert "U008" in done.stderr


def test_nothing_is_written_where_one_file_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "out.b").write_text("no folder")
    with pytest.raises(OSError, match="out"):
        write_files({".a": b"new", ".b/c": b"new"}, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out.b"]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: Any) -> None:
    target = tmp_path / "out"
    target.write_text("before")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="space"):
        write_files({"": b"after"}, target)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert target.read_text() == "before"
