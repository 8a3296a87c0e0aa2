"""Weapons that strike: an attack whose subject is what was used, "a bomb killed three people".

Nobody is made the attacker but whose weapon it is said to be: "Israeli air strikes", "a strike by
Moroccan jets". A bomb that nobody is said to have laid has no actor.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from dragoman.annotate.syntax import agent, child, subject


@cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of weapons.toml."""
    data = tomllib.loads(files(__package__).joinpath("weapons.toml").read_text("utf-8"))
    return {name: frozenset(group["heads"]) for name, group in data.items()}


def weapon_of(verb: Token) -> Token | None:
    """The weapon or attack that is the subject of a verb of striking; None without one.

    An explosion of gas and a strike of drivers are none.
    """
    if verb.lemma_.lower() not in words()["verbs"] or child(verb, "dobj") is None:
        return None
    used = subject(verb)
    if used is None or used.lemma_.lower() not in words()["weapons"]:
        return None
    kinds = {t.lemma_.lower() for t in used.subtree if t.i < used.i}
    return None if kinds & words()["harmless"] else used


def wielders(weapon: Token) -> Iterator[Token]:
    """The words of a weapon's phrase that may say whose it is."""
    for part in weapon.children:
        if part.dep_ in {"amod", "compound", "nmod", "poss"}:
            yield part
        elif part.lower_ in {"by", "from"} and part.dep_ in {"prep", "agent"}:
            yield from (t for t in part.children if t.dep_ == "pobj")
        elif part.dep_ == "acl" and (by := agent(part)) is not None:
            yield by
