"""What a copy of a text changed: sentences put in, left out, or worded otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dragoman.likeness.words import tokens
from dragoman.model import Span

_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"'”’)\]]*(?=\s|$)|$)")
_REWORDED = 0.5
"""Dice of the words of two sentences from which on one is the other, reworded."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Sentences as spans: `added` of the copy, `left_out` of the original, `reworded` of both."""

    added: tuple[Span, ...] = ()
    left_out: tuple[Span, ...] = ()
    reworded: tuple[tuple[Span, Span], ...] = ()


def changes(
    original: str, original_lines: Sequence[Span], copy: str, copy_lines: Sequence[Span]
) -> Changes:
    """What a copy makes of a text; case, punctuation and spaces do not count.

    Args:
        original: the text that was copied.
        original_lines: its lines that count.
        copy: the text of the copy.
        copy_lines: its lines that count.
    """
    ours, theirs = list(_sentences(original, original_lines)), list(_sentences(copy, copy_lines))
    old = [tuple(tokens(span.of(original))) for span in ours]
    new = [tuple(tokens(span.of(copy))) for span in theirs]
    added, left_out, reworded = [], [], []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = dict(_paired(old, new, range(a, b), range(c, d)))
        reworded += [(ours[i], theirs[j]) for i, j in pairs.items()]
        left_out += [ours[i] for i in range(a, b) if i not in pairs]
        added += [theirs[j] for j in range(c, d) if j not in pairs.values()]
    return Changes(tuple(added), tuple(left_out), tuple(reworded))


def _sentences(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """The sentences of some lines that hold a word, by their closing marks."""
    for line in lines:
        for match in _SENTENCE.finditer(text, line.start, line.end):
            if tokens(match[0]):
                yield Span(match.start(), match.end())


def _paired(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], ours: range, theirs: range
) -> Iterator[tuple[int, int]]:
    """Sentences of two stretches that are one another's rewording, in order."""
    start = theirs.start
    for i in ours:
        for j in range(start, theirs.stop):
            if _dice(set(old[i]), set(new[j])) >= _REWORDED:
                yield i, j
                start = j + 1
                break


def _dice(left: set[str], right: set[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right))
