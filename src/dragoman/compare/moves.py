"""Rises and falls: which way a percentage points, of whom it is told, and at what hour.

"Fell 3%" and "edged up 0.2 percent" differ by more than their figures, and two movements are of one
slot only where they are of one thing: a bidder's shares fall while its target's rise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.compare.verdicts import load
from dragoman.likeness.words import terms
from dragoman.model import Annotated, Span

ENDS = re.compile(r"[;:]|,? (?:while|whereas|but|though|although) ")
"""Where a clause ends that a movement may be told in."""
BRACKETS = re.compile(r"\([^()]*\)")
SIGNS = ((1, "up"), (-1, "down"))
CAPITAL = re.compile(r"\b[A-Z][\w&-]+")


@dataclass(frozen=True, slots=True)
class Move:
    """A movement: 1 up, -1 down; of what it is told; whether an hour is stated."""

    sign: int
    subject: str
    timed: bool

    def one_hour(self, other: Move) -> bool:
        """Whether the two may be of one moment: not where each states its own hour."""
        return not (self.timed and other.timed)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = "|".join(load("alignment.toml")["moves"][kind])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def move_of(one: Annotated, span: Span, sentence: Span) -> Move | None:
    """The movement that a percentage at `span` tells, or None where no word beside it tells one.

    Args:
        one: the report.
        span: the percentage.
        sentence: the sentence around it.
    """
    told = BRACKETS.sub(" ", one.report.text[sentence.start : span.start])
    clause = ENDS.split(told)[-1]
    sign, subject = _sign(clause), _subject(told)
    if not sign or subject is None:
        return None
    timed = any(
        sentence.holds(time.span) and re.search(r"T(?:\d\d|MO|MI|AF|EV|NI)", time.value)
        for time in one.times
    )
    return Move(sign, subject, timed)


def _sign(clause: str) -> int:
    """1 or -1 by the last word of movement in the words before the figure, 0 without any.

    "A 5 percent drop in sales" is left out: what dropped stands behind, anywhere.
    """
    told = clause[-load("alignment.toml")["moves"]["reach"] :]
    found = max(
        ((hit.start(), sign) for sign, kind in SIGNS for hit in _pattern(kind).finditer(told)),
        default=(0, 0),
    )
    return found[1]


def _subject(told: str) -> str | None:
    """The last capitalised word before the figure, as a stem, and what of it moved if not shares.

    Of companies half the names are no mentions ("Fellmouth shares"), so it is read off the text.
    """
    found = [stem for word in CAPITAL.findall(told) for stem in terms(word)]
    measured = _pattern("measured").findall(told)
    return " ".join([found[-1], *measured[-1:]]).lower() if found else None
