"""Quotations: where the quoted words of a paragraph begin and end.

News is full of odd quotation marks: curly ones closed by straight ones, a mark lost by an editor,
a quotation that runs on over paragraphs and is only closed at the end. Every mark is read by what
stands around it, and a mark that finds no partner never takes the rest of the document with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.model import Span

DOUBLE = '"“”„‟«»″＂'
MARK = re.compile(rf"[{DOUBLE}]|''|``|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
OPENERS = "“„‟«``"
CLOSERS = "”»''"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation within one paragraph; offsets count from the paragraph's start.

    `inner` is without the marks, `outer` with them. `closed` is false where the closing mark is
    missing, as in every paragraph but the last of a longer quotation.
    """

    inner: Span
    outer: Span
    closed: bool


def find_quotes(text: str, *, inside: bool = False, runs_on: bool = False) -> list[Quote]:
    """The quotations of one paragraph, in order, never nested, never empty.

    An opening mark without a partner runs to the end of the paragraph if it starts the paragraph
    (a quotation that goes on in the next one) and is ignored otherwise.

    Args:
        text: the paragraph.
        inside: the paragraph begins inside a quotation that an earlier one opened.
        runs_on: the next paragraph goes on with a quotation left open, wherever it was opened.
    """
    quotes: list[Quote] = []
    opened: re.Match[str] | None = None
    start = 0
    if inside:
        marks = (m for m in MARK.finditer(text) if not single(m) and closes(text, m))
        closing = next(marks, None)
        if closing is None:
            return [Quote(Span(0, len(text.rstrip())), Span(0, len(text.rstrip())), closed=False)]
        quotes.append(Quote(Span(0, closing.start()), Span(0, closing.end()), closed=True))
        start = closing.end()
    for mark in MARK.finditer(text, start):
        if opened is None:
            if opens(text, mark):
                opened = mark
        elif closes(text, mark) and single(mark) == single(opened):
            inner = Span(opened.end(), mark.start())
            if text[inner.start : inner.end].strip():
                quotes.append(Quote(inner, Span(opened.start(), mark.end()), closed=True))
            opened = None
        elif not single(mark) and opens(text, mark) and single(opened):
            opened = mark  # an apostrophe that was taken for an opening mark
    leads = opened is not None and (runs_on or not text[: opened.start()].strip())
    if opened is not None and not single(opened) and leads:
        inner = Span(opened.end(), len(text.rstrip()))
        if inner.end > inner.start:
            quotes.append(Quote(inner, Span(opened.start(), inner.end), closed=False))
    return quotes


def single(mark: re.Match[str]) -> bool:
    """Whether a mark is a single quotation mark (or an apostrophe)."""
    return mark.group() in "‘’'"


def opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark can open: nothing but space or a bracket before it, a word after it."""
    before, after = text[: mark.start()][-1:], text[mark.end() :][:1]
    if mark.group() in OPENERS:
        return True
    return (not before or before.isspace() or before in "([{—–-:") and bool(after.strip())


def closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark can close: a word or a stop before it, none after it."""
    before, after = text[: mark.start()][-1:], text[mark.end() :][:1]
    if mark.group() in CLOSERS:
        return True
    return bool(before.strip()) and not after.isalnum()
