"""A piece of HTML as text: what blocks hold, with an empty line between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.html import defs

# lxml's list is that of HTML 4, and knows of changed passages that they may be whole blocks.
_BLOCKS = defs.block_tags - {"del", "ins"} | {
    "br",
    "caption",
    "dd",
    "dt",
    "figcaption",
    "hr",
    "li",
    "main",
    "td",
    "th",
    "tr",
}
_UNSEEN = frozenset(("script", "style", "head", "title", "noscript", "template", "iframe"))
_BREAK = "\0"


def fragment_text(markup: str) -> str:
    """The visible text of a piece of HTML or of a plain text; never fails.

    For texts that are nothing but article, such as a feed's entries, where looking for the
    article in the page would only lose of it.
    """
    try:
        root = html.document_fromstring(f"<div>{markup}</div>".replace("\0", ""))
    except (etree.LxmlError, ValueError):  # nothing but comments, or an XML declaration
        return re.sub(r"<[^>]*>", " ", markup).strip()
    pieces = "".join(_pieces(root)).split(_BREAK)
    lines = (" ".join(piece.split()) for piece in pieces)
    return "\n\n".join(line for line in lines if line)


def _pieces(root: html.HtmlElement) -> Iterator[str]:
    """Texts and block breaks in document order, without recursion: markup may nest for ever."""
    unseen = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        named = isinstance(node.tag, str)
        hidden = not named or node.tag in _UNSEEN
        block = named and node.tag in _BLOCKS
        if block:
            yield _BREAK
        if event == "start":
            unseen += hidden
            if not unseen and node.text:
                yield node.text
        else:
            unseen -= hidden
            if not unseen and node.tail and node is not root:
                yield node.tail
