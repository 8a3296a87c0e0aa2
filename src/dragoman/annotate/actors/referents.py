"""Whom a report can refer back to: the persons it has brought on so far, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.annotate.parse import Paragraph
from dragoman.model import Actor

BACK = 3
"""Paragraphs back in which a pronoun looks for its antecedent."""


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
    """The persons and media of a report in the order of their mentions."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.everyone: list[Referent] = []
        # A parsed document puts its text together anew each time it is asked for it.
        self.texts = [paragraph.doc.text for paragraph in paragraphs]

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
        """The two persons a report is about so far: those most often named before a word.

        A title stands before everything, so where two are not named yet the whole report counts.
        """
        found = identified(self.before(paragraph, head, back=len(self.paragraphs)))
        if len({r.key for r in found}) < 2:
            found = identified(self.persons)
        counts = Counter(r.key for r in found)
        first = {r.key: r.actor for r in reversed(found)}
        chosen = [key for key, _ in counts.most_common(2)]
        return tuple(first[key] for key in chosen) if len(chosen) == 2 else ()


def identified(referents: Iterable[Referent]) -> list[Referent]:
    """Those who are not only described."""
    return [r for r in referents if r.actor.id is not None]


def precedes(referent: Referent, paragraph: int, head: Token, back: int) -> bool:
    """Whether a mention stands before a word and near enough."""
    if not paragraph - back <= referent.paragraph <= paragraph:
        return False
    return referent.paragraph < paragraph or referent.token < head.i
