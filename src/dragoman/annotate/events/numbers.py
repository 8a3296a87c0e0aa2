"""Numbers: how many were killed, hurt, arrested; how many papers were signed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from dragoman.annotate.parse import Paragraph
from dragoman.model import Quantity, Span

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
TENS = "thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: value for value, word in enumerate(UNITS.split())} | {
    word: value * 10 for value, word in enumerate(TENS.split(), 3)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}


@cache
def number_words() -> dict[str, dict[str, Any]]:
    """The word lists of numbers.toml."""
    return tomllib.loads(files(__package__).joinpath("numbers.toml").read_text("utf-8"))


def find_quantities(paragraphs: Sequence[Paragraph]) -> list[Quantity]:
    """Every counted toll or number of papers, with the field it fills."""
    return [q for paragraph in paragraphs for q in paragraph_quantities(paragraph)]


def paragraph_quantities(paragraph: Paragraph) -> Iterator[Quantity]:
    """The quantities of one paragraph."""
    for token in paragraph.doc:
        counted, number = counted_noun(token)
        if counted is None or number is None:
            continue
        field = field_of(token, counted)
        unit = unit_of(counted)
        bounds = value_of(number)
        if field is None or unit is None or bounds is None:
            continue
        span = quantity_span(paragraph, number, counted)
        yield Quantity(field, bounds[0], bounds[1], unit, span)


def counted_noun(token: Token) -> tuple[Token | None, Token | None]:
    """A number and what it counts: "12 people", "dozens of civilians", "seven were killed"."""
    if token.like_num or token.lower_ in number_words()["vague"]:
        if token.dep_ == "nummod" and token.head.pos_ in {"NOUN", "PROPN", "ADJ"}:
            return token.head, token
        if token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "pobj"}:
            of = next((t for t in token.children if t.lower_ == "of"), None)
            inner = next((t for t in of.children if t.dep_ == "pobj"), None) if of else None
            return inner or token, token
    return None, None


def field_of(number: Token, counted: Token) -> str | None:
    """The field that a counted noun fills, by the verb or adjective it belongs to."""
    near = [counted, counted.head, number.head, number.head.head]
    near += [t for t in counted.children if t.dep_ in {"amod", "acl", "relcl"}]
    near += [t for t in number.children if t.dep_ in {"amod", "acl"}]
    for word in near:
        for field, lemmas in number_words()["fields"].items():
            if word.lemma_.lower() in lemmas or word.lower_ in lemmas:
                return str(field)
    return None


def unit_of(counted: Token) -> str | None:
    """What is counted: people or documents; a bare number in a toll counts people."""
    if counted.like_num or counted.lower_ in number_words()["vague"]:
        return "people"
    for unit, lemmas in number_words()["units"].items():
        if counted.lemma_.lower() in lemmas or counted.lower_ in lemmas:
            return str(unit)
    return None


def value_of(number: Token) -> tuple[float | None, float | None] | None:
    """The range a number stands for: [7, 7], "at least 7" [7, None], "dozens" [24, 99]."""
    vague = number_words()["vague"].get(number.lower_)
    if vague is not None:
        return float(vague[0]), float(vague[1])
    value = plain_value(number)
    if value is None:
        return None
    before = number.doc[max(0, number.left_edge.i - 4) : number.i].text.lower()
    bounds = number_words()["bounds"]
    if any(before.endswith(words) for words in (*bounds["least"], *bounds["over"])):
        return value, None
    if any(before.endswith(words) for words in bounds["most"]):
        return None, value
    return value, value


def plain_value(number: Token) -> float | None:
    """A number's value from figures or words; None for what is no plain number."""
    parts = [t for t in number.subtree if t.dep_ in {"compound", "quantmod"} and t.like_num]
    total = 1.0
    for token in [*parts, number]:
        text = token.lower_.replace(",", "")
        if re.fullmatch(r"\d+(\.\d+)?", text):
            total *= float(text)
        elif text in WORDS:
            total *= WORDS[text]
        elif text in SCALES:
            total *= SCALES[text]
        else:
            return None
    return total


def quantity_span(paragraph: Paragraph, number: Token, counted: Token) -> Span:
    """From the first word of the number to the noun it counts."""
    first = paragraph.locate(number.doc[number.left_edge.i])
    start = min(first.start, paragraph.locate(number).start)
    return Span(start, max(paragraph.locate(counted).end, paragraph.locate(number).end))
