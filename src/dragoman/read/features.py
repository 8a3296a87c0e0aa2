"""What the classifiers of lines see of each: its look, its words, its place and its neighbours.

Text density and the density of neighbours tell an article from a page's furniture (Kohlschütter
et al. 2010), so do function words (Pomikálek 2011); how much each says, and of what lines, is
learned. For the field every number is cut into a few classes, so that no single one decides; the
network takes the classes of the line itself, its words, and a few numbers as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dragoman.models import Columns, bucket, mix
from dragoman.models.hashing import Column
from dragoman.read.rows import Row
from dragoman.read.rules import rules

BUCKETS = 1 << 18
FIRST, LAST = 12, 3
"""How many of a line's first and last words are looked at."""
_SHORT = 6  # words of a line that is known by its whole wording
_PROSE = 10  # words of a line of prose, for the measures of what is around
_NEAR = 4  # lines to each side that are around
_COUNTS = (1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 45, 70, 110, 170)
_SHARES = (0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999)
_ENDS = {**dict.fromkeys(".", 1), **dict.fromkeys("!?", 2), "…": 3, ":": 4, ",": 5, ")": 6}
_QUOTES = "\"'“”‘’»«"
_SIGNS = {
    **dict.fromkeys("|›»·•→▼/", 1),
    **dict.fromkeys("©®™", 2),
    **dict.fromkeys("$€£", 4),
    "@": 8,
}
_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]?[^\W\d_a-z]")
_DIGIT = re.compile(r"\d")
_BULLET = re.compile(r"\W*[•*–—·○◦▪‣-]\s")
_PERSONS = {
    **dict.fromkeys(("you", "your", "yours"), 1),
    **dict.fromkeys(("i", "my", "me", "we", "our", "us"), 2),
}
LOOK = ("words", "end", "start", "capitals", "function", "digits", "sentences", "commas", "signs",
        "persons", "rule", "prose")  # fmt: skip
PLACE = ("index", "left", "tenth", "seen", "back", "ahead", "near", "repeats", "known", "opener",
         "size")  # fmt: skip


WORDING = FIRST + LAST + 3
MEASURES = 19
LAYOUT = 9
"""The last of the measures: of white space, which whoever copies a text may change."""


def line_features(documents: Sequence[Sequence[Row]]) -> NDArray[np.int32]:
    """The buckets of every row of some documents, one after another.

    Returns:
        (rows, features), each in [0, BUCKETS).
    """
    columns = Columns([len(rows) for rows in documents])
    numbers = [
        (*look, *place)
        for rows in documents
        for look, place in zip(map(_look, rows), _places(rows), strict=True)
    ]
    table = np.array(numbers, np.int64).reshape(-1, len(LOOK) + len(PLACE))
    # Nobody has the number 0.
    named = {name: columns.column(table[:, i] + 1) for i, name in enumerate((*LOOK, *PLACE))}
    shape = bucket(list(_templates(named, columns)), BUCKETS)[: columns.rows]
    return np.hstack([shape, _wording(documents, columns)])


def own(features: NDArray[np.int32]) -> NDArray[np.int32]:
    """Of the buckets of rows those of a line by itself: its classes one by one, and its wording."""
    return np.hstack([features[:, : len(LOOK) + len(PLACE)], features[:, -WORDING:]])


