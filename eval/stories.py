"""Which reports are of one story: `python -m eval.stories`.

B-cubed on news of 65 affairs (`news_cluster`), read as a user's JSON lines are. The setting of
`link/rules.toml` was fixed on ECB+, whose figure is given beside it. The baseline is cosine of
tf-idf over this very corpus with connected components, at the threshold that is best for it here.
Growth is the exponent of processor time over the number of reports, on generated corpora.
"""

from __future__ import annotations

import json
import time
from collections.abc import Hashable, Iterator, Mapping, Sequence
from math import log
from pathlib import Path

from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer

from dragoman.link.shingles import body
from dragoman.link.stories import find_stories
from dragoman.model import Interval, Line, Published, Report, Span
from dragoman.read import parse_published, read_inputs
from eval import ecbplus
from eval.clusters import score
from eval.generated import Original, generate, originals
from eval.harness import Measures, main
from eval.mentions import report_of

SIZES = (1000, 8000)
"""Reports of the generated corpora that growth is measured between."""
BASELINE = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35)


def read_news(news: Sequence[Original], work: Path) -> dict[str, tuple[Report, str]]:
    """Report id → the report as Dragoman reads it, and its story."""
    file = work / "news.jsonl"
    rows = {f"https://{one.host}/{one.name}": one for one in news}
    lines = (
        json.dumps({"text": one.text, "title": one.title, "url": url, "language": "en",
                    "published": one.published.isoformat()})
        for url, one in rows.items()
    )  # fmt: skip
    file.write_text("\n".join(lines), encoding="utf-8")
    reports = (item for item in read_inputs([file]) if isinstance(item, Report))
    return {report.id: (report, rows[report.url].story) for report in reports if report.url}


def baseline(reports: Mapping[str, Report]) -> Iterator[tuple[float, dict[str, Hashable]]]:
    """Connected components of tf-idf cosine, one clustering a threshold."""
    texts = [f"{one.title}\n{body(one)}" for one in reports.values()]
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    cosines = rows @ rows.T
    for least in BASELINE:
        _, group = connected_components(cosines > least, directed=False)
        yield least, dict(zip(reports, group.tolist(), strict=True))


def growth(data: Path) -> Measures:
    """Exponent of the processor time of stories between two sizes of corpus."""
    news, spent = originals(data), []
    for size in SIZES:
        reports = [_generated(row) for row in generate(news, size)]
        started = time.process_time()
        find_stories(reports)
        spent.append(time.process_time() - started)
    exponent = log(spent[1] / spent[0]) / log(SIZES[1] / SIZES[0])
    return {"exponent": round(exponent, 3), "reports_a_second": round(SIZES[1] / spent[1])}


def _generated(row: Mapping[str, str]) -> Report:
    """A generated row as a report that is all body."""
    spans, at = [], 0
    for line in row["text"].split("\n"):
        spans.append(Line(Span(at, at + len(line)), "body", "given"))
        at += len(line) + 1
    when = Published(parse_published(row["published"]) or Interval(None, None), "given")
    return Report(row["url"], row["url"], "", row["text"], "", title=row["title"],
                  published=when, lines=tuple(spans))  # fmt: skip


def measure(data: Path, work: Path) -> Measures:
    """Stories found in news and in ECB+, the baseline on the news, and growth.

    Args:
        data: holds data/linking and the scorer.
        work: receives the clusterings, and the reasons of the edges found in the news.
    """
    news = read_news(originals(data), work)
    gold = {name: story for name, (_, story) in news.items()}
    reports = {name: report for name, (report, _) in news.items()}
    found = find_stories(reports.values())
    rows = (f"{e.left}\t{e.right}\t{e.likeness:.2f}\t{e.why}\n" for e in found.edges)
    (work / "stories-edges.tsv").write_text("".join(rows), encoding="utf-8")
    simple = [score(data, work, f"baseline-{least}", gold, of) for least, of in baseline(reports)]
    documents = list(ecbplus.read(data))
    seminal = {one.name: one.seminal for one in documents}
    of_ecb = find_stories(report_of(one) for one in documents).of
    return {
        "news": {"reports": len(gold), **score(data, work, "news", gold, found.of)},
        "baseline": max(simple, key=lambda measured: measured["b3"]),
        "ecbplus": score(data, work, "ecbplus", seminal, of_ecb),
        "growth": growth(data),
    }


if __name__ == "__main__":
    main(measure, __doc__)
