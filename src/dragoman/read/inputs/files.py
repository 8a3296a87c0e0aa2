"""The files that a path stands for: itself, those of a folder, those a pattern fits."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePath

from dragoman.model import Problem
from dragoman.problems import problem

_SKIPPED = (".meta.json", ".duckdb", ".duckdb.wal", ".judgements.jsonl", ".fetched.jsonl")
_DOSSIER = ("meta.parquet", "report.parquet")  # in every folder that is one
_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, its name in the corpus, and its path as the user gave it."""

    file: Path
    name: str
    shown: str


def find_files(path: Path) -> Iterator[Found | Problem]:
    """The file at a path, those of a folder sorted by their path in it, or those a pattern fits.

    Hidden files, sidecars and dossiers in folders are passed over; a folder that may not be opened
    or a pattern that fits nothing is a problem (R003). A pattern (`*`, `?`, `[…]`, `**` for any
    depth) names its files from its last folder without one on.
    """
    if path.is_dir():
        yield from _in_folder(path)
    elif _MAGIC.search(str(path)) and not path.exists():
        yield from _fitting(path)
    else:
        yield Found(path, _printable(path.name), _printable(str(path)))


def _in_folder(path: Path) -> Iterator[Found | Problem]:
    failures: list[OSError] = []
    files: list[Path] = []
    for folder, below, names in os.walk(path, onerror=failures.append):
        below[:] = [name for name in below if not _passed_over(Path(folder, name))]
        files += [Path(folder, name) for name in names if _wanted(name)]
    for error in failures:
        shown = _printable(str(error.filename or path))
        yield problem("R003", shown, detail=error.strerror or str(error))
    yield from _named_from(path, files)


def _fitting(pattern: Path) -> Iterator[Found | Problem]:
    paths = (Path(found) for found in glob.glob(str(pattern), recursive=True))  # noqa: PTH207
    files = [path for path in paths if not path.is_dir() and _wanted(path.name)]
    if not files:
        yield problem("R003", _printable(str(pattern)), detail="the pattern fits no file")
    fixed = list(takewhile(lambda part: not _MAGIC.search(part), pattern.parts))
    yield from _named_from(Path(*fixed), files)


def _named_from(root: Path, files: Iterable[Path]) -> Iterator[Found]:
    for file in sorted(files, key=lambda f: f.relative_to(root).parts):
        yield Found(file, _printable(file.relative_to(root).as_posix()), _printable(str(file)))


def _passed_over(folder: Path) -> bool:
    """Whether a folder is hidden, or a dossier of Parquet files; one that is closed is neither."""
    # unlike `Path.is_file`, this does not raise where the folder may not be looked into
    found = (os.path.isfile(folder / name) for name in _DOSSIER)  # noqa: PTH113
    return folder.name.startswith(".") or all(found)


def is_wanted(path: PurePath) -> bool:
    """Whether a file below a folder is to be read: it is not hidden, no sidecar and no dossier."""
    hidden = any(part.startswith(".") and part != ".." for part in path.parts)
    return not hidden and _wanted(path.name)


def _wanted(name: str) -> bool:
    return not name.startswith(".") and not name.endswith(_SKIPPED)


def _printable(name: str) -> str:
    """A file's name as text; bytes of it that are not UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")
