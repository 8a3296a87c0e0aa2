"""The roles of a text's lines: where the article begins and ends, its title, what is furniture.

A trained field over the lines (`classifier`) says how likely each is the article's; wordings
(`patterns`), the shape of prose and position say what it is in particular. A page is read as head,
article, tail; blocks of teasers and comment forms are opened by their headings. In doubt between
prose and furniture a line is body: what is lost cannot be annotated, what is kept can be judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

from dragoman.model import Line, LineRole, Span
from dragoman.read.blocks import blocks
from dragoman.read.classifier import classify
from dragoman.read.dates.printed import find_dates
from dragoman.read.language import name_of
from dragoman.read.rows import Row, limits
from dragoman.read.rules import rules
from dragoman.read.title import Candidate, choose_title

_QUOTED = re.compile(r"^[\"'“‘«„](.+)[\"'”’»“]$")
_SNIPPET = 3  # rows of a text that is too short to be a page
_SENTENCE = 8  # words of a line that is a sentence in a short text, however it ends
_PAGE = 8  # rows of several words from which on a text is judged like a page


def body_only(rows: Sequence[Row], title: str | None) -> list[Line]:
    """Roles for a text that is stated to be all article; a first line equal to `title` is that."""
    first = bool(rows and title and rows[0].text == title.strip())
    lines = [Line(row.span, "body", "the text is stated to be the article") for row in rows]
    return [Line(rows[0].span, "title", "the stated title"), *lines[1:]] if first else lines


def all_foreign(rows: Sequence[Row], language: str) -> list[Line]:
    """Roles for a report in a language that is not annotated."""
    why = f"the report is in {name_of(language)}"
    return [Line(row.span, "other-language", why) for row in rows]


def assign(rows: Sequence[Row], *, title: str | None = None, extracted: bool = False) -> list[Line]:
    """A role for each row, in order.

    Args:
        rows: of an English text, or of one whose language is not known.
        title: the title where it is known from outside the text.
        extracted: whether the text comes out of an HTML extractor, so that what no rule speaks
            against is the article.
    """
    likely = None if extracted else _opinion(rows)
    short = _is_short(rows)
    article = _article(rows, likely, extracted=extracted)
    if article is None:
        return [_without_article(row) for row in rows]
    first, last, inside = article
    head = [
        Candidate(i, row.text, row.words)
        for i, row in enumerate(rows[: first + 1])
        if not row.ruled
    ]
    prose = [word for row in rows[first : last + 1] for word in row.words]
    heading = choose_title(head, first, title, prose)
    first = max(first, heading.index + 1) if heading.index is not None else first
    lines = []
    for i, row in enumerate(rows):
        if i == heading.index:
            lines.append(Line(row.span, "title", heading.why))
        elif i in heading.repeats:
            lines.append(Line(row.span, "furniture", "the page's title repeats the headline"))
        elif (row.ruled or inside[i]) and not _overruled(row, likely[i] if likely else 0):
            lines.append(_ruled(row, inside[i]))
        elif likely and not _kept(rows, likely, i, below_title=i - 1 == heading.index):
            why = f"like a page's furniture (the article's with {likely[i]:.0%})"
            lines.append(Line(row.span, "furniture", why))
        elif i < first:
            lines.append(_in_head(row, after_title=heading.index is not None and i > heading.index))
        elif i > last and not _goes_on(row, likely[i] if likely else 0, short=short):
            lines.append(
                Line(row.span, "furniture", "short line after the article's last sentence")
            )
        else:
            lines.append(_in_article(rows, i, first))
    return _once(rows, lines)


def _once(rows: Sequence[Row], lines: Sequence[Line]) -> list[Line]:
    """The lines with each further copy of the article, or of a stretch of it, made furniture.

    Some pages hold their article once for wide screens and once for narrow ones. Paragraphs that
    recur are a copy, and short lines beside them that recur as well.
    """
    body = [i for i, line in enumerate(lines) if line.role == "body"]
    seen: set[str] = set()
    again = []
    for i in body:
        again.append(rows[i].text in seen)
        seen.add(rows[i].text)
    found = list(lines)
    for is_copy, stretch in groupby(zip(again, body, strict=True), key=itemgetter(0)):
        copied = [i for _, i in stretch]
        words = sum(len(rows[i].words) for i in copied if rows[i].prose)
        if is_copy and words >= limits()["copied_words"]:
            for i in copied:
                found[i] = Line(rows[i].span, "furniture", "the article has the same lines above")
    return found


def _overruled(row: Row, share: float) -> bool:
    """Whether a wording found in a line counts for nothing, since it is surely a paragraph.

    "The Copyright Office said …" is a sentence of the article, and no notice.
    """
    long = row.ends and len(row.words) >= limits()["long_line_words"]
    sure: float = rules("lines")["likely"]["overrules"]
    return row.rule is not None and row.rule.role == "furniture" and long and share >= sure


def _goes_on(row: Row, share: float, *, short: bool) -> bool:
    """Whether a row after the last paragraph, such as the end of a list, is still the article's."""
    sure: float = rules("lines")["likely"]["after_end"]
    return share >= sure or (short and len(row.words) >= _SENTENCE)


def _is_short(rows: Sequence[Row]) -> bool:
    """Whether a text has too few lines of several words to be judged like a page."""
    return sum(len(row.words) >= _SNIPPET for row in rows) < _PAGE


