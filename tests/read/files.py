"""Files that tests of reading write, and what is read of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dragoman.model import Interval, Problem, Report
from dragoman.read import read_inputs
from tests.webserver import ARTICLE

STORY = "\n\n".join(ARTICLE)
MAY_4 = Interval(date(2019, 5, 4), date(2019, 5, 4))


def read(path: Path | str, **more: object) -> tuple[list[Report], list[str]]:
    items = list(read_inputs([path], **more))  # type: ignore[arg-type]
    return (
        [item for item in items if isinstance(item, Report)],
        [item.code for item in items if isinstance(item, Problem)],
    )


def kept(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def name_of(report: Report) -> str:
    return report.path.rsplit("/", 1)[-1]
