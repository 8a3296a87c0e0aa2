"""What each outlet calls the same group, organisation or government."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from dragoman.compare.pairs import Held
from dragoman.compare.told import Corpus, Telling
from dragoman.compare.verdicts import load, verdict
from dragoman.likeness.words import terms, tokens
from dragoman.model import Annotated, Mention, Side, Span

EPITHET = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s+((?:[\w-]+\s+){1,2})$")


@dataclass(frozen=True, slots=True)
class Label:
    """A report's usual name for an entity, where it stands, and the claim it stands in."""

    telling: Telling
    mention: Mention
    words: str

    def side(self) -> Side:
        """The label as one side of a comparison."""
        return Side(self.telling.claim.id, self.telling.report, self.mention.span, self.words)


def compare_naming(corpus: Corpus) -> Iterator[Held]:
    """One comparison for each two labels of an entity, between the first reports that use them."""
    labels: dict[str, dict[str, Label]] = defaultdict(dict)
    for one in sorted(corpus.reports.values(), key=lambda a: (a.report.name, a.report.id)):
        for entity, label in _labels(one, corpus):
            labels[entity].setdefault(_plain(label.words), label)
    for _, of_entity in sorted(labels.items()):
        for left, right in combinations(of_entity.values(), 2):
            sources = left.telling.source, right.telling.source
            apart = left.telling.report != right.telling.report and corpus.new(*sources)
            if apart and differ(left.words, right.words):
                rule = verdict("naming.differs")
                yield Held(None, "naming", left.side(), right.side(), rule)


def _labels(one: Annotated, corpus: Corpus) -> Iterator[tuple[str, Label]]:
    """Each entity with each name that a report has for it, at its first use within a claim.

    A report that writes "government" four times and "regime" once has both names.
    """
    kinds = load("thresholds.toml")["naming"]["kinds"]
    seen: set[tuple[str, str]] = set()
    for mention in sorted(one.mentions, key=lambda m: m.span):
        if mention.kind not in kinds or mention.form == "pronoun":
            continue
        entity = corpus.aliases.get(mention.entity_id, mention.entity_id)
        label = _in_claim(one, mention, corpus)
        if label and (entity, _plain(label.words)) not in seen:
            seen.add((entity, _plain(label.words)))
            yield entity, label


def _in_claim(one: Annotated, mention: Mention, corpus: Corpus) -> Label | None:
    """A mention as a label, if it stands in the sentence of a claim."""
    for claim in one.claims:
        if claim.context.holds(mention.span):
            span = _with_epithet(one.report.text, mention.span)
            words = " ".join(span.of(one.report.text).split())
            return Label(corpus.tellings[claim.id], replace(mention, span=span), words)
    return None


def _with_epithet(text: str, span: Span) -> Span:
    """A name with the words before it, where one of them judges it: "the Wahhabi Daesh"."""
    before = EPITHET.search(text, max(0, span.start - 40), span.start)
    judged = before and _epithets() & set(terms(before[1]))
    return Span(before.start(1), span.end) if before and judged else span


def _plain(words: str) -> str:
    """A label without article, case and possessive."""
    return " ".join(t for t in tokens(words) if t not in {"the", "a", "an", "s"})


def differ(left: str, right: str) -> bool:
    """Whether two labels really differ: not by inflection, a longer form, or a mere acronym."""
    one, other = (frozenset(terms(words)) for words in (left, right))
    if _covered(one, other) or _covered(other, one):
        return bool(_epithets() & (one ^ other))
    return not (_acronym(left, right) or _acronym(right, left))


@cache
def _epithets() -> frozenset[str]:
    """Terms of words that judge what they stand before."""
    return frozenset(
        t for word in load("thresholds.toml")["naming"]["epithets"] for t in terms(word)
    )


def _covered(fewer: frozenset[str], more: frozenset[str]) -> bool:
    """Whether each term is, but for an ending, one of the others: "Syria" and "Syrian"."""
    return all(any(_inflected(term, other) for other in more) for term in fewer)


def _inflected(term: str, other: str) -> bool:
    least = load("thresholds.toml")["naming"]["least_stem"]
    short, long = sorted((term, other), key=len)
    return short == long or (len(short) >= least and long.startswith(short))


def _acronym(short: str, long: str) -> bool:
    """Whether the one is the initials of the other ("UN", "United Nations")."""
    initials = "".join(word[0] for word in tokens(long) if word not in {"of", "the", "and", "for"})
    return "".join(tokens(short)) == initials
