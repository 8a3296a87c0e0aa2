"""Exporters by name. They are entry points of the group `dragoman.exporters`, ours like others'.

A package adds a format by declaring in its pyproject.toml

    [project.entry-points."dragoman.exporters"]
    myformat = "mypackage.module:my_files"

where `my_files` is an `Exporter`. Its name is then one of `dragoman export --to`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from dragoman.dossier import Dossier
from dragoman.export.errors import UnknownExportError

GROUP = "dragoman.exporters"

Exporter = Callable[[Dossier], Mapping[str, bytes]]
"""A dossier to the files of a format, by what is added to the name of the output: "" for the only
file of a format, ".mentions.CSV" for one of several, "/claim.parquet" for one in a folder. The same
dossier gives the same bytes."""


class Registry(Mapping[str, Exporter]):
    """The exporters of this environment by name; each is imported when it is first asked for."""

    def __getitem__(self, name: str) -> Exporter:
        """The exporter of this name.

        Raises:
            UnknownExportError: there is none.
        """
        if name not in _points():
            raise UnknownExportError(name, self)
        return cast("Exporter", _points()[name].load())

    def __contains__(self, name: object) -> bool:
        return name in _points()

    def __iter__(self) -> Iterator[str]:
        return iter(_points())

    def __len__(self) -> int:
        return len(_points())


@cache
def _points() -> dict[str, EntryPoint]:
    """The entry points by name, in its order; of two with one name ours stands."""

    def ours(point: EntryPoint) -> bool:
        return point.value.startswith("dragoman.")

    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name, ours(point)))
    return {point.name: point for point in found}


EXPORTERS = Registry()
