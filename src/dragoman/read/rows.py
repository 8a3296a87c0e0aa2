"""The lines of a text with what can be seen of each alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from dragoman.model import Span
from dragoman.read.dates.printed import find_dates, is_date_line
from dragoman.read.language import foreign_language
from dragoman.read.lines import split
from dragoman.read.patterns import Rule, rule_for
from dragoman.read.rules import rules

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDED = re.compile(r"[.!?…:;]\W*(?:\s\w\W*)?$")


@dataclass(frozen=True)
class Row:
    """A line with what can be seen of it alone, looked at when it is asked for.

    What a line is takes a hundred patterns to tell, and of a text that is stated to be all article
    nobody asks it. `gap` is the white space between it and the line before.
    """

    span: Span
    text: str
    gap: str = ""

    @property
    def breaks(self) -> int:
        """The line breaks before it."""
        return self.gap.count("\n")

    @property
    def indent(self) -> int:
        """The characters of white space after the last of them."""
        return len(self.gap) - self.gap.rfind("\n") - 1

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, in order."""
        return tuple(_TOKEN.findall(self.text))

    @cached_property
    def dated(self) -> bool:
        """Whether it is a date and little else."""
        if len(self.text) > limits()["longest_ruled_line"]:
            return False
        whole = Span(0, len(self.text))
        return is_date_line(self.text, whole, find_dates(self.text, whole))

    @cached_property
    def rule(self) -> Rule | None:
        """The rule that its wording fits; None for a date, or where its wording says nothing."""
        return None if self.dated else rule_for(self.text)

    @cached_property
    def foreign(self) -> str | None:
        """Its language where that is surely not English; None where a rule or a date says more."""
        if self.dated or self.rule:
            return None
        return foreign_language(self.text[: limits()["longest_found_line"]])

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
    """The lines of `text[:end]`."""
    rows, before = [], 0
    for span in split(text, 0, end):
        rows.append(Row(span, span.of(text), text[before : span.start]))
        before = span.end
    return rows
