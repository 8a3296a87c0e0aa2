"""Whose a value is, and which of several: what keeps two facts of one kind apart."""

from __future__ import annotations

import re
from functools import cache

from dragoman.compare.facts import Fact
from dragoman.compare.verdicts import load
from dragoman.model import Mention, Quantity

BEFORE = 200
"""Characters before "the 19-year-old" in which the one meant was last named."""
APPOSED = re.compile(r",? (?:(?:an?|the) )?", re.IGNORECASE)
"""Between a name and an age that stands beside it: "Ada Quill, 41", "Ada Quill, a 41-year-old"."""
DESCRIBED = re.compile(r"(?: [\w-]+){0,2} ")
"""Between an age and the name it stands before: "the 41-year-old Finnish driver Ada Quill"."""
BOUND = re.compile(r"(?:[a-z]+ )+", re.IGNORECASE)
"""Words with which an amount begins: "below $6,000"."""
DEFINITE = re.compile(r"\b(?:the|this|that) $", re.IGNORECASE)


def of_others(left: Fact, right: Fact) -> bool:
    """Whether two ages are of two persons who are named, each beside its age or just before it."""
    if {left.field, right.field} != {"age"}:
        return False
    one, other = _aged(left), _aged(right)
    return one is not None and other is not None and one != other


def of_other_rank(left: Fact, right: Fact) -> bool:
    """Whether the words before two values put them elsewhere in a row: "the last", "the first"."""
    one, other = _ranks(left), _ranks(right)
    return bool(one and other) and one.isdisjoint(other)


def of_other_grain(left: Fact, right: Fact) -> bool:
    """Whether of two dates one is a day and the other no day but a week, a month, a year.

    Reports that contradict each other over a day do so in days: "on Tuesday", "on Wednesday". Where
    one says "Saturday" and the other "in July", they speak of two acts of a kind.
    """
    return _is_day(left) != _is_day(right)


def of_other_hours(left: Fact, right: Fact) -> bool:
    """Whether both are prices that move from hour to hour: "fell to $5,920", "now priced at"."""
    return left.field == right.field == "amount" and _is_quotation(left) and _is_quotation(right)


def _is_quotation(fact: Fact) -> bool:
    """Whether an amount is where a price stands: it comes there by rising or falling, or trades."""
    text, start = fact.telling.source.report.text, fact.span.start
    reach = load("alignment.toml")["quotations"]["reach"]
    bound = BOUND.match(text, start, fact.span.end)
    figure = bound.end() if bound else start
    return _quotations().search(text, max(0, start - reach), figure) is not None


@cache
def _quotations() -> re.Pattern[str]:
    """Words of movement or trade, and what leads from them to the price."""
    moves, quoted = load("alignment.toml")["moves"], load("alignment.toml")["quotations"]
    verbs = "|".join([*moves["up"], *moves["down"], *quoted["trading"]])
    return re.compile(
        rf"\b(?:{verbs})\b[^.;:\n]*?\b(?:{'|'.join(quoted['to'])})\s+$", re.IGNORECASE
    )


def _aged(fact: Fact) -> str | None:
    """The last word of the name of whom an age is told, in lower case; None where nobody's is."""
    text, span = fact.telling.source.report.text, fact.span
    persons = [m for m in fact.telling.source.mentions if m.kind == "person"]
    named = [m for m in persons if span.start - BEFORE <= m.span.start and m.span.end <= span.start]
    last = max(named, key=lambda m: m.span, default=None)
    if last is not None and APPOSED.fullmatch(text, last.span.end, span.start):
        return _surname(last)
    ahead = min((m for m in persons if m.span.start > span.end), key=lambda m: m.span, default=None)
    if ahead is not None and DESCRIBED.fullmatch(text, span.end, ahead.span.start):
        return _surname(ahead)
    if last is not None and DEFINITE.search(text, max(0, span.start - 6), span.start):
        return _surname(last)
    return None


def _surname(person: Mention) -> str:
    return person.entity.split()[-1].lower()


def _ranks(fact: Fact) -> frozenset[str]:
    limits = load("thresholds.toml")["rank"]
    text, start = fact.telling.source.report.text, fact.span.start
    words = re.findall(r"\w+", text[max(0, start - limits["reach"]) : start].lower())
    return frozenset(words) & frozenset(limits["words"])


def _is_day(fact: Fact) -> bool:
    return not isinstance(fact.value, Quantity) and fact.value.days.interval.days() == 1
