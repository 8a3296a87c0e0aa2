"""The thresholds of this stage, read once from `rules.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def rules(section: str) -> Mapping[str, Any]:
    """One section of `rules.toml`, e.g. `rules("copies")["least_similarity"]`.

    Raises:
        KeyError: there is no such section.
    """
    source = resources.files(__package__).joinpath("rules.toml").read_text("utf-8")
    section_rules: Mapping[str, Any] = tomllib.loads(source)[section]
    return section_rules
