"""From paths to reports: files, folders, standard input; what cannot be read becomes a problem."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from dragoman.model import Problem, Report
from dragoman.problems import problem
from dragoman.read.decode import binary_kind, decode
from dragoman.read.page import looks_like_html, read_page
from dragoman.read.report import Source, read_report
from dragoman.read.stated import Stated, from_mapping, read_sidecar, sidecar_of

_PAGES = {".html", ".htm", ".xhtml"}
_JSON_LINES = {".jsonl", ".ndjson"}
_PLAIN = {".txt", ".md", ".text"}
_LATER = {".warc", ".wet", ".wat", ".rss", ".atom", ".xml", ".eml", ".mbox", ".json", ".csv"}
_SKIPPED = (".meta.json", ".duckdb", ".duckdb.wal", ".judgements.jsonl")
_LARGEST = 256 << 20  # bytes; a page has 1 MB, and the text is held in memory


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to read: where it is, its name in the corpus, and its path as the user gave it."""

    file: Path
    name: str
    shown: str


def read_inputs(
    paths: Iterable[str | Path],
    stated: Stated | None = None,
    *,
    roles: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | Problem]:
    """Every report under the paths, in a stable order, each followed by the problems about it.

    Bad input never raises: it is a `Problem` of the catalogue, and reading goes on. A report with
    the name and text of an earlier one is a problem (R012) and is left out.

    Args:
        paths: files, folders (recursively, by name; hidden files, sidecars and dossiers are
            passed over) and "-" for standard input. `.html` and the like are pages, `.jsonl`
            holds a report a line; everything else is plain text, or what it looks like.
        stated: what holds for all of them; a sidecar or a JSON line goes before it.
        roles: whether the texts of JSON lines are given roles; else they are all article.
        stdin: what "-" reads; the process's standard input by default.
    """
    seen: dict[str, str] = {}
    general = stated or Stated()
    for path in paths:
        for item in _read_path(path, general, roles, stdin):
            if isinstance(item, Report) and item.id in seen:
                yield problem("R012", item.path, detail=seen[item.id])
                continue
            if isinstance(item, Report):
                seen[item.id] = item.path
            yield item


def _read_path(
    path: str | Path, stated: Stated, roles: bool, stdin: BinaryIO | None
) -> Iterator[Report | Problem]:
    if str(path) == "-":
        raw = (stdin or sys.stdin.buffer).read(_LARGEST + 1)
        yield from _read_bytes(raw, Source("-", "-", stated), roles)
        return
    for found in _walk(Path(path)):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _read_file(found, stated, roles)


def _walk(path: Path) -> Iterator[_Found | Problem]:
    """The files of a folder, sorted by their path in it, or the one file."""
    if not path.is_dir():
        yield _Found(path, _printable(path.name), _printable(str(path)))
        return
    failures: list[OSError] = []
    files: list[Path] = []
    for folder, below, names in os.walk(path, onerror=failures.append):
        below[:] = [name for name in below if not name.startswith(".")]
        files += [Path(folder, name) for name in names if _wanted(name)]
    for error in failures:
        shown = _printable(str(error.filename or path))
        yield problem("R003", shown, detail=error.strerror or str(error))
    for file in sorted(files, key=lambda f: f.relative_to(path).parts):
        yield _Found(file, _printable(file.relative_to(path).as_posix()), _printable(str(file)))


def _wanted(name: str) -> bool:
    return not name.startswith(".") and not name.endswith(_SKIPPED)


def _printable(name: str) -> str:
    """A file's name as text; bytes of it that are not UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def _read_file(found: _Found, stated: Stated, roles: bool) -> Iterator[Report | Problem]:
    suffix = found.file.suffix.lower()
    if suffix in _LATER:
        yield problem("R014", found.shown, detail=suffix)
        return
    try:
        raw = _bytes_of(found.file)
    except OSError as error:
        yield problem("R003", found.shown, detail=error.strerror or str(error))
        return
    sidecar = sidecar_of(found.file)
    own, problems = read_sidecar(sidecar) if sidecar else (Stated(), [])
    source = Source(found.name, found.shown, own.over(stated))
    yield from _read_bytes(raw, source, roles, suffix)
    yield from problems


def _bytes_of(file: Path) -> bytes:
    """The file's content.

    Raises:
        OSError: it cannot be read, or is a pipe or a device.
    """
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError("not a regular file")
    with file.open("rb") as opened:
        return opened.read(_LARGEST + 1)


def _read_bytes(
    raw: bytes, source: Source, roles: bool, suffix: str = ""
) -> Iterator[Report | Problem]:
    """The reports in one file's bytes, by its suffix or, where that says nothing, by its look."""
    if len(raw) > _LARGEST:
        yield problem("R016", source.path, detail=f"{_LARGEST >> 20} MiB")
    elif kind := binary_kind(raw):
        yield problem("R002", source.path, detail=kind)
    else:
        decoded = decode(raw, source.path, page=suffix in _PAGES or suffix not in _PLAIN)
        if not decoded.text.strip():
            yield problem("R001", source.path)
        elif suffix in _JSON_LINES or (not suffix and _looks_like_json_lines(decoded.text)):
            yield from decoded.problems
            yield from _read_json_lines(decoded.text, source, roles)
        else:
            html = suffix in _PAGES or (suffix not in _PLAIN and looks_like_html(decoded.text))
            yield from _read_whole(decoded.text, source, html=html)
            yield from decoded.problems


def _read_whole(text: str, source: Source, *, html: bool) -> Iterator[Report | Problem]:
    """A plain text or a page as one report."""
    page = None
    if html:
        try:
            page = read_page(text)
        except ValueError as error:
            yield problem("R013", source.path, detail=str(error))
            return
        if not page.text.strip():
            yield problem("R007", source.path)
            return
    report, problems = read_report(page.text if page else text, source, page)
    yield report
    yield from problems


def _looks_like_json_lines(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    return first.startswith("{") and _record(first) is not None


def _record(line: str) -> dict[str, object] | None:
    """A JSON line's object, where it is one and holds a text."""
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        return None
    usable = isinstance(raw, dict) and isinstance(raw.get("text"), str) and raw["text"].strip()
    return raw if usable else None


def _read_json_lines(text: str, source: Source, roles: bool) -> Iterator[Report | Problem]:
    """A report a line; its `path` is `FILE#ID`, by the line's number where it has no id."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        raw = _record(line)
        if raw is None:
            yield problem("R009", source.path, detail=str(number))
            continue
        identity = str(raw["id"]) if isinstance(raw.get("id"), str | int) else str(number)
        path = f"{source.path}#{identity}"
        own, problems = from_mapping(raw, path)
        one = replace(
            source,
            name=f"{source.name}#{identity}",
            path=path,
            stated=own.over(source.stated),
            roles=roles,
        )
        report, more = read_report(str(raw["text"]), one)
        yield report
        yield from (*problems, *more)
