"""Times found and normalised on TimeBank, AQUAINT and the seeds: `python -m eval.times`.

Scored as TempEval-3 does (UzZaman et al. 2013): an expression is found where it overlaps one of
the gold's (relaxed) or has its very span (strict); value F1 is relaxed F1 times the share of the
found whose value is right. The publication date is the document's creation time. Beside it runs a
baseline that knows ISO dates, months with a day, years, weekdays and three words. The cost is
processor time relative to the whole small spaCy pipeline over the same texts in the same run.
"""

from __future__ import annotations

import calendar
import re
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import spacy

from dragoman.annotate.parse import PIPELINE, Paragraph, pipeline
from dragoman.annotate.times import find_times
from dragoman.model import Interval, Published, Span
from eval.harness import Measures, main
from eval.seed_times import measure_seeds

SETS = ("TimeBank", "AQUAINT")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
BASELINE = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<month>{'|'.join(MONTHS)})(?: (?P<day>\d{{1,2}}))?"
    rf"(?:,? (?P<of>\d{{4}}))?|(?P<year>(?:19|20)\d\d)"
    rf"|(?P<word>today|yesterday|now|{'|'.join(DAYS)}))\b"
)
COST_DOCUMENTS = 30
"""Documents of the first set that the cost is measured on."""


@dataclass(frozen=True, slots=True)
class Document:
    """A TimeML document: its text, creation date, and the gold's values by span."""

    text: str
    created: date
    gold: dict[Span, str]


Values = dict[Span, str]


def read_document(path: Path) -> Document:
    """Reads a `.tml` file of TBAQ-cleaned."""
    root = ET.parse(path).getroot()  # noqa: S314  a data set of one's own, not a stranger's file
    stamp = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    assert stamp is not None, path
    assert body is not None, path
    text, gold = "", {}
    for piece, value in _pieces(body):
        if value is not None:
            gold[Span(len(text), len(text) + len(piece))] = value
        text += piece
    return Document(text, date.fromisoformat(stamp.attrib["value"][:10]), gold)


def _pieces(element: ET.Element) -> Iterator[tuple[str, str | None]]:
    """The text of an element in order, that of time expressions with their value."""
    if element.tag == "TIMEX3":
        yield "".join(element.itertext()), element.attrib["value"]
    else:
        yield element.text or "", None
        for child in element:
            yield from _pieces(child)
            yield child.tail or "", None


def paragraphs_of(document: Document) -> list[Paragraph]:
    """The parsed paragraphs, which blank lines part; line breaks inside become spaces."""
    spans = [Span(*m.span()) for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", document.text)]
    texts = (span.of(document.text).replace("\n", " ") for span in spans)
    docs = pipeline().pipe(texts, batch_size=64)
    return [Paragraph(span, "body", doc) for span, doc in zip(spans, docs, strict=True)]


def dragoman_times(document: Document, paragraphs: Sequence[Paragraph]) -> Values:
    """What `find_times` finds."""
    when = Interval(document.created, document.created)
    times = find_times(paragraphs, Published(when, "given"))
    return {found.span: found.value for found in times}


def baseline(document: Document) -> Values:
    """Dates as calendars write them, the last such weekday, and "today", "yesterday", "now"."""
    matches = BASELINE.finditer(document.text.lower())
    return {Span(*match.span()): _baseline_value(match, document.created) for match in matches}


def _baseline_value(match: re.Match[str], created: date) -> str:
    word, month = match["word"], match["month"]
    if month:
        ending = f"-{int(match['day']):02}" if match["day"] else ""
        return f"{match['of'] or created.year}-{MONTHS.index(month) + 1:02}{ending}"
    if word in DAYS:
        return str(created - timedelta(days=(created.weekday() - DAYS.index(word)) % 7))
    if word:
        back = timedelta(days=int(word == "yesterday"))
        return "PRESENT_REF" if word == "now" else str(created - back)
    return match["iso"] or match["year"]


def count(gold: Values, found: Values) -> Counter[str]:
    """Expressions of both sides, those that overlap (one to one, in order), and those right."""
    counts = Counter(gold=len(gold), found=len(found), strict=len(gold.keys() & found.keys()))
    free = sorted(found)
    for span in sorted(gold):
        match = next((other for other in free if other.touches(span)), None)
        if match is not None:
            free.remove(match)
            counts["relaxed"] += 1
            counts["value"] += found[match] == gold[span]
    return counts


def scores(counts: Counter[str]) -> Measures:
    """F1 of the three kinds, in [0, 1]."""
    total = counts["gold"] + counts["found"]
    return {kind: round(2 * counts[kind] / total, 3) for kind in ("strict", "relaxed", "value")}


def measure(data: Path, work: Path) -> Measures:
    """Both sets, by Dragoman and by the baseline; the seeds; the cost.

    Args:
        data: holds data/time/TBAQ-cleaned, seeds/ and gold/seeds.json.
        work: receives a TSV of every expression that was missed, invented or misread.
    """
    folders = {name: data / "data/time/TBAQ-cleaned" / name for name in SETS}
    sets = {name: measure_set(folder, work) for name, folder in folders.items()}
    return {**sets, "seeds": measure_seeds(data), "cost": cost(folders[SETS[0]])}


def cost(folder: Path) -> Measures:
    """Processor time of the times over that of the whole pipeline, on the same documents."""
    documents = [read_document(path) for path in sorted(folder.glob("*.tml"))[:COST_DOCUMENTS]]
    dragoman_times(documents[0], paragraphs_of(documents[0]))  # loads everything
    stock = spacy.load(PIPELINE)
    spent = Counter[str]()
    for document in documents:
        paragraphs = paragraphs_of(document)
        started = time.process_time_ns()
        list(stock.pipe([p.doc.text for p in paragraphs], batch_size=64))
        parsed = time.process_time_ns()
        dragoman_times(document, paragraphs)
        spent.update(parse=parsed - started, times=time.process_time_ns() - parsed)
    return {"documents": len(documents), "of_parse": round(spent["times"] / spent["parse"], 3)}


def measure_set(folder: Path, work: Path) -> Measures:
    """One folder of `.tml` files."""
    ours, simple = Counter[str](), Counter[str]()
    rows: list[str] = []
    for path in sorted(folder.glob("*.tml")):
        document = read_document(path)
        found = dragoman_times(document, paragraphs_of(document))
        ours += count(document.gold, found)
        simple += count(document.gold, baseline(document))
        rows += _differences(path.stem, document, found)
    (work / f"times-{folder.name}.tsv").write_text("\n".join(rows), encoding="utf-8")
    return {**scores(ours), "baseline": scores(simple)}


def _differences(name: str, document: Document, found: Values) -> Iterator[str]:
    """A line for each gold or found expression that has no equal on the other side."""
    for span in sorted(document.gold.keys() | found.keys()):
        ours = found.get(span) or next((v for s, v in found.items() if s.touches(span)), "-")
        gold = document.gold.get(span) or next(
            (v for s, v in document.gold.items() if s.touches(span)), "-"
        )
        if ours != gold:
            words = " ".join(span.of(document.text).split())
            yield f"{name}\t{document.created}\t{span.start}\t{words}\t{gold}\t{ours}"


if __name__ == "__main__":
    main(measure, __doc__)
