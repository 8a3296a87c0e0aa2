"""Reports of one story, compared: what tests of figures and of words for things ask."""

from __future__ import annotations

from dragoman.compare import compare
from dragoman.model import Annotated, Comparison, Link, Linked


def affair(*reports: Annotated) -> list[Comparison]:
    """What is compared in reports of one story."""
    first = reports[0].report.id
    links = [Link("story", one.report.id, first, "same", 0.5, "alike") for one in reports[1:]]
    return compare(reports, Linked(links=tuple(links)))


def verdicts(field: str, *reports: Annotated) -> list[tuple[str, str, str]]:
    """Verdict and both values of each comparison of a field in reports of one story."""
    found = (c for c in affair(*reports) if c.field == field)
    return [(c.verdict, c.left.value, c.right.value) for c in found]