def line_measures(rows: Sequence[Row]) -> NDArray[np.float32]:
    """What is counted of each row of one document, brought to sizes about 1.

    Returns:
        (rows, MEASURES), those of LAYOUT at the end.
    """
    count = len(rows)
    words = np.array([len(row.words) for row in rows])
    characters = np.array([len(row.text) for row in rows])
    prose = words * (words >= _PROSE)
    upto = np.cumsum(prose)
    total, place = max(1, int(upto[-1])), np.arange(count)
    before = np.array([row.breaks for row in rows])
    after = np.append(before[1:], 0)
    indent = np.array([row.indent for row in rows])
    aligned = indent[1:] == indent[:-1]
    found = (
        _size(words) - 1, _size(characters) - 2, place / count, (upto - prose) / total,
        upto / total, _size(count) - 2.5, _size(total) / 1.5 - 2.3, _size(place) - 2,
        _size(count - 1 - place) - 2, [bool(_BULLET.match(row.text)) for row in rows],
        before == 1, before == 2, before > 2, after == 1, after == 2, after > 2,
        np.minimum(indent, 20) / 10, np.append(False, aligned), np.append(aligned, False),
    )  # fmt: skip
    return np.stack([np.broadcast_to(column, count) for column in found], 1).astype(np.float32)


def _size(count: NDArray[np.int64] | int) -> NDArray[np.float64]:
    return np.asarray(np.log1p(count) / 2)


def _look(row: Row) -> tuple[int, ...]:
    """The classes named in LOOK, of a line by itself."""
    text, count = row.text, max(1, len(row.words))
    folded = [word.casefold() for word in row.words]
    function = sum(word in _function_words() for word in folded) / count
    signs = persons = 0
    for sign in set(text) & _SIGNS.keys():
        signs |= _SIGNS[sign]
    for word in set(folded) & _PERSONS.keys():
        persons |= _PERSONS[word]
    told = row.rule.why if row.rule else row.foreign or ("date" if row.dated else "")
    return (
        bisect_right(_COUNTS, len(row.words)),
        _end(text),
        _start(text),
        bisect_right(_SHARES, sum(word[0].isupper() for word in row.words) / count),
        bisect_right(_SHARES, function),
        bisect_right(_SHARES, len(_DIGIT.findall(text)) / max(1, len(text))),
        min(4, len(_SENTENCE.findall(text))),
        min(4, text.count(",")),
        signs,
        persons,
        crc32(told.encode()) if told else 0,
        int(_is_prose(row)),
    )


def _end(text: str) -> int:
    """How a line ends: the class of its last sign, quotation marks seen through."""
    bare = text.rstrip(_QUOTES)
    quoted = 10 * (bare != text)
    return quoted + (_ENDS.get(bare[-1], 7 if bare[-1].isdigit() else 0) if bare else 8)


def _start(text: str) -> int:
    """How a line starts: with a capital, a small letter, a digit, a quotation mark or a sign."""
    first = text[0]
    kinds = (first.isupper(), first.islower(), first.isdigit(), first in _QUOTES)
    return next((i for i, is_so in enumerate(kinds) if is_so), len(kinds))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(rules("languages")["english"])


def _is_prose(row: Row) -> bool:
    """Whether a line has the words of prose: enough of them, and function words among them."""
    if len(row.words) < _PROSE or row.foreign:
        return False
    function = sum(word.casefold() in _function_words() for word in row.words)
    return function >= 0.15 * len(row.words)


