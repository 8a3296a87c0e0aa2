"""The floors of `gate.toml`: what each benchmark must reach, and that they only ever rise.

(The idea of a quality gate that refuses to be lowered silently is trafilatura's.)
"""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Literal

Number = int | float | str
"""A measure or a bound: a number, or hits of a total as "7/9"."""
Side = Literal["at_least", "at_most"]


class GateError(RuntimeError):
    """The gate itself refuses: another corpus, a floor lowered without a reason, no such table."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One table of `gate.toml`.

    `corpus` are files and folders under the data folder, `sha256` the hash over all of them.
    `lowered_because` gives, for a measure, the reason why its bound is below an earlier one.
    `slow` benchmarks take minutes: `make bench` measures them, the test suite does not. `timed`
    measures rest on a clock, so only `make bench` holds them: a test never fails on a busy machine.
    """

    name: str
    corpus: tuple[str, ...]
    sha256: str
    at_least: Mapping[str, Number]
    at_most: Mapping[str, Number] = field(default_factory=dict)
    lowered_because: Mapping[str, str] = field(default_factory=dict)
    slow: bool = False
    timed: Sequence[str] = ()

    def bounds(self) -> Iterator[tuple[Side, str, Number]]:
        """Every bound as (side, measure, number)."""
        yield from (("at_least", name, bound) for name, bound in self.at_least.items())
        yield from (("at_most", name, bound) for name, bound in self.at_most.items())


def read(text: str) -> dict[str, Benchmark]:
    """The benchmarks of a `gate.toml`, by name.

    Raises:
        GateError: a table lacks a field or has one that is not known.
    """
    benchmarks = {}
    for name, fields in tomllib.loads(text).items():
        try:
            benchmarks[name] = Benchmark(name, tuple(fields.pop("corpus")), **fields)
        except (AttributeError, KeyError, TypeError) as error:
            raise GateError(f"gate.toml: [{name}] is not a benchmark: {error}") from error
        unbound = set(benchmarks[name].timed) - {bound for _, bound, _ in benchmarks[name].bounds()}
        if unbound:
            raise GateError(f"gate.toml: [{name}] has no bound for {', '.join(sorted(unbound))}.")
    return benchmarks


def holds(value: Number, side: Side, bound: Number) -> bool:
    """Whether a measure keeps to its bound; hits of another total than the bound's never do."""
    shares = isinstance(value, str) and isinstance(bound, str)
    same_total = str(value).partition("/")[2] == str(bound).partition("/")[2]
    return (same_total or not shares) and not easier(value, side, bound)


def easier(new: Number, side: Side, old: Number) -> bool:
    """Whether `new` asks (or gives) less than `old`; "hits/total" counts as the share it is."""
    a, b = Fraction(str(new)), Fraction(str(old))
    return a < b if side == "at_least" else a > b


def refuse_lowered(now: Mapping[str, Benchmark], versions: Iterable[str]) -> None:
    """Holds today's floors against every earlier version of the file.

    Raises:
        GateError: floors were lowered or dropped without a reason.
    """
    found = {
        line
        for version in versions
        for name, before in read(version).items()
        for line in lowered(now.get(name), before)
    }
    if found:
        raise GateError(
            "Floors may only rise. Lowered, with no reason under lowered_because:\n  "
            + "\n  ".join(sorted(found))
        )


def lowered(now: Benchmark | None, before: Benchmark) -> Iterator[str]:
    """What was asked in `before` and is easier or gone in `now`, without a reason given."""
    reasons = now.lowered_because if now else {}
    bounds = {(side, name): bound for side, name, bound in now.bounds()} if now else {}
    for side, name, bound in before.bounds():
        kept = bounds.get((side, name))
        if name not in reasons and (kept is None or easier(kept, side, bound)):
            today = "nothing" if kept is None else kept
            yield f"[{before.name}] {name}: {side} {bound} became {today}"


def committed(gate: Path) -> Iterator[str]:
    """Every version of the file that was committed, newest first; none outside a repository."""
    for commit in _git(gate.parent, "log", "--format=%H", "--", gate.name).split():
        # Empty where that commit removed the file.
        yield _git(gate.parent, "show", f"{commit}:./{gate.name}")


def _git(folder: Path, *arguments: str) -> str:
    """What git prints, or nothing where it fails (no repository, no commit, no git)."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return ran.stdout if ran.returncode == 0 else ""
