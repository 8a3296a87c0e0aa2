"""Pages as text of several shapes, and which lines of a rendering are the article's.

Scraped text has no one shape, so a classifier of lines is trained and measured on three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import inscriptis
from lxml import etree, html
from resiliparse.extract.html2text import extract_plain_text

from eval.wcxb import words

_HIDDEN = {"script", "style", "noscript", "template", "svg", "head", "iframe", "select"}
_BLOCKS = frozenset(
    "address article aside blockquote body br dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr label legend li main nav ol option p pre section "
    "summary table td th tr ul".split()
)
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
    tree = html.fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    lines = "".join(_pieces(tree)).split("\n")
    return "\n\n".join(kept for line in lines if (kept := " ".join(line.split())))


def _pieces(root: html.HtmlElement) -> Iterator[str]:
    """The text of a tree in order, "\n" where a block begins or ends."""
    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            hidden += node.tag in _HIDDEN
        breaks = "\n" if node.tag in _BLOCKS and not hidden else ""
        if event == "start":
            yield breaks + _one_line(node.text if not hidden else "")
        else:
            hidden -= event == "end" and node.tag in _HIDDEN
            yield breaks + _one_line(node.tail if not hidden and node is not root else "")


def _one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


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
    return [
        fits and first - beside[i] <= i <= last + beside[i] for i, fits in enumerate(fitting)
    ]


def _fits(
    line: Sequence[str],
    trigrams: set[tuple[str, str, str]],
    wholes: set[tuple[str, ...]],
) -> bool:
    if len(line) < 3:
        return bool(line) and tuple(line) in wholes
    own = [*zip(line, line[1:], line[2:], strict=False)]
    return 2 * sum(trigram in trigrams for trigram in own) >= len(own)
