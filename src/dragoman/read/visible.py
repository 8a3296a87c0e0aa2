"""A page as a reader sees it: its text, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

from dragoman.read.rules import rules


def visible_text(tree: Any) -> str:  # noqa: ANN401  an lxml element, which has no types
    """The text of a page, every block a paragraph."""
    lines = "".join(_pieces(tree)).split("\n")
    return "\n\n".join(kept for line in lines if (kept := " ".join(line.split())))


def _pieces(root: Any) -> Iterator[str]:  # noqa: ANN401
    """The text of a tree in order, a line break where a block begins or ends."""
    hidden, hides, blocks = 0, *_elements()
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        hidden += event == "start" and node.tag in hides
        if event == "start":
            yield _broken(node.text, node.tag in blocks, hidden)
            continue
        hidden -= event == "end" and node.tag in hides
        yield _broken(None if node is root else node.tail, node.tag in blocks, hidden)


@cache
def _elements() -> tuple[frozenset[str], frozenset[str]]:
    """Elements that show nothing, and those that begin a new line."""
    return frozenset(rules("elements")["hidden"]), frozenset(rules("elements")["blocks"])


def _broken(text: str | None, block: bool, hidden: int) -> str:
    shown = "" if hidden or not text else text.replace("\n", " ").replace("\r", " ")
    return "\n" + shown if block else shown
