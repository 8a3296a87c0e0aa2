"""Numbers: how many were killed, how far, how much, how old; as ranges with what they count.

A number is found by its writing ("1.2 million", "twenty-five", "dozens of", "five to seven"),
bounded by the words before it ("at least", "nearly"), and kept only where it counts or measures
something that the words around it name. Dates, names and ordinals are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import floor, log10
from typing import NamedTuple

from dragoman.annotate.events.counted import Counted, counted
from dragoman.annotate.events.lists import number_words
from dragoman.annotate.parse import Paragraph, text_of
from dragoman.model import Quantity, Span, Time

SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VALUES = {word: n for n, word in enumerate(SMALL)} | {
    word: n * 10 for n, word in enumerate(TENS, 2)
}


class Bounds(NamedTuple):
    """A closed range; an end that is None is open."""

    low: float | None
    high: float | None


class Written(NamedTuple):
    """A number as it stands in a paragraph: its first and last character, its range, its sign.

    `currency` is the ISO code that the sign before it gives, or None; `vague` is true for "dozens",
    `bare` for a single number that no words bound, `fraction` for one that is not whole.
    """

    start: int
    end: int
    bounds: Bounds
    currency: str | None
    vague: bool
    bare: bool
    fraction: bool


@cache
def _pattern() -> re.Pattern[str]:
    """A number in figures or words, a range of two, or a vague count, with its currency sign."""
    lists = number_words()
    scales = "|".join(sorted(lists["scales"], key=len, reverse=True))
    measures = "|".join(w for m in lists["measures"].values() for w in m["words"] if w.isalpha())
    words = rf"(?:(?:{'|'.join(TENS)})(?:-(?:{'|'.join(SMALL[1:10])}))?|{'|'.join(SMALL[::-1])})"
    figures = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d:/]|(?:st|nd|rd|th)\b|\.\d)"
    scaled = rf"(?:[ -]?(?:{scales})\b)*"
    plain = (
        rf"(?:{figures}|(?:half )?an?(?= (?:{scales}|{measures})\b)|half(?= a)|\b{words}\b){scaled}"
    )
    vague = "|".join(sorted(map(re.escape, lists["vague"]), key=len, reverse=True))
    signs = "|".join(sorted(map(re.escape, lists["currencies"]["signs"]), key=len, reverse=True))
    return re.compile(
        rf"(?P<sign>{signs})?\s?(?<![\w.,/:])(?<![A-Za-z]-)"
        rf"(?:(?P<vague>\b(?:{vague})\b)|(?P<low>{plain})"
        rf"(?:(?:\s?[-–—]\s?| to | or )(?:{signs})?(?P<high>{plain}))?)",
        re.IGNORECASE,
    )


@cache
def _hedge() -> re.Pattern[str]:
    """The bounding words that end right before a number."""
    kinds = (
        rf"(?P<{kind}>{'|'.join(sorted(words, key=len, reverse=True))})"
        for kind, words in number_words()["bounds"].items()
    )
    return re.compile(rf"\b(?:{'|'.join(kinds)})\s+(?:an?\s+)?$", re.IGNORECASE)


def find_quantities(paragraphs: Sequence[Paragraph], times: Sequence[Time] = ()) -> list[Quantity]:
    """Every number that counts or measures something, in order.

    Args:
        paragraphs: the parsed lines of a report.
        times: its time expressions; a number that dates something is no quantity.
    """
    dated = [time.span for time in times if time.kind != "duration"]
    return [q for paragraph in paragraphs for q in _quantities(paragraph, dated)]


def _quantities(paragraph: Paragraph, dated: Sequence[Span]) -> Iterator[Quantity]:
    here = [span for span in dated if span.touches(paragraph.span)]
    for number in written(text_of(paragraph.doc)):
        shift = paragraph.span.start
        span = Span(number.start + shift, number.end + shift)
        if any(span.touches(time) for time in here):
            continue
        what = counted(paragraph.doc, number.start, number.end, number.currency, number.vague)
        if what is not None and what.whole and number.fraction:
            continue  # "the 5.50 update": a version is no count
        if what is not None and not (number.bare and number.bounds == (1, 1) and not what.person):
            bounds = _scaled(number.bounds, what)
            whole = Span(span.start, max(span.end, what.end + shift))
            yield Quantity(what.field, bounds.low, bounds.high, what.unit, whole)


def _scaled(bounds: Bounds, what: Counted) -> Bounds:
    """In the field's unit; a count above n is n + 1 at least, and below n, n - 1 at most."""
    low, high = (None if n is None else round(n * what.factor, 6) for n in bounds)
    if what.whole and low is not None and low % 1:
        low = float(floor(low) + 1)
    if what.whole and high is not None and high % 1:
        high = float(floor(high))
    return Bounds(low, high)


