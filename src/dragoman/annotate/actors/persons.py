"""Persons within a report: a short name means whoever the report has named in full.

A surname that the report never completes means the one person known by it, or the one of them in
office at the time; where several remain, the name stays what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dragoman.annotate.actors.names import Name, courtesy
from dragoman.annotate.parse import Paragraph
from dragoman.knowledge import Entry, World
from dragoman.model import Interval, content_id


def join_persons(
    names: list[Name], paragraphs: Sequence[Paragraph], world: World, published: Interval
) -> list[Name]:
    """The names of a report with every person under the fullest name that can be told."""
    surfaces = [paragraphs[n.paragraph].doc[n.first : n.last].text for n in names]
    full = [
        name
        for name, surface in zip(names, surfaces, strict=True)
        if name.kind == "person" and len(surface.split()) > 1
    ]
    joined = []
    for name, surface in zip(names, surfaces, strict=True):
        gender = title_gender(paragraphs[name.paragraph].doc, name.first)
        joined.append(replace(bearer(name, surface, full, world, published), gender=gender))
    return joined


def bearer(name: Name, surface: str, full: list[Name], world: World, published: Interval) -> Name:
    """A short name under its bearer's; other names as they are."""
    if len(surface.split()) > 1 or name.kind not in {"person", "place", "organisation"}:
        return name
    if name.kind != "person" and ":" in name.id:
        return name
    called = [n for n in full if answers(n, surface, world)]
    if called:
        chosen = called[-1] if len({n.id for n in called}) > 1 else called[0]
        return as_person(name, chosen.name, chosen.id, chosen.country)
    if name.kind != "person":
        return name
    known = one_of(world.persons(surface), world, published)
    if known is not None:
        return as_person(name, known.name, known.id, known.country)
    return as_person(name, surface, content_id("e", "person", surface), None)


def answers(full: Name, surface: str, world: World) -> bool:
    """Whether somebody named in full may be called so for short."""
    short = world.normalise(surface)
    entry = world.entry(full.id)
    if entry is not None and short in {world.normalise(n) for n in entry.names}:
        return True
    return world.normalise(full.name).split()[-1:] == [short]


def one_of(persons: Sequence[Entry], world: World, published: Interval) -> Entry | None:
    """The only person of that name, or the only one in office when the report came out."""
    if len(persons) <= 1:
        return persons[0] if persons else None
    if not published.known:
        return None
    serving = [p for p in persons if world.offices_of(p.id, published)]
    return serving[0] if len(serving) == 1 else None


def as_person(name: Name, full: str, identity: str, country: str | None) -> Name:
    """A name as a person's."""
    return replace(name, kind="person", name=full, id=identity, country=country)


def title_gender(doc: Doc, first: int) -> str | None:
    """The gender that a title before a name tells, if any."""
    return courtesy().get(doc[first - 1].lower_) if first else None
