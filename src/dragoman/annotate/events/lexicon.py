"""The event lexicon: which word, in which surroundings, tells of which PLOVER event."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.model import EventType


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a trigger word (see lexicon.toml for what the fields ask for).

    `type` is None for a verb that the lexicon does not know; the trained model may find one.
    """

    type: EventType | None
    cameo: str
    mode: str | None = None
    joint: bool = False
    alone: bool = False
    reversed: bool = False
    order: bool = False
    needs_with: bool = False
    needs_plural: bool = False
    with_: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    needs_light: frozenset[str] = frozenset()
    noun_from: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Senses by the lemma of their trigger, verbs and nouns apart; CAMEO roots by type."""

    verbs: dict[str, tuple[Sense, ...]]
    nouns: dict[str, tuple[Sense, ...]]
    light: frozenset[str]
    closed: frozenset[str]
    roots: dict[EventType, str]


def sense_of(group: dict[str, Any], lemma: str) -> Sense:
    """A group of lexicon.toml as the sense of one of its words."""
    return Sense(
        type=group["type"],
        cameo=group["cameo"],
        mode=group.get("mode"),
        joint=group.get("joint", False),
        alone=group.get("alone", False),
        reversed=group.get("reversed", False),
        order=group.get("order", False),
        needs_with=group.get("needs_with", False),
        needs_plural=group.get("needs_plural", False),
        with_=frozenset(group.get("with", ())),
        objects=frozenset(group.get("object", ())),
        unless=frozenset(group.get("unless", ())),
        modifiers=frozenset(group.get("modifier", ())),
        particles=frozenset(group.get("particle", {}).get(lemma, ())),
        needs_light=frozenset(group.get("needs_light", ())),
        noun_from=frozenset(group.get("noun_from", ())),
    )


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    data = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
    verbs: dict[str, tuple[Sense, ...]] = {}
    nouns: dict[str, tuple[Sense, ...]] = {}
    for group in data["event"]:
        for lemma in group.get("verbs", ()):
            verbs[lemma] = (*verbs.get(lemma, ()), sense_of(group, lemma))
        for lemma in group.get("nouns", ()):
            nouns[lemma] = (*nouns.get(lemma, ()), sense_of(group, lemma))
    return Lexicon(
        specific_first(verbs),
        specific_first(nouns),
        light=frozenset(data["light"]["verbs"]),
        closed=frozenset(data["closed"]["verbs"]),
        roots=data["roots"],
    )


def specific_first(senses: dict[str, tuple[Sense, ...]]) -> dict[str, tuple[Sense, ...]]:
    """Senses that ask for more before those that ask for less."""
    return {
        lemma: tuple(sorted(found, key=demands, reverse=True)) for lemma, found in senses.items()
    }


def demands(sense: Sense) -> int:
    """How many conditions a sense has."""
    conditions = (
        sense.objects,
        sense.modifiers,
        sense.particles,
        sense.needs_light,
        sense.noun_from,
        sense.needs_with,
        sense.needs_plural,
    )
    return sum(map(bool, conditions))


@cache
def modality_words() -> dict[str, dict[str, list[str]]]:
    """The word lists of modality.toml."""
    return tomllib.loads(files(__package__).joinpath("modality.toml").read_text("utf-8"))


@cache
def people() -> dict[str, frozenset[str]]:
    """The word lists of people.toml."""
    data = tomllib.loads(files(__package__).joinpath("people.toml").read_text("utf-8"))
    return {name: frozenset(group["heads"]) for name, group in data.items()}
