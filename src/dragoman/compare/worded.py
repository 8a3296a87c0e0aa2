"""Kinds of things in words: a car here, a lorry there; the mastermind, or only the middleman.

Such words fill one slot where they stand in like sentences, closest to each other of all in the
two reports. They conflict where no thing is of both kinds (`kinds.toml`) and neither report ever
uses a word for the other's kind: else it may speak of two things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.compare.pairs import Held
from dragoman.compare.told import Corpus, Telling
from dragoman.compare.verdicts import Verdict, load, verdict
from dragoman.likeness.contexts import Closeness, Contexts, closeness, sentence_around
from dragoman.likeness.words import Weights
from dragoman.model import Annotated, Side, Span


@dataclass(frozen=True, slots=True)
class Worded:
    """A word for a kind of thing in a report.

    `field` is the class ("vehicle"), `kinds` what it may be there, `many` whether it is a plural.
    """

    telling: Telling
    field: str
    kinds: frozenset[str]
    span: Span
    many: bool
    context: Closeness

    def side(self) -> Side:
        """The word as one side of a comparison."""
        words = self.telling.quote(self.span)
        return Side(self.telling.claim.id, self.telling.report, self.span, words)


def compare_worded(
    members: Sequence[Annotated], pairs: Iterable[tuple[Annotated, Annotated]], corpus: Corpus
) -> Iterator[Held]:
    """The words for kinds of things in one affair's reports, each with its like in other reports.

    Args:
        members: the reports of the affair.
        pairs: those of them that are held against each other.
        corpus: all claims.
    """
    told = {one.report.id: list(_worded(one, corpus)) for one in members}
    contexts = Contexts(Weights.of(w.context for one in members for w in told[one.report.id]))
    for one, other in pairs:
        yield from _compare(told[one.report.id], told[other.report.id], contexts, corpus)


@cache
def _words() -> tuple[re.Pattern[str], Mapping[str, tuple[str, frozenset[str]]]]:
    """A pattern of all words, plurals among them, and word → its class and kinds."""
    kinds: dict[str, set[str]] = defaultdict(set)
    fields: dict[str, str] = {}
    for field, entries in load("kinds.toml").items():
        for kind, words in entries.items():
            for word in words:
                kinds[word].add(kind)
                fields[word] = field
    found = {word: (fields[word], frozenset(of)) for word, of in kinds.items()}
    longest = sorted(found, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest))})(e?s)?\b", re.IGNORECASE), found


def _worded(one: Annotated, corpus: Corpus) -> Iterator[Worded]:
    """The words for kinds in what a report tells, in order."""
    pattern, known = _words()
    claims = sorted(one.claims, key=lambda c: (c.context.end - c.context.start, c.id))
    names = [mention.span for mention in one.mentions if mention.form == "name"]
    for line in one.report.spans("title", "body", "caption"):
        for hit in pattern.finditer(one.report.text, line.start, line.end):
            span = Span(*hit.span())
            claim = next((c for c in claims if c.context.holds(span)), None)
            if claim is None or any(name.holds(span) for name in names):
                continue
            field, kinds = known[hit[1].lower()]
            sentence = sentence_around(one.report.text, span, line)
            context = closeness(one, sentence, [span])
            yield Worded(corpus.tellings[claim.id], field, kinds, span, bool(hit[2]), context)


def _compare(
    left: Sequence[Worded], right: Sequence[Worded], contexts: Contexts, corpus: Corpus
) -> Iterator[Held]:
    """The words of two reports that fill one slot, each with the one that it is likest to."""
    limits = load("thresholds.toml")["worded"]
    likeness = {
        (i, j): contexts.alike(one.context, other.context)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if one.field == other.field
    }
    best: dict[tuple[str, int], float] = defaultdict(float)
    agreed: dict[tuple[str, int], float] = defaultdict(float)
    for (i, j), alike in likeness.items():
        for key in (("left", i), ("right", j)):
            best[key] = max(best[key], alike)
            if left[i].kinds & right[j].kinds:
                agreed[key] = max(agreed[key], alike)
    apart: dict[tuple[frozenset[str], frozenset[str]], Held] = {}
    for (i, j), alike in sorted(likeness.items(), key=lambda item: (-item[1], item[0])):
        elsewhere = max(agreed["left", i], agreed["right", j])
        if left[i].field in limits["many"] and (("left", i) in agreed or ("right", j) in agreed):
            elsewhere = 1.0
        judged = judge(left[i], right[j], elsewhere, alike)
        held = _held(left[i], right[j], judged, alike, corpus)
        mutual = alike == best["left", i] == best["right", j]
        if judged.name != "conflict":
            if mutual and alike >= limits["least_likeness"]:
                yield held
        elif alike >= least_apart(left[i].field) and not (left[i].many or right[j].many):
            apart.setdefault((left[i].kinds, right[j].kinds), held)
    yield from apart.values()


def least_apart(field: str) -> float:
    """How like the places of two words must be for a conflict; none where an affair has but one."""
    limits = load("thresholds.toml")["worded"]
    return 0.0 if field in limits["one"] else float(limits["least_apart"])


def judge(left: Worded, right: Worded, borne_out: float, score: float) -> Verdict:
    """The same kind, kinds of which one may be the other, or kinds that exclude each other.

    Args:
        left: a word of the one report.
        right: its like in the other.
        borne_out: how like a place of either report is in which it uses the other's kind.
        score: how like the places of the two are.
    """
    if left.kinds == right.kinds:
        return verdict("worded.same")
    if left.kinds & right.kinds:
        return verdict("worded.kind")
    return verdict("worded.both" if borne_out >= score else "worded.apart")


def _held(left: Worded, right: Worded, judged: Verdict, score: float, corpus: Corpus) -> Held:
    one, other = sorted((left, right), key=lambda w: w.telling.order)
    hosts = [corpus.hosts.get(w.telling.claim.id, frozenset()) for w in (one, other)]
    event = min(hosts[0] & hosts[1], default=None)
    return Held(event, left.field, one.side(), other.side(), judged, score)
