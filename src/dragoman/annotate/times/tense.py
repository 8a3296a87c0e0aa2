"""Does the verb that governs an expression look back or ahead?"""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from dragoman.annotate.times.lexicon import words
from dragoman.annotate.times.reading import Tense

VERBS = {"VERB", "AUX"}


def tense_at(expression: DocSpan) -> Tense:
    """The tense of the verb above an expression; past where there is none, as news reports.

    An infinitive has the tense of what governs it ("went to see"), ahead where that is a plan
    ("agreed to meet").
    """
    if (bound := _bound_before(expression)) is not None:
        return bound
    head, infinitive = head_of(expression), False
    for token in (head, *head.ancestors):
        auxiliaries = _auxiliaries(token)
        if _plans(token, infinitive=infinitive):
            over = "had" in auxiliaries | _auxiliaries(token.head)  # "had been due"
            return "past" if over else "future"
        if token.pos_ in VERBS and (found := _tense_of(token, auxiliaries)):
            return found
        infinitive = infinitive or (token.tag_ == "VB" and "to" in auxiliaries)
    return "past"


def timetabled(expression: DocSpan) -> bool:
    """Whether an expression hangs on a plain present: "they meet Monday", "it opens on Monday"."""
    head = head_of(expression)
    verb = head.head.head if head.head.lower_ == "on" else head.head
    direct = head.dep_ == "npadvmod" or head.head.lower_ == "on"
    return direct and verb.tag_ in {"VBP", "VBZ"} and verb.pos_ == "VERB"


def _bound_before(expression: DocSpan) -> Tense | None:
    """What the words right before decide: "as early as Monday" and "until Monday" lie ahead.

    But "until Monday they had not met" looks back.
    """
    before = expression.doc[max(0, expression.start - 3) : expression.start]
    if before.text.lower() in words("tense")["not_before"]:
        return "future"
    if before[-1:].text.lower() not in words("tense")["until"]:
        return None
    verb = next((t for t in head_of(expression).ancestors if t.pos_ in VERBS), None)
    return "past" if verb is not None and "had" in _auxiliaries(verb) else "future"


def head_of(expression: DocSpan) -> Token:
    """The word of an expression that hangs on a word outside; cheaper than spaCy's `root`."""
    inside = {token.i for token in expression}
    return next((t for t in expression if t.head.i not in inside or t.head == t), expression[-1])


def _auxiliaries(verb: Token) -> set[str]:
    return {token.lower_ for token in verb.children if token.dep_ in {"aux", "auxpass"}}


def _plans(token: Token, *, infinitive: bool) -> bool:
    """Whether the word puts its complement, or the infinitive below it, ahead."""
    lemma, tense = token.lemma_.lower(), words("tense")
    if lemma in tense["set_ahead"]:
        ahead = any(t.lower_ == "for" or t.dep_ == "xcomp" for t in token.children)
        return ahead and token.tag_ in {"VBN", "JJ"}
    return lemma in tense["plan"] or (infinitive and lemma in tense["intend"])


def _tense_of(verb: Token, auxiliaries: set[str]) -> Tense | None:
    """The tense a verb shows by its form and auxiliaries, None where its governor decides."""
    if auxiliaries & set(words("tense")["future_auxiliary"]):
        return "past" if auxiliaries & {"have", "had"} else "future"
    if verb.tag_ == "VB" and "to" in auxiliaries:
        return "future" if verb.head.lemma_ == "be" and verb.dep_ == "xcomp" else None
    if verb.tag_ == "VBG" and not auxiliaries:
        return None
    if verb.tag_ in {"VBD", "VBN"} or auxiliaries & {"had", "was", "were", "did"}:
        return "past"
    return "present"