def written(text: str) -> Iterator[Written]:
    """The numbers of a text as written, each with the words that bound it."""
    for match in _pattern().finditer(text):
        lists = number_words()
        sign = match["sign"]
        currency = lists["currencies"]["signs"].get(sign.upper()) if sign else None
        start = match.start("sign") if sign else match.start("vague" if match["vague"] else "low")
        hedge = _hedge().search(text, max(0, start - 40), start)
        kind = hedge.lastgroup if hedge else None
        if kind is None and match["low"] in {"a", "an"}:  # "a mile" is a number only if bounded
            continue
        bounds = _bounds(match, kind)
        if bounds is not None:
            first = hedge.start() if hedge else start
            bare = hedge is None and match["high"] is None
            fraction = bool((value(match["low"] or "") or 0) % 1)
            yield Written(
                first, match.end(), bounds, currency, bool(match["vague"]), bare, fraction
            )


def _bounds(match: re.Match[str], hedge: str | None) -> Bounds | None:
    """The range that a number and the words before it stand for; None for no number at all."""
    if match["vague"]:
        low, high = number_words()["vague"][" ".join(match["vague"].lower().split())]
        return Bounds(float(low), float(high))
    low = value(match["low"])
    if low is None:
        return None
    if match["high"]:
        high = value(match["high"])
        if high is None or high <= low:
            return Bounds(low, low)
        scale = _shared_scale(match["low"], match["high"])
        return Bounds(low * scale if low * scale < high else low, high)
    return _hedged(low, hedge)


def _hedged(number: float, hedge: str | None) -> Bounds:
    reach = number_words()["reach"]
    if hedge == "least":
        return Bounds(number, None)
    if hedge == "over":  # the sliver above tells counts that the number itself is excluded
        return Bounds(number + EXCLUDED, None)
    if hedge == "most":
        return Bounds(None, number)
    if hedge == "under":
        return Bounds(number * (1 - reach["nearly"]), number)
    if hedge == "about":
        give = min(
            number * reach["about_most"], max(last_digit(number), number * reach["about_least"])
        )
        return Bounds(number - give, number + give)
    return Bounds(number, number)


EXCLUDED = 1e-4
"""Too little to matter of a measure; of a count, which is whole, it makes the next number."""


def last_digit(number: float) -> float:
    """The worth of the last digit that is not zero: 10 of 850, 1 of 146, 100 of 900."""
    if number <= 0:
        return 0.0
    digits = f"{number:g}" if number < 1e6 else f"{number:.0f}"
    if "." in digits:
        return float(10 ** -len(digits.split(".")[1]))
    if "e" in digits:
        return float(10 ** floor(log10(number)))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def _shared_scale(low: str, high: str) -> float:
    """In "2 to 3 million" the scale is said once and meant twice."""
    scales = number_words()["scales"]
    said = [w for w in re.split(r"[ -]+", high.lower()) if w in scales]
    if any(w in scales for w in re.split(r"[ -]+", low.lower())) or not said:
        return 1.0
    return float(scales[said[-1]])


def value(words: str) -> float | None:
    """A number's value from figures or words, or None: "1.2 million", "twenty-five", "a dozen"."""
    total = 1.0
    for word in re.findall(r"[\d,]+(?:\.\d+)?|[a-z]+", words.lower()):
        scale = number_words()["scales"].get(word)
        if word[0].isdigit():
            total *= float(word.replace(",", ""))
        elif scale is not None:
            total *= scale
        elif word == "half":
            total *= 0.5
        elif word not in {"a", "an"}:
            total = _add(total, word, words.lower())
    return total


def _add(total: float, word: str, words: str) -> float:
    """Tens and ones are added ("twenty-five"), all else multiplied."""
    number = VALUES[word]
    tens = re.search(rf"({'|'.join(TENS)})-{word}\b", words)
    return total + number if tens else total * number
