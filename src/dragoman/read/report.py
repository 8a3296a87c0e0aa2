"""One decoded text to one report: language, roles, title, byline, sources, date."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dragoman.knowledge import World, load
from dragoman.model import Line, Problem, Report, Span, content_id
from dragoman.problems import problem
from dragoman.read.datelines import Dateline
from dragoman.read.dates import Clues, find_published
from dragoman.read.imprint import printed_address, printed_byline
from dragoman.read.language import name_of
from dragoman.read.lines import strip
from dragoman.read.outlet import find_sources
from dragoman.read.page import Metadata, Page
from dragoman.read.prevailing import is_half_foreign, prevailing_language
from dragoman.read.roles import all_foreign, assign, body_only
from dragoman.read.rows import Row, rows_of
from dragoman.read.rules import rules
from dragoman.read.stated import Stated

_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from: its name in the corpus, its path as given, what is stated of it.

    `roles` is False for a text that is stated to be all article.
    """

    name: str = "-"
    path: str = "-"
    stated: Stated = field(default_factory=Stated)
    roles: bool = True


def read_text(
    text: str, *, name: str = "-", path: str = "-", stated: Stated | None = None
) -> tuple[Report, list[Problem]]:
    """A report from a text in memory, which may hold page furniture.

    Args:
        text: kept as it is.
        name: part of the report's id; the same text under another name is another report.
        path: what problems call it.
        stated: what is known from outside the text; it is believed before what the text says.

    Returns:
        The report, and the problems about it (another language, no article, too long).
    """
    return read_report(text, Source(name, path, stated or Stated()))


def read_report(
    text: str, source: Source, page: Page | None = None
) -> tuple[Report, list[Problem]]:
    """A report from a text and, for an HTML page, what was found in the page beside it."""
    stated, meta = source.stated, page.metadata if page else Metadata()
    text, broken = _whole_characters(text, source.path)
    end = _readable_end(text)
    rows = rows_of(text, end)
    language = stated.language or prevailing_language(rows)
    title = stated.title or meta.title
    lines = _lines(rows, source, page, language, title)
    problems = _problems(text, lines, end, language, source.path)
    if end < len(text):
        lines.append(_beyond(text, end))
    world = load()
    telling = _telling(lines)
    url = stated.url or meta.url or printed_address(text, telling)
    author = stated.byline or meta.author
    sources = find_sources(
        text, telling, world, stated=stated.outlet, site=meta.site, author=author, url=url
    )
    clues = Clues(
        text,
        telling,
        sources.dateline,
        stated=stated.published,
        page=meta.dates,
        url=url,
        country=_country(world, sources.republished_by or sources.outlet),
    )
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    span = next((line.span for line in lines if line.role == "title"), None)
    report = Report(
        id=content_id("r", source.name, sha, *stated.parts()),
        name=source.name,
        path=source.path,
        text=text,
        sha256=sha,
        language=language,
        url=url,
        outlet=sources.outlet,
        republished_by=sources.republished_by,
        credits=sources.credits,
        title=title or (span.of(text) if span else None),
        title_span=span,
        byline=author or printed_byline(text, telling),
        section=meta.section,
        published=find_published(clues),
        lines=tuple(_without_head(text, lines, sources.dateline)),
    )
    return report, [*broken, *problems]


def _whole_characters(text: str, path: str) -> tuple[str, list[Problem]]:
    r"""The text with halves of characters as U+FFFD, one for one; no encoding can store a half.

    Only text from memory or from JSON escapes ("\ud800") can hold them.
    """
    whole = _HALF.sub("\ufffd", text)
    return whole, [] if whole == text else [problem("R004", path, detail="Unicode")]


def _without_head(text: str, lines: Sequence[Line], head: Dateline | None) -> Iterator[Line]:
    """The lines, the dateline a line of its own, since nobody acts or speaks in it."""
    for line in lines:
        if head is None or line.role != "body" or not line.span.holds(head.span):
            yield line
            continue
        start, end = head.span.start, head.span.end
        yield Line(strip(text, Span(start, end)), "dateline", "stands before the first sentence")
        rest = strip(text, Span(end, line.span.end))
        if rest.start < rest.end:
            yield Line(rest, line.role, line.why)


def _readable_end(text: str) -> int:
    """Up to where lines are given roles: the whole text, or a word's end near the limit."""
    limit: int = rules("lines")["limits"]["readable"]
    if len(text) <= limit:
        return len(text)
    cut = max(text.rfind(" ", limit // 2, limit), text.rfind("\n", limit // 2, limit))
    return cut if cut > 0 else limit


def _beyond(text: str, end: int) -> Line:
    """The rest of an overlong text, as one line whatever breaks it holds."""
    why = f"beyond the first {end} characters; kept, not annotated"
    return Line(strip(text, Span(end, len(text))), "furniture", why)


def _telling(lines: Sequence[Line]) -> list[Line]:
    """The lines that may tell of outlet and date: all but overlong ones beside the article."""
    most: int = rules("lines")["limits"]["longest_ruled_line"]
    readable = ("title", "body", "caption")
    return [line for line in lines if line.role in readable or line.span[1] - line.span[0] <= most]


def _lines(
    rows: Sequence[Row], source: Source, page: Page | None, language: str | None, title: str | None
) -> list[Line]:
    if language not in (None, "en"):
        return all_foreign(rows, language or "und")
    if not source.roles:
        return body_only(rows, title)
    if page and not page.article:
        return [Line(row.span, "furniture", "no article was found on the page") for row in rows]
    lines = assign(rows, title=title, extracted=page is not None)
    captions = page.captions if page else frozenset()
    return [
        replace(line, role="caption", why="the page marks it as a caption")
        if row.text in captions
        else line
        for row, line in zip(rows, lines, strict=True)
    ]


def _problems(
    text: str, lines: Sequence[Line], end: int, language: str | None, path: str
) -> list[Problem]:
    found = []
    if language not in (None, "en"):
        found.append(problem("R006", path, detail=name_of(language or "und")))
    elif not any(line.role == "body" for line in lines):
        found.append(problem("R007", path))
    elif is_half_foreign(lines):
        found.append(problem("R037", path))
    if end < len(text):
        rest = Span(end, len(text))
        found.append(problem("R008", path, detail=f"{end} characters", span=rest))
    return found


def _country(world: World, outlet: object) -> str | None:
    """The country of a known outlet, whose dates may be printed its way."""
    identity = getattr(outlet, "id", None)
    entry = world.entry(identity) if identity else None
    return entry.country if entry else None
