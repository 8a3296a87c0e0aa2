"""The same utterance in several reports: quotation and quotation, or quotation and paraphrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from dragoman.likeness.wordings import concepts
from dragoman.likeness.words import Weights
from dragoman.link.entities import Cast
from dragoman.link.rules import rules
from dragoman.link.stories import Pairs
from dragoman.model import Annotated, Link


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as a set of terms, with where and by whom it was made."""

    claim: str
    report: str
    order: tuple[str, int, str]
    terms: frozenset[str]
    speakers: frozenset[str]


def link_utterances(
    annotated: Sequence[Annotated],
    hosts: Mapping[str, Collection[str]],
    stories: Pairs,
    cast: Cast,
) -> list[Link]:
    """Links statements of one speaker at one event that seem to report the same words.

    Where one of two reports tells of no event, the same story is enough.

    Args:
        annotated: all reports.
        hosts: claim id → ids of the events it hangs on (its own, or its report's main ones).
        stories: pairs of ids of reports of one story.
        cast: who is who.
    """
    statements = [s for one in annotated for s in _statements(one, cast)]
    weights = Weights.of(s.terms for s in statements)
    by_speaker: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for speaker in statement.speakers:
            by_speaker[speaker].append(statement)
    found: dict[tuple[str, str], Link] = {}
    for _, said in sorted(by_speaker.items()):
        for one, other, score in _matches(list(_together(said, hosts, stories)), weights):
            why = "same words" if score >= rules("utterances")["verbatim_dice"] else "shared words"
            left, right = sorted((one, other), key=lambda s: s.order)
            found.setdefault(
                (left.claim, right.claim),
                Link("utterance", left.claim, right.claim, "same", score, why),
            )
    return [found[key] for key in sorted(found)]


def _statements(one: Annotated, cast: Cast) -> Iterable[Statement]:
    for claim in one.claims:
        if claim.kind == "narrated" or not claim.speech or not claim.content:
            continue
        # Two reports of one event may well quote the same nameless "police spokesman".
        speakers = {
            cast.identify(one.report.id, speaker) if speaker.id else speaker.name.casefold()
            for speaker in claim.speaker
        }
        yield Statement(
            claim=claim.id,
            report=one.report.id,
            order=(one.report.name, claim.content[0].start, claim.id),
            terms=frozenset(concepts(one, claim.content)),
            speakers=frozenset(speakers),
        )


def _together(
    said: Sequence[Statement], hosts: Mapping[str, Collection[str]], stories: Pairs
) -> Iterable[tuple[Statement, Statement]]:
    """Pairs of one speaker's statements that may have been made on one occasion."""
    by_event: dict[str, list[Statement]] = defaultdict(list)
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        by_report[statement.report].append(statement)
        for event in hosts.get(statement.claim, ()):
            by_event[event].append(statement)
    for made in by_event.values():
        yield from (pair for pair in combinations(made, 2) if pair[0].report != pair[1].report)
    for first, second in combinations(sorted(by_report), 2):
        if frozenset((first, second)) in stories:
            for one, other in product(by_report[first], by_report[second]):
                if not (hosts.get(one.claim) and hosts.get(other.claim)):
                    yield one, other


def _matches(
    pairs: Sequence[tuple[Statement, Statement]], weights: Weights
) -> Iterable[tuple[Statement, Statement, float]]:
    """Pairs that are alike enough: plainly, or as each other's best match.

    Speakers repeat themselves, so a paraphrase goes with the sentence it is closest to.
    """
    limits = rules("utterances")
    scored = [
        (weights.dice(one.terms, other.terms), one, other)
        for one, other in pairs
        if len(one.terms & other.terms) >= limits["least_shared_terms"]
    ]
    best: dict[tuple[str, str], float] = {}
    for score, one, other in scored:
        for key in ((one.claim, other.report), (other.claim, one.report)):
            best[key] = max(score, best.get(key, 0.0))
    for score, one, other in scored:
        mutual = score == best[(one.claim, other.report)] == best[(other.claim, one.report)]
        if score >= limits["mutual_dice" if mutual else "plain_dice"]:
            yield one, other, score
