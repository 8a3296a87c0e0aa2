"""The word lists of nominals.toml, read once."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files


@cache
def nominals() -> dict[str, dict[str, list[str]]]:
    """The word lists of nominals.toml, by section and key."""
    return tomllib.loads(files(__package__).joinpath("nominals.toml").read_text("utf-8"))


@cache
def heads(*sections: str) -> frozenset[str]:
    """The `heads` of some sections together, for asking about every noun of a report."""
    return frozenset(word for section in sections for word in nominals()[section]["heads"])


@cache
def courtesy() -> dict[str, str | None]:
    """Title words and the gender they tell."""
    titles = nominals()["titles"]
    plain: dict[str, str | None] = dict.fromkeys(titles["plain"])
    return plain | dict.fromkeys(titles["male"], "male") | dict.fromkeys(titles["female"], "female")


@cache
def title_words() -> frozenset[str]:
    """Words that may stand before a name and are no part of it: "Dr.", "former", "envoy"."""
    words = nominals()
    offices = (*words["offices"]["heads"], *words["offices"]["qualifiers"])
    return frozenset((*courtesy(), *offices, *words["counterparts"]["heads"]))


@cache
def given_names() -> dict[str, str]:
    """Given name → the gender it nearly always tells; our own list goes before the census."""
    census = files(__package__).joinpath("given_names_us.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader((row for row in census if not row.startswith("#")), delimiter="\t")
    lists = tomllib.loads(files(__package__).joinpath("given_names.toml").read_text("utf-8"))
    own = {name: gender for gender, names in lists.items() for name in names}
    return {row["name"]: row["gender"] for row in rows} | own
