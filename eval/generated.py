"""Corpora of any size, made from real news: `python -m eval.generated --count N --out FILE.jsonl`.

Every variant of a real story has other people, other places and other days: its names are permuted
among the names of the whole corpus, its towns among the gazetteer's, its dates moved by whole weeks
(so that "on Tuesday" stays true). Reports of one variant are disguised alike, so stories hold
together, and any two variants are as hard to tell apart as two affairs of one kind are.

A corpus twice as large covers twice as many days: so many reports a day, as in an archive.
What is written belongs to the publishers of the originals: measure with it and throw it away.
"""

from __future__ import annotations

import argparse
import calendar
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import gcd
from pathlib import Path
from urllib.parse import urlsplit

from dragoman import knowledge
from eval.harness import BenchmarkError, shared

FOLDER = "data/linking/news_cluster"
PER_DAY = 100
"""Reports a day that a large press review holds."""
FIRST_DAY = date(2001, 1, 1)  # a Monday
SEED = 11
WEEK = timedelta(days=7)

_WORD = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]{2,}\b")
MONTHS = {name: i for i, name in enumerate(calendar.month_name) if name}
SHORT = {name: i for i, name in enumerate(calendar.month_abbr) if name} | {"Sept": 9}
_MONTH = "|".join(sorted({*MONTHS, *SHORT}, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})(?P<dot>\.?) (?P<day>\d{{1,2}})(?!\d)(?P<year>,? (?:19|20)\d\d)?"
    rf"|\b(?P<before>\d{{1,2}}) (?P<after>{_MONTH})(?P<of>,? (?:19|20)\d\d)?"
)


@dataclass(frozen=True, slots=True)
class Original:
    """A real report: the story it is of, its day, host, title and text."""

    name: str
    story: str
    published: date
    host: str
    title: str
    text: str


def originals(data: Path) -> list[Original]:
    """The reports of `news_cluster` that are in English, by name.

    Raises:
        BenchmarkError: there are none.
    """
    rows = [
        json.loads(file.read_text("utf-8")) for file in sorted((data / FOLDER).glob("**/*.json"))
    ]
    found = [
        Original(
            row["dId"],
            str(row["newsCluster"]["EventId"]),
            date.fromisoformat(row["date_publish"][:10]),
            urlsplit(row["url"]).hostname or "",
            row["title"] or "",
            row["text"],
        )
        for row in rows
        if row["language"] != "de"
    ]
    if not found:
        raise BenchmarkError(f"{data / FOLDER} holds no reports.")
    return found


class Names:
    """The words that the corpus uses as names only, and the towns that may stand for towns."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Collects the names of some texts."""
        capitalised: set[str] = set()
        plain: set[str] = set()
        for text in texts:
            capitalised.update(_CAPITALISED.findall(text))
            plain.update(word for word in _WORD.findall(text) if word.islower())
        world = knowledge.load()
        never = {*MONTHS, *SHORT, *calendar.day_name}
        names = sorted(w for w in capitalised if w.lower() not in plain and w not in never)
        towns = {name for name in names if world.places(name)}
        entries = (world.entry(i) for ids in world.surfaces("place").values() for i in ids)
        listed = {e.name for e in entries if e and _CAPITALISED.fullmatch(e.name)}
        self._others = [name for name in names if name not in towns]
        self._towns = [*sorted(towns), *sorted(listed - towns)]
        self._used_towns = len(towns)

    def permuted(self, dice: random.Random) -> Mapping[str, str]:
        """Another name for each name; no two names become one."""
        others = _permuted(self._others, len(self._others), dice)
        return dict([*others, *_permuted(self._towns, self._used_towns, dice)])


def _permuted(pool: Sequence[str], used: int, dice: random.Random) -> Iterator[tuple[str, str]]:
    """The first names of a pool with others of it: affine, as good as a shuffle and cheaper."""
    size = len(pool)
    factor = next(f for f in iter(lambda: dice.randrange(1, size), 0) if gcd(f, size) == 1)
    start = dice.randrange(size)
    return ((pool[i], pool[(factor * i + start) % size]) for i in range(used))


@dataclass(frozen=True, slots=True)
class Disguise:
    """What one variant of a story changes: names, and days by a number of whole weeks."""

    names: Mapping[str, str]
    moved: timedelta

    def text(self, text: str, published: date) -> str:
        """A text with other names and dates."""
        dated = _DATE.sub(lambda match: self._date(match, published), text)
        return _CAPITALISED.sub(lambda match: self.names.get(match[0], match[0]), dated)

    def _date(self, match: re.Match[str], published: date) -> str:
        """A date moved; one without a year is read in the year of publication."""
        month = match["month"] or match["after"]
        year = match["year"] or match["of"]
        number = {**SHORT, **MONTHS}[month]
        try:
            day = date(
                int(year[-4:]) if year else published.year,
                number,
                int(match["day"] or match["before"]),
            )
        except ValueError:  # "May 40" is no date: it stays as it stands
            return match[0]
        there = day + self.moved
        name = (calendar.month_name if month in MONTHS else calendar.month_abbr)[there.month]
        ending = f"{year[:-4]}{there.year}" if year else ""
        if match["month"]:
            return f"{name}{match['dot']} {there.day}{ending}"
        return f"{there.day} {name}{ending}"


def generate(
    reports: Sequence[Original], count: int, per_day: int = PER_DAY, seed: int = SEED
) -> Iterator[dict[str, str]]:
    """Rows as `dragoman build` reads them (JSON lines), with the `story` each is of beside.

    Args:
        reports: what is permuted.
        count: how many reports are wanted; the last variant of the stories may be cut off.
        per_day: how many there are a day on average: decides how long a time they cover.
        seed: other seeds give other corpora.
    """
    stories: dict[str, list[Original]] = defaultdict(list)
    for one in reports:
        stories[one.story].append(one)
    names = Names(f"{one.title}\n{one.text}" for one in reports)
    weeks = max(1, count // per_day // WEEK.days)
    made = variant = 0
    while made < count:
        for story, members in sorted(stories.items()):
            dice = random.Random(f"{seed}/{story}/{variant}")  # noqa: S311  a benchmark, no secret
            first = min(one.published for one in members)
            monday = FIRST_DAY + dice.randrange(weeks) * WEEK
            disguise = Disguise(names.permuted(dice), monday - first + (first - FIRST_DAY) % WEEK)
            for one in members[: count - made]:
                yield _row(one, variant, disguise)
                made += 1
        variant += 1


def _row(one: Original, variant: int, disguise: Disguise) -> dict[str, str]:
    return {
        "text": disguise.text(one.text, one.published),
        "title": disguise.text(one.title, one.published),
        "published": (one.published + disguise.moved).isoformat(),
        "url": f"https://{one.host}/{variant}/{one.name}",
        "story": f"{one.story}-{variant}",
    }


def main() -> None:
    """Writes a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared(), help="the folder of the data sets")
    parser.add_argument("--count", type=int, required=True, help="how many reports")
    parser.add_argument("--per-day", type=int, default=PER_DAY, help="how many of them a day")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, required=True, help="a file that ends in .jsonl")
    given = parser.parse_args()
    with given.out.open("w", encoding="utf-8") as out:
        for row in generate(originals(given.data), given.count, given.per_day, given.seed):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
