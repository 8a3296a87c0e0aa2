"""Of what kind a file is: by its first bytes where they are decisive, else by its name."""

from __future__ import annotations

import json
import re
from typing import Literal

from dragoman.read.page import looks_like_html

Kind = Literal[
    "page", "text", "json lines", "json", "csv", "parquet", "warc", "feed", "mail", "mailbox",
    "pdf", "docx", "rtf", "zip", "unknown",
]  # fmt: skip

_SUFFIXES: dict[str, Kind] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "page"),
    **dict.fromkeys((".txt", ".md", ".text"), "text"),
    **dict.fromkeys((".jsonl", ".ndjson"), "json lines"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    **dict.fromkeys((".warc", ".wet"), "warc"),
    **dict.fromkeys((".rss", ".atom", ".rdf"), "feed"),
    **dict.fromkeys((".eml", ".mht", ".mhtml"), "mail"),
    ".json": "json",
    ".mbox": "mailbox",
    ".pdf": "pdf",
    ".docx": "docx",
    ".rtf": "rtf",
    ".zip": "zip",
}
MEDIA_TYPES: dict[str, Kind] = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/plain": "text",
    "application/pdf": "pdf",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
}
"""Kinds by media type (IANA's registry), as servers and mails state it."""
UNREAD = {".wat", ".xml", ".doc", ".odt", ".7z", ".tar", ".epub", ".xlsx", ".xls"}
"""Suffixes of files that hold no text of reports, or hold it in a form that nothing here reads."""
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"WARC/", "warc"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
)
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")  # with files, and without
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<(?:\?|!--)[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b"
)
_HEADER = re.compile(
    rb"(?:From [^\r\n]*\r?\n)?(?:[A-Za-z][\w-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+"
)
_OF_MAIL = re.compile(rb"(?im)^(?:MIME-Version|Message-ID|Received|Return-Path):")


def kind_of(suffix: str, head: bytes) -> Kind:
    """The kind of a file.

    Args:
        suffix: the last part of its name with the dot, in lower case and without that of a
            compression; "" where it has no name.
        head: its first bytes, decompressed.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(_ZIPPED) and suffix not in UNREAD:
        return _of_zipped(suffix, head)
    named = _SUFFIXES.get(suffix)
    if named in (None, "text", "page") and (looks := _by_look(head)):
        return looks
    if suffix in UNREAD:
        return "unknown"
    return named or _by_text(head, named=bool(suffix))


def _of_zipped(suffix: str, head: bytes) -> Kind:
    """What an archive of files is: a Word document by its name or parts, else files to be read."""
    document = suffix == ".docx" or (suffix != ".zip" and b"word/" in head)
    return "docx" if document else "zip"


def _by_look(head: bytes) -> Kind | None:
    """What looks like something that no text or page begins as."""
    if _FEED.match(head):
        return "feed"
    header = _HEADER.match(head)
    return "mail" if header and _OF_MAIL.search(header[0]) else None


def _by_text(head: bytes, *, named: bool) -> Kind:
    """The kind of a text that has no telling suffix."""
    text = head.decode("utf-8", "replace")
    if looks_like_html(text):
        return "page"
    if not named and looks_like_json_line(text):
        return "json lines"
    return "text"


def looks_like_json_line(text: str) -> bool:
    """Whether a text begins with a line that is a JSON object, as far as the line is there."""
    first = text.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return '"text"' in first and "\n" not in text
