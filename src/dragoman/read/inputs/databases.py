"""Exports of press databases: one file, many articles, each with what the database says of it.

The layouts (Nexis, Factiva) are described in `data/databases.toml`; here they are interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from dragoman.model import Interval
from dragoman.read.rules import rules
from dragoman.read.stated import Stated

# Plain words, not an expression: every page is looked through for them.
_MARKS = ("enArticle", "<DOCFULL", "Hide XML section from browser")
_CODE = re.compile(r"[ \t]*([A-Z]{2,3})(?:[ \t]+(\S.*))?")
_SENTENCE = re.compile(r"[.!?][\"”’)]?$|.{160}")
_DATES = ("%B %d, %Y", "%d %B %Y")

Head = dict[str, str]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an export: title and body as its text, and what the database says of it.

    `identity` is the database's own number, None where it gives none.
    """

    text: str
    stated: Stated
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class _Format:
    """A layout of `data/databases.toml`, compiled; an expression that is None fits nothing."""

    begins: re.Pattern[str] | None
    ends: re.Pattern[str] | None
    signature: re.Pattern[str]
    body: re.Pattern[str] | None
    tail: re.Pattern[str] | None
    free: tuple[str, ...]
    codes: Mapping[str, str]


def markup_of_export(html: str) -> bool:
    """Whether a page may be a press database's; its text then tells."""
    return any(mark in html for mark in _MARKS)


def split_export(text: str) -> Iterator[Article]:
    """The articles of an export; none, where the text is no export of a database known here."""
    for form in _formats():
        if form.signature.search(text) and (chunks := list(_chunks(text, form))):
            yield from (_article(lines, identity, form) for lines, identity in chunks)
            return


@cache
def _formats() -> tuple[_Format, ...]:
    def compiled(raw: Mapping[str, str], key: str) -> re.Pattern[str] | None:
        return re.compile(raw[key]) if key in raw else None

    return tuple(
        _Format(
            compiled(raw, "begins"),
            compiled(raw, "ends"),
            re.compile(raw["signature"]),
            compiled(raw, "body"),
            compiled(raw, "tail"),
            tuple(raw.get("free", ())),
            raw.get("codes", {}),
        )
        for raw in rules("databases")["format"]
    )


@cache
def _patterns() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    stated = rules("databases")["patterns"]
    return tuple((name, tuple(map(re.compile, given))) for name, given in stated.items())


def _chunks(text: str, form: _Format) -> Iterator[tuple[list[str], str | None]]:
    """The lines of each article, without those that part it from others, and its number."""
    lines: list[str] = []
    inside = form.begins is None  # before the first article stands the export's own cover
    for raw in text.splitlines():
        line = raw.replace("\xa0", " ").replace("\f", "").rstrip()
        if form.begins and form.begins.fullmatch(line):
            if inside:
                yield lines, None
            lines, inside = [], True
        elif form.ends and (match := form.ends.fullmatch(line.strip())):
            yield lines, match[1] if form.ends.groups else None
            lines = []
        else:
            lines.append(line)
    if form.begins and inside:
        yield lines, None


def _article(lines: Sequence[str], identity: str | None, form: _Format) -> Article:
    head, body = _coded(lines, form) if form.codes else _labelled(lines, form)
    title, paragraphs = head.get("title"), _paragraphs(body)
    if not head and not any(map(_SENTENCE.search, paragraphs)):
        paragraphs = []  # what an export leaves of an article that it has lost
    language = head.get("language", "").lower()
    published = _day(head.get("published", ""))
    stated = Stated(
        outlet=head.get("outlet"),
        published=Interval(published, published) if published else None,
        title=title,
        language=rules("databases")["languages"].get(language),
        byline=re.sub(r"^By ", "", head.get("byline", "")) or None,
    )
    text = "\n\n".join([title, *paragraphs] if title and paragraphs else paragraphs)
    return Article(text, stated, identity)


def _labelled(lines: Sequence[str], form: _Format) -> tuple[Head, list[str]]:
    """Head and body of an article whose head is told by the wording and order of its lines."""
    start = _body_start(lines, form)
    head: Head = {}
    free: list[str] = []
    open_block = False
    for line in (each.strip() for each in lines[:start]):
        name, value = _known(line)
        if name is None and line:
            free = [*free[:-1], f"{free[-1]} {line}"] if open_block else [*free, line]
        elif name:
            head.setdefault(name, value)
        open_block = name is None and bool(line)
    for name, value in zip(form.free, free, strict=False):
        head.setdefault(name, value)
    return head, _before_tail(list(lines[start:]), form)


def _body_start(lines: Sequence[str], form: _Format) -> int:
    """Where the body begins: after the line that announces it, else after the head's last line."""
    if form.body:
        for number, line in enumerate(lines):
            if form.body.fullmatch(line.strip()):
                return number + 1
    known = 0
    for number, line in enumerate(lines):
        if _known(line.strip())[0]:
            known = number + 1
        elif known and _SENTENCE.search(line):  # no line of a head is one
            break
    return known


def _before_tail(body: list[str], form: _Format) -> list[str]:
    if form.tail is None:
        return body
    ends = (n for n, line in enumerate(body) if form.tail.fullmatch(line.strip()))
    return body[: next(ends, len(body))]


def _known(line: str) -> tuple[str | None, str]:
    """What a line of the head is by its wording, and the value it gives."""
    for name, patterns in _patterns():
        for pattern in patterns:
            if match := pattern.fullmatch(line):
                return name, match[1].strip() if pattern.groups else ""
    return None, ""


def _coded(lines: Sequence[str], form: _Format) -> tuple[Head, list[str]]:
    """Head and body of an article whose every field opens with its code."""
    head: Head = {}
    body: list[str] = []
    name: str | None = None
    for line in lines:
        match = _CODE.fullmatch(line)
        if match:  # a field we have no use for ends the one before it
            name = form.codes.get(match[1])
        value = (match[2] or "" if match else line).strip()
        if name == "body":
            body += ["", value] if match else [value]
        elif name and value:
            head[name] = f"{head.get(name, '')} {value}".strip()
    return head, body


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Paragraphs: what empty lines part, or an indent; wrapped lines are put together."""
    paragraphs: list[str] = []
    open_one = False
    for line in lines:
        indented = open_one and re.match(r" {2,}\S", line) is not None
        if line.strip() and open_one and not indented:
            paragraphs[-1] += f" {line.strip()}"
        elif line.strip():
            paragraphs.append(line.strip())
        open_one = bool(line.strip())
    return paragraphs


def _day(printed: str) -> date | None:
    for form in _DATES:
        try:
            return datetime.strptime(printed, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None
