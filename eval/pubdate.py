"""On which day a page was published, on sites never trained on: `python -m eval.pubdate`.

The day that people found on a page of WCXB against the day we give; an interval of more days is
no answer. htmldate (Barbaresi 2020) alone, as its documentation uses it for first publication,
runs beside it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from htmldate import find_date

from dragoman.model import Published
from dragoman.read import Stated
from dragoman.read.page import read_page
from dragoman.read.report import Source, read_report
from eval.harness import Measures, main
from eval.wcxb import Article, articles


def ours(page: Article) -> Published:
    """As Dragoman dates the page, its address known."""
    read = read_page(page.html)
    report, _ = read_report(read.text, Source(stated=Stated(url=page.url, language="en")), read)
    return report.published


def single(published: Published) -> date | None:
    """The day, where it is one."""
    first, last = published.when
    return first if first == last else None


def htmldate(page: Article) -> date | None:
    """Htmldate alone, with the address."""
    found = find_date(page.html, url=page.url, original_date=True)
    return date.fromisoformat(found) if found else None


def shares(counts: Counter[str]) -> Measures:
    """Exact days, wrong ones and none, in [0, 1]."""
    total = max(1, counts.total())
    return {name: round(counts[name] / total, 3) for name in ("exact", "wrong", "unknown")}


def verdict(found: date | None, wanted: date | None) -> str:
    """What a day is worth."""
    return "unknown" if found is None else "exact" if found == wanted else "wrong"


def measure(data: Path, work: Path) -> Measures:
    """The held-out pages whose day people found.

    Args:
        data: holds data/reading/wcxb.
        work: receives a TSV of the pages whose day we miss.
    """
    pages = [page for page in articles(data, held_out=True) if page.published]
    counts: dict[str, Counter[str]] = {"dragoman": Counter(), "htmldate": Counter()}
    by_way: dict[str, Counter[str]] = {}
    rows: list[str] = []

    for page in pages:
        published = ours(page)
        outcome = verdict(single(published), page.published)
        counts["dragoman"][outcome] += 1
        counts["htmldate"][verdict(htmldate(page), page.published)] += 1
        by_way.setdefault(published.how, Counter())[outcome] += 1
        if outcome != "exact":
            when = "/".join(str(day) for day in published.when)
            rows.append(f"{page.id}\t{page.published}\t{when}\t{published.how}\t{published.why}")
    (work / "pubdate.tsv").write_text("\n".join(rows), encoding="utf-8")
    return {
        "pages": len(pages),
        **{name: shares(found) for name, found in counts.items()},
        "by": {how: f"{found['exact']}/{found.total()}" for how, found in sorted(by_way.items())},
    }


if __name__ == "__main__":
    main(measure, __doc__)
