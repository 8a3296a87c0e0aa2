"""Affairs in parcels: what is held against each other within them needs nothing of the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
class Affair:
    """The reports of one affair that are compared, and who of them is held against whom."""

    members: Reports
    met: tuple[tuple[Annotated, Annotated], ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Some affairs, the links of their claims that affairs go by, and who has been compared."""

    affairs: tuple[Affair, ...]
    links: tuple[Link, ...]
    settled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing a parcel: claims held against each other, reports that share text."""

    held: tuple[Held, ...]
    texts: frozenset[frozenset[str]]


def parcels(
    reports: Mapping[str, Annotated], linked: Linked, settled: Collection[str] = ()
) -> Iterator[Parcel]:
    """All affairs, in parcels of much the same size, always the same ones.

    Args:
        reports: all reports, by id.
        linked: what `link` found.
        settled: ids of reports that have been compared: no two of them meet.
    """
    links = _links_of_claims(linked)
    waiting: list[Affair] = []
    size = 0
    for members in affairs(reports, linked):
        affair = _affair(members, settled)
        waiting.append(affair)
        size += len(affair.met)
        if size >= PAIRS:
            yield _parcel(waiting, links, settled)
            waiting, size = [], 0
    if waiting:
        yield _parcel(waiting, links, settled)


def _affair(members: Reports, settled: Collection[str]) -> Affair:
    """What is compared of an affair: no settled reports that no new one meets."""
    met = [pair for pair in pairs(members) if any(one.report.id not in settled for one in pair)]
    held = {one.report.id for pair in met for one in pair}
    chosen = [m for m in members if m.report.id in held or m.report.id not in settled]
    return Affair(tuple(chosen), tuple(met))


def compare_parcel(parcel: Parcel) -> Compared:
    """What the reports of each affair tell alike, and where they differ."""
    members = [one for affair in parcel.affairs for one in affair.members]
    corpus = Corpus.of(members, Linked(links=parcel.links), parcel.settled)
    utterances = {
        frozenset((link.left, link.right)): link.score
        for link in parcel.links
        if link.kind == "utterance"
    }
    held = [one for affair in parcel.affairs for one in _compare(affair, corpus, utterances)]
    texts = [pair for affair in parcel.affairs for pair in origins.sharing(affair.met)]
    return Compared(tuple(held), frozenset(texts))


def _compare(
    affair: Affair, corpus: Corpus, utterances: dict[frozenset[str], float]
) -> Iterator[Held]:
    members, met = affair.members, affair.met
    told = list(compare_tellings(members, met, corpus, utterances.keys()))
    alike = {frozenset((h.left.claim, h.right.claim)): h.score for h in told} | utterances
    yield from told
    yield from compare_views(members, corpus)
    yield from compare_facts(members, met, corpus, alike)
    yield from compare_worded(members, met, corpus)


def _links_of_claims(linked: Linked) -> dict[str, list[Link]]:
    """The links that join a claim to its events or to the same utterance, by that claim."""
    found: dict[str, list[Link]] = {}
    for link in linked.links:
        if link.kind in {"event", "utterance"} and link.judgement == "same":
            found.setdefault(link.left, []).append(link)
    return found


def _parcel(
    waiting: Sequence[Affair], links: Mapping[str, Sequence[Link]], settled: Collection[str]
) -> Parcel:
    reports = {one.report.id: one for affair in waiting for one in affair.members}
    claims = (claim.id for one in reports.values() for claim in one.claims)
    told = tuple(link for claim in claims for link in links.get(claim, ()))
    return Parcel(tuple(waiting), told, frozenset(reports.keys() & settled))
