"""Actors in the five seeds, against two people's gold: `python -m eval.entities`.

A mention is found where its very span is; the identity of a found one is right where it leads to
the entity of the gold (by the name, or by any name under which the knowledge base has it). Beside
it runs spaCy's own `ner` on the same lines, each entity under its surface. The cost is processor
time for finding and resolving the actors, against that of the stock small pipeline on the same
lines in the same run, so that a busy machine counts for neither.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import spacy

from dragoman.annotate import annotate
from dragoman.annotate.actors import Cast, mentions
from dragoman.annotate.parse import PIPELINE, Paragraph, parse, pipeline
from dragoman.annotate.times import find_times, publication_from_text
from dragoman.knowledge import World, load
from dragoman.link.entities import gather
from dragoman.model import Annotated, Interval, Line, Report, Span
from dragoman.read import Stated, read_text
from eval.harness import HERE, Measures, main

GOLD = HERE / "gold" / "seeds-actors.tsv"
PAIRS = HERE / "gold" / "name-pairs.tsv"
LABELS = {"PERSON": "person", "ORG": "organisation", "GPE": "state", "NORP": "group"}
ROUNDS = 5
"""Times the cost is measured over the texts; the least counts."""


class Pair(NamedTuple):
    """Two composed reports, as (publication date or "-", text), and whether they name the same."""

    verdict: str
    left: tuple[str, str]
    right: tuple[str, str]


class Reference(NamedTuple):
    """Whom a span refers to: kind and canonical name, and the knowledge base's id if it has one."""

    kind: str
    entity: str
    id: str = ""


References = Mapping[Span, Reference]


def read_gold(path: Path = GOLD) -> Mapping[str, References]:
    """The gold, by file name of the report."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    gold: dict[str, dict[Span, Reference]] = {}
    for report, start, end, kind, entity in rows:
        gold.setdefault(report, {})[Span(int(start), int(end))] = Reference(kind, entity)
    return gold


def actors_of(report: Report, paragraphs: Sequence[Paragraph], world: World) -> References:
    """What Dragoman finds, places left out."""
    cast = Cast(paragraphs, world, report.published.when, report.outlet)
    return {
        m.span: Reference(m.kind, m.entity, m.entity_id)
        for m in mentions(cast, report.id)
        if m.kind != "place"
    }


def baseline(paragraphs: Sequence[Paragraph]) -> References:
    """The parser's named entities under their surface."""
    return {
        paragraph.locate(ent): Reference(LABELS[ent.label_], ent.text)
        for paragraph in paragraphs
        for ent in paragraph.doc.ents
        if ent.label_ in LABELS
    }


def same(gold: Reference, found: Reference, world: World) -> bool:
    """Whether two references are to one entity."""
    if world.normalise(gold.entity) == world.normalise(found.entity):
        return True
    return found.id in {entry.id for entry in world.lookup(gold.entity)}


def count(gold: References, found: References, world: World) -> Counter[str]:
    """Mentions of both sides, those on the same span, and of these those with the right entity."""
    both = gold.keys() & found.keys()
    right = [span for span in both if same(gold[span], found[span], world)]
    kinds = [span for span in both if gold[span].kind == found[span].kind]
    return Counter(
        gold=len(gold), found=len(found), both=len(both), right=len(right), kinds=len(kinds)
    )


def scores(counts: Counter[str]) -> Measures:
    """F1 of the mentions; identity and kind as shares of those found; each in [0, 1]."""
    found = counts["both"] or 1
    return {
        "mentions.F1": round(2 * counts["both"] / (counts["gold"] + counts["found"]), 3),
        "identity": round(counts["right"] / found, 3),
        "kind": round(counts["kinds"] / found, 3),
    }


def dated(report: Report, paragraphs: Sequence[Paragraph]) -> Report:
    """The report with the date its own text gives it, as `annotate` has it before the actors."""
    times = find_times(paragraphs, report.published)
    return replace(report, published=publication_from_text(paragraphs, times, report.published))


