"""The head of a news item: "Moscow, SANA –", "TEHRAN, June 9 (Reuters) –", "Al-Monitor | :"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.knowledge import Kind, World
from dragoman.model import Span
from dragoman.read.rules import rules

_WORD = r"[^\W\d_a-z][\w’'.&/-]*(?!\w)"
_WORDS = rf"{_WORD}(?:[ ](?:{_WORD}|of|the|de|al|el|la|le|du)){{0,4}}"
_DASH = r"\s*(?:--|[–—]|[ ]-[ ]|-[ ])\s*"
_PAREN = r"\((?P<paren>[^()\n]{2,40})\)"
_MONTH = r"[^\W\d_]{3,9}\.?"
_YEAR = r"(?:,?\s\d{4})?"
_DATE = rf"(?<!\w)(?P<date>{_MONTH}\s\d{{1,2}}{_YEAR}|\d{{1,2}}\s{_MONTH}{_YEAR})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<writer>{_WORDS})\s*\|\s*:\s*",
        rf"(?P<paren>{_WORDS}) (?:reports|writes){_DASH}",
        rf"{_PAREN}(?:{_DASH}|:?\s)",
        rf"(?P<first>{_WORDS})(?:,\s*(?P<second>{_WORDS}))?(?:,?\s*{_DATE})?,?\s*{_PAREN}(?:{_DASH}|:\s)",
        rf"(?P<first>{_WORDS})(?:,?\s*{_DATE})?\.?\s*/(?P<paren>[^/\n]{{2,30}})/\.?\s",
        rf"(?P<first>{_WORDS})(?:,\s*(?P<second>{_WORDS}))?(?:,?\s*{_DATE})?{_DASH}",
    )
)
_LONGEST = 90
_NOT_OUTLETS: tuple[Kind, ...] = ("place", "state", "organisation", "group", "person")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence; None where a part is not there.

    Attributes:
        span: the whole head, with its dash.
        place: the city (and country) the report is sent from.
        agency: the agency, or a name alone that may be one ("SHAFAQNA –") or a city.
        alone: whether `agency` stands alone, without a place.
        writer: who wrote the text first, where another prints it ("Al-Monitor | :").
        date: the days printed in it, which may lack the year.
    """

    span: Span
    place: Span | None = None
    agency: Span | None = None
    alone: bool = False
    writer: Span | None = None
    date: Span | None = None


def dateline(text: str, line: Span, world: World) -> Dateline | None:
    """The dateline at the head of a line, or None where it has none."""
    head = text[line.start : min(line.end, line.start + _LONGEST)]
    for form in _FORMS:
        if (match := form.match(head)) and (found := _parts(match, line.start, world)):
            return found
    return None


def _parts(match: re.Match[str], offset: int, world: World) -> Dateline | None:
    """The parts of a match by what is known of the names; None for a sentence with a dash."""
    named = {
        name: Span(offset + match.start(name), offset + match.end(name))
        for name, found in match.groupdict().items()
        if found
    }
    whole = Span(offset, offset + match.end())
    if "writer" in named:
        return Dateline(whole, writer=named["writer"])
    first, second, paren = (match.groupdict().get(n) for n in ("first", "second", "paren"))
    date = named.get("date")
    if paren:
        known = _agency(paren, world) or (first and _sent_from(first, paren, world))
        return Dateline(whole, named.get("first"), named["paren"], date=date) if known else None
    if first is None or first.casefold() in rules("outlets")["not_datelines"]:
        return None
    if second and _agency(second, world):
        return Dateline(whole, named["first"], named["second"], date=date)
    if second or not _stands_alone(first, world):
        place = bool(second) and _is_place(first, world)
        return Dateline(whole, named["first"], date=date) if place else None
    if _agency(first, world):
        return Dateline(whole, agency=named["first"], alone=True, date=date)
    return Dateline(whole, named["first"], date=date)


def _sent_from(place: str, name: str, world: World) -> bool:
    """Whether an unknown name in brackets after a place is likely to be an agency's."""
    if not name[0].isupper() or world.lookup(name, *_NOT_OUTLETS):
        return False
    return _is_place(place, world)


def _is_place(name: str, world: World) -> bool:
    """Whether a name at a report's head is a place: in capitals, or known as one."""
    return name.isupper() or bool(world.lookup(name, "place", "state"))


def _stands_alone(name: str, world: World) -> bool:
    """Whether a name before a dash is a dateline: in capitals, or known as a place or outlet."""
    return _is_place(name, world) or bool(world.lookup(name, "outlet"))


def _agency(name: str, world: World) -> bool:
    """Whether a name is an agency's or an outlet's, and not a place's or a body's."""
    if world.lookup(name, "outlet"):
        return True
    if world.lookup(name, *_NOT_OUTLETS):
        return False
    words = {word.casefold() for word in name.split()}
    return bool(words & set(rules("outlets")["agency_words"])) or name.isupper()
