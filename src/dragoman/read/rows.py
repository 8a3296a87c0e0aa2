"""The lines of a text with what can be seen of each alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.model import Span
from dragoman.read.language import foreign_language
from dragoman.read.lines import split
from dragoman.read.patterns import Rule, rule_for
from dragoman.read.printed import find_dates, is_date_line
from dragoman.read.rules import rules

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDED = re.compile(r"[.!?…:;]\W*(?:\s\w\W*)?$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with what can be seen of it alone; `foreign` is its language where not English.

    `breaks` and `indent` are the line breaks before it and the white space after the last of them.
    """

    span: Span
    text: str
    words: tuple[str, ...]
    rule: Rule | None
    foreign: str | None
    dated: bool
    breaks: int
    indent: int

    @property
    def ruled(self) -> bool:
        """Whether wording, language or date already say what the line is."""
        return self.rule is not None or self.foreign is not None or self.dated

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does, closing marks, emoji or a stray letter aside."""
        return _ENDED.search(self.text) is not None

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph of an article."""
        bounds = limits()
        if self.ruled:
            return False
        enough = len(self.words) >= bounds["prose_words"] and self.ends
        return enough or len(self.words) >= bounds["long_line_words"]


def limits() -> dict[str, int]:
    """The lengths and counts that the rules go by."""
    bounds: dict[str, int] = rules("lines")["limits"]
    return bounds


def rows_of(text: str, end: int | None = None) -> list[Row]:
    """The lines of `text[:end]`, looked at one by one."""
    rows, before = [], 0
    for span in split(text, 0, end):
        rows.append(_row(text, span, text[before : span.start]))
        before = span.end
    return rows


def _row(text: str, span: Span, gap: str) -> Row:
    line = span.of(text)
    short = line[: limits()["longest_found_line"]]
    dated = len(line) <= limits()["longest_ruled_line"] and is_date_line(
        text, span, find_dates(text, span)
    )
    rule = None if dated else rule_for(line)
    foreign = None if rule or dated else foreign_language(short)
    return Row(
        span,
        line,
        words=tuple(_TOKEN.findall(line)),
        rule=rule,
        foreign=foreign,
        dated=dated,
        breaks=gap.count("\n"),
        indent=len(gap) - gap.rfind("\n") - 1,
    )
