"""Dragoman reads many reports of the same affairs critically.

import dragoman

report = dragoman.annotate(text, published="2018-06-10")
dossier = dragoman.build(["reports/"], into="affair.duckdb")
dossier = dragoman.open("affair.duckdb")
dossier.conflicts().to_pandas()
dragoman.export(dossier, "parquet", "affair")
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.dossier import Dossier, DossierError, Filter, Listing
    from dragoman.export import export
    from dragoman.model import Problem
    from dragoman.run.api import AnnotatedReport, annotate, build

# The parser and the database take a second to import, and `import dragoman` needs neither.
_HOMES = {
    "AnnotatedReport": "dragoman.run.api",
    "Dossier": "dragoman.dossier",
    "DossierError": "dragoman.dossier",
    "Filter": "dragoman.dossier",
    "Listing": "dragoman.dossier",
    "Problem": "dragoman.model",
    "annotate": "dragoman.run.api",
    "build": "dragoman.run.api",
    "export": "dragoman.export",
}

__all__ = [
    "AnnotatedReport",
    "Dossier",
    "DossierError",
    "Filter",
    "Listing",
    "Problem",
    "annotate",
    "build",
    "export",
    "open",
]


def open(path: str | Path) -> Dossier:  # noqa: A001 - reads as dragoman.open
    """Open a dossier for reading.

    Raises:
        DossierError: there is none at `path`, or one this version cannot read.
    """
    return __getattr__("Dossier").open(path)  # type: ignore[no-any-return]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    import_module("dragoman.notebook").teach()
    return found


def __dir__() -> list[str]:
    return __all__


class _Package(ModuleType):
    """This package, whose functions `annotate` and `export` have the names of two of its rooms.

    The import system binds a subpackage to its name here once it is loaded, and would hide the
    function; `from dragoman.annotate import …` finds the room all the same.
    """

    @property
    def annotate(self) -> Any:  # noqa: ANN401 - the function of run.api
        return __getattr__("annotate")

    @annotate.setter
    def annotate(self, room: ModuleType) -> None:
        """Leave the function in its place."""

    @property
    def export(self) -> Any:  # noqa: ANN401 - the function of export
        return __getattr__("export")

    @export.setter
    def export(self, room: ModuleType) -> None:
        """Leave the function in its place."""


sys.modules[__name__].__class__ = _Package
