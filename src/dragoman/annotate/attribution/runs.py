"""Runs: quotations that go on over several lines.

A quotation is opened, the paragraph ends without closing it, and the next one either opens again or
simply goes on until a mark closes it: one statement, whose words lie in several paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from dragoman.annotate.attribution.drafts import Draft, Scene
from dragoman.annotate.attribution.quotes import DOUBLE, MARK, find_quotes
from dragoman.annotate.parse import Paragraph, text_of
from dragoman.model import Span

LONGEST = 6
"""Lines within which a quotation left open must be closed; else its mark is a slip."""


def scenes(paragraphs: Sequence[Paragraph]) -> list[Scene]:
    """The paragraphs with their quotations, one that runs on told by where the next line closes."""
    found: list[Scene] = []
    texts = [text_of(paragraph.doc) for paragraph in paragraphs]
    inside = 0
    for index, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        closing, goes_on = 0, False
        if MARK.search(text):  # only what has a mark can leave one open
            after = following(paragraphs, texts, index)
            closing = lines_to_close(after)
            goes_on = closing > 0 or (bool(after) and reopens(after[0]))
        quotes = find_quotes(text, inside=inside > 0, runs_on=goes_on)
        left_open = bool(quotes) and not quotes[-1].closed
        inside = max(inside - 1, closing if left_open else 0)
        found.append(Scene(paragraph, quotes, text))
    return found


def following(paragraphs: Sequence[Paragraph], texts: Sequence[str], index: int) -> list[str]:
    """The next few lines of the same role."""
    found = []
    for paragraph, text in islice(
        zip(paragraphs, texts, strict=True), index + 1, index + 1 + LONGEST
    ):
        if paragraph.role != paragraphs[index].role:
            break
        found.append(text)
    return found


def lines_to_close(lines: list[str]) -> int:
    """After how many lines a quotation left open is closed by a mark that nothing else opened.

    0 where another one is opened first, or none is closed soon.
    """
    for count, line in enumerate(lines, start=1):
        if starts_inside(line):
            return count
        if find_quotes(line) or any(mark in line for mark in DOUBLE):
            return 0
    return 0


def reopens(text: str) -> bool:
    """Whether a line begins with an opening mark."""
    quotes = find_quotes(text)
    return bool(quotes) and not text[: quotes[0].outer.start].strip()


def starts_inside(text: str) -> bool:
    """Whether a line makes sense only inside a quotation: it closes what it never opened."""
    alone = find_quotes(text)
    within = find_quotes(text, inside=True)
    if not within or within[0].outer.start > 0 or not within[0].closed:
        return False
    return not alone or alone[0].outer.start >= within[0].outer.end


def join(
    last: Draft, before: list[Draft], scene_before: Scene, now: list[Draft], scene: Scene
) -> Draft | None:
    """Makes one statement of a quotation that runs on into the next paragraph.

    Whichever half has the cue keeps the statement and takes the words of the other, which is
    removed from its list.

    Args:
        last: the statement in the quotation that was left open.
        before: the statements of its last paragraph.
        scene_before: that paragraph.
        now: the statements of the next paragraph.
        scene: the next paragraph.

    Returns:
        The statement that both halves now are, or None where nothing runs on.
    """
    first = next((d for d in now if at_start(scene, d)), None)
    if first is None or (last.cue and first.cue):
        return None
    if first.cue and last in before:
        absorb(first, last, scene_before)
        before.remove(last)
        return first
    absorb(last, first, scene)
    now.remove(first)
    return last


def absorb(draft: Draft, other: Draft, scene: Scene) -> None:
    """Adds another statement's words to a statement's."""
    start = scene.paragraph.span.start
    draft.elsewhere += other.elsewhere
    draft.elsewhere += [Span(start + s.start, start + s.end) for s in other.content]


def runs_on(scene: Scene) -> bool:
    """Whether a paragraph's last quotation is left open."""
    return bool(scene.quotes) and not scene.quotes[-1].closed


def at_start(scene: Scene, draft: Draft) -> bool:
    """Whether a statement is in the quotation that begins a paragraph."""
    if not scene.quotes or scene.text[: scene.quotes[0].outer.start].strip():
        return False
    return scene.quotes[0].inner.touches(draft.content[0])
