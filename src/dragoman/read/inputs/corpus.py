"""From paths to reports: files, folders, patterns and standard input, one report at a time."""

from __future__ import annotations

import stat
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.model import Problem, Report
from dragoman.problems import problem
from dragoman.read.inputs.files import Found, find_files
from dragoman.read.inputs.shared import Items, Reading
from dragoman.read.inputs.streams import read_stream
from dragoman.read.report import Source
from dragoman.read.stated import Stated, read_sidecar, sidecar_of


def read_inputs(
    paths: Iterable[str | Path],
    stated: Stated | None = None,
    how: Reading | None = None,
    *,
    stdin: BinaryIO | None = None,
    pass_over: Collection[Path] = (),
) -> Iterator[Report | Problem]:
    """Every report under the paths, in a stable order, each followed by the problems about it.

    Bad input never raises: it is a `Problem` of the catalogue, and reading goes on. A report with
    the name and text of an earlier one is a problem (R012) and is left out. One report is held in
    memory at a time, whatever the size of the archive it comes from.

    Args:
        paths: files, folders (recursively, by name; hidden files, sidecars and dossiers are
            passed over), patterns such as `reports/**/*.html`, and "-" for standard input. What
            a file is, is told by its first bytes and its name; docs/reading.md has the table.
        stated: what holds for all of them; a sidecar or what a file states goes before it.
        how: how to read them.
        stdin: what "-" reads; the process's standard input by default.
        pass_over: files that are not read where they are met in a folder.
    """
    general, how = stated or Stated(), how or Reading()
    yield from without_doubles(_read_all(paths, general, how, stdin, pass_over), {})


def list_inputs(
    paths: Iterable[str | Path], pass_over: Collection[Path] = ()
) -> Iterator[Found | Problem]:
    """The files under the paths, in the order in which `read_inputs` reads them.

    Args:
        paths: files, folders and patterns, as for `read_inputs`.
        pass_over: files that are left out where they are met in a folder.
    """
    for path in paths:
        for found in find_files(Path(path)):
            if (
                isinstance(found, Problem)
                or found.file == Path(path)
                or found.file not in pass_over
            ):
                yield found


def read_found(found: Found, stated: Stated, how: Reading) -> Items:
    """The reports of one file, each followed by the problems about it; arguments as above."""
    try:
        stream = _opened(found.file)
    except OSError as error:
        yield problem("R003", found.shown, detail=error.strerror or str(error))
        return
    sidecar = sidecar_of(found.file)
    own, problems = read_sidecar(sidecar) if sidecar else (Stated(), [])
    source = Source(found.name, found.shown, own.over(stated))
    with stream:
        yield from read_stream(stream, source, how, found.file.name.lower())
    yield from problems


def without_doubles(items: Items, seen: dict[str, str]) -> Items:
    """The items, with a problem R012 in the place of a report that was met before.

    Args:
        items: reports and problems.
        seen: path of every report met before, by its id; what is met is added.
    """
    for item in items:
        if isinstance(item, Report) and item.id in seen:
            yield problem("R012", item.path, detail=seen[item.id])
            continue
        if isinstance(item, Report):
            seen[item.id] = item.path
        yield item


def _read_all(
    paths: Iterable[str | Path],
    stated: Stated,
    how: Reading,
    stdin: BinaryIO | None,
    pass_over: Collection[Path],
) -> Items:
    for path in paths:
        if str(path) == "-":
            yield from read_stream(stdin or sys.stdin.buffer, Source("-", "-", stated), how, "")
            continue
        for found in list_inputs([path], pass_over):
            yield from [found] if isinstance(found, Problem) else read_found(found, stated, how)


def _opened(file: Path) -> BinaryIO:
    """The file, open for reading.

    Raises:
        OSError: it cannot be read, or is a pipe or a device.
    """
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError("not a regular file")
    return file.open("rb", buffering=0)
