"""The dossier: one DuckDB file of tables and views, the store that writes it, its queries."""

from dragoman.dossier.connect import interruptible
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.errors import (
    DossierBusyError,
    DossierError,
    DossierMissingError,
    NotADossierError,
    QueryError,
    QueryTimeoutError,
    ReportNotFoundError,
    SchemaVersionError,
)
from dragoman.dossier.filters import Filter
from dragoman.dossier.store import Store

__all__ = [
    "Dossier",
    "DossierBusyError",
    "DossierError",
    "DossierMissingError",
    "Filter",
    "NotADossierError",
    "QueryError",
    "QueryTimeoutError",
    "ReportNotFoundError",
    "SchemaVersionError",
    "Store",
    "interruptible",
]
