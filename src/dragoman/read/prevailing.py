"""In which language a report is, by its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.model import Line
from dragoman.read.language import SAMPLE, is_english, text_language
from dragoman.read.rows import Row, limits
from dragoman.read.rules import rules

_TELLING = 6  # words of a line that tells a language; shorter ones are names and menus


def prevailing_language(rows: Sequence[Row]) -> str | None:
    """The language of the paragraphs; of all lines, where no line is a paragraph.

    English also where another goes first, but much of the text is English, as on pages that print a
    report in two languages: the lines in the other are told from it one by one.
    """
    long = (row.text for row in rows if len(row.words) >= _TELLING and not row.rule)
    told = text_language(_sample(long) or _sample(row.text for row in rows))
    return "en" if told not in (None, "en") and _is_half_english(rows) else told


def _is_half_english(rows: Sequence[Row]) -> bool:
    """Whether enough of the paragraphs' words stand in English ones."""
    long = [row for row in rows if len(row.words) >= limits()["prose_words"]]
    english = sum(len(row.words) for row in long if is_english(row.text))
    least: float = rules("languages")["least_share"]
    return english > 0 and english >= least * sum(len(row.words) for row in long)


def _sample(lines: Iterable[str]) -> str:
    """So many of the lines as a language is told by, with spaces between; no more is looked at."""
    found: list[str] = []
    length = 0
    for line in lines:
        found.append(line)
        length += len(line)
        if length >= SAMPLE:
            break
    return " ".join(found)


def is_half_foreign(lines: Sequence[Line]) -> bool:
    """Whether much of the article, not a line or two, is in another language."""
    sizes = {
        role: sum(line.span.end - line.span.start for line in lines if line.role == role)
        for role in ("body", "other-language")
    }
    least: float = rules("languages")["least_share"]
    return sizes["other-language"] > 0 and sizes["other-language"] >= least * sum(sizes.values())
