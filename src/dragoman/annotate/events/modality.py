"""Did it happen? Polarity and modality of an event, from the words that govern its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.annotate.events.lexicon import modality_words
from dragoman.annotate.syntax import child, negated
from dragoman.model import Modality, Polarity

GOVERNED = {"xcomp", "ccomp", "dobj", "pcomp", "pobj", "acl", "nsubjpass", "nsubj", "attr", "acomp"}


TELLING = {"of", "about", "on", "for"}
"""Prepositions by which a noun governs what it tells of: "reports of a meeting"."""


@dataclass(frozen=True, slots=True)
class Factuality:
    """Whether an event is told as a fact: `polarity` says not or yes, `modality` how surely."""

    polarity: Polarity = "affirmed"
    modality: Modality = "actual"


def factuality(trigger: Token) -> Factuality:
    """Polarity and modality of the event that `trigger` tells of.

    Negation and modality are read off the trigger's own clause and, for what is governed
    ("plans to meet", "cancelled the visit", "denied that he had met"), off the governing words.
    """
    words = modality_words()["undone"]
    if is_called_off(trigger):
        return Factuality("negated", "planned")
    negative = False
    modality: Modality = "actual"
    for number, (word, governs) in enumerate(governors(trigger)):
        negative ^= is_negated(word) or carries_no(word, number, trigger)
        if modality == "actual":
            modality = own_modality(word)
        if is_off(word):
            return Factuality("negated", "planned")
        if not governs:
            continue
        lemma = word.lemma_.lower()
        if lemma in words["cancelled"] and not off_only(word):
            return Factuality("negated", "planned")
        if denies(word):
            negative = not negative
        elif modality in {"actual", "planned"}:
            modality = weaker(modality, governing_modality(word))
    return Factuality("negated" if negative else "affirmed", modality)


def weaker(own: Modality, given: Modality) -> Modality:
    """What is said to be going to happen is only as sure as who hopes for it or asks for it."""
    return given if own == "actual" or given in {"possible", "hypothetical"} else own


def denies(word: Token) -> bool:
    """Whether a word says that what it governs is not so, or was not done."""
    words, lemma = modality_words()["undone"], word.lemma_.lower()
    if lemma in words["dismissed"]:
        return governed_report(word)
    return lemma in words["denied"] or lemma in words["refused"] or is_false(word)


def governing_modality(word: Token) -> Modality:
    """The modality that a word gives to what it governs."""
    if demands(word):
        return "hypothetical"
    if plans(word):
        return "planned"
    words = modality_words()["possible"]
    lemma = word.lemma_.lower()
    noun = word.pos_ == "NOUN" and lemma in words["nouns"]
    supposed = noun or lemma in words["verbs"] or word.lower_ in words["adjectives"]
    return "possible" if supposed else "actual"


def carries_no(word: Token, number: int, trigger: Token) -> bool:
    """Whether "no" stands with the trigger, or with the verb that carries an event noun."""
    if number == 0:
        return has_no(word)
    return number == 1 and trigger.pos_ == "NOUN" and not has_no(trigger) and has_no(word)


def governors(trigger: Token) -> Iterator[tuple[Token, bool]]:
    """The trigger and the words above it that change whether it happened.

    Each comes with whether it governs the event; a verb that the trigger is coordinated with only
    lends it its own "not" and "will".
    """
    yield trigger, False
    current = trigger
    for _ in range(5):
        asked = asking(current)
        if asked is not None:
            yield asked, True
            if asked.pos_ != "NOUN":
                return
            current = asked
            continue
        if current.dep_ == "conj":
            if not shares_clause(current):
                return
            current = current.head
            yield current, False
            continue
        if current.dep_ == "prep" and current.lower_ in TELLING and current.head.pos_ == "NOUN":
            current = current.head
            yield current, True
            continue
        if is_about(current):
            return
        if (journey := on_the_way(current)) is not None:
            current = journey
            yield current, False
            continue
        if not is_governed(current):
            return
        current = current.head
        if current.pos_ in {"VERB", "AUX", "NOUN", "ADJ"} or current.lower_ in {"about", "without"}:
            yield current, True
        if current.pos_ == "VERB" and current.dep_ in {"relcl", "advcl"}:
            return


def is_governed(word: Token) -> bool:
    """Whether what stands above a word says something of its event; a clause as subject is told."""
    if word.dep_ in {"nsubj", "nsubjpass"} and word.pos_ == "VERB":
        return False
    return word.dep_ in GOVERNED and word.head != word


def on_the_way(noun: Token) -> Token | None:
    """The journey that is made to an event: "travels to Oslo for a meeting" is no meeting yet.

    Whether somebody goes there decides whether it takes place.
    """
    if noun.dep_ == "pobj" and noun.head.lower_ in {"for", "to"}:
        verb = noun.head.head
        journey = verb.lemma_.lower() in modality_words()["journeys"]["verbs"]
        if journey or (noun.head.lower_ == "for" and verb.pos_ == "VERB" and asking(noun) is None):
            return verb
    return None


def is_about(noun: Token) -> bool:
    """Whether a noun is the subject of a verb that does not tell whether it took place.

    "The meeting was not made public" took place; "the meeting was not held" did not.
    """
    if noun.pos_ != "NOUN" or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    words, lemma = modality_words(), noun.head.lemma_.lower()
    telling = (*words["takes_place"]["verbs"], *words["undone"]["cancelled"])
    return lemma not in (*telling, *words["undone"]["denied"]) and not plans(noun.head)


def is_off(word: Token) -> bool:
    """Whether a verb says that its subject is off: "the talks are off", "is off the table"."""
    return word.lemma_ == "be" and any(
        t.lower_ == "off" and t.dep_ in {"prep", "prt", "advmod", "acomp"} for t in word.children
    )


def shares_clause(verb: Token) -> bool:
    """Whether a coordinated verb shares "not" and "will" with the verb it is coordinated with."""
    parted = any(t.dep_ in {"nsubj", "nsubjpass", "aux", "neg"} for t in verb.children)
    return not parted and not any(t.dep_ == "cc" and t.lower_ == "but" for t in verb.head.children)


def is_called_off(noun: Token) -> bool:
    """Whether an event is said to have been cancelled: "the cancelled meeting"."""
    words = modality_words()["undone"]["cancelled"]
    for part in noun.children:
        reduced = part.dep_ in {"acl", "advcl"} and part.tag_ in {"VBN", "VBD"} and part.i > noun.i
        if reduced and part.lemma_.lower() in words and not off_only(part):
            return True  # "talks with the emir called off"
        if part.dep_ == "relcl" and part.lemma_ == "be" and is_bare_denial(part):
            return True  # "the summit that was not"
    return any(t.dep_ == "amod" and t.lemma_.lower() in words for t in noun.children) or any(
        t.dep_ == "amod" and t.lower_ in modality_words()["undone"]["aborted"]
        for t in noun.children
    )


def is_bare_denial(verb: Token) -> bool:
    """Whether a form of "be" only denies: "that wasn't"."""
    after = verb.doc[verb.i + 1 : verb.i + 2]
    denied = any(t.dep_ == "neg" for t in verb.children) or after.text in {"n't", "n’t"}
    return denied and child(verb, "attr", "acomp", "prep", "advcl", "ccomp", "xcomp") is None


def is_negated(word: Token) -> bool:
    """Whether a word is negated: not, never, no longer, not once, neither, without."""
    if negated(word) or word.lower_ == "without":
        return True
    return any(
        (t.lower_ == "longer" and any(c.lower_ == "no" for c in t.children))
        or (t.dep_ == "advmod" and any(c.dep_ == "neg" or c.lower_ == "not" for c in t.children))
        or (t.dep_ in {"preconj", "cc", "advmod", "dep"} and t.lower_ == "neither" and t.i < word.i)
        for t in word.children
    )


def governed_report(verb: Token) -> bool:
    """Whether what a verb dismisses is a report: "rejected reports of a meeting"."""
    thing = child(verb, "dobj", "nsubjpass")
    return thing is not None and thing.lemma_.lower() in modality_words()["undone"]["reports"]


def is_false(word: Token) -> bool:
    """Whether a word says that what it governs is not so: "it is false that"."""
    return word.lower_ in modality_words()["undone"]["false"] and not any(
        t.dep_ == "neg" for t in word.head.children
    )


def asking(word: Token) -> Token | None:
    """The call or demand that a noun is the object of: "called for a withdrawal"."""
    if word.dep_ == "pobj" and word.head.lower_ in {"for", "to", "of"}:
        head = word.head.head
        return head if governing_modality(head) != "actual" else None
    return None


def demands(word: Token) -> bool:
    """Whether a word asks for what it governs, which so has not happened by its saying."""
    return word.lemma_.lower() in modality_words()["demanded"]["words"]


def own_modality(verb: Token) -> Modality:
    """The modality that a word's own auxiliaries and marks give it."""
    words = modality_words()
    for token in verb.children:
        if token.dep_ == "mark" and token.lower_ in words["conditional"]["marks"]:
            return "conditional"
    if is_headline_plan(verb):
        return "planned"
    if takes(verb):
        return "hypothetical"
    for token in verb.children:
        if token.dep_ != "aux":
            continue
        if token.lower_ in words["planned"]["modals"]:
            return "planned"
        if token.lower_ in words["possible"]["modals"]:
            return "possible"
        if token.lower_ in words["hypothetical"]["modals"]:
            return "hypothetical"
    return "planned" if verb.pos_ == "NOUN" and is_to_come(verb) else "actual"


