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

NOWHERE = -1.0
"""Less than any likeness: no such place."""


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
    """A pattern of all words in lower case, plurals among them, and word → its class and kinds."""
    kinds: dict[str, set[str]] = defaultdict(set)
    fields: dict[str, str] = {}
    for field, entries in load("kinds.toml").items():
        for kind, words in entries.items():
            for word in words:
                kinds[word].add(kind)
                fields[word] = field
    found = {word: (fields[word], frozenset(of)) for word, of in kinds.items()}
    longest = sorted(found, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest))})(e?s)?\b"), found


def _worded(one: Annotated, corpus: Corpus) -> Iterator[Worded]:
    """The words for kinds in what a report tells, in order."""
    pattern, known = _words()
    claims = sorted(one.claims, key=lambda c: (c.context.end - c.context.start, c.id))
    names = [mention.span for mention in one.mentions if mention.form == "name"]
    plain = _lower(one.report.text)
    for line in one.report.spans("title", "body", "caption"):
        for hit in pattern.finditer(plain, line.start, line.end):
            span = Span(*hit.span())
            claim = next((c for c in claims if c.context.holds(span)), None)
            if claim is None or any(name.holds(span) for name in names):
                continue
            field, kinds = known[hit[1]]
            sentence = sentence_around(one.report.text, span, line)
            context = closeness(one, sentence, [span])
            yield Worded(corpus.tellings[claim.id], field, kinds, span, bool(hit[2]), context)


def _lower(text: str) -> str:
    """The text in lower case, each character one character still."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[0] for c in text)


def _compare(
    left: Sequence[Worded], right: Sequence[Worded], contexts: Contexts, corpus: Corpus
) -> Iterator[Held]:
    """The words of two reports that fill one slot; of like conflicts the one in likest places."""
    likeness = {
        (i, j): contexts.alike(one.context, other.context)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if one.field == other.field
    }
    best = _best(likeness)
    agreed = _best({(i, j): n for (i, j), n in likeness.items() if left[i].kinds & right[j].kinds})
    apart: set[tuple[frozenset[str], frozenset[str]]] = set()
    for (i, j), alike in sorted(likeness.items(), key=lambda item: (-item[1], item[0])):
        one, other = left[i], right[j]
        sides = ("left", i), ("right", j)
        judged = judge(one, other, max(agreed.get(side, NOWHERE) for side in sides), alike)
        mutual = all(best[side] == alike for side in sides)
        if _shown(one, other, judged, alike, mutual=mutual):
            kinds = (one.kinds, other.kinds)
            if judged.name != "conflict" or kinds not in apart:
                yield _held(one, other, judged, alike, corpus)
            if judged.name == "conflict":
                apart.add(kinds)


def _best(likeness: Mapping[tuple[int, int], float]) -> dict[tuple[str, int], float]:
    """How like the likest place in the other report is, for each word of either that has any."""
    found: dict[tuple[str, int], float] = {}
    for (i, j), alike in likeness.items():
        for side in (("left", i), ("right", j)):
            found[side] = max(alike, found.get(side, NOWHERE))
    return found


def _shown(left: Worded, right: Worded, judged: Verdict, alike: float, *, mutual: bool) -> bool:
    """Whether two words are surely enough of one slot to be shown, for what they say of it.

    "The lorry" and "rows of cars" are not of one thing; a part in a deed an affair has but once.
    """
    limits = load("thresholds.toml")["worded"]
    if judged.name != "conflict":
        return mutual and alike >= limits["least_likeness"]
    least = 0.0 if left.field in limits["one"] else limits["least_apart"]
    return alike >= least and not (left.many or right.many)


def judge(left: Worded, right: Worded, borne_out: float, score: float) -> Verdict:
    """The same kind, kinds of which one may be the other, or kinds that exclude each other.

    Args:
        left: a word of the one report.
        right: its like in the other.
        borne_out: how like a place of either report is in which it uses the other's kind, or
            `NOWHERE`.
        score: how like the places of the two are.
    """
    if left.kinds == right.kinds:
        return verdict("worded.same")
    if left.kinds & right.kinds:
        return verdict("worded.kind")
    least = NOWHERE if left.field in load("thresholds.toml")["worded"]["many"] else score
    both = borne_out >= least and borne_out > NOWHERE
    return verdict("worded.both" if both else "worded.apart")


def _held(left: Worded, right: Worded, judged: Verdict, score: float, corpus: Corpus) -> Held:
    one, other = sorted((left, right), key=lambda w: w.telling.order)
    hosts = [corpus.hosts.get(w.telling.claim.id, frozenset()) for w in (one, other)]
    event = min(hosts[0] & hosts[1], default=None)
    return Held(event, left.field, one.side(), other.side(), judged, score)
