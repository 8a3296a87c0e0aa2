"""Layouts: who speaks is told by where the words stand, not by a sentence.

Three shapes: a quotation with its author after a dash ("“…” — Maria Novak"), a transcript with its
speakers in capitals ("NOVAK: …"), and a lead-in that announces the words of the next paragraph
("The minister added:").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.annotate.attribution.direct import SAID, trim
from dragoman.annotate.attribution.drafts import Draft, Scene, is_saying
from dragoman.annotate.syntax import subject
from dragoman.model import Span

DASH = re.compile(
    r"""[.!?…]?\s*(?P<dash>[—–―]|--?)\s*
        (?P<name>(?:[^\W\d_][\w.’'-]*[ ,]*){1,12})\.?\s*$""",
    re.VERBOSE,
)
"""What follows the closing mark of a quotation with its author: a dash and a few words."""
LABEL = re.compile(
    r"""["“”]?(?P<name>(?:[A-Z][A-Z.'’-]+|Q|A)(?:[ ][A-Z][A-Z.'’-]+){0,4})
        \s?(?P<colon>:)\s+(?=\S)""",
    re.VERBOSE,
)
"""A speaker's label in a transcript: up to five words in capitals, and a colon."""
TURNS = 2
"""Labelled paragraphs that make a transcript; a single one may be a slug ("BREAKING: …")."""


def transcript(scenes: Sequence[Scene]) -> bool:
    """Whether some paragraphs are a transcript, its turns labelled with names in capitals."""
    return sum(LABEL.match(scene.text) is not None for scene in scenes) >= TURNS


def laid_out(scene: Scene, turns: bool) -> Draft | None:
    """The statement that a whole paragraph is by its layout, or None.

    Args:
        scene: the paragraph.
        turns: whether the report is a transcript.
    """
    return by_dash(scene) or (by_label(scene) if turns else None)


def announced(scene: Scene, drafts: list[Draft], after: Scene, following: list[Draft]) -> None:
    """Gives the words of the next paragraph to whoever a paragraph announces.

    A next paragraph that has a speaker of its own is left alone.

    Args:
        scene: the paragraph that may announce.
        drafts: its statements; the announced one is added.
        after: the next paragraph.
        following: its statements; those that only go on from an earlier one are taken out.
    """
    verb = announces(scene)
    if verb is None or any(verb in d.cue for d in drafts) or any(d.cue for d in following):
        return
    following.clear()
    start = after.paragraph.span.start
    whole = Span(0, len(after.text))
    inner = next((q.inner for q in after.quotes if q.outer.start == 0), whole)
    words = trim(after.text, inner if inner.end >= len(after.text.rstrip()) - 2 else whole)
    if words.end > words.start:
        block = Span(start + words.start, start + words.end)
        drafts.append(Draft((verb,), [], SAID, source=subject(verb), elsewhere=[block]))


def by_dash(scene: Scene) -> Draft | None:
    """A quotation that is the whole paragraph but for a dash and its author."""
    if not scene.quotes or scene.text[: scene.quotes[0].outer.start].strip():
        return None
    quote = scene.quotes[0]
    after = DASH.match(scene.text, quote.outer.end)
    if after is None or len(quote.inner.of(scene.text).split()) < TURNS:
        return None
    dash, name = at(scene, after.start("dash")), author(scene, Span(*after.span("name")))
    if dash is None or name is None:
        return None
    return Draft((dash,), [trim(scene.text, quote.inner)], SAID, source=name)


def by_label(scene: Scene) -> Draft | None:
    """A turn of a transcript: everything after the label."""
    label = LABEL.match(scene.text)
    if label is None:
        return None
    colon, name = at(scene, label.start("colon")), author(scene, Span(*label.span("name")))
    if colon is None or name is None:
        return None
    content = trim(scene.text, Span(label.end(), len(scene.text)))
    return Draft((colon,), [content], SAID, source=name) if content.end > content.start else None


def announces(scene: Scene) -> Token | None:
    """The verb of a paragraph that only announces the next one: "The minister added:"."""
    if not scene.text.rstrip().endswith(":"):
        return None
    words = [token for token in scene.doc if not token.is_space]
    if not words or words[-1].text != ":":
        return None
    verb = next((t for t in reversed(words[-6:]) if is_saying(t)), None)
    return verb if verb is not None and subject(verb) is not None else None


def at(scene: Scene, offset: int) -> Token | None:
    """The token at a character of the paragraph."""
    return next((t for t in scene.doc if t.idx <= offset < t.idx + len(t)), None)


def author(scene: Scene, words: Span) -> Token | None:
    """The head of the name within some words: the last word of its first run of names."""
    inside = [t for t in scene.doc if words.start <= t.idx < words.end and t.text[:1].isupper()]
    found = None
    for token in inside:
        if found is not None and token.i != found.i + 1:
            break
        found = token
    return found
