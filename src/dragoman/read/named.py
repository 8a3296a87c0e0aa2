"""What a source is called, and the parts of a line that may call it so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.knowledge import Entry, World
from dragoman.model import Named, Span
from dragoman.read.rules import rules


def named(name: str, evidence: tuple[Span, ...], world: World) -> Named:
    """A source by its name.

    Args:
        name: as printed; a company's legal form and a notice's year behind it are none of it.
        evidence: where it is printed.
        world: what is known of outlets.
    """
    bare = _no_name().sub("", name.strip()) or name.strip()
    entries = world.lookup(name.strip(), "outlet") or world.lookup(bare, "outlet")
    if entries:
        return Named(entries[0].name, entries[0].id, evidence)
    return Named(_written(bare), None, evidence)


def agency_called(name: str, world: World) -> Entry | None:
    """The news agency that is surely called so."""
    known = (each for each in world.lookup(name, "outlet") if each.role == "agency")
    return next((each for each in known if name not in each.ambiguous), None)


def pieces(text: str, span: Span, between: re.Pattern[str]) -> Iterator[Span]:
    """A line cut wherever `between` fits."""
    start = span.start
    for match in between.finditer(span.of(text)):
        if span.start + match.start() > start:
            yield Span(start, span.start + match.start())
        start = span.start + match.end()
    if start < span.end:
        yield Span(start, span.end)


@cache
def _no_name() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, rules("outlets")["legal_forms"]))
    return re.compile(rf"(?:,?\s+(?:{forms})\.?|,?\s+\d{{4}}(?:[-–]\d{{4}})?)+$", re.IGNORECASE)


def _written(name: str) -> str:
    """A name of several words printed in capitals, as it is written elsewhere.

    "THE RED SEA LAMP" is "The Red Sea Lamp"; what has no vowel is an abbreviation and stays, as
    does a single word, which may be one.
    """
    words = name.split()
    if not name.isupper() or len(words) < 2:
        return name
    return " ".join(w.capitalize() if re.search("[AEIOUY]", w) else w for w in words)
