"""What a title in a text may mean: printed titles, the offices they amount to, loose words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.naming import normalise
from dragoman.knowledge.tables import read_toml


@dataclass(frozen=True, slots=True)
class Sense:
    """What a title asks for: holdings with one of `titles`, or of one of `offices`.

    `leads` asks for the office that leads the state in question.
    """

    titles: frozenset[str]
    offices: frozenset[str]
    leads: bool


@cache
def _data() -> tuple[dict[str, str], tuple[str, ...], dict[str, Sense]]:
    """Printed title → office, words that qualify a title, normalised word → sense."""
    data = read_toml("titles.toml")
    offices = {title: office for office, titles in data["office"].items() for title in titles}
    senses = {
        normalise(word): Sense(
            frozenset(row.get("titles", ())),
            frozenset(row.get("offices", ())),
            row.get("leads", False),
        )
        for row in data["sense"]
        for word in row["words"]
    }
    return offices, tuple(data["qualifiers"]), senses


def plain(title: str) -> str:
    """The title without "acting" and the like: an acting president is called president."""
    _, qualifiers, _ = _data()
    first, _, rest = title.partition(" ")
    return rest if rest and first in qualifiers else title


def office_of(title: str) -> str:
    """The office a printed title amounts to.

    Raises:
        KeyError: `titles.toml` does not list the title.
    """
    offices, _, _ = _data()
    return offices[plain(title)]


def sense_of(word: str) -> Sense:
    """What a word or phrase in a text asks for; an unknown one asks for that very title."""
    _, _, senses = _data()
    asked = plain(normalise(word))
    return senses.get(asked) or Sense(frozenset({asked}), frozenset(), leads=False)
