"""Who said what: the same utterance as different reports give it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.compare.pairs import Held
from dragoman.compare.told import Corpus, Telling
from dragoman.compare.verdicts import Verdict, load, verdict
from dragoman.model import Link, Linked, Side

DENIED = re.compile(r"\b(?:denie[sd]|deny|denying)\b", re.IGNORECASE)
LONGEST_SHOWN = 300
"""Characters of a statement shown as its value; the span holds the whole."""


def compare_statements(corpus: Corpus, linked: Linked) -> Iterator[Held]:
    """A comparison for each pair of claims that `link` took for one utterance."""
    for link in linked.links:
        if link.kind != "utterance" or link.judgement != "same":
            continue
        left, right = corpus.tellings.get(link.left), corpus.tellings.get(link.right)
        if left is None or right is None:
            continue
        hosts = [corpus.hosts.get(t.claim.id, frozenset()) for t in (left, right)]
        event = min(hosts[0] & hosts[1], default=None)
        yield Held(
            event, "statement", side(left), side(right), judge(left, right, link), link.score
        )


def judge(left: Telling, right: Telling, link: Link) -> Verdict:
    """Opposed where one affirms what the other denies in mostly the same words."""
    limits = load("thresholds.toml")["statement"]
    if denies(left) != denies(right) and link.score >= limits["opposed_least"]:
        return verdict("statement.opposed")
    same = link.score >= limits["same_words"]
    return verdict("statement.same-words" if same else "statement.paraphrase")


def denies(telling: Telling) -> bool:
    """Whether a claim denies something: a negation, a verb of denial, or its own words that do.

    Two cancel out; the polarity of an event holds its cue's denial already. "Denied any
    allegations" and "any allegations are denied" say the same.
    """
    if DENIED.search(telling.words.of(telling.source.report.text)):
        return True
    claim = telling.claim
    negated = claim.polarity == "negated"
    return negated if claim.event is not None else negated != (claim.stance == "denied")


def side(telling: Telling) -> Side:
    """A statement as one side of a comparison."""
    shown = telling.quote(telling.words)
    if len(shown) > LONGEST_SHOWN:
        shown = shown[: LONGEST_SHOWN - 1] + "…"
    return Side(telling.claim.id, telling.report, telling.words, shown)
