"""Did it happen? Polarity and modality of an event, from the words that govern its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.annotate.events.lexicon import modality_words
from dragoman.annotate.events.moods import governing_modality, own_modality, plans, weaker
from dragoman.annotate.syntax import child, negated
from dragoman.model import Modality, Polarity

GOVERNED = {"xcomp", "ccomp", "dobj", "pcomp", "pobj", "acl", "nsubjpass", "nsubj", "attr", "acomp"}


STEPS = 5
"""Words up that can still change whether something happened."""
BARE = {"about", "without"}
"""Prepositions that do: "without meeting", "about to meet"."""
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
    if is_called_off(trigger):
        return Factuality("negated", "planned")
    negative = called_off = False
    modality: Modality = "actual"
    for number, (word, governs) in enumerate(governors(trigger)):
        refused = is_negated(word) or (governs and is_nobodys(word, trigger))
        refused = refused and not (governs and takes_for_granted(word))
        negative ^= refused or carries_no(word, number, trigger)
        if modality == "actual":
            modality = own_modality(word)
        if is_off(word) or (governs and calls_off(word)):
            called_off, negative = True, is_negated(word)  # "has not been cancelled" is still on
        elif governs and denies(word):
            negative = not negative
        elif governs and modality in {"actual", "planned"}:
            modality = weaker(modality, governing_modality(word))
    if called_off:
        return Factuality("affirmed" if negative else "negated", "planned")
    return Factuality("negated" if negative else "affirmed", modality)


def calls_off(word: Token) -> bool:
    """Whether a word says that what it governs was cancelled."""
    return word.lemma_.lower() in modality_words()["undone"]["cancelled"] and not off_only(word)


def denies(word: Token) -> bool:
    """Whether a word says that what it governs is not so, or was not done."""
    words, lemma = modality_words()["undone"], word.lemma_.lower()
    if lemma in words["dismissed"]:
        return governed_report(word)
    return lemma in words["denied"] or lemma in words["refused"] or is_false(word)


def takes_for_granted(word: Token) -> bool:
    """Whether what a verb governs is no less so where the verb is negated: "did not know that"."""
    granted = word.lemma_.lower() in modality_words()["granted"]["verbs"]
    return granted and child(word, "xcomp") is None  # "did not remember to" is another matter


def carries_no(word: Token, number: int, trigger: Token) -> bool:
    """Whether "no" stands with the trigger, or with the verb that carries an event noun."""
    if number == 0:
        return has_no(word)
    return number == 1 and trigger.pos_ == "NOUN" and not has_no(trigger) and has_no(word)


def governors(trigger: Token) -> Iterator[tuple[Token, bool]]:
    """The trigger and the words above it that change whether it happened.

    Each comes with whether it governs the event; a verb that the trigger is coordinated with, or a
    journey made to it, only lends it its own "not" and "will".
    """
    yield trigger, False
    current = trigger
    for _ in range(STEPS):
        step = lending(current) or ruling(current)
        if step is None:
            return
        word, governs = step
        if not governs or word.pos_ in {"VERB", "AUX", "NOUN", "ADJ"} or word.lower_ in BARE:
            yield step
        asked = asking(current) == word and word.pos_ != "NOUN"
        apart = word.pos_ == "VERB" and word.dep_ in {"relcl", "advcl"}
        if governs and (asked or apart):
            return
        current = word


def lending(word: Token) -> tuple[Token, bool] | None:
    """The next word up that lends its own "not" and "will": a coordinated verb, a journey."""
    if asking(word) is not None:
        return None
    if is_about(word):  # "how the talks would be led": they are to come
        ahead = own_modality(word.head) != "actual" and not is_negated(word.head)
        return (word.head, False) if ahead else None
    if word.dep_ == "conj":
        return (word.head, False) if shares_clause(word) else None
    journey = on_the_way(word)
    return (journey, False) if journey is not None else None


def ruling(word: Token) -> tuple[Token, bool] | None:
    """The next word up that governs a word; None where its clause ends."""
    asked = asking(word)
    if asked is not None:
        return asked, True
    if word.dep_ == "prep" and word.lower_ in TELLING and word.head.pos_ == "NOUN":
        return word.head, True
    if word.dep_ not in GOVERNED or word.head == word or is_about(word):
        return None
    if word.dep_ in {"nsubj", "nsubjpass"} and word.pos_ == "VERB":
        return None
    return None if is_set_apart(word) else (word.head, True)


def is_set_apart(clause: Token) -> bool:
    """Whether a semicolon parts a clause from what the parse hangs it on, so that neither rules."""
    first, last = sorted((clause.i, clause.head.i))
    between = clause.doc[first:last]
    return clause.pos_ in {"VERB", "AUX"} and any(t.text == ";" for t in between)


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
        after = part.dep_ in {"acl", "advcl"} and part.tag_ in {"VBN", "VBD"} and part.i > noun.i
        if after and part.lemma_.lower() in words and not off_only(part):
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


def has_no(word: Token) -> bool:
    """Whether a noun has "no" before it, or a verb a subject or object that has."""
    determiners = modality_words()["undone"]["determiners"]
    if any(t.dep_ == "det" and t.lower_ in determiners for t in word.children):
        return True
    if any(t.lower_ in determiners for c in word.children if c.dep_ == "dobj" for t in c.children):
        return True
    return is_nobodys(word)


def is_nobodys(verb: Token, trigger: Token | None = None) -> bool:
    """Whether the subject of a verb is nobody: "no official", "none of them", "neither X nor Y".

    Args:
        verb: any word.
        trigger: an event; a subject that holds it ("no meeting took place") is not asked for.
    """
    undone = modality_words()["undone"]
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if trigger is not None:
        subjects = [c for c in subjects if c != trigger and not c.is_ancestor(trigger)]
    if any(c.lower_ in undone["nobody"] for c in subjects):
        return True
    if any(t.lower_ == "neither" for c in subjects for t in c.subtree):
        return True
    determiners = (t for c in subjects for t in c.children if t.dep_ == "det")
    return any(t.lower_ in undone["determiners"] for t in determiners)


def off_only(verb: Token) -> bool:
    """Whether a phrasal verb lacks the particle that makes it a cancellation ("call off")."""
    return verb.lemma_ == "call" and not any(
        t.dep_ == "prt" and t.lower_ == "off" for t in verb.children
    )
