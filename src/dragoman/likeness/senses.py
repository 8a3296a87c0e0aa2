"""Words for one thing that happens: "die" and "death", "fire" and "dismiss"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Senses:
    """The classes a word may be of, and the classes above them; both empty where unknown."""

    classes: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()

    def same(self, other: Senses) -> int:
        """In how many classes both may be."""
        return len(self.classes & other.classes)

    def kin(self, other: Senses) -> bool:
        """Whether the one may be a kind of the other ("murder", "kill"), or both of a third."""
        return not (self.classes | self.above).isdisjoint(other.classes | other.above)


UNKNOWN = Senses()


def senses(lemma: str) -> Senses:
    """The senses of a lower-case lemma as a verb or as a noun for an act or event."""
    return _table().get(lemma, UNKNOWN)


@cache
def _table() -> dict[str, Senses]:
    """Every word's senses, from senses.tsv, read once a process."""
    lines = files(__package__).joinpath("senses.tsv").read_text("utf-8").splitlines()
    classes: dict[str, set[str]] = defaultdict(set)
    above: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if not line.startswith("#"):
            identity, parents, words = line.split("\t")
            for word in words.split():
                classes[word].add(identity)
                above[word].update(parents.split())
    return {word: Senses(frozenset(own), frozenset(above[word])) for word, own in classes.items()}
