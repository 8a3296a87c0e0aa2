"""Who does it to whom: the participants of a triggered event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.annotate.actors import Cast
from dragoman.annotate.actors.names import nominals
from dragoman.annotate.actors.standing import is_citizen
from dragoman.annotate.events.circumstances import is_of_ground
from dragoman.annotate.events.counted import is_nameless_toll
from dragoman.annotate.events.encounters import company_at, company_of, hears
from dragoman.annotate.events.lexicon import people
from dragoman.annotate.events.parties import (
    LOCAL,
    acting_heads,
    is_joint,
    is_means,
    objects,
    receiving_heads,
    within,
)
from dragoman.annotate.events.strangers import ALONE, by_pronoun
from dragoman.annotate.events.triggers import Trigger
from dragoman.annotate.events.weapons import weapon_of, wielders
from dragoman.annotate.events.weapons import words as weapon_words
from dragoman.annotate.syntax import child, is_passive, subject
from dragoman.model import Actor

STRIKING = {"ASSAULT", "COERCE"}
"""Types whose object is acted on, whoever or whatever it is ("arrested the captain")."""
LEADERS = {
    "leader",
    "president",
    "minister",
    "side",
    "pair",
    "duo",
    "king",
    "chancellor",
    "premier",
}
"""Nouns by which a report means the two it is about."""


def participants(
    trigger: Trigger, cast: Cast, paragraph: int
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients of an event, each political actor once.

    For a meeting without a host all are actors (PLOVER's rule); a visitor acts, his host receives.
    """
    acting = political(
        cast, paragraph, acting_heads(trigger), crowds=trigger.sense.type == "PROTEST"
    )
    weapon = weapon_of(trigger.clause)
    if weapon is not None:
        held_by = (word for word in wielders(weapon) if not is_town(cast, paragraph, word))
        acting = [a for word in held_by for a in party(cast, paragraph, word)]
    alone = not (acting or trigger.sense.joint or trigger.sense.reversed or weapon is not None)
    if alone and not is_passive(trigger.clause) and not doing_oneself(trigger):
        return (), ()  # nobody who counts does it
    people_count = trigger.sense.type in STRIKING  # a toll is told of people of every kind
    receiving = political(cast, paragraph, receiving_heads(trigger), crowds=people_count)
    if trigger.sense.joint and trigger.sense.type == "CONSULT" and len(acting) < 2:
        acting = completed(trigger, cast, paragraph, acting, receiving)
    elif not acting and trigger.sense.joint and is_joint(trigger.word):
        acting = list(cast.referents.principals(paragraph, trigger.word))
    by_one = len(acting) == 1 and trigger.sense.alone
    told_of = bool(acting) or weapon is not None or doing_oneself(trigger)
    if told_of and not receiving and (by_one or not trigger.sense.joint):
        receiving = touched(trigger, cast, paragraph)
    if trigger.sense.reversed:
        acting, receiving = receiving, acting
        if acting and not receiving:
            receiving = host_of(trigger, cast, paragraph, acting)
    receiving = [a for a in receiving if key(a) not in {key(b) for b in acting}]
    if trigger.sense.joint and not by_one:
        return (*acting, *receiving), ()
    return tuple(acting), tuple(receiving)


def completed(
    trigger: Trigger, cast: Cast, paragraph: int, acting: list[Actor], receiving: list[Actor]
) -> list[Actor]:
    """Those at a meeting whose phrase leaves some of them to the rest of the report."""
    if owned_by_other(trigger) or (acting and receiving):
        return acting
    carrier = subject(trigger.light) if trigger.light is not None else None
    if not acting and carrier not in {None, trigger.word} and carrier.pos_ != "PRON":
        return []  # "envoys have held several rounds of talks"
    present = hears(trigger.word)
    if receiving and present is not None:
        return political(cast, paragraph, iter([present]))
    if receiving or (acting and trigger.light is None):
        return acting
    if acting:
        together = company_at(trigger, cast, paragraph)
    else:
        together = company_of(trigger, cast, paragraph)
    known = {key(actor) for actor in together}
    return list(together) if all(key(actor) in known for actor in acting) else acting


