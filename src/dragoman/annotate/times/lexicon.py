"""The words of time (`lexicon.toml`), and numbers as words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

TEENS_OF_CENTURY = range(11, 21)
"""Words for 11-20 that can open a spelled year ("nineteen ninety-six")."""


@cache
def load(name: str) -> dict[str, Any]:
    """A TOML file of this package, parsed once a process."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def words(section: str) -> dict[str, Any]:
    """One section of the lexicon: lower-case words and what they mean."""
    table: dict[str, Any] = load("lexicon.toml")[section]
    return table


def lookup(word: str, *sections: str) -> Any:  # noqa: ANN401  sections differ in type
    """What `word` means in the first section that has it, else None.

    Case, spacing and a dot at the end do not matter.
    """
    key = re.sub(r"\s+", " ", word).strip(" .,").lower().replace("’", "'")
    return next((words(section)[key] for section in sections if key in words(section)), None)


def number(text: str) -> float | None:
    """The number that digits or words say; None for a vague one ("several") and for no number.

    Args:
        text: e.g. "12", "1,200", "2 1/2", "twenty-five", "a couple of", "one hundred and ten".
    """
    plain = re.sub(r"\s+", " ", text).strip().lower().replace(",", "")
    if mixed := re.fullmatch(r"(?:(\d+) )?(\d+)/(\d+)", plain):
        whole, over, under = (int(group or 0) for group in mixed.groups())
        return whole + over / under if under else None
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    if (known := lookup(plain, "number", "number_phrase")) is not None:
        return float(known)
    return _sum_of_words(re.split(r"[ -]", plain))


def _sum_of_words(parts: list[str]) -> float | None:
    """Reads "two hundred and ten" from left to right; None where a part is no number."""
    total = group = 0
    for part in parts:
        value = words("number").get(part)
        if part == "and":
            continue
        if value is None:
            return None
        if value == 1000:
            total, group = total + max(group, 1) * value, 0
        elif value == 100:
            group = max(group, 1) * value
        else:
            group += value
    return float(total + group)


def spelled_year(text: str) -> int | None:
    """The year that words say: "nineteen ninety-six", "two thousand and ten"; else None."""
    first, _, rest = re.sub(r"\s+", " ", text).strip().lower().partition(" ")
    if rest.startswith("thousand"):
        year = number(text)
        return int(year) if year else None
    century, within = number(first), number(rest)
    if century is None or within is None or int(century) not in TEENS_OF_CENTURY:
        return None
    return int(century) * 100 + int(within)
