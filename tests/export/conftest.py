"""One dossier for all tests of exports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import exported
import pytest

from dragoman.dossier import Dossier
from dragoman.export import EXPORTERS, write_files


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """A dossier with emoji, combining marks and worse in its texts."""
    with exported.opened(tmp_path_factory.mktemp("hard") / "hard.duckdb") as made:
        yield made


@pytest.fixture(scope="session")
def folder(hard: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every export of that dossier, each under its name."""
    made = tmp_path_factory.mktemp("exports")
    for name, export in EXPORTERS.items():
        if name != "ftm" or find_spec("followthemoney"):
            write_files(export(hard), made / name)
    return made


@pytest.fixture(scope="session")
def followthemoney() -> None:
    """FollowTheMoney's own library, which needs a compiler; CI has it (`make consumers`)."""
    if find_spec("followthemoney") is None:
        assert "CI" not in os.environ, "CI installs requirements/ftm.txt"
        pytest.skip("needs the library followthemoney: `make consumers`")


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """A dossier of one report, of a meeting that is only planned."""
    with exported.of_plans(tmp_path_factory.mktemp("plans") / "plans.duckdb") as made:
        yield made