def _opinion(rows: Sequence[Row]) -> list[float] | None:
    """How likely each row is the article's; None for a short text, and where none is likely to be.

    The classifier has seen pages that hold an article; about others the rules are believed.
    """
    if _is_short(rows):
        return None
    likely = classify(rows)
    return likely if max(likely) >= rules("lines")["likely"]["least"] else None


def _kept(
    rows: Sequence[Row], likely: Sequence[float], i: int, *, below_title: bool = False
) -> bool:
    """Whether a row that nothing else speaks against is likely enough the article's.

    A paragraph right below the title, or beside one that is, needs less: the lead, the standfirst
    and the last sentence of a report stand there. A credit or date between the two is seen past.
    """
    bounds: dict[str, float] = rules("lines")["likely"]
    near = [likely[j] for j in (_beside(rows, i, -1), _beside(rows, i, 1)) if j is not None]
    beside = below_title or max(near, default=0.0) >= bounds["least"]
    return likely[i] >= bounds["least_beside" if beside and rows[i].prose else "least"]


def _beside(rows: Sequence[Row], i: int, step: int) -> int | None:
    """The next row in a direction, or the one after it where a wording says what the next is."""
    near = [j for j in (i + step, i + 2 * step) if 0 <= j < len(rows)]
    return next((j for j in near if not rows[j].ruled), near[0] if near else None)


def _article(
    rows: Sequence[Row], likely: Sequence[float] | None, *, extracted: bool
) -> tuple[int, int, list[LineRole | None]] | None:
    """The article's first and last row, and the block each row lies in; None for no article."""
    inside = blocks(rows, likely)
    free = [i for i, row in enumerate(rows) if not row.ruled and inside[i] is None]
    prose = [i for i in free if rows[i].prose]
    if extracted and prose:
        return free[0], free[-1], inside
    # A snippet, such as one sentence handed to the Python interface, is all article.
    if not prose and free and len(rows) <= _SNIPPET:
        prose = [i for i in free if rows[i].ends] or free
    if likely:
        prose = [i for i in prose if _kept(rows, likely, i)] or prose
    return (prose[0], prose[-1], inside) if prose else None


def _ruled(row: Row, block: LineRole | None) -> Line:
    """The role that wording, language, date or the surrounding block gives."""
    if row.rule:
        return Line(row.span, row.rule.role, row.rule.why)
    if block:
        kind = "other stories" if block == "teaser" else "the page's own lines"
        return Line(row.span, block, f"in a block of {kind}")
    if row.foreign:
        return Line(row.span, "other-language", f"in {name_of(row.foreign)}")
    return Line(row.span, "date", "a printed date")


def _in_head(row: Row, *, after_title: bool) -> Line:
    """An unruled row above the article: a standfirst below the title, else furniture."""
    english = sum(word.casefold() in rules("languages")["english"] for word in row.words)
    if after_title and len(row.words) >= limits()["prose_words"] and english:
        return Line(row.span, "body", "a sentence between the title and the first paragraph")
    where = "between the title and the article" if after_title else "above the title"
    return Line(row.span, "furniture", f"short line {where}")


def _in_article(rows: Sequence[Row], i: int, first: int) -> Line:
    """An unruled row of the article: a paragraph, a subheading, a caption or a pull quote."""
    row = rows[i]
    if _is_caption(rows, i, near_head=i <= first + 1):
        return Line(row.span, "caption", "describes a picture")
    if _is_pull_quote(rows, i):
        return Line(row.span, "furniture", "a pull quote: the article has the same words")
    return Line(row.span, "body", "prose" if row.prose else "a short line inside the article")


def _is_caption(rows: Sequence[Row], i: int, *, near_head: bool) -> bool:
    row = rows[i]
    if any(re.match(mark, row.text) for mark in rules("lines")["caption"]["always"]):
        return True
    if len(row.words) > limits()["caption_words"] or not _caption_verb().search(row.text):
        return False
    beside = (rows[j] for j in (i - 1, i + 1) if 0 <= j < len(rows))
    if any(other.rule and other.rule.why == "photo credit" for other in beside) and near_head:
        return True
    marked = any(
        re.search(mark, row.text, re.IGNORECASE) for mark in rules("lines")["caption"]["marks"]
    )
    return marked or (near_head and bool(find_dates(row.text, Span(0, len(row.text)))))


@cache
def _caption_verb() -> re.Pattern[str]:
    """A caption's verb, among the first words of the line."""
    verbs = "|".join(map(re.escape, rules("lines")["caption"]["verbs"]))
    return re.compile(rf"^(?:\S+\s+){{1,14}}?(?:{verbs})\b")


def _is_pull_quote(rows: Sequence[Row], i: int) -> bool:
    row = rows[i]
    quoted = _QUOTED.match(row.text)
    if not quoted or len(row.words) > limits()["pull_quote_words"]:
        return False
    inner = _plain(row.words)
    return any(
        j != i and f" {inner} " in f" {_plain(other.words)} " for j, other in enumerate(rows)
    )


def _plain(words: Iterable[str]) -> str:
    return " ".join(word.casefold().replace("’", "'") for word in words)


def _without_article(row: Row) -> Line:
    if row.ruled:
        return _ruled(row, None)
    return Line(row.span, "furniture", "no article was found around this line")
