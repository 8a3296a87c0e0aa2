"""A profile of this machine: what each stage costs a report, over a sample or a user's files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from dragoman.annotate import annotate
from dragoman.model import Problem, Report
from dragoman.read import Stated, parse_published, read_text
from dragoman.run.building import Build
from dragoman.run.costs import Costs, watching
from dragoman.run.web import read_all

SAMPLE = 96
"""Reports of the sample: enough that a stage's share settles, few enough to take half a minute."""


class StageCost(NamedTuple):
    """A stage: milliseconds of processor time a report, and its share of all, in [0, 1]."""

    stage: str
    ms_report: float
    share: float


class Profile(NamedTuple):
    """What each stage costs, the dearest first, over so many reports."""

    reports: int
    stages: tuple[StageCost, ...]


def profile(paths: Iterable[str | Path] = ()) -> Profile:
    """Builds a dossier that goes away, in this process, and tells what each stage cost.

    What is loaded once (the parser, the models, the knowledge) is loaded before and not counted.

    Args:
        paths: files and folders to read; none for a composed sample of `SAMPLE` reports.
    """
    given, costs = list(paths), Costs()
    list(annotate(islice((one for one in sample() if isinstance(one, Report)), 1)))
    with TemporaryDirectory(prefix="dragoman-") as folder, watching(costs):
        items = read_all(given, None, None, None) if given else costs.each("read", sample())
        build = Build(Path(folder) / "x.duckdb", force=False, progress=lambda _: None)
        reports = build.run(items).counts["read"]
    whole = sum(costs.seconds.values()) or 1.0
    return Profile(
        reports,
        tuple(
            StageCost(stage, 1000 * seconds / max(reports, 1), seconds / whole)
            for stage, seconds in sorted(costs.seconds.items(), key=lambda each: -each[1])
        ),
    )


def sample(count: int = SAMPLE) -> Iterator[Report | Problem]:
    """Composed reports of several affairs, no two alike, each as long as an agency's."""
    composed = tomllib.loads(
        files("dragoman.run").joinpath("sample.toml").read_text(encoding="utf-8")
    )
    places, people, outlets = composed["places"], composed["people"], composed["outlets"]
    for number in range(count):
        affair = number // len(outlets)
        outlet = outlets[number % len(outlets)]
        words = {
            "place": places[affair % len(places)],
            "other": places[(affair + 1) % len(places)],
            "who": people[affair % len(people)],
            "whom": people[(affair + 3) % len(people)],
            "outlet": outlet,
            "dead": 2 + (affair + number) % 7,
            "hurt": 11 + (affair * 5 + number) % 23,
            "day": 1 + affair % 27,
        }
        shape = composed["report"][number % len(composed["report"])]
        text = shape["text"].format(**words)
        day = parse_published(f"2019-05-{words['day'] + 1:02}")
        stated = Stated(outlet=outlet, published=day)
        report, problems = read_text(text, name=f"sample-{number:03}", stated=stated)
        yield report
        yield from problems
