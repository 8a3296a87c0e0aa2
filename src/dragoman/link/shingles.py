"""Texts as sets of shingles: hashes of runs of consecutive words (Broder 1997)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from dragoman.link.rules import rules
from dragoman.model import Report

Shingles = NDArray[np.uint64]
"""Distinct hashes, ascending."""
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_FOLD = np.uint64(32)
# A word is hashed to the sum of its letters, each times the random odd number of its place, which
# numpy does for all letters of a text at once (multilinear hashing, Carter & Wegman 1979).
_PLACES = np.random.default_rng(1597).integers(0, 2**63, 64, np.uint64) * np.uint64(2) + np.uint64(
    1
)
_LETTERS = 1 << 16  # code points that are looked up; those beyond count as letters


def body(report: Report) -> str:
    """The report's own prose: body and captions, without title and furniture."""
    return "\n".join(span.of(report.text) for span in report.spans("body", "caption"))


def shingle_sets(reports: Sequence[Report]) -> list[Shingles]:
    """The shingles of each report's body, without the lines that its site prints everywhere."""
    sites = [_site(report) for report in reports]
    printed = [
        [span.of(report.text) for span in report.spans("body", "caption")] for report in reports
    ]
    common = _site_lines(reports, sites, printed)
    return [
        _shingles("\n".join(line for line in lines if (site, line) not in common))
        for site, lines in zip(sites, printed, strict=True)
    ]


def _site_lines(
    reports: Sequence[Report], sites: Sequence[str], printed: Sequence[Sequence[str]]
) -> set[tuple[str, str]]:
    """Lines that a site prints in reports of different titles, as (site, line).

    A registration wall or a note below every article is taken for body where a page holds little
    else; it tells nothing of what the reports are. Reports of unknown sites have none.
    """
    titles: dict[tuple[str, str], set[str]] = {}
    for report, site, lines in zip(reports, sites, printed, strict=True):
        title = report.title or ""
        for line in lines if site else ():
            titles.setdefault((site, line), set()).add(title)
    least = rules("copies")["titles_over_a_site_line"]
    return {line for line, over in titles.items() if len(over) >= least}


def jaccard(left: Shingles, right: Shingles) -> float:
    """Shared shingles relative to all; 0 for two empty texts."""
    few, many = (left, right) if len(left) < len(right) else (right, left)
    if not len(few):
        return 0.0
    # Both ascend, so a look for the fewer among the many is faster than sorting all anew.
    shared = int(np.count_nonzero(many.take(np.searchsorted(many, few), mode="clip") == few))
    return shared / (len(left) + len(right) - shared)


def _site(report: Report) -> str:
    """Who prints the report: its reprinter, else its outlet, else its host; "" where unknown."""
    printer = report.republished_by or report.outlet
    if printer or not report.url:
        return printer.name if printer else ""
    return urlsplit(report.url).hostname or ""


def _shingles(text: str) -> Shingles:
    found = word_hashes(text)
    size = rules("copies")["shingle_words"]
    count = max(0, len(found) - size + 1)
    mixed = np.zeros(count, np.uint64)
    for place in range(size):
        mixed = (mixed ^ found[place : place + count]) * _FACTORS[place % len(_FACTORS)]
        mixed ^= mixed >> _FOLD
    return _distinct(mixed)


def word_hashes(text: str) -> NDArray[np.uint64]:
    """A hash of each word of a text, in order, whatever its capitals.

    Words are runs of letters and digits: coarser than `likeness.words.tokens` and much faster, and
    what decides is whole runs of words.
    """
    signs = np.frombuffer(text.lower().encode("utf-32-le", "surrogatepass"), np.uint32)
    padded = np.zeros(len(signs) + 2, np.bool_)
    inside = padded[1:-1]
    np.take(_is_letter(), signs, mode="clip", out=inside)
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    if not len(starts):
        return np.zeros(0, np.uint64)
    firsts = np.cumsum(lengths) - lengths  # of each word, once all else is left out
    places = np.arange(int(lengths.sum())) - np.repeat(firsts, lengths)
    terms = signs[inside].astype(np.uint64) * _PLACES[np.minimum(places, len(_PLACES) - 1)]
    return np.add.reduceat(terms, firsts)


@cache
def _is_letter() -> NDArray[np.bool_]:
    """Whether each code point below _LETTERS is a letter or digit; the last is for all others."""
    return np.array([*(chr(code).isalnum() for code in range(_LETTERS)), True])


def _distinct(hashes: NDArray[np.uint64]) -> Shingles:
    """As `numpy.unique`, which is slower on few numbers."""
    ordered = np.sort(hashes)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]
