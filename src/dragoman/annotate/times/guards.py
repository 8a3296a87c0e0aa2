"""What looks like a time and is none: checks that refuse a match, named in `grammar.toml`."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span as DocSpan

from dragoman.annotate.times.lexicon import words
from dragoman.annotate.times.tense import head_of

Guard = Callable[[DocSpan], bool]
NAMES = {"PERSON", "ORG", "FAC", "WORK_OF_ART", "PRODUCT", "LAW"}
COUNTED = {"NOUN", "NUM", "PROPN", "SYM"}
"""Parts of speech that a rate is told of."""
HYPHENS = {"-", "‐", "‑", "–"}


def refused(expression: DocSpan, names: tuple[str, ...]) -> bool:
    """Whether any of the named checks refuses a match, given as the tokens it touches."""
    return any(GUARDS[name](expression) for name in names)


def name(expression: DocSpan) -> bool:
    """Part of a longer name: "the Sunday Times", "Theresa May"."""
    token = head_of(expression)
    inside = token.ent_type_ in NAMES
    before = inside and token.ent_iob_ == "I" and token.i == expression.start
    return (before and token.nbor(-1).pos_ == "PROPN") or _name_goes_on(expression)


def _name_goes_on(expression: DocSpan) -> bool:
    doc = expression.doc
    if expression.end >= len(doc) or expression[-1].ent_type_ not in NAMES:
        return False
    following = doc[expression.end]
    return following.ent_iob_ == "I" and following.pos_ == "PROPN"


def verb_or_name(expression: DocSpan) -> bool:
    """A bare month that is a verb ("may"), a person ("Theresa May") or part of a name."""
    if len(expression) > 1:
        return False
    month = expression[0]
    return month.pos_ != "PROPN" or month.ent_type_ == "PERSON" or name(expression)


def quantity(expression: DocSpan) -> bool:
    """A bare number of four digits that counts something: "2000 people", "$1950"."""
    number = expression[-1]
    if not all(token.is_digit or token.text in HYPHENS for token in expression):
        return False
    before = number.nbor(-1) if number.i else None
    if before and before.lower_ in words("number_of")["before"]:
        return True
    if number.dep_ != "nummod" or number.head.tag_ != "NNS" or number.head.i < number.i:
        return False
    owned = before is not None and (before.lower_ == "the" or before.tag_ in {"POS", "PRP$"})
    return number.text.endswith("00") or not owned


def before_of(expression: DocSpan) -> bool:
    """Followed by "of": "the quarter of a million", "the week of the summit"."""
    return _next(expression) == "of"


def age(expression: DocSpan) -> bool:
    """Followed by "old": the age of somebody, which dates nothing."""
    following = [t.lower_ for t in expression.doc[expression.end : expression.end + 2]]
    return following[:1] == ["old"] or (following[-1:] == ["old"] and following[0] in HYPHENS)


def rate(expression: DocSpan) -> bool:
    """What something comes to in each unit: "$10 million a year", "four flights a week"."""
    unit = expression[-1]
    if len(expression) != len(("a", "year")) or expression[0].lower_ not in {"a", "an"}:
        return False
    return unit.dep_ == "npadvmod" and unit.head.i < unit.i and unit.head.pos_ in COUNTED


def event_follows(expression: DocSpan) -> bool:
    """Counted from what follows ("the day before the vote"), not from the story's time."""
    following = expression.doc[expression.end : expression.end + 1]
    return len(following) > 0 and not following[0].is_punct


def subject_that(expression: DocSpan) -> bool:
    """The word "that" as a conjunction: "he said that year two was harder"."""
    return any(t.lower_ == "that" and t.tag_ == "IN" for t in expression)


def not_temporal(expression: DocSpan) -> bool:
    """Words of time in another use: "as soon as", "so soon"."""
    before = expression.doc[expression.start - 1].lower_ if expression.start else ""
    return _next(expression) == "as" or before in {"as", "so", "how", "too"}


def _next(expression: DocSpan) -> str:
    doc = expression.doc
    return doc[expression.end].lower_ if expression.end < len(doc) else ""


GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        name,
        verb_or_name,
        quantity,
        before_of,
        age,
        rate,
        event_follows,
        subject_that,
        not_temporal,
    )
}
