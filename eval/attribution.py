"""Who said what, on PolNeAR: `python -m eval.attribution --data DIR`.

DIR is the data folder, or any split of PolNeAR's layout. Beside Dragoman runs textacy, paragraph by
paragraph as it needs to be, and the cost is taken beside the stock spaCy pipeline in the same run.
"""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Span as DocSpan
from spacy.tokens import Token
from textacy.extract.triples import direct_quotations

from dragoman.annotate.actors import Cast
from dragoman.annotate.attribution import find_statements, tag
from dragoman.annotate.parse import PIPELINE, parse, pipeline
from dragoman.knowledge import load
from dragoman.model import Report
from dragoman.read import read_inputs
from eval.harness import HERE, Measures, dragoman, main, scorer, shared
from eval.polnear import Article, Attribution, read

Found = list[dict[str, Any]]
ByArticle = dict[str, list[dict[str, Any]]]
SPLIT = Path("data/attribution/polnear/dev")
TIMED = 30
"""Articles over which the cost is taken."""
BINS = 5
PRONOUNS = {"i", "you", "he", "she", "it", "we", "they", "who", "him", "her", "them", "us", "me"}


def measure(data: Path, work: Path) -> Measures:
    """Scores the statements of `dragoman annotate`, whole and in parts.

    Args:
        data: the data folder, or a split of PolNeAR's layout.
        work: receives the texts, the gold and what was found, as the scorer reads them.
    """
    articles = list(read(data if (data / "text").is_dir() else data / SPLIT))
    write(work / "texts.json", {a.name: a.text for a in articles})
    gold = {a.name: [as_json(g) for g in a.gold] for a in articles}
    records = annotated(articles, work)
    found = {name: [as_found(c) for c in claims] for name, claims in records.items()}
    scored = score(work, "dragoman", gold, found)
    measures = {**figures(scored), "recall": recall(work, gold, found)}
    measures["textacy"] = figures(score(work, "textacy", gold, by_textacy(articles)))
    measures["reliability"] = reliability(work, gold, found)
    measures["cost"] = cost(articles[:TIMED], work)
    return measures


def annotated(articles: Sequence[Article], work: Path) -> dict[str, list[dict[str, Any]]]:
    """The claims of each article that are statements, as `dragoman annotate` prints them."""
    given, printed = work / "articles.jsonl", work / "records.jsonl"
    lines = [json.dumps({"id": a.name, "text": a.text}) + "\n" for a in articles]
    given.write_text("".join(lines), "utf-8")
    dragoman("annotate", given, into=printed, ok=(0, 3))
    found: dict[str, list[dict[str, Any]]] = {a.name: [] for a in articles}
    for line in printed.read_text("utf-8").splitlines():
        record = json.loads(line)
        if record.get("type", "report") == "report":
            name = record["path"].rpartition("#")[2]
            found[name] = [c for c in record["claims"] if c["kind"] != "narrated"]
    return found


def as_json(gold: Attribution) -> dict[str, Any]:
    """A gold attribution as the scorer reads it."""
    return {role: list(getattr(gold, role)) for role in ("source", "cue", "content")}


def as_found(claim: dict[str, Any]) -> dict[str, Any]:
    """A claim as the scorer reads it, with its score."""
    return {role: claim[role] for role in ("source", "cue", "content", "score")}


def by_textacy(articles: Sequence[Article]) -> ByArticle:
    """What textacy's direct quotations are, each paragraph on its own.

    It gives up on a text with an odd quotation mark; alone, only that paragraph is lost.
    """
    nlp = spacy.load(PIPELINE)
    found: ByArticle = {}
    for article in articles:
        found[article.name] = []
        for start, line in lines_of(article.text):
            try:
                quotes = list(direct_quotations(nlp(line)))
            except ValueError:  # its way of refusing unbalanced marks
                continue
            for speaker, cue, content in quotes:
                parts = {"source": speaker, "cue": cue, "content": [content]}
                spans = {role: [span(start, piece) for piece in p] for role, p in parts.items()}
                found[article.name].append(spans)
    return found


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that hold something, with their offsets."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def span(start: int, piece: Token | DocSpan) -> tuple[int, int]:
    """Where a token or span of a paragraph lies in the text."""
    if isinstance(piece, DocSpan):
        return start + piece.start_char, start + piece.end_char
    return start + piece.idx, start + piece.idx + len(piece)


def write(path: Path, what: object) -> Path:
    """JSON for the scorer."""
    path.write_text(json.dumps(what, ensure_ascii=False), "utf-8")
    return path


