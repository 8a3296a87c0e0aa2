"""Whose words a report says that it prints: the agencies named around its article.

A name counts only where a page says where its text is from: in a line that says so ("Source: …",
"AFP contributed to this report"), in a byline ("By Ana Bell, Associated Press"), in a line of its
own between title and article or right behind it ("Reuters | 3 May 2019", "(AFP)"), and in an
agency's notice ("© 2019 AFP"). The article's own sentences name agencies as speakers, not as this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from dragoman.knowledge import World
from dragoman.model import Line, Named, Span
from dragoman.read.dates.printed import find_dates
from dragoman.read.marks import NAME, named_by_wording
from dragoman.read.named import agency_called, named, pieces
from dragoman.read.rules import rules

_LABELLED = (
    re.compile(r"^[^:：]{2,20}[:：]\s*(?P<name>.{2,80}?)\W*$"),
    re.compile(rf"(?i:\b(?:in|on|by|at|from|via) (?:the )?)(?P<name>{NAME})"),
    re.compile(r"^\W*(?P<name>\w+(?: \w+){0,3})\W*$"),
)
"""A label, a wording such as "originally published by", a word or two such as "Agencies"."""
# Commas, brackets, bars, dashes and "and", between which names stand.
_BETWEEN = re.compile(r"\s*[,;:/|()\[\]•·»›]\s*|\s+(?:and|with|&|[–—-]+)\s+|^[\s–—-]+")
_WORD = re.compile(r"\S+?(?=\.?(?:\s|$))")
_BEHIND: Final = 3
"""Lines behind the article in which a name by itself credits: what follows is the page's own."""
_ABOVE: Final = 4
"""Lines above the article in which it does, where the text has no title."""
_LONGEST: Final = 5
"""Words of an agency's name."""


def find_credits(
    text: str, lines: Sequence[Line], world: World, author: str | None = None
) -> list[Named]:
    """The sources that a report credits, in the order of the text, doubles among them.

    Args:
        text: the report's text.
        lines: its lines with their roles.
        world: what is known of outlets. What no line says to be the text's source is credited only
            if it is a known news agency.
        author: who wrote it by what lies outside the text, so that there is no span for it.
    """
    readable = [i for i, line in enumerate(lines) if line.role in ("body", "dateline")]
    title = next((i for i, line in enumerate(lines) if line.role == "title"), None)
    first, last = (readable[0], readable[-1]) if readable else (len(lines), len(lines))
    top = first - _ABOVE if title is None else title
    found: list[Named] = []
    for i, line in enumerate(lines):
        beside = top < i < first or last < i <= last + _BEHIND
        if line.role == "credit" and line.why == "names the text's source":
            found += _labelled(text, line, world)
        elif line.role == "byline":
            found += _agencies(text, line.span, world)
        elif line.role not in ("credit", "teaser"):
            found += _worded(text, line, world)
            if beside or line.role == "body":
                found += _alone(text, line.span, world)
    outside = _agencies(author, Span(0, len(author)), world) if author else ()
    return [*found, *(replace(agency, evidence=()) for agency in outside)]


def _labelled(text: str, line: Line, world: World) -> Iterator[Named]:
    """What a line calls the source: "Source: News Agencies"."""
    words, start = line.span.of(text), line.span.start
    match = next((match for form in _LABELLED if (match := form.search(words))), None)
    if match:
        span = Span(start + match.start("name"), start + match.end("name"))
        yield named(span.of(text), (span,), world)


def _worded(text: str, line: Line, world: World) -> Iterator[Named]:
    """Agencies of wordings such as "With inputs from AFP" and notices such as "© 2019 AFP"."""
    words = line.span.of(text)
    for name in named_by_wording(words) if line.role != "body" else ():
        start = line.span.start + words.index(name)
        if agency := _whole(text, Span(start, start + len(name)), world):
            yield agency
    for pattern in _wordings():
        if match := pattern.search(words):
            start = line.span.start + match.start("name")
            yield from _agencies(text, Span(start, start + len(match["name"])), world)
            return


@cache
def _wordings() -> list[re.Pattern[str]]:
    patterns: list[str] = rules("outlets")["credits"]["patterns"]
    return [re.compile(one.replace("NAME", NAME), re.IGNORECASE) for one in patterns]


def _alone(text: str, span: Span, world: World) -> Iterator[Named]:
    """Agencies of a line that holds nothing else but days, and one name of a place or a writer.

    Entries of lists are not looked at.
    """
    if text[span.start] in "•*·◦▪":
        return
    agencies: list[Named] = []
    others = 0
    for piece in pieces(text, span, _BETWEEN):
        agency = _whole(text, piece, world)
        if agency:
            agencies.append(agency)
        elif not find_dates(text, piece) and re.search(r"[^\W\d_]", piece.of(text)):
            others += 1
            if not re.fullmatch(NAME, piece.of(text).rstrip(".")):
                return
    if others <= 1:
        yield from agencies


def _whole(text: str, piece: Span, world: World) -> Named | None:
    """The agency that a piece of a line names, perhaps with its desk behind: "Reuters Staff"."""
    words = _words(text, piece)
    desks = rules("outlets")["credits"]["desks"]
    while words:
        if agency := _agency(text, words, world):
            return agency
        if words.pop().of(text).casefold() not in desks:
            return None
    return None


def _agencies(text: str, span: Span, world: World) -> Iterator[Named]:
    """The agencies that any words of a line name, the longest names first."""
    for piece in pieces(text, span, _BETWEEN):
        words = _words(text, piece)
        while words:
            lengths = range(min(len(words), _LONGEST), 0, -1)
            found = ((n, _agency(text, words[:n], world)) for n in lengths)
            taken, agency = next(((n, one) for n, one in found if one), (1, None))
            if agency:
                yield agency
            words = words[taken:]


def _agency(text: str, words: Sequence[Span], world: World) -> Named | None:
    """The news agency that is surely called by these words."""
    span = Span(words[0].start, words[-1].end)
    known = agency_called(span.of(text), world)
    return Named(known.name, known.id, (span,)) if known else None


def _words(text: str, span: Span) -> list[Span]:
    """The words between white space, without a full stop at their end."""
    found = _WORD.finditer(span.of(text))
    return [Span(span.start + match.start(), span.start + match.end()) for match in found]
