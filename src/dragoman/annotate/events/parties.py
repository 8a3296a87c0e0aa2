"""The words of those who do a deed and of those it is done to, as the parse has them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.annotate.events.lexicon import people
from dragoman.annotate.events.triggers import Trigger
from dragoman.annotate.syntax import agent, child, is_passive, subject

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
"""Who is sent and withdrawn: with such deeds they are means, and nobody acted on."""
LOCAL = {"ASSAULT", "MOBILIZE", "AID", "COERCE"}
"""Types that are done to the country they are done in ("intervened in Syria")."""


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
    if verb.dep_ == "advcl" and governor.lemma_.lower() in people()["suffering"]:
        return None  # "has faced attacks, killing dozens"
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
