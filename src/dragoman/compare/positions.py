"""Opposed positions: two voices that hold contrary views of the same parties.

A statement takes a side in an opposition ("tension" against "cooperation") where one of its
notions occurs; a negation turns it round. Two statements are held against each other where they
take different sides and share at least two names: without that, tension with one neighbour would
contradict cooperation with another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache
from itertools import combinations, product
from typing import Literal

from dragoman.compare.pairs import Held
from dragoman.compare.statements import side
from dragoman.compare.told import Corpus, Telling
from dragoman.compare.verdicts import load, verdict
from dragoman.likeness.wordings import concepts, names
from dragoman.likeness.words import REMEMBERED, Weights
from dragoman.model import Interval

Stance = Literal["left", "right"]
OTHER: dict[Stance, Stance] = {"left": "right", "right": "left"}
FIRST_PERSON = re.compile(r"\b(?:we|us|ours?)\b")
MOST_NAMES = 12
"""Names of one statement used for blocking; longer lists are of bystanders."""


@dataclass(frozen=True, slots=True)
class Position:
    """A statement's side in one opposition, with the names it is about and its terms.

    `focus` is the name nearest to the notion: whose tension, whose leaving.
    """

    telling: Telling
    opposition: str
    stance: Stance
    focus: str
    names: frozenset[str]
    terms: frozenset[str]

    @property
    def voice(self) -> tuple[str, ...]:
        """Who holds it."""
        return tuple(
            sorted(actor.id or actor.name.casefold() for actor in self.telling.claim.speaker)
        )


def voice_of(telling: Telling) -> frozenset[str]:
    """Who holds what a claim says: identities of its speakers, else what they are called."""
    return frozenset(actor.id or actor.name.casefold() for actor in telling.claim.speaker)


@cache
def _patterns() -> dict[tuple[str, Stance], re.Pattern[str]]:
    sides: tuple[Stance, Stance] = ("left", "right")
    return {
        (entry["id"], stance): re.compile(rf"\b(?:{entry[stance]})")
        for entry in load("opposites.toml")["opposition"]
        for stance in sides
    }


@cache
def _notion() -> re.Pattern[str]:
    """Any notion of any opposition: one look tells that most statements take no side."""
    return re.compile("|".join(pattern.pattern for pattern in _patterns().values()))


@cache
def _fixed() -> frozenset[str]:
    """Oppositions of which a negated notion takes no side."""
    entries = load("opposites.toml")["opposition"]
    return frozenset(entry["id"] for entry in entries if not entry.get("negatable", True))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("opposites.toml")[name])


@lru_cache(maxsize=REMEMBERED)
def stances(words: str) -> Mapping[str, tuple[Stance, int]]:
    """Opposition → the side that `words` take, and the offset of the notion that shows it.

    Oppositions of which the words take both sides are left out.
    """
    plain = words.lower().replace("’", "'")
    if not _notion().search(plain):
        return {}
    found: dict[str, dict[Stance, int]] = defaultdict(dict)
    for (opposition, stance), pattern in sorted(_patterns().items()):
        for hit in pattern.finditer(plain):
            turned = _turned(plain, hit)
            if opposition in _fixed():
                if turned and not _patterns()[opposition, "right"].match(hit[0]):
                    continue
                turned = False
            side_taken = OTHER[stance] if turned else stance
            found[opposition].setdefault(side_taken, hit.start())
    return {name: next(iter(both.items())) for name, both in found.items() if len(both) == 1}


def negated(words: str) -> bool:
    """Whether a statement holds any negation; "dismissed it as not worth it" denies once."""
    return bool(_pattern("negations").search(words.lower().replace("’", "'")))


def _turned(words: str, hit: re.Match[str]) -> bool:
    """Whether a negation before a notion, or a dismissal after it, turns it round."""
    before = re.split(_pattern("clause_ends"), words[: hit.start()])[-1]
    after = re.split(_pattern("clause_ends"), words[hit.end() :])[0]
    near = " ".join(before.split()[-load("opposites.toml")["negation_reach"] :])
    turns = len(_pattern("negations").findall(near)) + bool(_pattern("dismissals").search(after))
    return turns % 2 == 1


def positions(corpus: Corpus) -> Iterator[Position]:
    """The positions that statements take, one for each opposition they bear on."""
    for telling in corpus.tellings.values():
        claim = telling.claim
        if claim.kind == "narrated" or not claim.speech or not claim.content:
            continue
        taken = stances(telling.words.of(telling.source.report.text))
        named = _named(telling) if taken else {}
        about = frozenset(named.values())
        if len(about) < load("thresholds.toml")["position"]["least_shared_names"]:
            continue
        terms = frozenset(concepts(telling.source, claim.content))
        for opposition, (stance, offset) in sorted(taken.items()):
            turned = OTHER[stance] if claim.stance == "denied" else stance
            at = telling.words.start + offset
            focus = named[min(named, key=lambda start: (abs(start - at), start))]
            yield Position(telling, opposition, turned, focus, about, terms)


def _named(telling: Telling) -> dict[int, str]:
    """What a statement is about: the states, groups and places it names, by their offsets.

    "We" and "our" are the speaker's own state.
    """
    content = telling.claim.content
    found = {
        mention.span.start: names(mention)[-1]
        for mention in telling.source.mentions
        if mention.kind != "person" and any(span.holds(mention.span) for span in content)
    }
    states = {actor.country for actor in telling.claim.speaker if actor.country}
    if len(states) == 1:
        words = telling.words.of(telling.source.report.text).lower()
        for own in FIRST_PERSON.finditer(words):
            found.setdefault(telling.words.start + own.start(), f"={min(states)}")
    return found


def compare_positions(corpus: Corpus) -> Iterator[Held]:
    """For each two reports and each opposition, the pair of statements that clash most."""
    taken = list(positions(corpus))
    weights = Weights.of(position.terms for position in taken)
    best: dict[tuple[str, ...], tuple[float, Position, Position]] = {}
    for left, right in _opposed(taken, corpus):
        score = _clash(left, right, weights)
        key = (left.opposition, *sorted((left.telling.report, right.telling.report)))
        if score is not None and (key not in best or score > best[key][0]):
            best[key] = (score, left, right)
    for _, (score, left, right) in sorted(best.items()):
        one, other = sorted((left, right), key=lambda p: p.telling.order)
        hosts = [corpus.hosts.get(p.telling.claim.id, frozenset()) for p in (one, other)]
        event = min(hosts[0] & hosts[1], default=None)
        rule = verdict(f"position.{left.opposition}")
        yield Held(event, "position", side(one.telling), side(other.telling), rule, score)


def _opposed(taken: Sequence[Position], corpus: Corpus) -> list[tuple[Position, Position]]:
    """Pairs on different sides of an opposition that share two names; blocked by both."""
    blocks: dict[tuple[str, str, str], list[Position]] = defaultdict(list)
    for position in taken:
        for pair in combinations(sorted(position.names)[:MOST_NAMES], 2):
            blocks[(position.opposition, *pair)].append(position)
    found: dict[tuple[str, str, str], tuple[Position, Position]] = {}
    for block in blocks.values():
        sides = [[p for p in block if p.stance == stance] for stance in ("left", "right")]
        for left, right in product(*sides):
            if not corpus.new(left.telling.source, right.telling.source):
                continue
            key = (left.opposition, left.telling.claim.id, right.telling.claim.id)
            found[key] = (left, right)
    return [found[key] for key in sorted(found)]


def _clash(left: Position, right: Position, weights: Weights) -> float | None:
    """How squarely two positions meet, in [0, 1]; None where they are not about the same thing."""
    limits = load("thresholds.toml")["position"]
    if left.voice == right.voice or left.telling.claim.id == right.telling.claim.id:
        return None
    if not _same_time(left.telling, right.telling, limits["within_days"]):
        return None
    shared = left.names & right.names
    overlap = len(shared) / min(len(left.names), len(right.names))
    if overlap < limits["least_names_overlap"] or not {left.focus, right.focus} <= shared:
        return None
    return (
        overlap
        + len(shared) / len(left.names | right.names)
        + weights.dice(left.terms, right.terms)
    ) / 3


def _same_time(left: Telling, right: Telling, days: int) -> bool:
    """Whether two statements were reported at one time: in one report, or within some days."""
    if left.report == right.report:
        return True
    one, other = left.source.report.published.when, right.source.report.published.when
    if not (one.first and one.last and other.first and other.last):
        return False
    slack = timedelta(days=days)
    return not Interval(one.first - slack, one.last + slack).disjoint(other)
