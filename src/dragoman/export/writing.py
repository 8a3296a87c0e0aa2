"""Putting the files of an export where they belong: all of them whole, or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def write_files(files: Mapping[str, bytes], to: Path) -> list[Path]:
    """Write every file beside its place, and move them there once all are on the disk.

    Args:
        files: contents by what is added to the name of `to`, as an `Exporter` gives them.
        to: the output; folders on the way are made.

    Returns:
        The files' paths, in the order of `files`.

    Raises:
        OSError: a file cannot be written. What stood there before is then untouched.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for ending, content in files.items():
            target = Path(f"{to}{ending}")
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_stage(target, content), target))
        for ready, target in staged:
            ready.replace(target)
    finally:
        for ready, _ in staged:
            ready.unlink(missing_ok=True)
    return [target for _, target in staged]


def _stage(target: Path, content: bytes) -> Path:
    """A file beside the target with the content, safely on the disk."""
    ready = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with ready.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        ready.unlink(missing_ok=True)
        raise
    return ready