def _places(rows: Sequence[Row]) -> Iterator[tuple[int, ...]]:
    """The classes named in PLACE, of each line within its document."""
    prose = [len(row.words) if _is_prose(row) else 0 for row in rows]
    seen = list(accumulate(prose, initial=0))
    total = max(1, seen[-1])
    back, ahead = _distances(prose), _distances(prose[::-1])[::-1]
    repeats = Counter(row.text for row in rows)
    holders = Counter(
        word for row, words in zip(rows, prose, strict=True) if words for word in _long_words(row)
    )
    opener = 0
    for i, row in enumerate(rows):
        if row.rule and row.rule.opens:
            late = seen[i] >= row.rule.share * total
            opener = 2 * crc32(row.rule.why.encode()) + late
        around = seen[min(len(rows), i + _NEAR + 1)] - seen[max(0, i - _NEAR)] - prose[i]
        words = _long_words(row)
        others = sum(holders[word] > bool(prose[i]) for word in words)
        yield (
            bisect_right(_COUNTS, i),
            bisect_right(_COUNTS, len(rows) - 1 - i),
            10 * i // len(rows),
            bisect_right(_SHARES, seen[i] / total),
            bisect_right(_COUNTS, back[i]),
            bisect_right(_COUNTS, ahead[i]),
            bisect_right(_COUNTS, around),
            min(3, repeats[row.text]),
            bisect_right(_SHARES, others / max(1, len(words))),
            opener,
            bisect_right(_COUNTS, total // 20),
        )


def _long_words(row: Row) -> set[str]:
    """A line's words that may tell what it is about."""
    return {folded for word in row.words if len(folded := word.casefold()) > 3}


def _distances(prose: Sequence[int]) -> list[int]:
    """For each line, how many lines ago prose was seen last; beyond counting at the beginning."""
    found, distance = [], _COUNTS[-1]
    for words in prose:
        found.append(distance)
        distance = 1 if words else distance + 1
    return found


def _templates(named: Mapping[str, Column], columns: Columns) -> Iterator[list[Column]]:
    """What is looked at together: each class alone, pairs that mean more, the lines around."""
    for name in named:
        yield [named[name]]
    pairs = (
        ("words", "end"), ("words", "start"), ("words", "function"), ("words", "capitals"),
        ("words", "seen"), ("words", "near"), ("words", "known"), ("words", "tenth"),
        ("words", "opener"), ("words", "rule"), ("words", "signs"), ("end", "start"),
        ("prose", "seen"), ("prose", "opener"), ("prose", "near"), ("back", "ahead"),
        ("seen", "ahead"), ("seen", "left"), ("index", "size"), ("known", "seen"),
        ("prose", "persons"), ("repeats", "words"), ("digits", "words"), ("commas", "words"),
    )  # fmt: skip
    for one, other in pairs:
        yield [named[one], named[other]]
    yield [named["words"], named["end"], named["function"]]
    yield [named["words"], named["back"], named["ahead"]]
    yield [named["words"], named["seen"], named["near"]]
    for distance in (-3, -2, -1, 1, 2, 3):
        there = columns.beside(distance)
        yield [named["words"][there]]
        yield [named["words"], named["words"][there], named["end"][there]]
        yield [named["prose"], named["rule"][there]]
        yield [named["prose"], named["function"][there], named["capitals"][there]]
    window = [columns.beside(d) for d in (-2, -1, 1, 2)]
    yield [named["words"], *(named["prose"][there] for there in window)]
    yield [*(named["words"][there] for there in window[1:3]), named["words"]]


def _wording(documents: Sequence[Sequence[Row]], columns: Columns) -> NDArray[np.int32]:
    """Buckets of a line's words wherever they stand, and of short lines as wholes.

    Returns:
        (rows, WORDING): its words, then the line itself, the one before, the one after.
    """
    bag = np.zeros((columns.rows, FIRST + LAST), np.uint64)
    whole = np.zeros(columns.rows, np.uint64)
    for number, row in enumerate(row for rows in documents for row in rows):
        words = [_word(word) for word in row.words]
        chosen = words[:FIRST] + words[FIRST:][-LAST:]
        bag[number, : len(chosen)] = chosen
        if 0 < len(words) <= _SHORT:
            whole[number] = _word(row.text)
    place = np.uint64(1000)  # another than every template's
    found = [mix(np.full(columns.rows, place), bag[:, i]) for i in range(FIRST + LAST)]
    wholes = columns.column(whole)
    for distance in (0, -1, 1):
        there = columns.beside(distance)[:-1]
        found.append(mix(np.full(columns.rows, place + np.uint64(2 + distance)), wholes[there]))
    return np.stack([column % np.uint64(BUCKETS) for column in found], axis=1).astype(np.int32)


def _word(word: str) -> int:
    """A hash of a word or a short line, digits alike."""
    return crc32(_DIGIT.sub("0", word.casefold()).encode("utf-8", "surrogatepass"))
