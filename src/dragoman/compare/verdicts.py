"""A verdict and the rule it rests on; the rules and thresholds are data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from dragoman.model import VerdictName


class Verdict(NamedTuple):
    """What came of holding two values against each other, and the rule that decided."""

    name: VerdictName
    rule: str


@cache
def load(file: str) -> Mapping[str, Any]:
    """A data file of this package, e.g. `load("thresholds.toml")`."""
    source = resources.files(__package__).joinpath(file).read_text("utf-8")
    data: Mapping[str, Any] = tomllib.loads(source)
    return data


def verdict(rule: str) -> Verdict:
    """The verdict of a rule of `rules.toml`, e.g. `verdict("date.within")`.

    Opposed positions are decided by the opposition they belong to: `position.leave-stay`.

    Raises:
        KeyError: there is no such rule.
    """
    field, name = rule.split(".")
    if field == "position":
        name = "opposed"
    return Verdict(load("rules.toml")[field][name]["verdict"], rule)