def score(work: Path, name: str, gold: ByArticle, found: ByArticle) -> dict[str, Any]:
    """What the scorer says."""
    paths = (write(work / f"{name}.gold.json", gold), write(work / f"{name}.json", found))
    script = shared() / "eval" / "attribution.py"
    printed = scorer(script, work / "texts.json", *paths)
    scored: dict[str, Any] = json.loads(printed[: printed.rindex("}") + 1])
    return scored


def figures(scored: dict[str, Any]) -> dict[str, Any]:
    """The figures that are held on to, in points of a hundred."""
    types = scored["by_type"]
    return {
        "tokens": scored["tok_content"],
        "ov50": scored["ov50"],
        "joint": scored["joint"],
        "exact": scored["exact"],
        "source_overlap": scored["src_ov"],
        "cue_overlap": scored["cue_ov"],
        "recall_by_type": {t: types[t]["R_ov50"] for t in types if t != "none"},
    }


def recall(work: Path, gold: ByArticle, found: ByArticle) -> dict[str, Any]:
    """Recall of contents (ov50) and of contents with sources (joint) over kinds of attribution."""
    texts = json.loads((work / "texts.json").read_text("utf-8"))
    says = saying()

    def named(name: str, gold: dict[str, Any]) -> str | None:
        words = [texts[name][start:end].lower() for start, end in gold["source"]]
        return words[0] if words else None

    kinds: dict[str, Callable[[str, dict[str, Any]], bool]] = {
        "saying": lambda n, g: says(" ".join(texts[n][s:e] for s, e in g["cue"])),
        "not_saying": lambda n, g: not says(" ".join(texts[n][s:e] for s, e in g["cue"])),
        "pronoun": lambda n, g: named(n, g) in PRONOUNS,
        "named": lambda n, g: named(n, g) is not None and named(n, g) not in PRONOUNS,
        "sourceless": lambda n, g: named(n, g) is None,
    }
    measured = {}
    for kind, holds in kinds.items():
        part = {name: [g for g in golds if holds(name, g)] for name, golds in gold.items()}
        scored = score(work, kind, part, found)
        measured[kind] = {"n": scored["n_gold"], **{m: scored[m]["R"] for m in ("ov50", "joint")}}
    return measured


def saying() -> Callable[[str], bool]:
    """Whether a cue is a verb or phrase of saying (saying.toml)."""
    lists = tomllib.loads((HERE / "saying.toml").read_text("utf-8"))
    forms = {form for verb in lists["verbs"] for form in verb.split()}

    def says(cue: str) -> bool:
        words = cue.lower().replace(":", " ").replace(",", " ").split()
        joined = " ".join(words)
        return bool(forms & set(words)) or any(p in joined for p in lists["phrases"])

    return says


def reliability(work: Path, gold: ByArticle, found: ByArticle) -> dict[str, Any]:
    """How often statements are right, by what their score promised; and the mean gap (ECE)."""
    measured: dict[str, Any] = {}
    gap, total = 0.0, sum(map(len, found.values()))
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        part = {
            name: [c for c in claims if low < c["score"] <= high or c["score"] == low == 0]
            for name, claims in found.items()
        }
        scores = [c["score"] for claims in part.values() for c in claims]
        if scores:
            right = score(work, "reliability", gold, part)["joint"]["P"] / 100
            promised = sum(scores) / len(scores)
            gap += abs(promised - right) * len(scores) / total
            measured[f"{low:.1f}-{high:.1f}"] = {
                "n": len(scores),
                "promised": round(promised, 3),
                "right": round(right, 3),
            }
    return {**measured, "gap": round(gap, 3)}


def cost(articles: Sequence[Article], work: Path) -> dict[str, float]:
    """CPU seconds of attribution over those of the stock pipeline, the same texts, one process."""
    given = work / "timed.jsonl"
    lines = [json.dumps({"id": a.name, "text": a.text}) + "\n" for a in articles]
    given.write_text("".join(lines), "utf-8")
    reports = [r for r in read_inputs([given]) if isinstance(r, Report)]
    stock = spacy.load(PIPELINE)
    texts = [line for a in articles for _, line in lines_of(a.text)]
    begun = time.process_time()
    for _ in stock.pipe(texts):
        pass
    parsed_stock = time.process_time() - begun
    world = load()
    pairs = list(parse(reports, pipeline()))
    casts = [Cast(paragraphs, world, report.published.when) for report, paragraphs in pairs]
    list(tag([pairs[0][1]]))  # models are loaded once a process
    begun = time.process_time()
    found = tag([paragraphs for _, paragraphs in pairs])
    for (report, paragraphs), cast, tagged in zip(pairs, casts, found, strict=True):
        find_statements(report, paragraphs, cast, tagged)
    spent = time.process_time() - begun
    return {"of_stock_pipeline": round(spent / parsed_stock, 3)}


if __name__ == "__main__":
    main(measure, __doc__)
