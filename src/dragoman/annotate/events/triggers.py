"""Triggers: the words of a paragraph that tell of an event, each with its fitting sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.annotate.actors.names import nominals
from dragoman.annotate.events.lexicon import Sense, lexicon, people
from dragoman.annotate.syntax import child

SOMEBODY = {"him", "her", "them", "two", "three"}
"""Words for persons named before."""
UNTYPED = Sense(type=None, cameo="")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger word and its sense; `light` is the verb that carries a noun, if one does.

    `found` is true where only the trained model knows its type.
    """

    word: Token
    sense: Sense
    light: Token | None = None
    found: bool = False

    @property
    def clause(self) -> Token:
        """The head of the clause the event is told in."""
        return self.light or self.word


def find_triggers(doc: Doc) -> Iterator[Trigger]:
    """The triggers of a parsed paragraph, in order."""
    carried: set[int] = set()
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"amod", "compound"}:
            senses = lexicon().verbs.get(token.lemma_.lower(), ())
            sense = next((s for s in senses if fits_verb(token, s)), None)
            if sense is not None or is_open(token):
                yield Trigger(token, sense or UNTYPED)
        elif token.pos_ == "NOUN" and token.dep_ != "compound" and token.i not in carried:
            light = light_verb(token)
            senses = lexicon().nouns.get(token.lemma_.lower(), ())
            sense = next((s for s in senses if fits_noun(token, s, light)), None)
            if sense is not None:
                yield Trigger(token, sense, light)


def is_open(verb: Token) -> bool:
    """Whether a verb the lexicon does not know may tell of an event: a full verb, not of saying."""
    lemma = verb.lemma_.lower()
    if any(is_heading(verb, s.unless) or s.alone for s in lexicon().verbs.get(lemma, ())):
        return False
    carries = any(t.pos_ == "NOUN" and light_verb(t) == verb and is_event(t) for t in verb.children)
    return verb.pos_ == "VERB" and lemma not in lexicon().closed and not carries


def is_event(noun: Token) -> bool:
    """Whether a noun may be a trigger itself."""
    return noun.lemma_.lower() in lexicon().nouns


def fits_verb(verb: Token, sense: Sense) -> bool:
    """Whether a verb's surroundings are those the sense asks for."""
    if sense.particles and not has_particle(verb, sense.particles):
        return False
    if sense.order and for_itself(verb):
        return False
    preposition = next((t for t in verb.children if t.lower_ in sense.with_), None)
    if sense.needs_with and preposition is None:
        return False
    if sense.needs_plural and preposition is None and not plural_subject(verb):
        return False
    if sense.alone and is_opinion(verb):
        return False
    if sense.unless and is_heading(verb, sense.unless):
        return False
    if sense.objects:
        return fitting_object(verb, sense, preposition)
    return True


def for_itself(verb: Token) -> bool:
    """Whether what is asked for befalls the asker: "asked not to be named"."""
    inner = child(verb, "xcomp")
    return (
        inner is not None
        and child(inner, "auxpass") is not None
        and child(verb, "dobj", "dative") is None
    )


def is_opinion(verb: Token) -> bool:
    """Whether to agree is only to think alike: "agreed with Lima that prices were high"."""
    partner = any(t.lower_ == "with" and t.i == verb.i + 1 for t in verb.children)
    return partner and not any(t.dep_ == "xcomp" or t.lower_ == "on" for t in verb.children)


def is_heading(verb: Token, words: frozenset[str]) -> bool:
    """Whether the verb's object is one of some words."""
    thing = child(verb, "dobj", "nsubjpass")
    return thing is not None and thing.lemma_.lower() in words


def has_particle(verb: Token, particles: frozenset[str]) -> bool:
    """Whether one of the particles or prepositions follows the verb."""
    return any(
        t.lower_ in particles
        and t.i > verb.i
        and not any(c.ent_type_ == "DATE" for c in t.children)
        for t in (*verb.children, *(t for p in verb.children if p.dep_ == "prep" for t in p.lefts))
    )


def plural_subject(verb: Token) -> bool:
    """Whether several act: a plural or coordinated subject."""
    acting = child(verb, "nsubj")
    if acting is None:
        return False
    return (
        acting.tag_ in {"NNS", "NNPS"}
        or acting.lower_ in {"they", "both", "two", "three", "pair"}
        or any(t.dep_ == "conj" for t in acting.children)
    )


def fitting_object(verb: Token, sense: Sense, preposition: Token | None) -> bool:
    """Whether the verb's object (or what its preposition governs) is one the sense asks for."""
    things = [child(verb, "dobj", "nsubjpass")]
    if preposition is not None:
        things.append(child(preposition, "pobj"))
    return any(thing is not None and is_wanted(thing, sense) for thing in things)


def is_wanted(thing: Token, sense: Sense) -> bool:
    """Whether a noun is one of those a sense asks for.

    "person" stands for all who can act, "somebody" for persons only.
    """
    if thing.lemma_.lower() in sense.objects:
        return True
    if "somebody" in sense.objects:
        return thing.ent_type_ == "PERSON" or thing.lower_ in SOMEBODY or is_official(thing)
    if "person" not in sense.objects:
        return False
    unread = thing.pos_ == "PROPN" and not thing.ent_type_  # short names are often overlooked
    acting = thing.ent_type_ in {"PERSON", "NORP", "GPE", "ORG"} or thing.pos_ == "PRON" or unread
    return acting or is_official(thing)


def is_official(noun: Token) -> bool:
    """Whether a noun names a person by office."""
    return noun.lemma_.lower() in nominals()["offices"]["heads"]


def light_verb(noun: Token) -> Token | None:
    """The light verb that carries a noun: "held talks"."""
    if noun.dep_ in {"dobj", "nsubjpass", "nsubj", "attr"} and noun.head.lemma_ in lexicon().light:
        return noun.head
    return None


def fits_noun(noun: Token, sense: Sense, light: Token | None) -> bool:
    """Whether a noun's surroundings are those the sense asks for."""
    if sense.modifiers and not any(
        t.lower_ in sense.modifiers for t in noun.children if t.i < noun.i
    ):
        return False
    if light is not None and sense.type == "ASSAULT" and light.lemma_ in people()["naming"]:
        return False
    if sense.needs_light and (light is None or light.lemma_ not in sense.needs_light):
        return False
    if sense.noun_from:
        source = next((t for t in noun.children if t.lower_ == "from"), None)
        thing = child(source, "pobj") if source is not None else None
        return thing is not None and thing.lemma_.lower() in sense.noun_from
    return not (sense.type == "AID" and light is None)
