"""Persons within a report: a short name means whoever the report has named in full.

A surname that the report never completes means the one person known by it, or the one of them who
held the office it is named with, or the one in office at the time; where several remain, the name
stays what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from spacy.tokens import Doc

from dragoman.annotate.actors.names import Name
from dragoman.annotate.actors.roles import KINDS_OF_OFFICE, PAST
from dragoman.annotate.actors.surfaces import is_located
from dragoman.annotate.actors.tenures import bounds
from dragoman.annotate.actors.words import courtesy, given_names, nominals
from dragoman.annotate.parse import Paragraph, text_of
from dragoman.knowledge import Entry, World, person_key
from dragoman.model import Actor, Interval, content_id

FIXED = {"capital", "country"}
"""Features of places that are not taken for a person of the same name."""


def join_persons(
    names: list[Name], paragraphs: Sequence[Paragraph], world: World, published: Interval
) -> list[Name]:
    """The names of a report with every person under the fullest name that can be told."""
    bearers = Bearers(names, paragraphs, world, published)
    joined = [bearers.settle(name) for name in names]
    overlooked = bearers.overlooked(joined)
    found = sorted([*joined, *overlooked], key=lambda n: (n.paragraph, n.first))
    genders = told_genders(found)
    return [
        replace(n, gender=genders.get(n.id) or given_gender(n.name)) if n.kind == "person" else n
        for n in found
    ]


class Bearers:
    """Those whom a report names in full, and who of them a short name means."""

    def __init__(
        self,
        names: Sequence[Name],
        paragraphs: Sequence[Paragraph],
        world: World,
        published: Interval,
    ) -> None:
        self.names, self.paragraphs, self.world = names, paragraphs, world
        self.published = published
        self.full: list[Name] = []
        seen: dict[tuple[str, str], Name] = {}
        for name in names:
            if name.kind == "person" and name.last - name.first > 1:
                first = seen.setdefault(ends(name.name), name)
                self.full.append(as_person(name, first.name, first.id, first.country))
        self.often = Counter(name.id for name in self.full)

    def settle(self, name: Name) -> Name:
        """A name with its gender, under its bearer's full name."""
        if name.kind not in {"person", "place", "organisation"}:
            return name
        doc = self.paragraphs[name.paragraph].doc
        gender = title_gender(doc, name.first)
        return replace(self.bearer(name, doc[name.first : name.last].text, gender), gender=gender)

    def bearer(self, name: Name, surface: str, gender: str | None) -> Name:
        """A short or ambiguous name under its bearer's; other names as they are."""
        if name.last - name.first > 1:
            return self.in_full(name, surface) if name.kind == "person" else name
        if self.is_fixed(name):
            return name
        meant = self.meant(name, surface, gender)
        if meant is not None:
            return as_person(name, meant.name, meant.id, meant.country)
        if name.kind != "person":
            return name
        known = self.known(surface, name)
        if known is not None:
            return as_person(name, known.name, known.id, known.country)
        return as_person(name, surface, content_id("e", "person", surface), None)

    def in_full(self, name: Name, surface: str) -> Name:
        """A full name under the one it is known by, or the one the report first gave it."""
        known = self.known(surface, name)
        if known is not None:
            return as_person(name, known.name, known.id, known.country)
        if self.world.persons(surface):
            return as_person(name, surface, content_id("e", "person", surface), name.country)
        first = next(n for n in self.full if ends(n.name) == ends(name.name))
        return as_person(name, first.name, first.id, first.country)

    def is_fixed(self, name: Name) -> bool:
        """Whether a name is known as what no person is called by here."""
        entry = self.world.entry(name.id)
        if name.kind == "person" or entry is None:
            return False
        head = self.paragraphs[name.paragraph].doc[name.first]
        return entry.kind != "place" or entry.feature in FIXED or is_located(head)

    def meant(self, name: Name, surface: str, gender: str | None = None) -> Name | None:
        """Whom of those named in full a short name means: the one named most often before it.

        "Ms Clinton" and "President Clinton" leave out whom the title does not fit.
        """
        called = [n for n in self.full if answers(n, surface, self.world)]
        called = called or [n for n in self.full if given(n, surface)]
        fitting = [n for n in called if not gender or given_gender(n.name) in {None, gender}]
        held = self.holders(name)
        in_office = [n for n in fitting if n.id in held]
        title = title_before(self.paragraphs[name.paragraph].doc, name.first)
        titled = any(
            title_before(self.paragraphs[n.paragraph].doc, n.first) == title for n in fitting
        )
        if held and not in_office and not titled:
            return None
        fitting = in_office or fitting
        before = [n for n in fitting if (n.paragraph, n.first) < (name.paragraph, name.first)]
        return max(before or fitting, key=lambda n: self.often[n.id], default=None)

    def known(self, surface: str, name: Name) -> Entry | None:
        """The only known person of a name, or the only one whom its title or the date leaves."""
        persons = self.world.persons(surface)
        if len(persons) <= 1:
            return persons[0] if persons else None
        held = self.holders(name)
        titled = [p for p in persons if p.id in held]
        if len(titled) == 1:
            return titled[0]
        serving = [p for p in titled or persons if self.served(p)]
        leading = [p for p in serving if self.leads(p)] if len(serving) > 1 else serving
        return leading[0] if len(leading) == 1 else None

    def leads(self, person: Entry) -> bool:
        """Whether somebody led a state that the report names, when it can have been written."""
        named = any(n.country == person.country for n in self.names if n.kind != "person")
        return named and any(
            h.person.id == person.id
            for on in self.days
            for h in self.world.holders("leader", person.country, on)
        )

    def served(self, person: Entry) -> bool:
        """Whether somebody was in an office when the report can have been written."""
        return any(self.world.offices_of(person.id, on) for on in self.days)

    @cached_property
    def days(self) -> Sequence[Interval]:
        """The days the report can be of: those given, else while those it names held office."""
        if self.published.known:
            return [self.published]
        found = bounds(self.in_office(), self.world)
        return found.within if found.why else ()

    def in_office(self) -> Iterator[Actor]:
        """Those in the report whose name alone tells who they are, each in the office before it."""
        for name in self.names:
            doc = self.paragraphs[name.paragraph].doc
            title = title_before(doc, name.first) if name.kind == "person" else None
            if (
                title
                and not is_past(doc, name.first)
                and len(self.world.persons(doc[name.first : name.last].text)) == 1
            ):
                yield Actor(name.name, name.id, "person", name.country, title)

    def holders(self, name: Name) -> set[str]:
        """Ids of those of this name who ever held the office that stands before it."""
        doc = self.paragraphs[name.paragraph].doc
        title = title_before(doc, name.first)
        if title is None:
            return set()
        persons = self.world.persons(doc[name.first : name.last].text)
        return {
            p.id
            for p in persons
            if any(h.person.id == p.id for h in self.world.holders(title, p.country))
        }

    def overlooked(self, names: Sequence[Name]) -> Iterator[Name]:
        """Surnames of those named in full that no reader took for names: "Brel told reporters"."""
        surnames = {n.name.split()[-1]: n for n in self.full}
        taken = {(n.paragraph, i) for n in names for i in range(n.first, n.last)}
        for index, paragraph in enumerate(self.paragraphs):
            text = text_of(paragraph.doc)
            for token in paragraph.doc if any(s in text for s in surnames) else ():
                if token.text not in surnames or (index, token.i) in taken:
                    continue
                here = surnames[token.text]
                found = replace(here, paragraph=index, first=token.i, last=token.i + 1)
                meant = self.meant(found, token.text)
                if meant is not None:
                    first = token.i - (token.i > 0 and given(meant, token.nbor(-1).text))
                    found = replace(found, first=first)
                    yield as_person(found, meant.name, meant.id, meant.country)


