"""The process whose memory `eval.archives` measures: `python -m eval.archives_memory ARCHIVE`."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from dragoman.model import Report
from dragoman.read import read_inputs

MiB = 1 << 20
_STATUS, _PEAK = Path("/proc/self/status"), "VmHWM:"
WARM = 150  # reports after which models are loaded and caches full


def resident() -> float:
    """The highest resident memory of this program so far, in MiB.

    Linux tells it by program (VmHWM); its `getrusage` counts what the process held before it became
    this program too, which is what the one that started it held.
    """
    if _STATUS.exists():
        told = next(line for line in _STATUS.read_text().splitlines() if line.startswith(_PEAK))
        return int(told.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MiB if sys.platform == "darwin" else 1024)


def run(archive: Path) -> dict[str, float]:
    """Reads the archive; the peak once warm, the peak at the end, and by what share it grew."""
    reports, warm = 0, 0.0
    for item in read_inputs([archive]):
        reports += isinstance(item, Report)
        if reports == WARM and not warm:
            warm = resident()
    end = resident()
    return {
        "archive_MiB": round(archive.stat().st_size / MiB),
        "reports": reports,
        "warm_MiB": round(warm),
        "end_MiB": round(end),
        "growth": round(end / warm - 1, 3) if warm else 0.0,
    }


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]))))
