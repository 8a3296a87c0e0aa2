"""What people decided about pairs: what must be together, and what must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from dragoman.model import Link, LinkKind

Pair = frozenset[str]
Places = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Bonds:
    """Decisions of one kind that do not contradict each other, with what follows from them.

    Who is the same as two things makes them the same; who is the same as one of two different
    things is different from the other.

    Attributes:
        obeyed: the decisions, in the order in which they were made.
        overruled: decisions that later ones contradict.
    """

    obeyed: tuple[Link, ...] = ()
    overruled: tuple[Link, ...] = ()
    _root: Mapping[str, str] = field(default_factory=dict)
    _apart: frozenset[Pair] = frozenset()

    @classmethod
    def of(cls, decided: Sequence[Link], kind: LinkKind) -> Bonds:
        """The decisions of a kind, the later ones believed where they contradict earlier ones."""
        root: dict[str, str] = {}
        apart: set[Pair] = set()
        kept: list[Link] = []
        overruled: list[Link] = []
        for link in reversed([d for d in decided if d.kind == kind and d.judgement != "unsure"]):
            one, other = root.get(link.left, link.left), root.get(link.right, link.right)
            same = link.judgement == "same"
            if (frozenset((one, other)) in apart) if same else one == other:
                overruled.append(link)
                continue
            kept.append(link)
            if same:
                root = {x: one if r == other else r for x, r in root.items()}
                root |= {link.left: one, link.right: one, other: one}
                apart = {frozenset(one if r == other else r for r in pair) for pair in apart}
            else:
                apart.add(frozenset((one, other)))
        return cls(tuple(reversed(kept)), tuple(reversed(overruled)), root, frozenset(apart))

    def __bool__(self) -> bool:
        return bool(self.obeyed)

    def __contains__(self, item: str) -> bool:
        return any(item in (link.left, link.right) for link in self.obeyed)

    def same(self, one: str, other: str) -> bool:
        """Whether people said, or it follows from what they said, that the two are the same."""
        return one != other and self._root.get(one, one) == self._root.get(other, other)

    def apart(self, one: str, other: str) -> bool:
        """Whether people said, or it follows from what they said, that the two are different."""
        return frozenset((self._root.get(one, one), self._root.get(other, other))) in self._apart

    def pairs(self, judgement: str) -> Iterator[Link]:
        """The decisions that say `same`, or `different`."""
        return (link for link in self.obeyed if link.judgement == judgement)

    def verdict(self, some: Iterable[str], others: Iterable[str]) -> bool | None:
        """Whether two groups are together (True) or apart (False) by decision; None: undecided.

        What was told apart is apart even where other members were said to be the same.
        """
        if not self:
            return None
        pairs = list(product(some, others))
        if any(self.apart(*pair) for pair in pairs):
            return False
        return True if any(self.same(*pair) for pair in pairs) else None

    def between(self, groups: Sequence[Iterable[str]]) -> tuple[Places, Places]:
        """Pairs of groups, by place, that must be together, and pairs that must not."""
        decided = [(n, [i for i in group if i in self]) for n, group in enumerate(groups)]
        held = [(n, items) for n, items in decided if items] if self else []
        together: Places = set()
        parted: Places = set()
        for place, (i, some) in enumerate(held):
            for j, others in held[place + 1 :]:
                verdict = self.verdict(some, others)
                if verdict is not None:
                    (together if verdict else parted).add((i, j))
        return together, parted


def by_person(found: Link, decision: Link) -> Link:
    """A link as a person's decision makes it: certain, with who decided it and why."""
    return replace(found, score=1.0, why=decision.why, decided_by=decision.decided_by)


FREE = Bonds()
"""Nobody decided anything."""
