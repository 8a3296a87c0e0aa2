"""A read that memory does not hold is no damage: it can be tried again where there is more."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.dossier import Store
from dragoman.dossier.errors import NotWritableError

TOO_MUCH = "SELECT count(DISTINCT repeat(i::VARCHAR, 90)) FROM range(3_000_000) AS numbers(i)"


def asked_for_too_much(path: Path) -> None:
    """Asks a store for more than memory and disk hold."""
    with Store.open(path, "test") as store:
        connection = store._connection
        connection.execute("SET memory_limit = '20MB'")
        connection.execute("SET max_temp_directory_size = '1MB'")
        connection.execute(TOO_MUCH).fetchall()


def test_short_memory_is_not_called_damage(tmp_path: Path) -> None:
    path = tmp_path / "small.duckdb"
    with pytest.raises(NotWritableError, match="S010"):
        asked_for_too_much(path)
    with Store.open(path, "test") as store:
        assert store.reports() == []
