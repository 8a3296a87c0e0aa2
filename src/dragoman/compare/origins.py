"""Who is really an independent witness: to which origin a claim goes back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from dragoman.compare.told import Corpus, Telling
from dragoman.compare.verdicts import load
from dragoman.likeness.words import tokens
from dragoman.model import Annotated, HopRole, Linked, Named

RELAYS: frozenset[HopRole] = frozenset(
    {"agency", "broadcaster", "newspaper", "document", "spokesman", "institution"}
)
"""Hops through which two outlets can have had the same words; "other" and networks of witnesses
are too vague to be one origin."""

QUOTED = re.compile(r"[“\"][^“”\"]{0,600}[”\"]")
Sharing = Collection[frozenset[str]]
"""Pairs of reports, by id, that share running text."""


def copy_groups(linked: Linked) -> dict[str, str]:
    """Report id → id of the origin of its group of near-copies, for reports that are in one."""
    groups: dict[str, str] = {}
    for link in linked.links:
        if link.kind == "copy" and link.judgement == "same":
            groups[link.left] = groups[link.right] = link.right
    return groups


def sharing(pairs: Iterable[tuple[Annotated, Annotated]]) -> set[frozenset[str]]:
    """Pairs of reports with whole stretches of text in common outside quotation marks.

    Two reporters may quote a minister in the same words, but tell the rest in their own: who has
    the same sentences has them from one text, whether it is credited or not.
    """
    runs: dict[str, set[tuple[str, ...]]] = {}
    found = set()
    least = load("thresholds.toml")["origin"]["least_shared_runs"]
    for one, other in pairs:
        for report in (one, other):
            if report.report.id not in runs:
                runs[report.report.id] = _runs(report)
        if len(runs[one.report.id] & runs[other.report.id]) >= least:
            found.add(frozenset((one.report.id, other.report.id)))
    return found


def _runs(one: Annotated) -> set[tuple[str, ...]]:
    """The runs of so many words in the body of a report, without what stands in quotation marks."""
    length = load("thresholds.toml")["origin"]["run_words"]
    found: set[tuple[str, ...]] = set()
    for line in one.report.spans("body"):
        stretches = QUOTED.split(line.of(one.report.text))
        for words in map(tokens, stretches):
            found.update(tuple(words[i : i + length]) for i in range(len(words) - length + 1))
    return found


def witness(telling: Telling, copies: Mapping[str, str]) -> frozenset[str]:
    """Everything a claim goes back to: its relays, the agencies credited, the outlet, the text.

    Two claims that have any of these in common are not two witnesses. Names that the knowledge
    base knows are compared by id, others by their words.
    """
    report = telling.source.report
    found = {f"text:{copies.get(report.id, report.id)}"}
    found |= {hop.id or hop.name.casefold() for hop in telling.claim.via if hop.role in RELAYS}
    named = [report.outlet, *report.credits]
    return frozenset(found | {_key(source) for source in named if source})


def shared(
    left: Telling, right: Telling, copies: Mapping[str, str], texts: Sharing, corpus: Corpus
) -> bool:
    """Whether both claims go back to the same witness: a text, a relay, or one who speaks."""
    if frozenset((left.report, right.report)) in texts:
        return True
    if _voices(left, corpus) & _voices(right, corpus):
        return True
    return bool(witness(left, copies) & witness(right, copies))


def _voices(telling: Telling, corpus: Corpus) -> frozenset[str]:
    """The identities of those whose words a claim reports."""
    identify = corpus.identify(telling)
    return frozenset(identify(actor) for actor in telling.claim.speaker if actor.id)


def _key(source: Named) -> str:
    return source.id or source.name.casefold()
