"""Exports: a dossier's events in the formats that event-data users know.

Every exporter is a function of an open dossier that gives files as (ending, bytes). PLOVER, POLECAT
and GDELT have no words for what was only planned, cancelled or denied, so only events that happened
go there; the plain CSV has all, with their status.
"""

from collections.abc import Callable, Mapping

from dragoman.dossier import Dossier
from dragoman.export.flat import csv_files
from dragoman.export.gdelt import gdelt_files
from dragoman.export.plover import plover_files
from dragoman.export.polecat import polecat_files

Exporter = Callable[[Dossier], Mapping[str, bytes]]
"""A dossier to the files of a format, by their endings; a single file has the ending ""."""

EXPORTERS: dict[str, Exporter] = {
    "csv": csv_files,
    "gdelt": gdelt_files,
    "plover": plover_files,
    "polecat": polecat_files,
}

__all__ = ["EXPORTERS", "Exporter"]
