"""Every problem Dragoman can meet, from `problems.toml`: what it is, and what to do."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import NamedTuple

from dragoman.model import Problem, Span


class Known(NamedTuple):
    """A problem of the catalogue, with `{detail}` where a place fills in what it met."""

    stage: str
    what: str
    remedy: str


def _catalogue() -> dict[str, Known]:
    text = files("dragoman").joinpath("problems.toml").read_text(encoding="utf-8")
    return {code: Known(**entry) for code, entry in tomllib.loads(text).items()}


CATALOGUE = _catalogue()
"""Every problem by its code."""


def problem(
    code: str,
    path: str,
    *,
    detail: str = "",
    span: Span | None = None,
) -> Problem:
    """A problem of the catalogue, filled in for one place.

    Raises:
        KeyError: `code` is not in the catalogue.
    """
    stage, what, remedy = CATALOGUE[code]
    return Problem(
        code=code,
        path=path,
        stage=stage,
        what=what.format(detail=detail),
        remedy=remedy.format(detail=detail),
        span=span,
    )
