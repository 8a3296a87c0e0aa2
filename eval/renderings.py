"""Pages as text of several shapes, and which lines of a rendering are the article's.

Scraped text has no one shape, so a classifier of lines is trained and measured on three.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import inscriptis
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import load_html

from dragoman.read.visible import visible_text
from eval.wcxb import words

_SURE = 8  # words of a line whose trigrams cannot be the article's by chance
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
    """Whether each line is the article's: at least half of its trigrams of words are.

    A line of one or two words must be a line of the article; it and other short ones must stand
    among, or right beside, lines long enough to be sure of, since menus repeat such words.

    Args:
        lines: of a rendering of the page.
        text: the article as people marked it.
    """
    gold = words(text)
    trigrams = {*zip(gold, gold[1:], gold[2:], strict=False)}
    wholes = {tuple(words(line)) for line in text.split("\n")}
    split = [words(line) for line in lines]
    fitting = [_fits(line, trigrams, wholes) for line in split]
    sure = [i for i, (fits, line) in enumerate(zip(fitting, split, strict=True))
            if fits and len(line) >= _SURE]  # fmt: skip
    if not sure:
        return [False] * len(lines)
    first, last = sure[0], sure[-1]
    beside = [_BEYOND if len(line) > 2 else 0 for line in split]
    return [fits and first - beside[i] <= i <= last + beside[i] for i, fits in enumerate(fitting)]


def _fits(
    line: Sequence[str],
    trigrams: set[tuple[str, str, str]],
    wholes: set[tuple[str, ...]],
) -> bool:
    if len(line) < 3:
        return bool(line) and tuple(line) in wholes
    own = [*zip(line, line[1:], line[2:], strict=False)]
    return 2 * sum(trigram in trigrams for trigram in own) >= len(own)
