"""Which lines of a page's text are its article, on sites never trained on: `python -m eval.lines`.

Pages of WCXB are rendered to text in three shapes (`eval.renderings`); lines are labelled by
aligning them with the article that people marked. F1 over all lines, over those of three words and
more (the rest are cells and headings), the mean over documents, and the words of the lines kept
against the article's (what a labelling by lines can reach at best stands beside it). The rule by
which C4 kept lines (Raffel et al. 2020) runs beside ours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from dragoman.model import LineRole, Report
from dragoman.read import Stated, read_text
from dragoman.read.lines import split
from eval.harness import Measures, main
from eval.renderings import RENDERERS, of_article
from eval.wcxb import Article, articles, word_f1, words

ARTICLE: tuple[LineRole, ...] = ("body", "caption", "dateline")
_LONGER = 3  # words
_POLICY = re.compile(
    r"javascript|terms of use|privacy policy|cookie policy|use of cookies", re.IGNORECASE
)

Chooser = Callable[[str, Sequence[str]], list[bool]]


def ours(text: str, lines: Sequence[str]) -> list[bool]:
    """The lines that Dragoman reads as the article's; a line cut in two counts by either part."""
    report, _ = read_text(text, stated=Stated(language="en"))
    return [bool(roles & set(ARTICLE)) for roles in _roles(report, len(lines))]


def _roles(report: Report, count: int) -> list[set[str]]:
    """The roles found in each line of a report's text."""
    spans = list(split(report.text))
    assert len(spans) == count
    found: list[set[str]] = [set() for _ in spans]
    parts = list(report.lines)
    for span, roles in zip(spans, found, strict=True):
        while parts and parts[0].span.start < span.end:
            roles.add(parts.pop(0).role)
    return found


def c4(text: str, lines: Sequence[str]) -> list[bool]:  # noqa: ARG001
    """Lines of five words or more that end as a sentence does, and speak of no policy."""
    return [
        line.endswith((".", "!", "?", '"', "”")) and len(line.split()) >= 5
        and not _POLICY.search(line)
        for line in lines
    ]  # fmt: skip


CHOOSERS: dict[str, Chooser] = {"dragoman": ours, "c4": c4}


class Tally:
    """What one chooser of lines got right, over documents."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self.counts: Counter[str] = Counter()
        self.longer: Counter[str] = Counter()
        self.by_document: list[float] = []
        self.by_words: list[float] = []

    def add(
        self, lines: Sequence[str], kept: Sequence[bool], gold: Sequence[bool], article: Article
    ) -> None:
        """One rendering of one page: its lines, which were kept, which are the article's."""
        counts = _counted(kept, gold)
        self.counts += counts
        long = [i for i, line in enumerate(lines) if len(words(line)) >= _LONGER]
        self.longer += _counted([kept[i] for i in long], [gold[i] for i in long])
        self.by_document.append(_f1(counts))
        chosen = [word for line, k in zip(lines, kept, strict=True) if k for word in words(line)]
        self.by_words.append(word_f1(chosen, words(article.text)))

    def measures(self) -> Measures:
        """Shares in [0, 1]."""
        n = self.counts
        return {
            "P": round(n["right"] / max(1, n["kept"]), 3),
            "R": round(n["right"] / max(1, n["gold"]), 3),
            "F1": round(_f1(n), 3),
            "three words F1": round(_f1(self.longer), 3),
            "document F1": round(_mean(self.by_document), 3),
            "word F1": round(_mean(self.by_words), 3),
        }


def _counted(kept: Sequence[bool], gold: Sequence[bool]) -> Counter[str]:
    right = sum(k and g for k, g in zip(kept, gold, strict=True))
    return Counter(right=right, kept=sum(kept), gold=sum(gold))


def _f1(n: Counter[str]) -> float:
    return 2 * n["right"] / (n["kept"] + n["gold"]) if n["kept"] + n["gold"] else 1.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def measure(data: Path, work: Path) -> Measures:
    """The held-out pages in each rendering, by Dragoman, by C4's rule and by the gold labels.

    Args:
        data: holds data/reading/wcxb.
        work: receives a TSV of the lines that were kept or left wrongly.
    """
    pages = list(articles(data, held_out=True))
    measures: dict[str, Measures] = {}
    whole = {name: Tally() for name in (*CHOOSERS, "gold")}
    with (work / "lines.tsv").open("w", encoding="utf-8") as wrong:
        for shape, render in RENDERERS.items():
            tallies = {name: Tally() for name in whole}
            for page in pages:
                text = render(page.html)
                lines = [span.of(text) for span in split(text)]
                gold = of_article(lines, page.text)
                kept = {name: choose(text, lines) for name, choose in CHOOSERS.items()}
                for name, chosen in {**kept, "gold": gold}.items():
                    tallies[name].add(lines, chosen, gold, page)
                    whole[name].add(lines, chosen, gold, page)
                for line, k, g in zip(lines, kept["dragoman"], gold, strict=True):
                    if k != g:
                        print(page.id, shape, "kept" if k else "left", line, sep="\t", file=wrong)
            measures[shape] = {name: tally.measures() for name, tally in tallies.items()}
    return {**{name: tally.measures() for name, tally in whole.items()}, **measures}


if __name__ == "__main__":
    main(measure, __doc__)
