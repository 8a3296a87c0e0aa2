"""Small questions to a dependency parse: whose verb is this, how far does this phrase reach."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.model import Span

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
DASHES = {"-", "--", "–", "—"}
COUNTED = {"people", "person", "civilian", "man", "woman", "child", "other"}
"""Nouns whose number is a toll, not part of what they are called."""
CHARGING = {
    "accuse",
    "acquit",
    "clear",
    "convict",
    "cure",
    "deprive",
    "rid",
    "rob",
    "strip",
    "suspect",
}
"""Verbs that take "of" beside their object."""
LOOSE = {"relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "parataxis", "dep"}
LOOSE_AFTER = {"relcl", "acl", "advcl", "punct", "appos", "cc"}
"""What follows a phrase without being part of it, in the phrase's own words."""
INHERITING = {"advcl", "conj", "xcomp", "acomp", "pcomp", "ccomp", "acl", "dep", "parataxis"}


def subject(verb: Token) -> Token | None:
    """The head of a verb's subject, its own or the one it inherits.

    A participle or a coordinated verb takes the subject of the verb it hangs on; a relative
    clause takes the noun it describes.
    """
    seen: set[int] = set()
    current = verb
    while current.i not in seen:
        seen.add(current.i)
        own = own_subject(current)
        if own:
            left = current != verb and left_to(current, own)
            return left or antecedent(own, current)
        if current.dep_ in {"acl", "relcl"} and current.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return current.head
        if current.dep_ not in INHERITING or (current.dep_ == "ccomp" and current == verb):
            return None
        current = current.head.head if current.dep_ == "pcomp" else current.head
    return None


def own_subject(verb: Token) -> Token | None:
    """The head of the subject among a verb's children; a dateline that the parse put there is none.

    "HELSINKI – Two leaders met": a dash ends the first.
    """
    own = [t for t in verb.children if t.dep_ in SUBJECTS]
    whole = [t for t in own if not any(part.text in DASHES and part.i > t.i for part in t.children)]
    return next(iter(whole or own), None)


def acts_in(word: Token) -> bool:
    """Whether a noun is who acts in its clause: its subject, or the agent of a passive."""
    return word.dep_ in SUBJECTS or (word.dep_ == "pobj" and word.head.dep_ == "agent")


def left_to(verb: Token, it: Token) -> Token | None:
    """Who is to do what "it" announces: X, in "it was left to X to report"."""
    if it.lower_ != "it":
        return None
    to = next((t for t in verb.children if t.lower_ in {"to", "for"} and t.dep_ == "prep"), None)
    return child(to, "pobj") if to is not None else None


def antecedent(word: Token, verb: Token) -> Token:
    """What a relative pronoun stands for, or the word itself."""
    if word.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return verb.head
    return word


def agent(verb: Token) -> Token | None:
    """Who does it in a passive: the object of "by"."""
    for by in verb.children:
        if by.lower_ == "by":
            return next((t for t in by.children if t.dep_ == "pobj"), None)
    return None


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the given dependencies."""
    for part in token.children:
        if part.dep_ in deps:
            return part
    return None


def negated(verb: Token) -> bool:
    """Whether a verb is negated: not, n't, never, no longer."""
    return any(t.dep_ == "neg" or t.lower_ == "never" for t in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb's subject suffers it: "was bombed", and "bombed" alone in headlines."""
    if child(verb, "auxpass") is not None:
        return True
    return verb.tag_ == "VBN" and child(verb, "aux", "dobj") is None


def coordinated(head: Token) -> Iterator[Token]:
    """A noun and the nouns coordinated with it."""
    yield head
    for other in head.children:
        if other.dep_ == "conj" and other.pos_ in {"NOUN", "PROPN", "PRON"} and not strays(other):
            yield from coordinated(other)
        elif other.lower_ == "of" and (owner := child(other, "pobj")) is not None:
            for stray in filter(strays, owner.children):
                yield from coordinated(stray)


def strays(word: Token) -> bool:
    """Whether a conjunct hangs on the wrong noun: the rebels, in "the king of X and rebels".

    The parse joins them to X, but one head hardly governs a name and a plural of the same kind.
    """
    owner = word.head
    return (
        word.dep_ == "conj"
        and word.tag_ == "NNS"
        and owner.pos_ == "PROPN"
        and owner.head.lower_ == "of"
        and owner.head.head.tag_ == "NN"
    )


def phrase(head: Token) -> Span:
    """A noun phrase around its head: with titles and complements, without clauses and appositions.

    Offsets count from the start of the paragraph. A coordination is left out: ask for each part.
    """
    first = last = head
    for token in head.children:
        if token.dep_ == "nummod" and (head.lemma_ in COUNTED or token.text[:1].isdigit()):
            continue
        if token.dep_ in LOOSE or token.pos_ in {"VERB", "SYM", "INTJ"} or not wordy(token):
            continue
        if token.i < head.i and token.left_edge.i < first.i:
            first = token.left_edge
        after = token.i > head.i and token.dep_ == "prep" and not is_charge(token)
        if after and token.right_edge.i > last.i:
            last = right_edge(token)
    return Span(first.idx, last.idx + len(last))


def is_charge(preposition: Token) -> bool:
    """Whether "of" belongs to the verb, not to its object: "accused the police of brutality".

    What somebody is accused of has no name: "the mayor of Oslo" stays whole.
    """
    inner, accused = child(preposition, "pobj"), preposition.head
    if preposition.lower_ != "of" or (inner is not None and inner.pos_ == "PROPN"):
        return False
    if accused.dep_ == "pobj" and accused.head.lower_ == "of":
        accused = accused.head.head  # "the police of Oslo of brutality"
    return accused.dep_ in {"dobj", "nsubjpass"} and accused.head.lemma_.lower() in CHARGING


def wordy(token: Token) -> bool:
    """Whether a token has a letter or figure (emoji and flags are no part of a name)."""
    return any(c.isalnum() for c in token.text)


def right_edge(token: Token) -> Token:
    """The last token of a phrase, clauses that hang on it left out."""
    edge = token
    for part in token.children:
        if (
            part.i > token.i
            and part.dep_ not in LOOSE_AFTER
            and not (strays(part) or is_charge(part))
        ):
            edge = max(edge, right_edge(part), key=lambda t: t.i)
    return edge


def whole_phrase(head: Token) -> Span:
    """A noun phrase with its coordinated parts."""
    spans = [phrase(part) for part in coordinated(head)]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
