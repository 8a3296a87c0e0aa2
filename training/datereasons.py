"""Measures how often each kind of reason gives a page's day: `python -m training.datereasons`.

On the pages of WCXB that nothing is measured on otherwise. A kind is counted on those pages where
no kind before it in the cascade (`dragoman.read.dates.datings`) that is believed gives a day, that
is, where its word would count; it is right where the day lies in the days it gives. Writes
`src/dragoman/read/data/reasons.toml`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from dragoman.read.dates.datings import Clues, Dating, datings
from dragoman.read.dates.published import is_reliable
from dragoman.read.page import read_page
from eval.harness import shared
from eval.wcxb import Article, articles

INTO = Path("src/dragoman/read/data/reasons.toml")
HEAD = """\
# How often a kind of reason gave the day that people found, on the pages on which its word would
# have counted: {pages} pages of WCXB (Foley 2026), apart from those of `eval.pubdate`. Written by
# `python -m training.datereasons`; kinds that are not here were never met, and are believed.
# `is_reliable` in published.py says what follows.

"""

Case = tuple[Sequence[Dating], date]
"""The ways in which a page can be dated, the best first, and its day."""


def case(page: Article, day: date) -> Case:
    """The ways that a page's markup and address give."""
    read = read_page(page.html)
    return datings(Clues(read.text, [], page=read.metadata.dates, url=page.url)), day


def measured(cases: Sequence[Case]) -> dict[str, Counter[str]]:
    """For each kind of reason, on how many pages its word counts ("of"), and how often "right".

    Once a kind turns out not to be believed, the word of those after it counts on its pages: so all
    others are counted again, until no kind turns out so.
    """
    failed: dict[str, Counter[str]] = {}
    while True:
        counts = _counts(cases, failed)
        failing = {kind: c for kind, c in counts.items() if not is_reliable(c["right"], c["of"])}
        if not failing:
            return {**failed, **counts}
        failed |= failing


def _counts(cases: Iterable[Case], without: Container[str]) -> dict[str, Counter[str]]:
    """The counts of the first way of each page whose kind is not among those left out."""
    counts: dict[str, Counter[str]] = {}
    for ways, day in cases:
        way = next((way for way in ways if way.reason not in without), None)
        if way:
            first, last = way.when
            right = first is not None and last is not None and first <= day <= last
            counts.setdefault(way.reason, Counter()).update(of=1, right=int(right))
    return counts


def written(counts: Mapping[str, Counter[str]], pages: int) -> str:
    """The counts as the rule file that `dragoman.read` reads."""
    rows = (
        f'"{kind}" = {{ right = {count["right"]}, of = {count["of"]} }}\n'
        for kind, count in sorted(counts.items())
    )
    return HEAD.format(pages=pages) + "[measured]\n" + "".join(rows)


def main() -> None:
    """The command line: `--data DIR`, `--into FILE`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared(), help="the folder of data")
    parser.add_argument("--into", type=Path, default=INTO, help="where the counts are written")
    given = parser.parse_args()
    dated = ((page, page.published) for page in articles(given.data, held_out=False))
    cases = [case(page, day) for page, day in dated if day]
    given.into.write_text(written(measured(cases), len(cases)), encoding="utf-8")


if __name__ == "__main__":
    main()
