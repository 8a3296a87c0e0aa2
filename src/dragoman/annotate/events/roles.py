"""Who does it to whom: the participants of a triggered event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.annotate.actors import Cast
from dragoman.annotate.actors.names import nominals
from dragoman.annotate.events.circumstances import is_of_ground
from dragoman.annotate.events.counted import is_nameless_toll
from dragoman.annotate.events.encounters import company_at, company_of, hears
from dragoman.annotate.events.lexicon import people
from dragoman.annotate.events.triggers import Trigger
from dragoman.annotate.events.weapons import weapon_of, wielders
from dragoman.annotate.events.weapons import words as weapon_words
from dragoman.annotate.syntax import agent, child, is_passive, subject
from dragoman.model import Actor

TOWARDS = {
    "to",
    "on",
    "against",
    "from",
    "for",
    "of",
    "with",
    "over",
    "at",
    "into",
    "toward",
    "towards",
    "by",
}
"""Prepositions whose object a deed may be aimed at."""
FORCES = {
    "troop",
    "force",
    "soldier",
    "army",
    "unit",
    "tank",
    "ship",
    "navy",
    "police",
    "peacekeeper",
}
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
LOCAL = {"ASSAULT", "MOBILIZE", "AID", "COERCE"}
"""Types that are done to the country they are done in ("intervened in Syria")."""


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
        acting = [a for word in wielders(weapon) for a in party(cast, paragraph, word)]
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


def objects(trigger: Trigger) -> Iterator[Token]:
    """What an event is done to or about, the nearest first: object, prepositions, inner clause."""
    for verb in dict.fromkeys((trigger.word, trigger.clause)):
        inner = child(verb, "dobj", "dative", "nsubjpass")
        if inner is not None and inner != trigger.word:
            yield inner
        if verb.pos_ == "NOUN":
            yield from (t for t in verb.children if t.dep_ in {"amod", "compound", "nmod"})
            yield from (t for p in verb.children if p.dep_ == "acl" for t in p.children)
        stands_for = verb.lemma_.lower() in people()["behalf"]
        for part in verb.children:
            local = part.lower_ in {"in", "into"} and trigger.sense.type in LOCAL
            aside = (stands_for and part.lower_ == "for") or is_topic(part, trigger)
            towards = part.lower_ in TOWARDS and not aside
            if part.dep_ == "prep" and (towards or local):
                yield from (t for t in part.children if t.dep_ == "pobj")
    clause = child(trigger.word, "ccomp", "xcomp", "pcomp")
    if clause is not None:
        yield from (t for t in clause.children if t.dep_ in {"nsubj", "nsubjpass", "dobj"})
        preps = (t for t in clause.children if t.dep_ == "prep" and t.lower_ in TOWARDS)
        yield from (t for p in preps for t in p.children if t.dep_ == "pobj")


def is_topic(preposition: Token, trigger: Trigger) -> bool:
    """Whether it says what people agree or talk on, not with whom: "agreed on routes for X"."""
    return preposition.lower_ in {"on", "over"} and trigger.sense.type in {"AGREE", "CONSULT"}


def within(head: Token, local: bool) -> Iterator[Token]:
    """The words of a noun phrase, times left out: its owner, its head, what stands before, after.

    With `local`, also where it is ("a base in Mali").
    """
    for part in head.children:
        if part.dep_ == "poss":
            yield from within(part, local)
    yield head
    for part in head.children:
        if part.dep_ in {"amod", "compound", "nmod", "appos", "conj"}:
            yield from within(part, local)
        elif part.dep_ in {"prep", "acl"} and (
            part.lower_ in TOWARDS or part.dep_ == "acl" or local
        ):
            for inner in part.children:
                if inner.dep_ in {"pobj", "dobj"} and inner.ent_type_ not in {"DATE", "TIME"}:
                    yield from within(inner, local)
                elif inner.dep_ in {"prep", "agent"} and inner.lower_ in TOWARDS:
                    yield from (w for t in inner.children for w in within(t, local))


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
        nameless = toll or known
        for each in cast.resolve(paragraph, head):
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


def acting_heads(trigger: Trigger) -> Iterator[Token]:
    """Heads of the noun phrases that act."""
    word = trigger.word
    if word.pos_ != "NOUN":
        found = agent(word) if is_passive(word) else doer(word)
        if found is not None:
            yield found
        return
    yield from owners(word)
    if trigger.light is not None:
        passive = child(trigger.light, "auxpass") is not None
        found = agent(trigger.light) if passive else doer(trigger.light)
        if found is not None and found != word:
            yield found
    elif word.dep_ == "pobj" and trigger.sense.joint:
        yield from around(word)


def doer(verb: Token) -> Token | None:
    """Who does what a verb says; who is asked or invited to do it, where that is somebody else."""
    governor = verb.head
    if verb.dep_ == "xcomp" and governor.pos_ == "ADJ" and governor.dep_ == "acomp":
        return subject(governor.head)
    if verb.dep_ == "xcomp" and child(verb, "nsubj", "nsubjpass") is None:
        told = child(governor, "dobj", "dative")
        if told is not None and told.i < verb.i and governor.lemma_ != "promise":
            return told
    acting = subject(verb)
    if acting is None and verb.dep_ == "pcomp" and governor.head.pos_ == "NOUN":
        acting = subject(governor.head.head)  # "Oslo gave up hope of welcoming him"
    if acting is not None and acting.lower_ == "it" and verb.dep_ == "ccomp":
        return subject(governor) or acting  # "Chad said it had expelled the envoy"
    return acting


def is_means(thing: Token, trigger: Trigger) -> bool:
    """Whether the object of a verb is what is used, not who is acted on ("deployed troops")."""
    wanted = trigger.sense.objects - {"person"}
    forces = (
        trigger.sense.type in {"MOBILIZE", "RETREAT", "SANCTION", "AID"} and thing.lemma_ in FORCES
    )
    return forces or (thing.lemma_ in wanted and "person" not in trigger.sense.objects)


def owners(noun: Token) -> Iterator[Token]:
    """Whose event it is: "their talks", "talks between X and Y", "a meeting of X and Y"."""
    for part in noun.children:
        if part.dep_ == "poss":
            yield part
        elif part.dep_ == "acl" and part.lemma_ == "attend":
            attending = agent(part)
            if attending is not None:
                yield attending
        elif part.lower_ in {"between", "among", "of", "by"}:
            yield from sharers(part)
        elif part.dep_ == "prep":
            yield from (s for t in part.subtree if t.lower_ == "between" for s in sharers(t))


def sharers(preposition: Token) -> Iterator[Token]:
    """Who shares in an event: what "between" or "of" governs, unless it is a time."""
    inner = child(preposition, "pobj")
    if inner is not None and inner.ent_type_ not in {"DATE", "TIME"}:
        yield inner


def around(noun: Token) -> Iterator[Token]:
    """Who speaks to whom at an event that only frames the sentence: "At the talks, X told Y"."""
    verb = noun.head.head
    if verb.pos_ != "VERB":
        return
    acting, told = subject(verb), child(verb, "dobj", "dative") or heard(verb)
    if any(t.lower_ == "with" for t in noun.children):
        if acting is not None:
            yield acting
    elif acting is not None and told is not None:
        yield acting
        yield told


def heard(verb: Token) -> Token | None:
    """To or with whom a verb is done: "listens to his counterpart"."""
    for part in verb.children:
        if part.dep_ == "prep" and part.lower_ in {"to", "with"}:
            return child(part, "pobj")
    return None


def receiving_heads(trigger: Trigger) -> Iterator[Token]:
    """Heads of the noun phrases that are acted on, or taken part with."""
    for word in (trigger.word, trigger.light):
        if word is None:
            continue
        if word.pos_ != "NOUN" and trigger.light is None:
            thing = child(word, "dobj", "dative")
            found = (child(word, "nsubjpass") or subject(word)) if is_passive(word) else thing
            if trigger.sense.order and found is None:
                found = asked(word)
            if (
                found is not None
                and not trigger.sense.needs_plural
                and not is_means(found, trigger)
            ):
                yield found
        thing = child(word, "dobj") if trigger.sense.joint and trigger.sense.objects else None
        for part in (*word.children, *(thing.children if thing is not None else ())):
            if part.lower_ in (trigger.sense.with_ or {"with", "on", "against"}) or (
                trigger.sense.joint and part.lower_ == "between" and word != trigger.word
            ):
                inner = child(part, "pobj")
                things = trigger.sense.objects | trigger.sense.noun_from
                if inner is not None and inner != trigger.word and inner.lemma_ not in things:
                    yield inner


def asked(verb: Token) -> Token | None:
    """Who is to do what is asked for: "requested that Russia keep …"."""
    inner = child(verb, "ccomp", "xcomp")
    return child(inner, "nsubj") if inner is not None else None


def is_joint(noun: Token) -> bool:
    """Whether an event is said to be held together: "a joint press conference"."""
    return any(t.lower_ in {"joint", "their"} for t in noun.children)
