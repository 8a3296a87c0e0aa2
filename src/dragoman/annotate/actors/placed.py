"""Names of places under the place they mean, all of a report resolved together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from dragoman.annotate.actors.names import Name
from dragoman.annotate.parse import Paragraph, text_of
from dragoman.annotate.places import Toponym, resolver
from dragoman.knowledge import Entry
from dragoman.model import Span

KINDS = {"place", "state"}


def placed(names: list[Name], paragraphs: Sequence[Paragraph], country: str | None) -> list[Name]:
    """The names of a report, those of places with the id, name and country of what they mean.

    Names of states help to tell places apart and stay states. A place that news seldom names is
    believed only where another place of the report, or the outlet, is in its country; otherwise
    the name stays what it is.

    Args:
        names: the report's names in order.
        paragraphs: where they stand.
        country: where the outlet is at home, None if not known.
    """
    numbers = [n for n, name in enumerate(names) if name.kind in KINDS]
    if not numbers:
        return names
    texts = [text_of(paragraph.doc) for paragraph in paragraphs]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    toponyms = [toponym(names[n], paragraphs, starts) for n in numbers]
    entries = resolver().resolve("\n".join(texts), toponyms, country)
    about = Counter([country])
    about.update({entry.id: entry.country for entry in entries if entry is not None}.values())
    resolved = list(names)
    for number, entry in zip(numbers, entries, strict=True):
        if entry is not None and names[number].kind == "place" and believed(entry, about):
            resolved[number] = replace(
                names[number], name=entry.name, id=entry.id, country=entry.country
            )
    return resolved


def toponym(name: Name, paragraphs: Sequence[Paragraph], starts: list[int]) -> Toponym:
    """A name as it stands in the paragraphs joined."""
    words = paragraphs[name.paragraph].doc[name.first : name.last]
    start = starts[name.paragraph]
    return Toponym(words.text, Span(start + words.start_char, start + words.end_char))


def believed(entry: Entry, about: Counter[str | None]) -> bool:
    """Whether a place is well known, or its country has more than this one place to do with it."""
    return entry.known or about[entry.country] > 1
