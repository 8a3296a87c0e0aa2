"""The word lists about numbers, read once from `numbers.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def number_words() -> dict[str, dict[str, Any]]:
    """Every section of `numbers.toml` by its name."""
    return tomllib.loads(files(__package__).joinpath("numbers.toml").read_text("utf-8"))
