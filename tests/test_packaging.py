"""What is shipped: the wheel holds the package and nothing else, and runs by itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from configparser import ConfigParser
from email import message_from_bytes
from pathlib import Path

import pytest
import yaml

from test_house import FILES

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEVER = {"torch", "tensorflow", "transformers", "pyspark", "scipy", "scikit-learn"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and an archive of the sources, built without a network."""
    to = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(to)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return to


@pytest.fixture(scope="module")
def wheel(built: Path) -> zipfile.ZipFile:
    (path,) = built.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    source = ROOT / "src"
    kept = {f.relative_to(source).as_posix() for f in FILES if f.is_relative_to(source)}
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == kept
    for needed in (
        "dragoman/py.typed",
        "dragoman/problems.toml",
        "dragoman/models/attribution-look.npz",
        "dragoman/knowledge/data/places.parquet",
        "dragoman/web/templates/event_page.html",
        "dragoman/dossier/schema.sql",
    ):
        assert needed in held


def test_the_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    (info,) = {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
    assert {f"{info}/licenses/{name}" for name in ("LICENSE", "NOTICE")} <= set(wheel.namelist())
    metadata = message_from_bytes(wheel.read(f"{info}/METADATA"))
    assert metadata["Version"] == PROJECT["version"]
    assert set(metadata.get_all("Provides-Extra")) == PROJECT["optional-dependencies"].keys()
    points = ConfigParser()
    points.optionxform = str  # type: ignore[assignment,method-assign]
    points.read_string(wheel.read(f"{info}/entry_points.txt").decode())
    assert dict(points["console_scripts"]) == PROJECT["scripts"]
    group = "dragoman.exporters"
    assert dict(points[group]) == PROJECT["entry-points"][group]


def test_the_archive_of_sources_can_be_built_from(built: Path, tmp_path: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    shutil.unpack_archive(archive, tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    for needed in ("pyproject.toml", "README.md", "src/dragoman/__init__.py", "tests", "Makefile"):
        assert (unpacked / needed).exists()


def test_what_is_cited_is_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert cited["version"] == PROJECT["version"]
    assert cited["license"] == PROJECT["license"]


def test_the_base_needs_no_engine_and_no_framework() -> None:
    lock = (ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    assert {"spacy", "duckdb", "pyarrow"} <= names
    assert not names & NEVER


def test_the_readme_compares_two_files_in_three_commands(
    wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    # `make newcomer` runs all three, with the index; here the last one, out of the wheel.
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Your own two files\n")[1].split("\n## ")[0]
    first, second, third = re.findall(r"^    (.+)$", section, re.MULTILINE)
    assert (first, second) == ("python3 -m venv .venv", ".venv/bin/pip install .")
    command, *arguments = third.split()
    assert command == ".venv/bin/dragoman"
    wheel.extractall(tmp_path / "installed")
    reports = ROOT / "demo" / "reports"
    for name, like in zip(
        arguments[1:], ("helsinki-skerry.txt", "helsinki-northquay.html"), strict=True
    ):
        shutil.copyfile(reports / like, tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-m", "dragoman", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "COLUMNS": "160"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Helsinki" in done.stdout
    assert "monday.txt" in done.stdout
