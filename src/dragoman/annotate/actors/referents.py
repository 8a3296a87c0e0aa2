"""Whom a report can refer back to: the persons it has brought on so far, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.annotate.parse import Paragraph, text_of
from dragoman.model import Actor

BACK = 3
"""Paragraphs back in which a pronoun looks for its antecedent."""
PAIR = 2


@dataclass(frozen=True, slots=True)
class Referent:
    """Someone who can be referred back to: where he was mentioned, and in what function."""

    paragraph: int
    token: int
    sentence: int
    actor: Actor
    subject: bool
    gender: str | None = None

    @property
    def key(self) -> str:
        """What makes two referents the same."""
        return self.actor.id or self.actor.name


class Referents:
    """The persons and media of a report in the order of their mentions.

    `company` are those whom the lead tells of together (see `company.py`), once they are known;
    `leaders` the ids of those persons who lead a state when the report can have been written,
    `states` the states of all persons named, by country.
    """

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.everyone: list[Referent] = []
        self.company: tuple[Actor, ...] = ()
        self.leaders: frozenset[str] = frozenset()
        self.states: Mapping[str, Actor] = {}
        self.texts = [text_of(paragraph.doc) for paragraph in paragraphs]

    def add(self, found: Iterable[Referent]) -> None:
        """Adds mentions and keeps the order of the text."""
        self.everyone = sorted(
            [*self.everyone, *found], key=lambda r: (r.paragraph, r.token, r.key)
        )

    @property
    def persons(self) -> list[Referent]:
        """Mentions of persons."""
        return [r for r in self.everyone if r.actor.kind == "person"]

    def before(self, paragraph: int, head: Token, back: int = BACK) -> list[Referent]:
        """Persons mentioned before a word, at most `back` paragraphs away."""
        return [r for r in self.persons if precedes(r, paragraph, head, back)]

    def media_before(self, paragraph: int, head: Token) -> list[Referent]:
        """Media and bodies mentioned before a word, in its paragraph or the one before."""
        return [
            r
            for r in self.everyone
            if r.actor.kind in {"outlet", "organisation"} and precedes(r, paragraph, head, 1)
        ]

    def principals(self, paragraph: int, head: Token) -> tuple[Actor, ...]:
        """The two persons a report is about so far; () where it is not about two.

        That is the company of its lead, where two are named there together; else those most often
        named before a word. A title stands before everything, so where two are not named yet the
        whole report counts.
        """
        if len(self.company) == PAIR and all(a.kind == "person" for a in self.company):
            return self.company
        found = identified(self.before(paragraph, head, back=len(self.paragraphs)))
        if len({r.key for r in found}) < PAIR:
            found = identified(self.persons)
        counts = Counter(r.key for r in found)
        first = {r.key: r.actor for r in reversed(found)}
        ranked = [first[key] for key, _ in counts.most_common()]
        return self._as_leaders(two_sides(ranked, counts))

    def _as_leaders(self, sides: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Two sides; beside a leader, who leads no other state stands for his own.

        A minister named often is not whom the president met, and who once led a state mediates.
        """
        leading = [actor for actor in sides if (actor.id or "") in self.leaders]
        if len(leading) != 1 or len({a.country for a in sides if a.country}) < PAIR:
            return sides
        if any((a.role or "").startswith("former") for a in sides):
            return ()
        return tuple(a if a in leading else self.states.get(a.country or "", a) for a in sides)

    def several(self, number: int) -> tuple[Actor, ...]:
        """The company of a report if it has so many, else the most named of so many countries.

        () unless the report names persons of just so many countries, or fewer.
        """
        if len(self.company) == number:
            return self.company
        countries = dict.fromkeys(r.actor.country for r in identified(self.persons))
        named = [a for c in countries if c and (a := self.most_named(c)) is not None]
        return tuple(named) if len(named) == number else ()

    def most_named(self, country: str) -> Actor | None:
        """The person of a country whom the report names most often; rather one who leads it."""
        named = [r for r in identified(self.persons) if r.actor.country == country]
        named = [r for r in named if r.key in self.leaders] or named
        counts = Counter(r.key for r in named)
        return max(named, key=lambda r: counts[r.key]).actor if named else None


def two_sides(ranked: Sequence[Actor], counts: Mapping[str, int]) -> tuple[Actor, ...]:
    """The most named person, and the most named of the others: rather of another country.

    A leader is often named beside his own spokesman; one of another country who is named half as
    often is the likelier partner.
    """
    if len(ranked) < PAIR:
        return ()
    first, second = ranked[:PAIR]
    abroad = next((a for a in ranked[1:] if a.country and a.country != first.country), None)
    named = counts[second.id or second.name]
    if abroad is not None and 2 * counts[abroad.id or abroad.name] >= named:
        second = abroad
    return (first, second)


def identified(referents: Iterable[Referent]) -> list[Referent]:
    """Those who are not only described."""
    return [r for r in referents if r.actor.id is not None]


def precedes(referent: Referent, paragraph: int, head: Token, back: int) -> bool:
    """Whether a mention stands before a word and near enough."""
    if not paragraph - back <= referent.paragraph <= paragraph:
        return False
    return referent.paragraph < paragraph or referent.token < head.i
