"""Did it happen? Polarity and modality of an event, from the words that govern its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.annotate.events.lexicon import modality_words
from dragoman.annotate.syntax import negated
from dragoman.model import Modality, Polarity

GOVERNED = {"xcomp", "ccomp", "dobj", "pcomp", "pobj", "acl", "nsubjpass", "nsubj", "attr"}


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
    words = modality_words()
    negative = False
    modality: Modality = "actual"
    for verb in governors(trigger):
        lemma = verb.lemma_.lower()
        own = own_modality(verb)
        if modality == "actual":
            modality = own
        negative ^= negated(verb)
        if verb == trigger:
            negative ^= has_no(verb)
            continue
        if modality == "actual" and demands(verb):
            modality = "hypothetical"
        if lemma in words["undone"]["cancelled"] and not off_only(verb):
            return Factuality("negated", "planned")
        if lemma in words["undone"]["denied"] or lemma in words["undone"]["refused"]:
            negative = not negative
        elif modality == "actual" and plans(verb):
            modality = "planned"
        elif modality == "actual" and lemma in words["possible"]["verbs"]:
            modality = "possible"
    return Factuality("negated" if negative else "affirmed", modality)


def governors(trigger: Token) -> Iterator[Token]:
    """The trigger and the words that govern it, as far as they change whether it happened."""
    yield trigger
    current = trigger
    for _ in range(4):
        asked = asking(current)
        if asked is not None:
            yield asked
            return
        if current.dep_ == "conj":
            current = current.head
            continue
        if current.dep_ not in GOVERNED or current.head == current:
            return
        if current.dep_ in {"nsubj", "nsubjpass"} and current.pos_ == "VERB":
            return
        current = current.head
        if current.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}:
            yield current
        if current.pos_ == "VERB" and current.dep_ in {"relcl", "advcl"}:
            return


def asking(word: Token) -> Token | None:
    """The call or demand that a noun is the object of: "called for a withdrawal"."""
    if word.dep_ == "pobj" and word.head.lower_ in {"for", "to", "of"}:
        head = word.head.head
        return head if demands(head) or plans(head) else None
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
    for token in verb.children:
        if token.dep_ != "aux":
            continue
        if token.lower_ in words["planned"]["modals"]:
            return "planned"
        if token.lower_ in words["possible"]["modals"]:
            return "possible"
        if token.lower_ in words["hypothetical"]["modals"]:
            return "hypothetical"
    if verb.pos_ == "NOUN":
        for token in verb.children:
            if token.dep_ == "amod" and token.lower_ in words["planned"]["modifiers"]:
                return "planned"
    return "actual"


def plans(verb: Token) -> bool:
    """Whether a governing word makes what it governs a plan."""
    words = modality_words()["planned"]
    lemma = verb.lemma_.lower()
    if verb.pos_ == "ADJ":
        return lemma in words["adjectives"]
    if verb.pos_ == "NOUN":
        return lemma in words["nouns"]
    return lemma in words["verbs"] or verb.lower_ in words["adjectives"]


def has_no(word: Token) -> bool:
    """Whether a noun has "no" before it, or a verb a subject or object that has."""
    determiners = modality_words()["undone"]["determiners"]
    if any(t.dep_ == "det" and t.lower_ in determiners for t in word.children):
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
