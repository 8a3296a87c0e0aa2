"""Two texts aligned in order, word by word.

As versions of a program are compared (patience diff): runs of words that stand once in both are
anchors, the longest chain of them in the order of both is kept, and what lies between is aligned
alike; where nothing is unique, by longest common runs (Ratcliff and Obershelp, `difflib`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

Pair = tuple[int, int]
"""A place in the one text, and the place of the same word in the other."""
_ANCHOR = 3  # words of an anchor


def align(here: Sequence[str], there: Sequence[str]) -> dict[int, int]:
    """The place in the other text of each word that is found there; places rise together."""
    found: dict[int, int] = {}
    stretches = [(range(len(here)), range(len(there)))]
    while stretches:
        ours, theirs = stretches.pop()
        anchors = rising(list(_unique(here, ours, there, theirs)))
        if not anchors:
            found.update(_longest_runs(here, ours, there, theirs))
            continue
        placed: dict[int, int] = {}
        after = (ours.start, theirs.start)
        for i, j in anchors:
            if i >= after[0] and j >= after[1]:
                stretches.append((range(after[0], i), range(after[1], j)))
            elif i - j != after[0] - after[1]:
                continue  # overlaps the anchor before it, and fits it ill
            placed.update((i + k, j + k) for k in range(_ANCHOR))
            after = (i + _ANCHOR, j + _ANCHOR)
        stretches.append((range(after[0], ours.stop), range(after[1], theirs.stop)))
        found.update(placed)
    return found


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest part of some pairs, given by their first place, whose second places rise."""
    ends: list[int] = []  # the least second place at which a chain of each length ends
    last: list[int] = []  # and the pair that does
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    chain, number = [], last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _unique(
    here: Sequence[str], ours: range, there: Sequence[str], theirs: range
) -> Iterator[Pair]:
    """Where the runs of _ANCHOR words begin that stand once in a stretch of both texts."""
    wanted = _once(there, theirs)
    for run, i in _once(here, ours).items():
        if run in wanted:
            yield i, wanted[run]


def _once(text: Sequence[str], stretch: range) -> Mapping[tuple[str, ...], int]:
    """The runs of words that a stretch of a text holds once, and where, in order."""
    starts = range(stretch.start, stretch.stop - _ANCHOR + 1)
    runs = [tuple(text[i : i + _ANCHOR]) for i in starts]
    counts = Counter(runs)
    return {run: i for run, i in zip(runs, starts, strict=True) if counts[run] == 1}


def _longest_runs(
    here: Sequence[str], ours: range, there: Sequence[str], theirs: range
) -> Iterator[Pair]:
    """Equal words of two stretches, the longest common run first, then those beside it."""
    one, other = here[ours.start : ours.stop], there[theirs.start : theirs.stop]
    for i, j, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        yield from ((ours.start + i + k, theirs.start + j + k) for k in range(size))
