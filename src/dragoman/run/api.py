"""The functions of the package: annotate a text, build a dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.annotate import annotate as annotate_reports
from dragoman.dossier import Dossier
from dragoman.model import Annotated, Interval, Problem
from dragoman.read import Reading, Stated, parse_published, read_text
from dragoman.record import to_record
from dragoman.run.local import build as run_build
from dragoman.run.result import INTERRUPTED
from dragoman.run.web import Web

Day = str | date
Stating = Day | tuple[Day | None, Day | None] | None


@dataclass(frozen=True, slots=True)
class AnnotatedReport:
    """One report with everything found in it.

    `annotated` holds it as values of `dragoman.model`; `problems` is what could not be read or
    annotated, wholly or in part.
    """

    annotated: Annotated
    problems: tuple[Problem, ...]

    def to_dict(self, *, text: bool = True) -> dict[str, Any]:
        """The record of the interface, ready for `json.dumps`; without the text if not `text`."""
        return to_record(self.annotated, text=text)


def annotate(
    text: str,
    published: Stating = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> AnnotatedReport:
    """Read and annotate one report in memory.

    Args:
        text: the report; it may hold page furniture.
        published: ISO date ("2018-06-10"), two of them ("2018-06-09/2018-06-10" or a pair, of which
            an end that is None is open), or None for what the text itself shows.
        outlet: who published it, or None for what the text itself shows.
        url: where it was published, if known.
        title: its headline, or None for what the text itself shows.

    Raises:
        ValueError: `published` is no date, or ends before it begins.
    """
    stated = Stated(outlet=outlet, url=url, published=_interval(published), title=title)
    report, problems = read_text(text, stated=stated)
    (annotated,) = annotate_reports([report])
    return AnnotatedReport(annotated, (*problems, *annotated.problems))


def build(
    paths: Iterable[str | Path] | str | Path,
    into: str | Path,
    *,
    published: Stating = None,
    outlet: str | None = None,
    url: str | None = None,
    columns: Mapping[str, str] | None = None,
    linked: bool = False,
    allow_private: bool = False,
    force: bool = False,
    workers: int = 1,
) -> Dossier:
    """Read, annotate, link and compare reports into a dossier, and open it.

    Args:
        paths: files, folders, patterns and addresses, or one of them.
        into: the dossier; it is made if there is none, else added to.
        published: when all of them were published, as for `annotate`.
        outlet: who published all of them.
        url: where they were published.
        columns: which column of tables, or key of JSON, holds which field: `{"text": "body"}`.
        linked: whether the pages that feeds link to are read in the place of the feeds' own words.
        allow_private: whether addresses of this machine and of local networks may be fetched.
        force: annotate again what is stored already.
        workers: how many processes annotate. With more than one, a script must call this under
            `if __name__ == "__main__":`, as for any process pool.

    Raises:
        DossierError: the dossier cannot be opened or written.
        KeyboardInterrupt: the build was interrupted; the next one goes on from there.
        ValueError: `published` is no date, or ends before it begins.
    """
    stated = Stated(outlet=outlet, url=url, published=_interval(published))
    several = [paths] if isinstance(paths, str | Path) else paths
    how, web = Reading(columns=columns or {}), Web(linked=linked, allow_private=allow_private)
    result = run_build(several, into, stated, how, web, force=force, workers=workers)
    if result.exit_code == INTERRUPTED:
        raise KeyboardInterrupt
    return Dossier.open(into)


def _interval(stated: Stating) -> Interval | None:
    if stated is None:
        return None
    ends = stated if isinstance(stated, tuple) else (stated,)
    return parse_published("/".join("" if end is None else str(end) for end in ends))
