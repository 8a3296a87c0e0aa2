"""Which reports are worded alike: an inverted index that looks only at the reports nearby.

Each heavy term has the list of the reports that hold it, by date. A report is compared with those
that stand close to it in the list of some term of its own: for a rare term that is everybody who
has it, for a common one the reports of the same days. So the work for a report is bounded, whatever
their number.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from dragoman.link.gist import Gist, Vector, cosine

Place = tuple[date, str]
"""Where a report stands in the lists: its day (undated ones last), then its id."""


class Index:
    """Reports by their heaviest terms; grows a report at a time, in any order.

    Added by date, every report is compared with the `reach` before it in each term's list. One that
    is added later is compared with as many on either side, so a pair that lies within reach of one
    another is found in whatever order they come.
    """

    def __init__(self, reach: int, terms: int, least: float) -> None:
        """An empty index.

        Args:
            reach: how many reports are looked at, each way, in the list of a term.
            terms: by how many of its heaviest terms a report is found.
            least: the least cosine of a pair.
        """
        self._reach = reach
        self._terms = terms
        self._least = least
        self._holders: dict[str, list[Place]] = defaultdict(list)
        self._vectors: dict[str, Vector] = {}

    def add(self, gist: Gist) -> Iterator[tuple[str, float]]:
        """Adds a report and gives those that are worded like it: (id, cosine), by id."""
        place = (gist.published.first or date.max, gist.report.id)
        vector, vectors = gist.vector, self._vectors
        found: dict[str, float] = defaultdict(float)
        for term in list(vector)[: self._terms]:
            holders, weight = self._holders[term], vector[term]
            here = bisect_left(holders, place)
            for _, other in holders[max(0, here - self._reach) : here + self._reach]:
                found[other] += weight * vectors[other][term]
            insort(holders, place)
        vectors[gist.report.id] = vector
        for other, seen in sorted(found.items()):
            # The heaviest terms make up more than half of what two alike reports share.
            if seen >= self._least / 2 and (exact := cosine(vector, vectors[other])) >= self._least:
                yield other, exact
