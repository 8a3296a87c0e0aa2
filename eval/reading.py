"""The article of a page, on sites never trained on: `python -m eval.reading`.

Words of the article against those that people marked (WCXB; Foley 2026), mean F1 over pages. Beside
Dragoman run trafilatura in its precision mode and as it comes, readability, jusText, and
resiliparse's main content.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import justext
import trafilatura
from lxml import html
from lxml.etree import LxmlError
from readability import Document
from resiliparse.extract.html2text import extract_plain_text

from dragoman.model import LineRole
from dragoman.read import Stated
from dragoman.read.page import read_page
from dragoman.read.report import Source, read_report
from eval.harness import Measures, main
from eval.wcxb import articles, word_f1, words

ARTICLE: tuple[LineRole, ...] = ("body", "caption", "dateline")


def dragoman(page: str) -> str:
    """The lines that Dragoman reads as the article."""
    read = read_page(page)
    report, _ = read_report(read.text, Source(stated=Stated(language="en")), read)
    return "\n".join(span.of(report.text) for span in report.spans(*ARTICLE))


def precision(page: str) -> str:
    """trafilatura, asked for precision."""
    return trafilatura.extract(page, favor_precision=True, include_comments=False) or ""


def default(page: str) -> str:
    """Trafilatura as it comes, comments aside."""
    return trafilatura.extract(page, include_comments=False) or ""


def readability(page: str) -> str:
    """Mozilla's readability, as ported by readability-lxml."""
    return str(html.fromstring(Document(page).summary()).text_content())


def boilerplate(page: str) -> str:
    """JusText (Pomikálek 2011) with its English stop words."""
    found = justext.justext(page.encode("utf-8"), justext.get_stoplist("English"))
    return "\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)


def resiliparse(page: str) -> str:
    """Resiliparse's main content."""
    return str(extract_plain_text(page, main_content=True, links=False, comments=False))


READERS: dict[str, Callable[[str], str]] = {
    "dragoman": dragoman,
    "trafilatura_precision": precision,
    "trafilatura": default,
    "readability": readability,
    "justext": boilerplate,
    "resiliparse": resiliparse,
}


def read(reader: Callable[[str], str], page: str) -> str:
    """What a reader finds; nothing where it fails, as some do on odd pages."""
    try:
        return reader(page)
    except (LxmlError, ValueError, TypeError):
        return ""


def measure(data: Path, work: Path) -> Measures:
    """Mean word F1 on the held-out pages, and time relative to trafilatura's precision mode.

    Args:
        data: holds data/reading/wcxb.
        work: receives a TSV of F1 by page and reader.
    """
    scores: dict[str, list[float]] = defaultdict(list)
    spent: dict[str, float] = defaultdict(float)
    rows = ["\t".join(("page", *READERS))]
    for page in articles(data, held_out=True):
        gold = words(page.text)
        for name, reader in READERS.items():
            started = time.process_time()
            found = read(reader, page.html)
            spent[name] += time.process_time() - started
            scores[name].append(word_f1(words(found), gold))
        rows.append("\t".join((page.id, *(f"{scores[name][-1]:.3f}" for name in READERS))))
    (work / "reading.tsv").write_text("\n".join(rows), encoding="utf-8")
    means = {name: round(sum(each) / len(each), 4) for name, each in scores.items()}
    unit = spent["trafilatura_precision"]
    return {
        "pages": len(scores["dragoman"]),
        "F1": means,
        "over_precision": round(means["dragoman"] - means["trafilatura_precision"], 4),
        "time": {name: round(seconds / unit, 2) for name, seconds in spent.items()},
    }


if __name__ == "__main__":
    main(measure, __doc__)
