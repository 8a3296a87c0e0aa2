"""What is said about a report from outside its text: by an option, a sidecar or a JSON line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path, PurePath

from dragoman.model import Interval, Problem
from dragoman.problems import problem

STATED = ("outlet", "url", "published", "title", "language", "byline")
"""The names of what can be stated, in a sidecar, a JSON line or a column."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user knows about a report; None is "not stated".

    Attributes:
        outlet: who published the text.
        url: where it was published.
        published: the days it was published on; a single day has both ends equal.
        title: its headline.
        language: ISO 639 code, e.g. "en".
        byline: who wrote it.
    """

    outlet: str | None = None
    url: str | None = None
    published: Interval | None = None
    title: str | None = None
    language: str | None = None
    byline: str | None = None

    def over(self, general: Stated) -> Stated:
        """These statements where they are made, else those of `general`.

        What is stated of one report (sidecar, JSON line) goes before what is stated of all.
        """
        own, other = self, general
        return Stated(
            **{
                f.name: v if (v := getattr(own, f.name)) is not None else getattr(other, f.name)
                for f in fields(Stated)
            }
        )

    def parts(self) -> tuple[str, ...]:
        """The statements as strings, "" where none is made; part of a report's id."""
        when = "/".join(str(day or "") for day in self.published) if self.published else ""
        parts = (self.outlet or "", self.url or "", when, self.title or "", self.language or "")
        return (*parts, self.byline) if self.byline else parts  # ids of before bylines hold


def parse_published(value: str) -> Interval:
    """The interval that "2018-06-10" or "2018-06-09/2018-06-11" states; times of day are dropped.

    An end left empty ("2018-06-09/") is open.

    Raises:
        ValueError: not such a date, or the interval ends before it begins.
    """
    first, slash, last = value.strip().partition("/")
    days = [_day(part) for part in ((first, last) if slash else (first, first))]
    if days == [None, None]:
        raise ValueError(f"no date in {value!r}")
    if days[0] and days[1] and days[1] < days[0]:
        raise ValueError(f"{value!r} ends before it begins")
    return Interval(days[0], days[1])


def _day(part: str) -> date | None:
    """The day of an ISO date or date and time; None for an empty part."""
    part = part.strip()
    if len(part) > 10 and part[10] not in "T ":
        raise ValueError(f"not a date: {part!r}")
    return date.fromisoformat(part[:10]) if part else None


def from_mapping(raw: Mapping[str, object], path: str) -> tuple[Stated, list[Problem]]:
    """What a JSON object states; every field that cannot be understood is a problem, and left out.

    Args:
        raw: the object; keys that are not fields of `Stated` are not looked at.
        path: of the report, for the problems.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for name in STATED:
        value = raw.get(name)
        if isinstance(value, str) and value.strip():
            found[name] = value.strip()
        elif value is not None and value != "":
            problems.append(problem("R010", path, detail=f"{name} ({value!r:.60})"))
    when = None
    if printed := found.pop("published", None):
        try:
            when = parse_published(printed)
        except ValueError:
            problems.append(problem("R010", path, detail=f"published ({printed!r:.60})"))
    return Stated(published=when, **found), problems


def sidecar_names(name: str) -> tuple[str, str]:
    """What the sidecar of a file may be called: `a.txt.meta.json` goes before `a.meta.json`."""
    return f"{name}.meta.json", f"{PurePath(name).stem}.meta.json"


def sidecar_of(path: Path) -> Path | None:
    """The sidecar beside a file, or None."""
    beside = (path.with_name(name) for name in sidecar_names(path.name))
    return next((sidecar for sidecar in beside if sidecar.exists()), None)


def read_sidecar(path: Path) -> tuple[Stated, list[Problem]]:
    """What a sidecar states; one that cannot be used states nothing and is a problem."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return Stated(), [problem("R011", str(path), detail=error.strerror or str(error))]
    return parse_sidecar(raw, str(path))


def parse_sidecar(raw: bytes, path: str) -> tuple[Stated, list[Problem]]:
    """What the bytes of a sidecar state; `path` is what problems call it."""
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as error:
        return Stated(), [problem("R011", path, detail=f"not JSON ({error})")]
    if not isinstance(said, dict):
        return Stated(), [problem("R011", path, detail="not a JSON object")]
    return from_mapping(said, path)