def is_to_come(noun: Token) -> bool:
    """Whether an event is said to lie ahead: "the upcoming talks"."""
    ahead = modality_words()["planned"]["modifiers"]
    return any(t.dep_ == "amod" and t.lower_ in ahead for t in noun.children)


def takes(verb: Token) -> bool:
    """Whether a verb is only what something is about: "it takes two to meet"."""
    infinitive = verb.tag_ == "VB" and any(t.lower_ == "to" for t in verb.children)
    return infinitive and any(t.lower_ == "it" and t.dep_ == "nsubj" for t in verb.head.children)


def is_headline_plan(verb: Token) -> bool:
    """Whether a headline says that something is to be: "Leaders to meet in March"."""
    to = any(t.dep_ == "aux" and t.lower_ == "to" for t in verb.children)
    named = (
        verb.head.pos_ in {"NOUN", "PROPN"}
        and verb.head.dep_ == "ROOT"
        and verb.dep_ in {"acl", "relcl"}
    )
    return to and verb.tag_ == "VB" and (named or verb.dep_ == "ROOT")


def plans(verb: Token) -> bool:
    """Whether a governing word makes what it governs a plan."""
    words = modality_words()["planned"]
    lemma = verb.lemma_.lower()
    if verb.pos_ not in {"VERB", "AUX", "NOUN"}:
        return lemma in words["adjectives"]
    if lemma == "be" and is_to(verb):
        return True
    if verb.pos_ == "NOUN":
        return lemma in words["nouns"]
    return lemma in words["verbs"] or verb.lower_ in words["adjectives"]


def is_to(verb: Token) -> bool:
    """Whether something is to be done: "the two are to meet"."""
    inner = child(verb, "xcomp")
    return inner is not None and any(t.lower_ == "to" and t.dep_ == "aux" for t in inner.children)


def has_no(word: Token) -> bool:
    """Whether a noun has "no" before it, or a verb a subject or object that has."""
    determiners = modality_words()["undone"]["determiners"]
    if any(t.dep_ == "det" and t.lower_ in determiners for t in word.children):
        return True
    if any(t.lower_ in determiners for c in word.children if c.dep_ == "dobj" for t in c.children):
        return True
    subjects = [c for c in word.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if any(t.lower_ == "neither" for c in subjects for t in c.subtree):
        return True
    return any(t.lower_ in determiners and t.dep_ == "det" for c in subjects for t in c.children)


def off_only(verb: Token) -> bool:
    """Whether a phrasal verb lacks the particle that makes it a cancellation ("call off")."""
    return verb.lemma_ == "call" and not any(
        t.dep_ == "prt" and t.lower_ == "off" for t in verb.children
    )
