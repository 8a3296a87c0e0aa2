"""Affairs in parcels: what is held against each other within them needs nothing of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from dragoman.compare import origins
from dragoman.compare.affairs import Reports, affairs, pairs
from dragoman.compare.disputes import compare_views
from dragoman.compare.pairs import Held
from dragoman.compare.slots import compare_facts
from dragoman.compare.tellings import compare_tellings
from dragoman.compare.told import Corpus
from dragoman.compare.worded import compare_worded
from dragoman.model import Annotated, Link, Linked

PAIRS: Final = 50
"""Pairs of reports in a parcel: half a second of work, so that two workers end at the same time."""

Given = TypeVar("Given")
Made = TypeVar("Made")


class Each(Protocol):
    """What calls a function on each of some things and gives back the results in order: `map`.

    Another may call it in other processes, for which function, things and results are pickled.
    """

    def __call__(
        self, function: Callable[[Given], Made], things: Iterable[Given], /
    ) -> Iterable[Made]:
        """The results, in the order of the things."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Some affairs, each the reports of it, and the links of their claims that affairs go by."""

    affairs: tuple[Reports, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing a parcel: claims held against each other, reports that share text."""

    held: tuple[Held, ...]
    texts: frozenset[frozenset[str]]


def parcels(reports: Mapping[str, Annotated], linked: Linked) -> Iterator[Parcel]:
    """All affairs, in parcels of much the same size, always the same ones.

    Args:
        reports: all reports, by id.
        linked: what `link` found.
    """
    links = _links_of_claims(linked)
    waiting: list[Reports] = []
    size = 0
    for members in affairs(reports, linked):
        waiting.append(members)
        size += sum(1 for _ in pairs(members))
        if size >= PAIRS:
            yield _parcel(waiting, links)
            waiting, size = [], 0
    if waiting:
        yield _parcel(waiting, links)


def compare_parcel(parcel: Parcel) -> Compared:
    """What the reports of each affair tell alike, and where they differ."""
    members = [one for affair in parcel.affairs for one in affair]
    corpus = Corpus.of(members, Linked(links=parcel.links))
    utterances = {
        frozenset((link.left, link.right)): link.score
        for link in parcel.links
        if link.kind == "utterance"
    }
    held = [one for affair in parcel.affairs for one in _compare(affair, corpus, utterances)]
    texts = [pair for affair in parcel.affairs for pair in origins.sharing(pairs(affair))]
    return Compared(tuple(held), frozenset(texts))


def _compare(
    members: Reports, corpus: Corpus, utterances: dict[frozenset[str], float]
) -> Iterator[Held]:
    told = list(compare_tellings(members, pairs(members), corpus, utterances.keys()))
    alike = {frozenset((h.left.claim, h.right.claim)): h.score for h in told} | utterances
    yield from told
    yield from compare_views(members, corpus)
    yield from compare_facts(members, pairs(members), corpus, alike)
    yield from compare_worded(members, pairs(members), corpus)


def _links_of_claims(linked: Linked) -> dict[str, list[Link]]:
    """The links that join a claim to its events or to the same utterance, by that claim."""
    found: dict[str, list[Link]] = {}
    for link in linked.links:
        if link.kind in {"event", "utterance"} and link.judgement == "same":
            found.setdefault(link.left, []).append(link)
    return found


def _parcel(waiting: Sequence[Reports], links: Mapping[str, Sequence[Link]]) -> Parcel:
    claims = (claim.id for members in waiting for one in members for claim in one.claims)
    return Parcel(tuple(waiting), tuple(link for claim in claims for link in links.get(claim, ())))
