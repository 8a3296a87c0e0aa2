"""The quality floors, measured on the data beside the repository as `make bench` does.

What rests on a clock is left to `make bench`: it says more about the machine's other work.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import floors, gate

TABLES = floors.read(gate.GATE.read_text(encoding="utf-8"))
NAMES = sorted(name for name, table in TABLES.items() if not table.slow)


@pytest.mark.quality
@pytest.mark.parametrize("name", NAMES)
def test_every_floor_holds(name: str, shared: Path, tmp_path: Path) -> None:
    timed = TABLES[name].timed
    results = [r for r in gate.run(name, shared, tmp_path) if r.measure not in timed]
    assert results, f"[{name}] asks for nothing"
    missed = [result for result in results if not result.held]
    assert not missed, f"{name}: {len(missed)} of {len(results)} floors missed\n" + gate.table(
        results
    )
