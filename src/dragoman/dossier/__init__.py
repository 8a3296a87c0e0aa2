"""The dossier: one DuckDB file of tables and views, the store that writes it, its queries."""

from dragoman.dossier.connect import interruptible
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.errors import (
    DamagedError,
    DossierBusyError,
    DossierError,
    DossierMissingError,
    JudgementError,
    LibraryMissingError,
    NotADossierError,
    NotWritableError,
    QueryError,
    QueryTimeoutError,
    ReportNotFoundError,
    SchemaVersionError,
)
from dragoman.dossier.filters import Filter
from dragoman.dossier.judgements import (
    Decision,
    DecisionVerdict,
    Reference,
    append_decisions,
    beside,
    read_decisions,
)
from dragoman.dossier.listing import Listing
from dragoman.dossier.schema import primary_keys
from dragoman.dossier.store import Store
from dragoman.dossier.ways import Ways

__all__ = [
    "DamagedError",
    "Decision",
    "DecisionVerdict",
    "Dossier",
    "DossierBusyError",
    "DossierError",
    "DossierMissingError",
    "Filter",
    "JudgementError",
    "LibraryMissingError",
    "Listing",
    "NotADossierError",
    "NotWritableError",
    "QueryError",
    "QueryTimeoutError",
    "Reference",
    "ReportNotFoundError",
    "SchemaVersionError",
    "Store",
    "Ways",
    "append_decisions",
    "beside",
    "interruptible",
    "primary_keys",
    "read_decisions",
]
