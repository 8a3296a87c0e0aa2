"""Who holds an office: among those the report names, else by the dated knowledge base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Token

from dragoman.annotate.actors.names import nominals
from dragoman.annotate.actors.referents import Referents
from dragoman.annotate.actors.roles import Role
from dragoman.annotate.actors.tenures import Bounds, bounds
from dragoman.knowledge import Entry, World
from dragoman.model import Actor, Interval


class Offices:
    """Answers who is meant by an office in one report.

    `published` dates the report. Where it is not known, somebody is taken from the knowledge base
    only if he alone held the office as long as those the report names held theirs; `bounds` tells
    how long that is, and why.
    """

    def __init__(self, referents: Referents, world: World, published: Interval) -> None:
        self.referents = referents
        self.world = world
        self.published = published
        self._called: list[Actor] = []

    def call(self, role: Role) -> None:
        """Notes an office that the report speaks of, where just one whom it names ever held it.

        "The American president" in a report that names Donald Trump says when it was written.
        """
        if role.country is None or role.counterpart:
            return
        known = {h.person.id for h in self.world.holders(role.title, role.country)}
        found = self._only(known)
        if found is not None:
            self._called.append(replace(found, role=role.title, country=role.country))

    def holder(self, paragraph: int, head: Token, role: Role) -> Actor | None:
        """The person a role means; None where it means several or nobody known."""
        if head.tag_ in {"NNS", "NNPS"} or is_indefinite(head):
            return None
        return self.of(paragraph, head, role)

    def leaders(self) -> frozenset[str]:
        """Ids of the persons named who lead their state on the days the report can be of."""
        found = set()
        for actor in {r.key: r.actor for r in self.referents.persons}.values():
            days: list[Interval | None] = [*self._days()]
            held = (
                h
                for day in days or [None]
                for h in self.world.holders("leader", actor.country, day)
            )
            if actor.country and any(h.person.id == actor.id for h in held):
                found.add(actor.id or "")
        return frozenset(found)

    def leader(self, country: str | None) -> Actor | None:
        """The one person who led a state when the report was written; None where not known."""
        return self._in_office(Role("leader", country)) if country else None

    def of(self, paragraph: int, head: Token, role: Role) -> Actor | None:
        """The person in an office, whatever the number of the noun that names it."""
        if role.counterpart:
            return self._counterpart(paragraph, head, role)
        before = self.referents.before(paragraph, head)
        known = {h.person.id for h in self.world.holders(role.title, role.country)}
        here = [r for r in before if r.actor.id in known]
        if role.country is None:
            found = [r for r in before if r.actor.role == role.title] or here
            if found:
                return ([r for r in found if r.subject] or found)[-1].actor
            return self._only(known) or self._spokesman(paragraph, head, role)
        anywhere = [r for r in self.referents.persons if r.actor.id in known]
        if here or anywhere:
            return (here or anywhere[:1])[-1].actor
        described = [
            r
            for r in self.referents.persons
            if r.actor.role == role.title and r.actor.country == role.country
        ]
        return described[0].actor if described else self._in_office(role)

    def _spokesman(self, paragraph: int, head: Token, role: Role) -> Actor | None:
        """Who has just spoken without an office, where "the spokesman" speaks on."""
        if role.title not in nominals()["speaking"]["titles"]:
            return None
        before = [r for r in self.referents.before(paragraph, head, 1) if r.subject]
        unknown = [
            r for r in before if r.actor.role is None and r.key not in self.referents.leaders
        ]
        return unknown[-1].actor if unknown and unknown[-1] == before[-1] else None

    def _only(self, known: set[str]) -> Actor | None:
        """The one of some persons whom the report names, even if only later."""
        found = {r.key: r.actor for r in self.referents.persons if r.actor.id in known}
        return next(iter(found.values())) if len(found) == 1 else None

    def _in_office(self, role: Role) -> Actor | None:
        """The one person in the office when the report was published."""
        holders = [
            h for on in self._days() for h in self.world.holders(role.title, role.country, on)
        ]
        if len({h.person.id for h in holders}) == 1:
            return person(holders[0].person, role.title)
        acting = (Role(t, role.country) for t in nominals()["leaders"].get(role.title, ()))
        return next((a for a in map(self._in_office, acting) if a is not None), None)

    def _days(self) -> Sequence[Interval]:
        """The days that the report can be of; none where nothing bounds them."""
        if self.published.known:
            return [self.published]
        return self.bounds.within if self.bounds.why else ()

    @cached_property
    def bounds(self) -> Bounds:
        """When the report can have been written, from the offices of those it names."""
        return bounds([*(r.actor for r in self.referents.persons), *self._called], self.world)

    def _counterpart(self, paragraph: int, head: Token, role: Role) -> Actor | None:
        """The one elsewhere who holds the office of the person named before."""
        before = self.referents.before(paragraph, head)
        if role.country is None:
            others = self.referents.principals(paragraph, head)
            last = before[-1].actor if before else None
            return next((a for a in others if last is not None and a != last), None)
        other = [r for r in before if r.actor.country != role.country]
        here = [r for r in self.referents.persons if r.actor.country == role.country]
        if here or not other:
            return here[-1].actor if here else None
        when = self.published if self.published.known else None
        held = self.world.offices_of(other[-1].actor.id or "", when)
        titles = sorted({h.title for h in held})
        if other[-1].key in self.referents.leaders:
            titles.insert(0, "leader")  # a president's counterpart may be a chancellor
        found = (self._in_office(Role(t, role.country)) for t in titles)
        return next((actor for actor in found if actor is not None), None)


def is_indefinite(head: Token) -> bool:
    """Whether a phrase means none in particular: "a former minister", "every French president"."""
    return any(t.lower_ in nominals()["indefinite"]["words"] for t in head.children)


def person(entry: Entry, title: str) -> Actor:
    """A person of the knowledge base as an actor in a role."""
    return Actor(entry.name, entry.id, "person", entry.country, title)
