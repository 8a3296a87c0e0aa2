"""How a notebook shows what the package returns: a `_repr_html_` for its values.

The classes belong to rooms that know nothing of pages, so they are told from above, once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Final

from dragoman.dossier import Dossier
from dragoman.dossier.listing import Listing, Record
from dragoman.model import Annotated, Report


def teach() -> None:
    """Give the package's values their `_repr_html_`; a second time changes nothing."""
    api = sys.modules.get("dragoman.run.api")  # not loaded for this: it brings the parser
    for kind, draw in (_DRAWN | ({api.AnnotatedReport: _of_api} if api else {})).items():
        setattr(kind, "_repr_html_", draw)  # noqa: B010 -- the classes do not declare it


def _annotated(value: Annotated) -> str:
    from dragoman.show import notebook  # noqa: PLC0415 -- templates load when a cell is drawn

    return notebook.report_html(value)


def _of_api(value: Any) -> str:  # noqa: ANN401 -- run.api.AnnotatedReport
    return _annotated(value.annotated)


def _report(value: Report) -> str:
    return _annotated(Annotated(value))


def _dossier(value: Dossier) -> str:
    from dragoman.show import notebook  # noqa: PLC0415

    return notebook.dossier_html(value)


def _listing(value: Listing) -> str:
    from dragoman.show import notebook  # noqa: PLC0415

    return notebook.listing_html(value.kind, value)


def _record(value: Record) -> str:
    from dragoman.show import notebook  # noqa: PLC0415

    return notebook.record_html(value.kind, value)


_DRAWN: Final[dict[type, Callable[[Any], str]]] = {
    Annotated: _annotated,
    Dossier: _dossier,
    Listing: _listing,
    Record: _record,
    Report: _report,
}
