"""Plural offices: the persons of "the presidents of X and Y" and "the leaders of the two Xs"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from dragoman.annotate.actors.offices import Offices
from dragoman.annotate.actors.roles import Role, role_of, shared_roles
from dragoman.annotate.parse import Paragraph
from dragoman.annotate.syntax import phrase, right_edge
from dragoman.knowledge import Entry, World
from dragoman.model import Actor, Span


class PluralOffices:
    """Answers who is meant by one office of several states in one report.

    `directions` are the states of "north" and "south", where the report speaks of such a pair.
    """

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        world: World,
        offices: Offices,
        directions: Mapping[str, Entry],
    ) -> None:
        self.paragraphs = paragraphs
        self.world = world
        self.offices = offices
        self.directions = directions

    def persons(self, paragraph: int, head: Token) -> tuple[Actor, ...]:
        """The persons of a plural office; () where the phrase is none.

        Who is not known is described by office and country.
        """
        roles = shared_roles(head, self.world) or self._halves(paragraph, head)
        start, words = self.paragraphs[paragraph].span.start, phrase(head)
        where = Span(start + words.start, start + words.end)
        return tuple(
            self.offices.of(paragraph, head, role) or self._described(role, where) for role in roles
        )

    def _described(self, role: Role, where: Span) -> Actor:
        """The holder of an office who is not known by name."""
        entry = self.world.entry(f"state:{role.country}")
        state = entry.name if entry is not None else str(role.country)
        name = f"{role.title} of {state}"
        return Actor(name, None, "person", role.country, role.title, where)

    def _halves(self, paragraph: int, head: Token) -> list[Role]:
        """The roles of "the leaders of the two Koreas" and "the Korean leaders"."""
        doc = self.paragraphs[paragraph].doc
        role = role_of(doc, head, self.world)
        if role is None or role.country or head.tag_ != "NNS" or not self.directions:
            return []
        lands = {entry.name.split(" ")[-1] for entry in self.directions.values()}
        words = {t.text.rstrip("sn") for t in doc[head.left_edge.i : right_edge(head).i + 1]}
        states = dict.fromkeys(entry.country for entry in self.directions.values())
        return [Role(role.title, country) for country in states] if lands & words else []
