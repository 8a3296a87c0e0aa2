"""The company of a report: those whom its title or lead names together, who act or meet.

"The presidents of Russia, Iran and Turkey", "Merkel and Macron", "talks between Oslo and Lima":
news names in its first lines those it is about, and later calls them "the two", "the three
leaders", or leaves them out ("the talks lasted an hour").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from dragoman.annotate.actors.anaphora import count_of
from dragoman.annotate.actors.referents import PAIR, Referents
from dragoman.annotate.actors.roles import shared_roles
from dragoman.annotate.actors.words import nominals
from dragoman.annotate.parse import Paragraph
from dragoman.annotate.syntax import SUBJECTS, coordinated, subject
from dragoman.knowledge import World
from dragoman.model import Actor

LEAD_PARAGRAPHS = 3
PLACES_OF_ACTORS = SUBJECTS | {"pobj", "dobj", "poss", "ROOT"}
"""Functions in a clause of those who act, meet or are met."""
TOGETHER = {"between", "of", "with", "by", "among"}
"""Prepositions after which people stand who do something together."""

Resolve = Callable[[int, Token], tuple[Actor, ...]]


def company(
    paragraphs: Sequence[Paragraph], referents: Referents, world: World, resolve: Resolve
) -> tuple[Actor, ...]:
    """Those whom the first line of the lead names together, of two countries or more.

    Where the lead counts them ("the three leaders"), those named of just so many countries.

    A state stands for the person of it that the report names most. () where no line does, since
    who is named most often may still be a third party.
    """
    nouns = (t for i in lead(paragraphs) for t in paragraphs[i].doc if t.pos_ == "NOUN")
    number = max(map(count_of, nouns), default=0)
    if number > PAIR and (counted := referents.several(number)):
        return counted
    for index in lead(paragraphs):
        named = [
            parties([a for noun in side_by_side(head) for a in resolve(index, noun)])
            or opponents(resolve(index, head), head)
            for head in heads(paragraphs[index], world)
        ]
        if found := max(named, key=len, default=()):
            return tuple(
                (a.kind == "state" and referents.most_named(a.country or "")) or a for a in found
            )
    return ()


def lead(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """The numbers of the paragraphs that say what a report is about; the body before its title.

    Headlines leave out who is not in the news; the sentences below name all.
    """
    body = [i for i, p in enumerate(paragraphs) if p.role == "body"][:LEAD_PARAGRAPHS]
    yield from body
    yield from (i for i, p in enumerate(paragraphs) if p.role == "title")


def heads(paragraph: Paragraph, world: World) -> Iterator[Token]:
    """Nouns that stand for several at once: coordinated, or an office of several states."""
    for token in paragraph.doc:
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ not in PLACES_OF_ACTORS:
            continue
        if token.dep_ == "pobj" and token.head.lower_ not in TOGETHER:
            continue
        if len(list(coordinated(token))) > 1 or shared_roles(token, world):
            yield token


def side_by_side(head: Token) -> Iterator[Token]:
    """Several, and who is with them: "he met with the leaders of X and Y"."""
    if head.dep_ == "pobj" and head.head.lower_ == "with":
        verb = next((t for t in head.ancestors if t.pos_ == "VERB"), None)
        acting = subject(verb) if verb is not None else None
        if acting is not None and acting != head:
            yield acting
    yield head


def opponents(actors: Sequence[Actor], head: Token) -> tuple[Actor, ...]:
    """The two sides of one country that deal with each other: a government and its rebels.

    () unless they are said to, by a verb ("signed a truce") or a noun ("talks between").
    """
    words = nominals()["dealing"]
    verb = next((t for t in (head, *head.ancestors) if t.pos_ == "VERB"), None)
    signing = verb is not None and head.dep_ in SUBJECTS and verb.lemma_ in words["verbs"]
    between = head.dep_ == "pobj" and head.head.head.lemma_.lower() in words["nouns"]
    found = {a.id or a.name: a for a in actors if a.kind in {"state", "organisation", "group"}}
    return tuple(found.values()) if len(found) == PAIR and (signing or between) else ()


def parties(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The persons and states among some actors, one a country; () for fewer than two."""
    found: dict[str, Actor] = {}
    for actor in actors:
        if actor.country and actor.kind in {"person", "state"}:
            found.setdefault(actor.country, actor)
    return tuple(found.values()) if len(found) >= PAIR else ()
