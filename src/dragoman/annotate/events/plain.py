"""What the outlet tells in its own voice beside events and statements: plain sentences as claims.

"The base holds about 850 soldiers" is no event and no statement, and yet something that another
report may contradict. Each sentence of which no claim holds any word becomes a narrated claim, and
so does what stands beside a statement in one sentence where it holds a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as DocSpan

from dragoman.annotate.attribution.statements import LEAD
from dragoman.annotate.parse import Paragraph, text_of
from dragoman.model import Claim, Quantity, Report, Span, content_id

NARRATED_SCORE = 0.7
CLOSED = re.compile(r"[.!?…:;][\"'”’)\]]*\s*$")
"""How a sentence of an article ends; a line without is a heading, a link or a list of names."""
LEAST_WORDS = 4
"""Words without which a line asserts nothing: "Advertisement", "Photo"."""


def tell_plainly(
    report: Report,
    paragraphs: Sequence[Paragraph],
    claims: Sequence[Claim],
    quantities: Sequence[Quantity],
) -> list[Claim]:
    """Narrated claims without an event for what no other claim holds.

    Args:
        report: the report.
        paragraphs: its parsed lines.
        claims: the statements and events found in it.
        quantities: all its figures.
    """
    held = sorted(span for claim in claims for span in claim.content)
    counted = {q.span for claim in claims for q in claim.quantities}
    free = [q for q in quantities if q.span not in counted]
    told: list[Claim] = []
    body = 0
    for paragraph in paragraphs:
        body += paragraph.role == "body"
        lead = paragraph.role != "body" or body <= LEAD
        here = [span for span in held if span.touches(paragraph.span)]
        for sentence, words in _sentences(paragraph):
            figures = tuple(q for q in free if sentence.holds(q.span))
            content = tuple(s for s in _outside(sentence, here) if _worded(s, paragraph))
            whole = content == (sentence,)
            if content and (figures or whole) and _says(words, verb=not figures):
                told.append(_told(report, content, sentence, figures, lead=lead))
    return told


def _sentences(paragraph: Paragraph) -> Iterator[tuple[Span, DocSpan]]:
    """Where each sentence lies in the report, and its words; lines left open are none."""
    for words in paragraph.doc.sents:
        text = text_of(paragraph.doc)[words.start_char : words.end_char]
        if paragraph.role != "body" or CLOSED.search(text):
            start = paragraph.locate(words).start
            yield Span(start, start + len(text.rstrip())), words


def _says(sentence: DocSpan, *, verb: bool) -> bool:
    """Whether a sentence is of some words, with a verb if wanted; "12 dead in storm" has none."""
    words = [t for t in sentence if t.is_alpha]
    return len(words) >= LEAST_WORDS and not (
        verb and all(t.pos_ not in {"VERB", "AUX"} for t in words)
    )


def _worded(span: Span, paragraph: Paragraph) -> bool:
    """Whether a stretch holds more than punctuation."""
    shift = paragraph.span.start
    return any(c.isalnum() for c in text_of(paragraph.doc)[span.start - shift : span.end - shift])


def _outside(sentence: Span, held: Sequence[Span]) -> Iterator[Span]:
    """What is left of a sentence without the stretches that other claims hold."""
    start = sentence.start
    for span in held:
        if span.touches(sentence):
            if span.start > start:
                yield Span(start, span.start)
            start = max(start, span.end)
    if start < sentence.end:
        yield Span(start, sentence.end)


def _told(
    report: Report,
    content: tuple[Span, ...],
    sentence: Span,
    figures: tuple[Quantity, ...],
    *,
    lead: bool,
) -> Claim:
    return Claim(
        id=content_id("c", report.id, "told", sentence),
        kind="narrated",
        content=content,
        context=sentence,
        quantities=figures,
        lead=lead,
        score=NARRATED_SCORE,
    )
