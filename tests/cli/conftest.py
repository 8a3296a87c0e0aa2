"""A runner for commands, and a dossier that needs no file."""

from __future__ import annotations

from typing import Any

import pytest
from fake_dossier import FakeDossier, Run
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.dossier import Dossier


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: str, **extra: Any) -> Result:
        return CliRunner().invoke(app, list(arguments), **extra)

    return invoke


@pytest.fixture
def dossier(monkeypatch: pytest.MonkeyPatch) -> FakeDossier:
    """What every command opens, whatever path it is given."""
    fake = FakeDossier()
    monkeypatch.setattr(Dossier, "open", lambda _path: fake)
    return fake
