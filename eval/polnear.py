"""Reads PolNeAR (Newell, Margolin and Ruths 2018): articles with their attributions, brat standoff.

A split is a folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`; where several
annotators read an article, the first one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Spans = tuple[tuple[int, int], ...]
SPAN = re.compile(r"(T\d+)\t\S+ ((?:\d+ \d+;?)+)\t")
ROLE = re.compile(r"(?<=\s)(source|cue|content)\d*:(T\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: character spans of the article's text."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its gold."""

    name: str
    text: str
    gold: tuple[Attribution, ...]


def read(split: Path) -> Iterator[Article]:
    """The articles of a split, by name.

    Raises:
        FileNotFoundError: the folder is no split, or an article has no annotation.
    """
    texts = sorted((split / "text").glob("*.txt"))
    if not texts:
        raise FileNotFoundError(f"{split}: no text/*.txt; give a folder laid out as PolNeAR's dev")
    for path in texts:
        files = sorted((split / "attributions").glob(f"{path.stem}_????.ann"))
        if not files:
            raise FileNotFoundError(f"{path}: no annotation beside it")
        text = path.read_bytes().decode("utf-8")
        yield Article(path.stem, text, tuple(attributions(files[0].read_text("utf-8"))))


def attributions(standoff: str) -> Iterator[Attribution]:
    """The attributions of a brat file, with their spans in order."""
    spans: dict[str, Spans] = {}
    lines = standoff.split("\n")
    for found in filter(None, map(SPAN.match, lines)):
        places = [piece.split() for piece in found[2].split(";")]
        spans[found[1]] = tuple((int(start), int(end)) for start, end in places)
    for line in lines:
        if not re.match(r"E\d+\t", line):
            continue
        roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
        for role, name in ROLE.findall(line):
            roles[role.lower()] += spans.get(name, ())
        yield Attribution(**{role: tuple(sorted(found)) for role, found in roles.items()})