def ends(name: str) -> tuple[str, str]:
    """First and last word of a name in one spelling: middle names come and go."""
    words = person_key(name) or (name,)
    return words[0], words[-1]


def answers(full: Name, surface: str, world: World) -> bool:
    """Whether somebody named in full may be called so for short."""
    short = world.normalise(surface)
    entry = world.entry(full.id)
    if entry is not None and short in {world.normalise(n) for n in entry.names}:
        return True
    return person_key(full.name)[-1:] == person_key(surface)


def given(full: Name, surface: str) -> bool:
    """Whether a word is the given name of somebody named in full."""
    return person_key(full.name)[:1] == person_key(surface)


def as_person(name: Name, full: str, identity: str, country: str | None) -> Name:
    """A name as a person's."""
    return replace(name, kind="person", name=full, id=identity, country=country)


def title_before(doc: Doc, first: int) -> str | None:
    """The office right before a name: "prime minister" of "Prime Minister Brel"."""
    if first == 0 or doc[first - 1].lower_ not in nominals()["offices"]["heads"]:
        return None
    words = [doc[first - 1].lower_]
    if first > 1 and doc[first - 2].lower_ in KINDS_OF_OFFICE:
        words.insert(0, doc[first - 2].lower_)
    return " ".join(words)


def is_past(doc: Doc, first: int) -> bool:
    """Whether the title before a name is one he held: "former Prime Minister Brel"."""
    return any(t.lower_ in PAST for t in doc[max(0, first - 3) : first])


def title_gender(doc: Doc, first: int) -> str | None:
    """The gender that a title before a name tells, if any."""
    before = takewhile(lambda t: t.text == "." or t.lower_ in courtesy(), reversed(doc[:first]))
    return next((g for t in before if (g := courtesy().get(t.lower_)) is not None), None)


def told_genders(names: Sequence[Name]) -> dict[str, str]:
    """Person → the gender that a title has told anywhere in the report."""
    return {name.id: name.gender for name in names if name.gender is not None}


def given_gender(name: str) -> str | None:
    """The gender that the first word of a full name tells, or None."""
    first, _, rest = name.partition(" ")
    return given_names().get(first) if rest else None
