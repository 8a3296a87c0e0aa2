"""How surely a word says that something happens, by its own form and by what it governs."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.events.lexicon import modality_words
from dragoman.annotate.syntax import child
from dragoman.model import Modality


def own_modality(verb: Token) -> Modality:
    """The modality that a word's own auxiliaries and marks give it."""
    words = modality_words()
    marks = {t.lower_ for t in verb.children if t.dep_ == "mark"}
    if marks & set(words["conditional"]["marks"]):
        return "conditional"
    if is_headline_plan(verb):
        return "planned"
    if takes(verb):
        return "hypothetical"
    for token in verb.children:
        if token.dep_ == "aux" and (told := by_auxiliary(token.lower_)) != "actual":
            return told
    modifiers = {t.lower_ for t in verb.children if t.dep_ == "amod"}
    ahead = verb.pos_ == "NOUN" and modifiers & set(words["planned"]["modifiers"])
    return "planned" if ahead else "actual"


def by_auxiliary(auxiliary: str) -> Modality:
    """The modality that "will", "may" or "would" gives its verb."""
    kinds: tuple[Modality, ...] = ("planned", "possible", "hypothetical")
    words = modality_words()
    return next((kind for kind in kinds if auxiliary in words[kind]["modals"]), "actual")


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


def weaker(own: Modality, given: Modality) -> Modality:
    """What is said to be going to happen is only as sure as who hopes for it or asks for it."""
    return given if own == "actual" or given in {"possible", "hypothetical"} else own


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


def demands(word: Token) -> bool:
    """Whether a word asks for what it governs, which so has not happened by its saying."""
    return word.lemma_.lower() in modality_words()["demanded"]["words"]


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
