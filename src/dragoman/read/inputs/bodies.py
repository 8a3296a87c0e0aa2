"""The bytes of one document as reports: a page, a text, a PDF, Word or RTF document.

A text that turns out to be an export of a press database is split into its articles.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.model import Problem
from dragoman.problems import problem
from dragoman.read.decode import binary_kind, charset_named, decode, is_valid
from dragoman.read.inputs.databases import markup_of_export, split_export
from dragoman.read.inputs.documents import text_of
from dragoman.read.inputs.fragments import fragment_text
from dragoman.read.inputs.kinds import Kind
from dragoman.read.inputs.shared import (
    LARGEST_FILE,
    LARGEST_PAGE,
    Items,
    Reading,
    Unreadable,
    part_of,
)
from dragoman.read.page import Page, read_page
from dragoman.read.report import Source, read_report

BODIES: frozenset[Kind] = frozenset({"page", "text", "pdf", "docx", "rtf"})
"""The kinds that are one document."""
_LIMITS: dict[Kind, int] = {"text": LARGEST_FILE}


def limit_of(kind: Kind) -> int:
    """How many bytes a document of a kind may have."""
    return _LIMITS.get(kind, LARGEST_PAGE)


def read_body(
    raw: bytes, kind: Kind, source: Source, how: Reading, charset: str | None = None
) -> Items:
    """The reports in one document; more than one only in an export of a press database.

    Args:
        raw: the document.
        kind: one of `BODIES`; whether a text is not a page after all is looked up in it.
        source: where it comes from.
        how: how to read it.
        charset: the encoding that a header declares, which goes before what the document says of
            itself, unless the document is plainly UTF-8.

    Raises:
        Unreadable: it cannot be read.
    """
    if len(raw) > limit_of(kind):
        raise Unreadable("R016", f"{limit_of(kind) >> 20} MiB")
    if kind in ("pdf", "docx", "rtf"):
        text = text_of(raw, kind)
        if not text.strip():
            raise Unreadable("R001")
        yield from _read_text(text, source, how)
        return
    if binary := binary_kind(raw):
        raise Unreadable("R002", binary)
    decoded = decode(_as_utf8(raw, charset), source.path, page=kind == "page")
    if not decoded.text.strip():
        raise Unreadable("R001")
    if kind == "page":
        yield from _read_page(decoded.text, source, how)
    else:
        yield from _read_text(decoded.text, source, how)
    yield from decoded.problems


def _as_utf8(raw: bytes, charset: str | None) -> bytes:
    """The bytes in UTF-8, where they are not yet and are valid in the declared charset."""
    name = charset_named(charset) if charset else None
    if name is None or is_valid(raw, "utf-8") or not is_valid(raw, name):
        return raw
    return raw.decode(name).encode("utf-8", "replace")


def _read_page(html: str, source: Source, how: Reading) -> Items:
    """A page as one report, or the articles of a press database's page of many."""
    if len(html) > LARGEST_PAGE:
        raise Unreadable("R016", f"{LARGEST_PAGE >> 20} MiB")
    if markup_of_export(html):
        articles = list(_articles(fragment_text(html), source, how))
        if articles:
            yield from articles
            return
    page = _parsed(html, read_page)
    if not page.text.strip():
        raise Unreadable("R007")
    yield from _one(page.text, source, page)


def _parsed(html: str, parse: Callable[[str], Page]) -> Page:
    try:
        return parse(html)
    except Exception as error:  # whatever a library makes of a stranger's page, the run goes on
        said = str(error) if isinstance(error, ValueError) else type(error).__name__
        raise Unreadable("R013", said) from error


def _read_text(text: str, source: Source, how: Reading) -> Items:
    """A text as one report, or the articles of an export of a press database."""
    articles = list(_articles(text, source, how))
    yield from articles or _one(text, source)


def _articles(text: str, source: Source, how: Reading) -> Items:
    for number, article in enumerate(split_export(text), 1):
        one = part_of(source, article.identity or str(number), article.stated)
        if not article.text.strip():
            yield problem("R031", one.path)
            continue
        yield from read_stated(article.text, one, how)


def read_stated(text: str, source: Source, how: Reading) -> Items:
    """A text that is stated to be all article, and has roles only where they are asked for."""
    whole = Source(source.name, source.path, source.stated, how.roles)
    yield from _one(text, whole)


def _one(text: str, source: Source, page: Page | None = None) -> Items:
    report, problems = read_report(text, source, page)
    yield report
    yield from problems


def said_of(error: Unreadable, path: str) -> Problem:
    """The row of the catalogue for an input that could not be read."""
    return problem(error.code, path, detail=error.detail)
