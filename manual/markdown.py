"""Pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([|<>*_\[\]\\])")


def prose(words: str | None) -> str:
    """Words as they are: nothing in them becomes markup; None is empty. `code` stays code."""
    pieces = re.split(r"(`[^`]*`)", " ".join((words or "").split()))
    return "".join(
        piece.replace("|", "\\|") if piece.startswith("`") else _SPECIAL.sub(r"\\\1", piece)
        for piece in pieces
    )


def code(words: str) -> str:
    """Words in the typewriter's face, on one line, also within a table."""
    return f"`{words.replace('|', chr(92) + '|')}`" if words else ""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are Markdown already."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def block(words: str, language: str = "text") -> str:
    """Words as a block of code."""
    return f"```{language}\n{words.rstrip()}\n```\n"
