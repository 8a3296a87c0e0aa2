"""What keeps an export from being made: a coded problem, saying what and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.dossier import DossierError


class ExportError(DossierError):
    """A dossier cannot be exported."""


class UnknownExportError(ExportError):
    """There is no exporter of this name; `known` are those there are."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__("E001", name, ", ".join(known))
