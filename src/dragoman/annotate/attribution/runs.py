"""Runs: quotations that go on over several lines.

A quotation is opened, the paragraph ends without closing it, and the next one either opens again or
simply goes on until a mark closes it: one statement, whose words lie in several paragraphs. In
texts that are broken into a line a sentence, a quotation without a cue goes on with the one before
even where all marks are closed, since the line break says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.annotate.attribution.drafts import Draft, Scene
from dragoman.annotate.attribution.quotes import find_quotes
from dragoman.annotate.parse import Paragraph
from dragoman.model import Span

FEW_LINES = 10
"""Body lines below which nobody can tell whether a line is a sentence."""
BROKEN = re.compile(r"[.!?][”\"’']{0,2} +(?=[“\"‘`A-Z])")
MANY = 0.05
"""Share of lines holding several sentences, up to which lines are taken for sentences."""


def sentence_lines(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a text has a sentence a line, as corpora do that were split into sentences."""
    body = [p.doc.text for p in paragraphs if p.role == "body"]
    several = sum(BROKEN.search(text) is not None for text in body)
    return len(body) >= FEW_LINES and several <= MANY * len(body)


def scenes(paragraphs: Sequence[Paragraph]) -> list[Scene]:
    """The paragraphs with their quotations, one that runs on told by where the next line closes."""
    found: list[Scene] = []
    inside = False
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        after = following.doc.text if following is not None else ""
        same = following is not None and following.role == paragraph.role
        quotes = find_quotes(paragraph.doc.text, inside=inside, runs_on=same and goes_on(after))
        inside = same and bool(quotes) and not quotes[-1].closed and starts_inside(after)
        found.append(Scene(paragraph, quotes))
    return found


def goes_on(text: str) -> bool:
    """Whether a line can go on with a quotation that the line before left open."""
    return reopens(text) or starts_inside(text)


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


def join(before: list[Draft], scene_before: Scene, now: list[Draft], scene: Scene) -> Draft | None:
    """Makes one statement of a quotation that runs on into the next paragraph.

    Whichever half has the cue keeps the statement and takes the words of the other, which is
    removed from its list.

    Returns:
        The statement that both halves now are, or None where nothing runs on.
    """
    last = next((d for d in reversed(before) if at_end(scene_before, d)), None)
    first = next((d for d in now if at_start(scene, d)), None)
    if last is None or first is None or (last.cue and first.cue):
        return None
    if first.cue:
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


def at_end(scene: Scene, draft: Draft) -> bool:
    """Whether a statement is in the quotation that ends a paragraph."""
    return bool(scene.quotes) and scene.quotes[-1].inner.touches(draft.content[-1])


def at_start(scene: Scene, draft: Draft) -> bool:
    """Whether a statement is in the quotation that begins a paragraph."""
    if not scene.quotes or scene.text[: scene.quotes[0].outer.start].strip():
        return False
    return scene.quotes[0].inner.touches(draft.content[0])