def measure(data: Path, work: Path) -> Measures:
    """Mentions, identities and cost in the seeds.

    Args:
        data: holds seeds/.
        work: receives a TSV of every mention missed, invented or taken for another.
    """
    world, gold = load(), read_gold()
    reports = [read_text((data / "seeds" / name).read_text("utf-8"))[0] for name in sorted(gold)]
    parsed = list(parse(reports, pipeline()))
    ours, simple = Counter[str](), Counter[str]()
    rows: list[str] = []
    for name, (report, paragraphs) in zip(sorted(gold), parsed, strict=True):
        found = actors_of(dated(report, paragraphs), paragraphs, world)
        ours += count(gold[name], found, world)
        simple += count(gold[name], baseline(paragraphs), world)
        rows += _differences(name, gold[name], found, world)
    (work / "entities.tsv").write_text("\n".join(rows), encoding="utf-8")
    return {
        **scores(ours),
        "baseline": scores(simple),
        "pairs": pairs_right(work),
        "cost": round(cost(reports, parsed, world), 3),
    }


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """The pairs of names across reports; the name stands in braces."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [Pair(row[0], (row[1], row[2]), (row[3], row[4])) for row in rows]


def joined(pair: Pair) -> bool:
    """Whether linking gives the two marked names one entity."""
    sides = [_annotated(number, *side) for number, side in enumerate((pair.left, pair.right))]
    aliases = gather([one for one, _ in sides], load()).of_mention
    found = set()
    for number, (one, marked) in enumerate(sides):
        ids = [m.entity_id for m in one.mentions if m.span.touches(marked)]
        found.add(aliases.get((one.report.id, ids[0]), ids[0]) if ids else f"nobody {number}")
    return len(found) == 1


def _annotated(number: int, day: str, text: str) -> tuple[Annotated, Span]:
    """A composed report, annotated, and where its marked name stands."""
    marked = Span(text.index("{"), text.index("}") - 1)
    when = None if day == "-" else Interval(date.fromisoformat(day), date.fromisoformat(day))
    plain = text.replace("{", "").replace("}", "")
    report, _ = read_text(plain, stated=Stated(published=when))
    line = Line(Span(0, len(plain)), "body", "composed")
    report = replace(report, id=f"pair-{number}", lines=(line,))
    return next(annotate([report])), marked


def pairs_right(work: Path) -> str:
    """Hits of the composed pairs; those missed go to a TSV."""
    pairs = read_pairs()
    missed = [pair for pair in pairs if joined(pair) != (pair.verdict == "same")]
    rows = ["\t".join([p.verdict, *p.left, *p.right]) for p in missed]
    (work / "name-pairs.tsv").write_text("\n".join(rows), encoding="utf-8")
    return f"{len(pairs) - len(missed)}/{len(pairs)}"


def cost(
    reports: Sequence[Report], parsed: Sequence[tuple[Report, list[Paragraph]]], world: World
) -> float:
    """Processor time for the actors as a share of that for the stock pipeline, same texts."""
    stock = spacy.load(PIPELINE)
    parsing, resolving = [], []
    for _ in range(ROUNDS):
        started = time.process_time_ns()
        list(parse(reports, stock))
        between = time.process_time_ns()
        for report, paragraphs in parsed:
            actors_of(report, paragraphs, world)
        parsing.append(between - started)
        resolving.append(time.process_time_ns() - between)
    return min(resolving) / min(parsing)


def _differences(name: str, gold: References, found: References, world: World) -> Iterator[str]:
    """A line for each mention of either side that has no equal on the other."""
    for span in sorted(gold.keys() | found.keys()):
        one, other = gold.get(span), found.get(span)
        if one is None or other is None or not same(one, other, world):
            entities = (mention.entity if mention else "-" for mention in (one, other))
            yield "\t".join([name, str(span.start), str(span.end), *entities])


if __name__ == "__main__":
    main(measure, __doc__)
