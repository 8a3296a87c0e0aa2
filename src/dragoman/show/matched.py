"""Why a report matched a search: its lines with most of the words, and the words marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dragoman.dossier.shelf.search import folded
from dragoman.model import Span
from dragoman.show.marks import Mark, marked
from dragoman.show.sheets import ARTICLE

Row = Mapping[str, Any]

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_LINES = 2  # lines of the article shown of one report
_PARTS = {"title": "the headline", "body": "the text", "caption": "a caption"}
_AROUND = 110  # characters shown on either side of the first word


@dataclass(frozen=True, slots=True)
class Match:
    """A report that matched: its headline and some lines as HTML, and why, in words."""

    report: Row
    title: Markup
    lines: Sequence[Markup]
    why: str


def matched(report: Row, words: Sequence[str]) -> Match:
    """What matched in a report.

    Args:
        report: with its text and lines.
        words: the words searched for, lower case and without accents.
    """
    found: list[tuple[int, str, Span, list[Mark]]] = []
    where: dict[str, set[str]] = {}
    for line in report["lines"]:
        if line["role"] not in ARTICLE:
            continue
        window = Span(line["start"], line["end"])
        marks = _hits(report["text"], window, words)
        for mark in marks:
            part = _PARTS[line["role"]]
            where.setdefault(folded(mark.span.of(report["text"])), set()).add(part)
        found.append((len({mark.key for mark in marks}), line["role"], window, marks))
    title = next(((w, m) for _, role, w, m in found if role == "title"), None)
    best = sorted((row for row in found if row[0] and row[1] != "title"), key=lambda row: -row[0])
    lines = [
        marked(report["text"], _near(report["text"], window, marks[0].span), marks)
        for _, _, window, marks in best[:_LINES]
    ]
    head = Markup("") if title is None else marked(report["text"], *title)
    why = "; ".join(f"{word} in {' and '.join(sorted(where[word]))}" for word in sorted(where))
    return Match(report, head, lines, why)


def _hits(text: str, window: Span, words: Sequence[str]) -> list[Mark]:
    found = _WORD.finditer(text, window.start, window.end)
    return [
        Mark(Span(*hit.span()), "hit", folded(hit.group()))
        for hit in found
        if folded(hit.group()) in words
    ]


def _near(text: str, window: Span, hit: Span) -> Span:
    """A part of a line around its first hit, cut between words."""
    start, end = max(window.start, hit.start - _AROUND), min(window.end, hit.end + 2 * _AROUND)
    while start > window.start and not text[start - 1].isspace():
        start -= 1
    while end < window.end and not text[end].isspace():
        end += 1
    return Span(start, end)