def host_of(trigger: Trigger, cast: Cast, paragraph: int, guests: list[Actor]) -> list[Actor]:
    """Who receives where nobody is said to: of the two a report is about, the other one."""
    both = cast.referents.principals(paragraph, trigger.word)
    known = {key(actor) for actor in guests}
    others = [actor for actor in both if key(actor) not in known and actor.country]
    return others if len(others) < len(both) else []


def owned_by_other(trigger: Trigger) -> bool:
    """Whether "their" means a subject that names nobody: "the experts continued their talks"."""
    if not any(t.lower_ == "their" for t in trigger.word.children):
        return False
    verb = next((t for t in trigger.word.ancestors if t.pos_ == "VERB"), None)
    owner = subject(verb) if verb is not None else None
    return owner is not None and owner.pos_ == "NOUN" and owner.lemma_ not in LEADERS


def doing_oneself(trigger: Trigger) -> bool:
    """Whether "I" or "we" do it."""
    return any(head.lower_ in {"i", "we"} for head in acting_heads(trigger))


def touched(trigger: Trigger, cast: Cast, paragraph: int) -> list[Actor]:
    """Who else is acted on: people without a name, or who owns or is named in what is acted on.

    "Arrested ten activists"; "condemned Kenya's decision"; "the ban on Qatar".
    """
    local = trigger.sense.type in LOCAL
    for head in dict.fromkeys([*receiving_heads(trigger), *objects(trigger)]):
        if head.lemma_.lower() in people()["people"]:
            return list(cast.resolve(paragraph, head))
        if is_of_ground(trigger.word, head):
            continue
        for word in within(head, local):
            found = party(cast, paragraph, word)
            if found:
                return found
    thing = child(trigger.word, "dobj")
    if thing is None or trigger.sense.type not in STRIKING or is_means(thing, trigger):
        return []
    unsure = trigger.found and weapon_of(trigger.clause) is None
    if unsure and thing.lemma_.lower() not in weapon_words()["targets"]:
        return []  # only the model says so: "captured an image", "fought back tears"
    return list(cast.resolve(paragraph, thing))


def party(cast: Cast, paragraph: int, word: Token) -> list[Actor]:
    """Who a single word of a phrase stands for, if it names a party or a kind of one."""
    name = cast.name_at(paragraph, word)
    if name is None and word.text[:1].isupper():
        state = cast.world.demonym(word.text)
        if state is not None and is_citizen(word):
            return list(cast.resolve(paragraph, word))
        if state is not None:
            where = cast.paragraphs[paragraph].locate(word)
            return [Actor(state.name, state.id, "state", state.country, None, where)]
    if name is None:
        acts = word.pos_ == "NOUN" and is_political(word) and word.dep_ not in {"compound", "amod"}
        return list(cast.resolve(paragraph, word)) if acts else []
    actor = cast.actor(name)
    return (
        [actor]
        if actor.country is not None or actor.kind in {"person", "group", "organisation"}
        else []
    )


def is_town(cast: Cast, paragraph: int, word: Token) -> bool:
    """Whether a word before a noun names a place: the Paris attacks are not those of Paris."""
    name = cast.name_at(paragraph, word)
    return name is not None and name.kind == "place" and word.dep_ in {"compound", "nmod"}


def key(actor: Actor) -> str:
    """What makes two actors the same within a report."""
    return actor.id or actor.name.lower()


def political(
    cast: Cast, paragraph: int, heads: Iterator[Token], *, crowds: bool = False
) -> list[Actor]:
    """The heads that resolve to somebody: named, or with an office or a nationality.

    With `crowds`, people of every kind count: workers may protest as well as parties, and "two"
    who were killed are people.
    """
    found: dict[str, Actor] = {}
    for head in heads:
        toll = crowds and is_nameless_toll(head)
        known = is_political(head) or (crowds and head.lemma_.lower() in people()["people"])
        nameless = toll or known or head.lower_ in ALONE
        for each in by_pronoun(cast, paragraph, head) if crowds else cast.resolve(paragraph, head):
            actor = replace(each, name="people", kind="group") if toll else each
            if actor.id is not None or actor.country is not None or nameless:
                found.setdefault(key(actor), actor)
    return list(found.values())


def is_political(head: Token) -> bool:
    """Whether a nameless noun is of the kind whose acts count: states, officials, armed groups."""
    words = nominals()
    lemma = head.lemma_.lower()
    lists = (words["pairs"]["states"], words["offices"]["heads"], people()["political"])
    return any(lemma in found for found in lists)
