"""The words of passing on: which nouns, verbs and prepositions make somebody a hop of a chain.

`hops.toml` holds the words with their reasons; this module only indexes them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.model import HopRole

MEDIA: tuple[HopRole, ...] = ("agency", "broadcaster", "newspaper")
"""The roles of media."""
OTHERS: tuple[HopRole, ...] = ("spokesman", "institution", "witness-network")
"""The roles of hops that are known by their noun and are no media."""


@dataclass(frozen=True, slots=True)
class PassingWords:
    """The lists of hops.toml; all words are lemmas in lower case (those of `citing` as they stand).

    `media`, `others` and `name_words` give a hop's role by its noun, or by a word of its name.
    """

    documents: frozenset[str]
    carried: frozenset[str]
    hearsay: frozenset[str]
    media: dict[str, HopRole]
    before_agency: frozenset[str]
    parts: frozenset[str]
    name_words: dict[str, HopRole]
    others: dict[str, HopRole]
    carrying: frozenset[str]
    citing: frozenset[str]
    raising: frozenset[str]
    cited: frozenset[str]
    telling: frozenset[str]
    speaking: frozenset[str]
    interviews: frozenset[str]
    told_roles: frozenset[str]
    told_places: frozenset[str]
    through: frozenset[str]
    mouthpieces: frozenset[str]
    occasions: frozenset[str]
    continuing: frozenset[str]
    bodies: frozenset[str]
    hedges: frozenset[str]
    hearsay_verbs: dict[str, bool]


@cache
def passing() -> PassingWords:
    """The words, read once a process."""
    data = tomllib.loads(files(__package__).joinpath("hops.toml").read_text("utf-8"))
    relays, told, hedges = data["relays"], data["told"], data["hedges"]
    unnamed: dict[str, HopRole] = dict.fromkeys(data["media"]["unnamed"], "other")
    return PassingWords(
        documents=frozenset(data["documents"]["heads"]),
        carried=frozenset(data["documents"]["carried"]),
        hearsay=frozenset(data["documents"]["hearsay"]),
        media=unnamed | by_word(data["media"], MEDIA),
        before_agency=frozenset(data["agencies"]["before"]),
        parts=frozenset(data["parts"]["heads"]),
        name_words=by_word(data["names"], MEDIA),
        others=by_word(data["others"], OTHERS),
        carrying=frozenset(relays["carrying"]),
        citing=frozenset(relays["citing"]),
        raising=frozenset(relays["raising"]),
        cited=frozenset(relays["sources"]),
        telling=frozenset(told["verbs"]),
        speaking=frozenset(told["speaking"]),
        interviews=frozenset(told["interviews"]),
        told_roles=frozenset(told["roles"]),
        told_places=frozenset(told["places"]),
        through=frozenset(data["through"]["prepositions"]),
        mouthpieces=frozenset(data["through"]["mouthpieces"]),
        occasions=frozenset(data["carry"]["occasions"]),
        continuing=frozenset(data["carry"]["continuing"]),
        bodies=frozenset(data["carry"]["bodies"]),
        hedges=frozenset(hedges["adverbs"]),
        hearsay_verbs={
            **dict.fromkeys(hedges["said"], True),
            **dict.fromkeys(hedges["believed"], False),
        },
    )


def by_word(table: dict[str, list[str]], roles: tuple[HopRole, ...]) -> dict[str, HopRole]:
    """The role of each word; of a word with several the first role listed."""
    return {word: role for role in reversed(roles) for word in table[role]}
