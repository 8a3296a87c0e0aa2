"""What each outlet calls the same group, organisation or government."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.compare.pairs import Held
from dragoman.compare.told import Corpus, Telling
from dragoman.compare.verdicts import load, verdict
from dragoman.likeness.words import terms, tokens
from dragoman.model import Annotated, Mention, Side


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
        for entity, label in _labels(one, corpus).items():
            labels[entity].setdefault(_plain(label.words), label)
    for _, of_entity in sorted(labels.items()):
        for left, right in combinations(of_entity.values(), 2):
            if left.telling.report != right.telling.report and differ(left.words, right.words):
                rule = verdict("naming.differs")
                yield Held(None, "naming", left.side(), right.side(), rule)


def _labels(one: Annotated, corpus: Corpus) -> Mapping[str, Label]:
    """Entity → the name that a report uses most for it, at its first use within a claim."""
    kinds = load("thresholds.toml")["naming"]["kinds"]
    uses: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(one.mentions, key=lambda m: m.span):
        if mention.kind in kinds and mention.form != "pronoun":
            uses[corpus.aliases.get(mention.entity_id, mention.entity_id)].append(mention)
    found: dict[str, Label] = {}
    for entity, mentions in uses.items():
        words = [" ".join(m.span.of(one.report.text).split()) for m in mentions]
        usual = Counter(map(_plain, words)).most_common(1)[0][0]
        label = _in_claim(
            one, [m for m, w in zip(mentions, words, strict=True) if _plain(w) == usual], corpus
        )
        if label:
            found[entity] = label
    return found


def _in_claim(one: Annotated, mentions: Sequence[Mention], corpus: Corpus) -> Label | None:
    """The first of the mentions that stands in the sentence of a claim, or None."""
    for mention in mentions:
        for claim in one.claims:
            if claim.context.holds(mention.span):
                words = " ".join(mention.span.of(one.report.text).split())
                return Label(corpus.tellings[claim.id], mention, words)
    return None


def _plain(words: str) -> str:
    """A label without article, case and possessive."""
    return " ".join(t for t in tokens(words) if t not in {"the", "a", "an", "s"})


def differ(left: str, right: str) -> bool:
    """Whether two labels really differ: not by inflection, a longer form, or a mere acronym."""
    one, other = (frozenset(terms(words)) for words in (left, right))
    if one <= other or other <= one:
        return False
    return not (_acronym(left, right) or _acronym(right, left))


def _acronym(short: str, long: str) -> bool:
    """Whether the one is the initials of the other ("UN", "United Nations")."""
    initials = "".join(word[0] for word in tokens(long) if word not in {"of", "the", "and", "for"})
    return "".join(tokens(short)) == initials
