"""The rule files of this room: `data/*.toml`, each section with its source or reason."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def rules(name: str) -> dict[str, Any]:
    """The content of `data/NAME.toml`, read once."""
    return tomllib.loads(files("dragoman.read").joinpath(f"data/{name}.toml").read_text("utf-8"))
