"""Places resolved on LGL and GeoVirus: `python -m eval.places`.

The gold's own mentions are resolved, and an answer is right within 161 kilometres (100 miles) of
the gold's point, as is usual (Gritta et al. 2020); a mention without an answer is wrong. The
baseline takes the place with most inhabitants. LGL counts adjectives and peoples as mentions of
their country. `towns` leaves out the mentions of whole countries, whose point is a convention.
The cost is measured beside the stock small pipeline's, on the same texts.
"""

from __future__ import annotations

import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import spacy

from dragoman.annotate.parse import PIPELINE
from dragoman.annotate.places import Resolver, Toponym, resolver
from dragoman.knowledge import Entry, load
from dragoman.model import Span
from eval.harness import Measures, main

NEAR_KM = 161.0
EARTH_RADIUS_KM = 6371.0
PARSED = 60  # documents that the stock pipeline reads for the comparison
Point = tuple[float, float]
Answers = list[Entry | None]
NATIONAL = {"uk": "GB", "ca": "CA", "ie": "IE", "ge": "GE", "ru": "RU", "lb": "LB", "eg": "EG"}


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its mentions in order, the gold's point of each (None: it has none), its domain."""

    text: str
    mentions: list[Toponym]
    points: list[Point | None]
    domain: str | None = None

    @property
    def country(self) -> str | None:
        """Where its outlet is at home: as the knowledge base has it, else by its top domain."""
        if self.domain is None:
            return None
        outlet = load().outlet_by_domain(self.domain)
        known = outlet.country if outlet is not None else None
        return known or NATIONAL.get(self.domain.rpartition(".")[2])


def read_lgl(path: Path) -> Iterator[Document]:
    """The Local-Global Lexicon (Lieberman et al. 2010): articles of 85 mostly small papers."""
    for article in ET.parse(path).getroot():  # noqa: S314  a data set of one's own
        mentions, points = [], []
        for tag in article.iter("toponym"):
            start, end = int(tag.findtext("start", "")), int(tag.findtext("end", ""))
            mentions.append(Toponym(tag.findtext("phrase", ""), Span(start, end)))
            points.append(_point(tag.find("gaztag")))
        yield Document(
            article.findtext("text", ""), mentions, points, article.findtext("domain", "")
        )


def read_geovirus(path: Path) -> Iterator[Document]:
    """GeoVirus (Gritta et al. 2018): Wikinews on epidemics; offsets there count from 1."""
    for article in ET.parse(path).getroot():  # noqa: S314  a data set of one's own
        text = article.findtext("text", "")
        found = []
        for tag in article.iter("location"):
            name, start = tag.findtext("name", ""), int(tag.findtext("start", "")) - 1
            start = max(0, text.find(name, max(0, start - 5)))
            found.append((Toponym(name, Span(start, start + len(name))), _point(tag)))
        found.sort(key=lambda pair: pair[0].span)
        yield Document(text, [m for m, _ in found], [point for _, point in found])


def _point(tag: ET.Element | None) -> Point | None:
    """The coordinates in a tag."""
    if tag is None:
        return None
    return float(tag.findtext("lat", "")), float(tag.findtext("lon", ""))


READERS: dict[str, tuple[str, Callable[[Path], Iterator[Document]]]] = {
    "LGL": ("lgl.xml", read_lgl),
    "GeoVirus": ("GeoVirus.xml", read_geovirus),
}


def km(one: Point, other: Point) -> float:
    """Great-circle distance (haversine) in kilometres."""
    (lat, lon), (lat2, lon2) = (map(radians, point) for point in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


def right(entry: Entry | None, point: Point) -> bool:
    """Whether an answer is near enough."""
    if entry is None or entry.lat is None or entry.lon is None:
        return False
    return km((entry.lat, entry.lon), point) <= NEAR_KM


def largest(document: Document) -> Answers:
    """The baseline: of all places called so the one with most inhabitants."""
    world = load()
    found = (world.places(mention.name) for mention in document.mentions)
    return [max(places, key=lambda p: p.population or 0, default=None) for places in found]


def count(documents: Sequence[Document], answers: Sequence[Answers]) -> Counter[str]:
    """Mentions with a point, right answers, unanswered; `town`: those not of countries."""
    counts = Counter[str]()
    for document, given in zip(documents, answers, strict=True):
        for entry, point in zip(given, document.points, strict=True):
            if point is None:
                continue
            hit = right(entry, point)
            counts.update(all=1, right=hit, unknown=entry is None)
            if entry is None or entry.feature != "country":
                counts.update(town=1, town_right=hit)
    return counts


def measure(data: Path, work: Path) -> Measures:
    """Both sets, by Dragoman and by the baseline, and what it costs.

    Args:
        data: holds data/places.
        work: receives a TSV of every mention that was resolved wrongly, or not at all.
    """
    measures: dict[str, Measures] = {}
    everything: list[Document] = []
    ours = resolver()
    for name, (file, read) in READERS.items():
        documents = list(read(data / "data/places" / file))
        answers = [ours.resolve(d.text, d.mentions, d.country) for d in documents]
        counts, simple = (count(documents, a) for a in (answers, list(map(largest, documents))))
        measures[name] = {
            "accuracy": round(counts["right"] / counts["all"], 4),
            "towns": round(counts["town_right"] / counts["town"], 4),
            "unknown": round(counts["unknown"] / counts["all"], 4),
            "baseline": round(simple["right"] / simple["all"], 4),
        }
        rows = _errors(documents, answers)
        (work / f"places-{name}.tsv").write_text("\n".join(rows), encoding="utf-8")
        everything += documents
    return measures | {"cost": cost(ours, everything)}


def cost(ours: Resolver, documents: Sequence[Document]) -> Measures:
    """Names resolved in a second of processor time; the time as a share of the stock pipeline's."""
    started = time.process_time()
    for document in documents:
        ours.resolve(document.text, document.mentions, document.country)
    spent = time.process_time() - started
    sample = documents[:: max(1, len(documents) // PARSED)]
    started = time.process_time()
    for document in sample:
        ours.resolve(document.text, document.mentions, document.country)
    resolving = time.process_time() - started
    stock = spacy.load(PIPELINE)
    started = time.process_time()
    list(stock.pipe(document.text for document in sample))
    parsing = time.process_time() - started
    names = sum(len(document.mentions) for document in documents)
    return {"a_second": round(names / spent), "of_stock": round(resolving / parsing, 4)}


def _errors(documents: Sequence[Document], answers: Sequence[Answers]) -> Iterator[str]:
    """A line for each wrong answer: domain, name, what was answered, where the gold has it."""
    for document, given in zip(documents, answers, strict=True):
        for mention, entry, point in zip(document.mentions, given, document.points, strict=True):
            if point is not None and not right(entry, point):
                said = f"{entry.country}\t{entry.feature}\t{entry.name}" if entry else "\t\t"
                yield f"{document.domain}\t{mention.name}\t{said}\t{point[0]}\t{point[1]}"


if __name__ == "__main__":
    main(measure, __doc__)
