"""Texts as sets of shingles: hashes of runs of consecutive words (Broder 1997)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dragoman.link.rules import rules
from dragoman.model import Report

Shingles = NDArray[np.uint64]
"""Distinct hashes, ascending."""
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_FOLD = np.uint64(32)
# Coarser than `likeness.words.tokens` and much faster: what decides is whole runs of words.
_WORD = re.compile(r"\w+")


class _Hashes(dict[str, int]):
    """A stable hash of every word met, computed once."""

    def __missing__(self, word: str) -> int:
        value = self[word] = crc32(word.encode("utf-8", "surrogatepass"))
        return value


def body(report: Report) -> str:
    """The report's own prose: body and captions, without title and furniture."""
    return "\n".join(span.of(report.text) for span in report.spans("body", "caption"))


def shingle_sets(reports: Sequence[Report]) -> list[Shingles]:
    """The shingles of each report's body, without the lines that its site prints everywhere."""
    hashes, common = _Hashes(), site_lines(reports)
    return [_shingles(_own_body(report, common), hashes) for report in reports]


def site_lines(reports: Sequence[Report]) -> set[tuple[str, str]]:
    """Lines that a site prints in reports of different titles, as (site, line).

    A registration wall or a note below every article is taken for body where a page holds little
    else; it tells nothing of what the reports are. Reports of unknown sites have none.
    """
    titles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in reports:
        if site := _site(report):
            for span in report.spans("body", "caption"):
                titles[site, span.of(report.text)].add(report.title or "")
    least = rules("copies")["titles_over_a_site_line"]
    return {line for line, over in titles.items() if len(over) >= least}


def jaccard(left: Shingles, right: Shingles) -> float:
    """Shared shingles relative to all; 0 for two empty texts."""
    every = len(left) + len(right)
    union = len(_distinct(np.concatenate((left, right))))
    return (every - union) / union if union else 0.0


def _own_body(report: Report, common: set[tuple[str, str]]) -> str:
    site = _site(report)
    if not common or not site:
        return body(report)
    lines = (span.of(report.text) for span in report.spans("body", "caption"))
    return "\n".join(line for line in lines if (site, line) not in common)


def _site(report: Report) -> str:
    """Who prints the report: its reprinter, else its outlet, else its host; "" where unknown."""
    printer = report.republished_by or report.outlet
    return printer.name if printer else urlsplit(report.url or "").hostname or ""


def _shingles(text: str, hashes: _Hashes) -> Shingles:
    words = _WORD.findall(text.lower())
    found = np.fromiter(map(hashes.__getitem__, words), np.uint64, len(words))
    size = rules("copies")["shingle_words"]
    count = max(0, len(found) - size + 1)
    mixed = np.zeros(count, np.uint64)
    for place in range(size):
        mixed = (mixed ^ found[place : place + count]) * _FACTORS[place % len(_FACTORS)]
        mixed ^= mixed >> _FOLD
    return _distinct(mixed)


def _distinct(hashes: NDArray[np.uint64]) -> Shingles:
    """As `numpy.unique`, which is slower on few numbers."""
    ordered = np.sort(hashes)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered
