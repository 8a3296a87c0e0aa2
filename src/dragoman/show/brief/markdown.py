"""Lines of Markdown: what a report says goes in as literal text, and evidence ends the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.show.phrases import address
from dragoman.show.safe import code, inert, markdown, shorten

_LONGEST_QUOTE = 200  # characters of a quotation in evidence; a cut is marked with …


def heading(level: int, text: str) -> str:
    """A heading of `level` 1 to 6."""
    return f"{'#' * level} {markdown(text)}"


def quoted(text: str) -> str:
    """`“the very words”`, cut and marked where they are long."""
    return f"“{markdown(shorten(inert(text), _LONGEST_QUOTE))}”"


def spot(place: Mapping[str, Any], *, quote: bool = True) -> str:
    """Where something stands and, unless the line has them already, the words there."""
    where = code(address(place["path"], place["span"]))
    return f"{where} {quoted(place['quote'])}" if quote else where


def item(label: str, text: str, *places: Mapping[str, Any]) -> str:
    """`- **label:** text — evidence; evidence`."""
    evidence = "; ".join(spot(place) for place in places)
    line = f"- **{markdown(label)}:** {markdown(text)}"
    return f"{line} — {evidence}" if evidence else line


def section(title: str, lines: Iterable[str]) -> list[str]:
    """A heading with its list, or nothing at all where the list is empty."""
    found = list(lines)
    return [title, "", *found, ""] if found else []
