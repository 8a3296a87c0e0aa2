"""The same utterance in several reports: quotation and quotation, or quotation and paraphrase.

Statements of reports of one affair, or made at one event, are held together by their words; how
many they must share depends on what is known of the speakers. Speakers repeat themselves, so a
paraphrase goes with the statement that it is closest to, and only if that one is closest to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.likeness.wordings import concepts
from dragoman.likeness.words import Weights, terms
from dragoman.link.entities import Cast
from dragoman.link.rules import rules
from dragoman.link.settled import NOTHING, Settled
from dragoman.link.stories import days_between
from dragoman.model import Actor, Annotated, Interval, Link

SpeakerRelation = Literal["same", "alike", "unknown", "other"]
Pair = tuple["Statement", "Statement"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as a set of terms, with where and by whom it was made.

    `speakers` are identities, `called` the words by which the report calls them, `persons` those
    of the speakers that are persons known by name; `affair` what its report belongs to, and
    `published` when that came out.
    """

    claim: str
    report: str
    affair: str
    published: Interval
    order: tuple[str, int, str]
    terms: frozenset[str]
    speakers: frozenset[str]
    called: frozenset[str]
    persons: frozenset[str]


def link_utterances(
    annotated: Sequence[Annotated],
    hosts: Mapping[str, Collection[str]],
    affairs: Mapping[str, str],
    cast: Cast,
    settled: Settled = NOTHING,
) -> list[Link]:
    """Links statements that seem to report the same words.

    Args:
        annotated: all reports.
        hosts: claim id → ids of the meetings it was made at (its own, or its report's main ones).
        affairs: report id → id of its affair; a report without one is an affair of its own.
        cast: who is who.
        settled: reports between whose statements nothing is decided any more.
    """
    statements = [s for one in annotated for s in _statements(one, affairs, cast)]
    by_group: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_group[statement.affair].append(statement)
        for event in hosts.get(statement.claim, ()):
            by_group[event].append(statement)
    found: dict[tuple[str, str], Link] = {}
    for _, said in sorted(by_group.items()):
        for one, other, score in _matches(said, hosts, settled):
            why = "same words" if score >= rules("utterances")["verbatim_dice"] else "shared words"
            left, right = sorted((one, other), key=lambda s: s.order)
            found.setdefault(
                (left.claim, right.claim),
                Link("utterance", left.claim, right.claim, "same", score, why),
            )
    return [found[key] for key in sorted(found)]


def _statements(one: Annotated, affairs: Mapping[str, str], cast: Cast) -> Iterable[Statement]:
    for claim in one.claims:
        if claim.kind == "narrated" or not claim.speech or not claim.content:
            continue
        report = one.report.id
        identities = {actor: cast.identify(report, actor) for actor in claim.speaker if actor.id}
        yield Statement(
            claim=claim.id,
            report=report,
            affair=affairs.get(report, report),
            published=one.report.published.when,
            order=(one.report.name, claim.content[0].start, claim.id),
            terms=frozenset(concepts(one, claim.content)),
            speakers=frozenset(identities.values()),
            called=frozenset(t for actor in claim.speaker for t in terms(actor.name)),
            persons=frozenset(i for actor, i in identities.items() if _named_person(actor)),
        )


def _named_person(actor: Actor) -> bool:
    return actor.kind == "person" and actor.id is not None


def speaker_relation(one: Statement, other: Statement) -> SpeakerRelation:
    """What is known of two statements' speakers: `alike` share a word of how they are called.

    A ministry and its spokesman, or "police" and a chief of police, may be one voice; two persons
    that the reports name are not.
    """
    if one.speakers & other.speakers:
        return "same"
    if one.persons and other.persons:
        return "other"
    if one.called & other.called:
        return "alike"
    return "unknown"


def _apart(one: Statement, other: Statement, hosts: Mapping[str, Collection[str]]) -> bool:
    """Whether they were made at different meetings, or came out so far apart that neither is news.

    Speakers say the same again; what is of one meeting may come out whenever.
    """
    here, there = set(hosts.get(one.claim, ())), set(hosts.get(other.claim, ()))
    if here and there:
        return not here & there
    days = days_between(one.published, other.published)
    return days is not None and days > rules("utterances")["most_days"]


def _matches(
    said: Sequence[Statement], hosts: Mapping[str, Collection[str]], settled: Settled
) -> Iterator[tuple[Statement, Statement, float]]:
    """Pairs of one affair or event that are alike enough: plainly, or as each other's best."""
    limits = rules("utterances")
    weights = Weights.of(s.terms for s in said)
    scored = [
        (weights.dice(one.terms, other.terms), one, other)
        for one, other in _sharing(said, limits["least_shared_terms"], limits["common_terms_over"])
        if not settled.both(one.report, other.report) and not _apart(one, other, hosts)
    ]
    best: dict[tuple[str, str], float] = {}
    for score, one, other in scored:
        for key in ((one.claim, other.report), (other.claim, one.report)):
            best[key] = max(score, best.get(key, 0.0))
    for score, one, other in scored:
        mutual = score == best[(one.claim, other.report)] == best[(other.claim, one.report)]
        least = limits["mutual_dice" if mutual else "plain_dice"]
        if score >= least[speaker_relation(one, other)]:
            yield one, other, score


def _sharing(said: Sequence[Statement], least: int, common: int) -> Iterator[Pair]:
    """Pairs of different reports that share so many terms, found by those that are not common."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, statement in enumerate(said):
        for term in statement.terms:
            holders[term].append(number)
    shared: dict[tuple[int, int], None] = {}
    for term in sorted(holders):
        numbers = holders[term]
        if len(numbers) <= common:
            for place, i in enumerate(numbers):
                for j in numbers[place + 1 :]:
                    if said[i].report != said[j].report:
                        shared[i, j] = None
    for i, j in sorted(shared):
        few = min(len(said[i].terms), len(said[j].terms))
        if len(said[i].terms & said[j].terms) >= min(least, few):
            yield said[i], said[j]
