"""Exports: a dossier in the formats that other tools read.

Every exporter is a function of an open dossier that gives files as (ending, bytes), registered by
name. PLOVER, POLECAT and GDELT have no words for what was only planned, cancelled or denied, so
only events that happened go there; all other formats have everything, with its status.
"""

from __future__ import annotations

from pathlib import Path

from dragoman.dossier import Dossier, LibraryMissingError
from dragoman.export.errors import ExportError, UnknownExportError
from dragoman.export.registry import EXPORTERS, Exporter
from dragoman.export.writing import write_files

__all__ = [
    "EXPORTERS",
    "ExportError",
    "Exporter",
    "LibraryMissingError",
    "UnknownExportError",
    "export",
    "write_files",
]


def export(dossier: Dossier | str | Path, name: str, to: str | Path) -> list[Path]:
    """Write a dossier in another format.

    Args:
        dossier: an open dossier, or where one lies.
        name: a format of docs/exporting.md, or one that another package registers.
        to: the file or folder to write; formats of several files add their endings to it.

    Returns:
        The files written.

    Raises:
        DossierError: there is no dossier at the path.
        ExportError: there is no such format.
        LibraryMissingError: the format needs a library that is not installed.
        OSError: a file cannot be written; nothing is then changed.
    """
    if isinstance(dossier, Dossier):
        return write_files(EXPORTERS[name](dossier), Path(to))
    with Dossier.open(dossier) as opened:
        return write_files(EXPORTERS[name](opened), Path(to))
