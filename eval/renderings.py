"""Pages as text of several shapes, and which lines of a rendering are the article's.

Scraped text has no one shape, so a classifier of lines is trained and measured on three.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import inscriptis
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import load_html

from dragoman.read.visible import visible_text
from eval.in_order import align
from eval.wcxb import words

_SURE = 8  # words of a line that is not the article's by chance
_BEYOND = 3  # lines before the first and after the last sure one that may still be the article's


def plain(page: str) -> str:
    """As resiliparse renders a whole page: blocks on lines, lists with bullets."""
    return str(extract_plain_text(page, main_content=False, preserve_formatting=True, links=False))


def layout(page: str) -> str:
    """As inscriptis renders it: indented, tables in columns."""
    return str(inscriptis.get_text(page))


def blocks(page: str) -> str:
    """Every block element a paragraph, buttons and all, as simple scrapers leave it."""
    tree = load_html(page)
    return "" if tree is None else visible_text(tree)


RENDERERS: Mapping[str, Callable[[str], str]] = {
    "plain": plain,
    "layout": layout,
    "blocks": blocks,
}


def of_article(lines: Sequence[str], text: str) -> list[bool]:
    """Whether each line is the article's: at least half of its words are, aligned in order.

    So every word of the article is found once, and a heading not in the table of contents too; and
    a table's cells are found though the article has them in one line. What the article has in
    another order is found by aligning again what is left of both, as far as whole lines of some
    length fit. Short lines must stand among, or near, lines long enough to be sure of, since menus
    repeat such words.

    Args:
        lines: of a rendering of the page.
        text: the article as people marked it.
    """
    split, free = [words(line) for line in lines], words(text)
    ours, least = [False] * len(lines), 1
    while fitting := _fitting(split, ours, free, least):
        spent: set[int] = set()
        for line, places in fitting:
            ours[line] = True
            spent.update(places)
        free, least = [word for i, word in enumerate(free) if i not in spent], _SURE
    sure = [i for i, (is_so, line) in enumerate(zip(ours, split, strict=True))
            if is_so and len(line) >= _SURE]  # fmt: skip
    near = range(sure[0] - _BEYOND, sure[-1] + _BEYOND + 1) if sure else range(0)
    return [is_so and i in near for i, is_so in enumerate(ours)]


def _fitting(
    lines: Sequence[Sequence[str]], found: Sequence[bool], text: Sequence[str], least: int
) -> list[tuple[int, list[int]]]:
    """The lines not found yet, of `least` words, that are the text's, and where its words are."""
    rest = [i for i, is_so in enumerate(found) if not is_so]
    place = align([word for i in rest for word in lines[i]], text)
    fitting, start = [], 0
    for i in rest:
        end = start + len(lines[i])
        places = [place[at] for at in range(start, end) if at in place]
        if len(lines[i]) >= least and 2 * len(places) >= len(lines[i]):
            fitting.append((i, places))
        start = end
    return fitting
