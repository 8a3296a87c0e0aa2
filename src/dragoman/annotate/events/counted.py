"""What a number counts or measures: people killed, kilometres, dollars, ships, years of age."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from dragoman.annotate.events.lists import number_words
from dragoman.annotate.parse import text_of

REACH = 6
"""Words after a number among which the noun it counts must stand."""
OLD = re.compile(r"[\s-]*(?:years?|yrs?)(?:[\s-]+old\b)", re.IGNORECASE)
AGED = re.compile(r"\baged?\s+$", re.IGNORECASE)
CONDITION_WITHIN = 10
"""Words after those who are counted among which their condition may stand."""
AFTER_NAME = re.compile(r"[A-Z][\w’'-]+,\s$")
AGE_ENDS = re.compile(r"[,.;)]|$| of | from ")
OLDEST = 120


class Counted(NamedTuple):
    """The field a number fills, its unit, the factor to that unit, and where the words end.

    `whole` is true for counts, of which there are no fractions; `person` for counts of people.
    """

    field: str
    unit: str
    factor: float
    end: int
    whole: bool = False
    person: bool = False


def counted(doc: Doc, start: int, end: int, currency: str | None, vague: bool) -> Counted | None:
    """What the number at `[start, end)` of a parsed paragraph counts, or None if nothing.

    Args:
        doc: the paragraph.
        start: first character of the number, with the words that bound it.
        end: the character after it.
        currency: ISO code that its sign gives.
        vague: whether it is a vague count ("dozens"), which an "of" may follow.
    """
    if currency is not None:
        return Counted("amount", currency, 1.0, end)
    text = text_of(doc)
    if (age := _age(text, start, end)) is not None:
        return age
    number = doc.char_span(start, end, alignment_mode="expand")
    if number is None:
        return None
    last = number[-1]
    measure = _measure(last, end)
    if measure is not None:
        return measure
    noun = _noun(last, vague=vague)
    if noun is None or noun.ent_type_ in {"DATE", "TIME"}:
        return _bare(last, end)
    return _count(last, noun)


def _age(text: str, start: int, end: int) -> Counted | None:
    """Years of age: "67-year-old", "aged 67", "Ann Lee, 67,"."""
    old = OLD.match(text, end)
    if old:
        return Counted("age", "years", 1.0, old.end())
    figures = text[start:end]
    if not figures.isdigit() or not 0 < int(figures) < OLDEST:
        return None
    said = AGED.search(text, max(0, start - 8), start)
    beside_name = AFTER_NAME.search(text, max(0, start - 30), start) and AGE_ENDS.match(text, end)
    return Counted("age", "years", 1.0, end) if said or beside_name else None


@cache
def _measures() -> dict[str, tuple[str, str, float]]:
    """Word → field, unit, factor."""
    lists = number_words()
    found = {
        word: (field, entry["unit"], factor)
        for field, entry in lists["measures"].items()
        for word, factor in entry["words"].items()
    }
    found |= {word: ("amount", code, 1.0) for word, code in lists["currencies"]["words"].items()}
    return found


def _measure(last: Token, end: int) -> Counted | None:
    """A unit of measure right after the number, glued to it, or after a hyphen."""
    glued = re.match(r"[a-z/%]+", last.text[max(0, end - last.idx) :].lower())
    if glued and (known := _measures().get(glued[0])):
        return Counted(*known, last.idx + len(last))
    between = number_words()["between"]["words"]
    following = [t for t in last.doc[last.i + 1 : last.i + 4] if t.lower_ not in between]
    for token in following[:1]:
        known = _measures().get(token.lemma_.lower()) or _measures().get(token.lower_)
        if known:
            return Counted(*known, token.idx + len(token))
        if token.lower_ == "per" and len(following) > 1 and following[1].lower_ == "cent":
            return Counted("percent", "percent", 1.0, following[1].idx + len(following[1]))
    return None


def _noun(last: Token, *, vague: bool) -> Token | None:
    """The noun that a number counts: the head of the noun phrase it opens, or None."""
    allowed = {"of", "more", "other"} if vague else {"more", "other"}
    for token in last.doc[last.i + 1 : last.i + 1 + REACH]:
        if token.is_sent_start or token.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ", "PRON"}:
            return token if token.lower_ in {"wounded", "injured", "dead", "others"} else None
        if token.pos_ in {"NOUN", "PROPN"} or _counts(token):
            return _head(token)
        hyphen = token.text in {"-", "–"} or token.nbor(-1).text in {"-", "–"}
        if token.is_punct and not hyphen:
            return None
        if token.pos_ == "ADP" and token.lower_ not in allowed and not hyphen:
            return None
    return None


def _counts(token: Token) -> bool:
    return any(token.lower_ in nouns or token.lemma_.lower() in nouns for nouns in _units())


@cache
def _units() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, number_words()["units"].values()))


def _head(token: Token) -> Token:
    """The last noun of a compound: "20 North Korean vessels", "30 ship-to-ship transfers"."""
    while token.i + 2 < len(token.doc) and token.nbor(1).text in {"-", "–"}:
        token = token.nbor(2)
        if token.i + 1 < len(token.doc) and token.nbor(1).pos_ in {"NOUN", "PROPN"}:
            token = token.nbor(1)
    while token.dep_ in {"compound", "nmod", "amod"} and token.i < token.head.i <= token.i + 3:
        token = token.head
    return token


def _count(last: Token, noun: Token) -> Counted | None:
    lists = number_words()
    lemma, word = noun.lemma_.lower(), noun.lower_
    if lemma in lists["no_count"]["nouns"]:
        return None
    end = noun.idx + len(noun)
    units = (unit for unit, nouns in lists["units"].items() if lemma in nouns or word in nouns)
    unit = next(units, None)
    if unit is None:
        if not lemma.isalpha() or (noun.pos_ == "PROPN" and noun.i == last.i + 1):
            return None
        return Counted(lemma, lemma, 1.0, end, whole=True)
    field = fate(noun, last) or lemma
    return Counted(field, unit, 1.0, end, whole=True, person=unit == "people")


def _bare(last: Token, end: int) -> Counted | None:
    """A number that counts nobody by name is a toll where what befell them stands beside it."""
    verb = last
    while verb.dep_ in {"nummod", "quantmod", "pobj", "prep", "advmod", "dobj", "conj", "npadvmod"}:
        if verb.head == verb:
            break
        verb = verb.head
    beside = [
        last,
        last.head,
        verb,
        *(t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass"}),
    ]
    field = next((f for t in beside if (f := befalls(t))), None)
    if field is None or field in {"signed", "freed"}:
        return None
    return Counted(field, "people", 1.0, end, whole=True, person=True)


def fate(noun: Token, number: Token) -> str | None:
    """What befell those who are counted, by the verb or adjective that they belong to."""
    near = [noun, noun.head, number.head, number.head.head]
    near += [t for t in noun.children if t.dep_ in {"amod", "acl", "relcl", "acomp", "oprd"}]
    near += [t for t in noun.head.children if t.dep_ in {"acomp", "oprd", "xcomp"}]
    near += _condition(noun)
    return next((field for t in near if (field := befalls(t))), None)


def is_nameless_toll(head: Token) -> bool:
    """Whether a number stands for the people who came to harm: "two were killed", "dozens hurt"."""
    vague = head.lower_ in number_words()["vague"]
    number = head.like_num and head.tag_ == "CD"
    return (number or vague) and head.head.pos_ == "VERB" and befalls(head.head) is not None


def _condition(noun: Token) -> list[Token]:
    """What describes the condition that people are in: "are thought to be in a critical one"."""
    following = noun.doc[noun.i + 1 : min(noun.i + 1 + CONDITION_WITHIN, noun.sent.end)]
    return [t for t in following if t.dep_ == "amod" and t.head.lemma_.lower() == "condition"][:1]


def befalls(word: Token) -> str | None:
    """What a word says of people, as a field of tolls: killed, injured, arrested."""
    for field, lemmas in number_words()["fields"].items():
        if word.lemma_.lower() in lemmas or word.lower_ in lemmas:
            return str(field)
    return None
