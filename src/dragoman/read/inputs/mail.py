"""Mails, pages that browsers saved as MHTML, and mailboxes (RFC 5322, 2557, 4155)."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from dragoman.model import Interval, Problem, Report
from dragoman.problems import problem
from dragoman.read.inputs.bodies import BODIES, read_body, said_of
from dragoman.read.inputs.kinds import MEDIA_TYPES, Kind, kind_of
from dragoman.read.inputs.shared import (
    HEAD,
    LARGEST_FILE,
    LARGEST_PAGE,
    Items,
    Reading,
    Unreadable,
    part_of,
    whole,
)
from dragoman.read.report import Source
from dragoman.read.stated import Stated

_MOST_PARTS = 200  # a saved page has one part a picture
_NO_TEXT = frozenset(("image", "audio", "video", "font"))


def read_mail(stream: BinaryIO, source: Source, how: Reading) -> Items:
    """The text of a mail or the page of an MHTML file, and the documents attached to it.

    Of a saved page's parts the first that holds an article is read: the page itself, or one of its
    frames. A mail's date is when it was published; that of a saved page is when it was saved, and
    dates nothing. Parts inside parts are looked at once each, two hundred at most.
    """
    yield from _read_message(whole(stream, 2 * LARGEST_PAGE), source, how)


def read_mailbox(stream: BinaryIO, source: Source, how: Reading) -> Items:
    """The mails of a mailbox, one in memory at a time; the path of each is `FILE#NUMBER`."""
    for number, raw in enumerate(_mails(stream), 1):
        one = part_of(source, str(number))
        if len(raw) > 2 * LARGEST_PAGE:
            yield problem("R016", one.path, detail=f"{2 * LARGEST_PAGE >> 20} MiB")
            continue
        try:
            yield from _read_message(raw, one, how)
        except Unreadable as error:
            yield said_of(error, one.path)


def _mails(stream: BinaryIO) -> Iterator[bytes]:
    """The mails between the lines that begin with `From ` after an empty line."""
    lines: list[bytes] = []
    size, after_empty = 0, True
    while line := stream.readline(LARGEST_PAGE):
        if after_empty and line.startswith(b"From ") and lines:
            yield b"".join(lines)
            lines, size = [], 0
        after_empty = not line.strip()
        size += len(line)
        if size <= LARGEST_FILE and not (line.startswith(b"From ") and not lines):
            lines.append(line)
    if lines:
        yield b"".join(lines)


def _read_message(raw: bytes, source: Source, how: Reading) -> Items:
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        texts, attached = _parts(message)
    except RecursionError as error:
        raise Unreadable("R026", "its parts lie in one another without end") from error
    one = _stated_by(message, source)
    yield from _read_first(texts, one, how)
    for name, kind, part in attached:
        inside = part_of(source, name)
        try:
            yield from read_body(_content(part), kind, inside, how)
        except Unreadable as error:
            yield said_of(error, inside.path)


def _stated_by(message: EmailMessage, source: Source) -> Source:
    """The source with what a mail's header says of its text."""
    saved = _header(message, "Snapshot-Content-Location") or (
        _header(message, "Content-Location")
        if message.get_content_type() == "multipart/related"
        else None
    )
    own = (
        Stated(url=saved)
        if saved
        else Stated(title=_header(message, "Subject"), published=_day(message))
    )
    return Source(source.name, source.path, own.over(source.stated), source.roles)


def _parts(
    message: EmailMessage,
) -> tuple[list[EmailMessage], list[tuple[str, Kind, EmailMessage]]]:
    """The parts that may be the text, pages before plain texts, and the attached documents."""
    texts: list[EmailMessage] = []
    attached: list[tuple[str, Kind, EmailMessage]] = []
    for number, part in enumerate(message.walk(), 1):
        if number > _MOST_PARTS:
            break
        if part.is_multipart() or part.get_content_maintype() in _NO_TEXT:
            continue
        name = part.get_filename()
        if name and part.get_content_disposition() == "attachment":
            suffix = "." + name.rsplit(".", 1)[-1].lower()
            kind = kind_of(suffix, _content(part)[:HEAD])
            if kind in BODIES:
                attached.append((name, kind, part))
        elif MEDIA_TYPES.get(part.get_content_type()) in ("page", "text"):
            texts.append(part)
    return sorted(texts, key=lambda part: part.get_content_type() == "text/plain"), attached


def _read_first(texts: list[EmailMessage], source: Source, how: Reading) -> Items:
    """The first of the parts that holds an article; else what was met at the first."""
    fallback: list[Report | Problem] = []
    for part in texts:
        try:
            items: list[Report | Problem] = list(
                read_body(
                    _content(part),
                    MEDIA_TYPES[part.get_content_type()],
                    source,
                    how,
                    part.get_content_charset(),
                )
            )
        except Unreadable as error:
            items = [said_of(error, source.path)]
        if any(isinstance(item, Report) and item.spans("body") for item in items):
            yield from items
            return
        fallback = fallback or items
    if not texts:
        raise Unreadable("R001")
    yield from fallback


def _content(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: EmailMessage, name: str) -> str | None:
    """A header on one line; None where it is missing, empty or cannot be parsed."""
    try:
        return " ".join(str(message.get(name) or "").split()) or None
    except (ValueError, TypeError, AttributeError, IndexError, LookupError):
        return None  # the header parser of the standard library stumbles over torn headers


def _day(message: EmailMessage) -> Interval | None:
    try:
        day = parsedate_to_datetime(_header(message, "Date") or "").date()
    except ValueError:
        return None
    return Interval(day, day)
