"""RSS and Atom feeds: an entry a report, or the pages that the entries link to."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

import feedparser

from dragoman.model import Interval
from dragoman.problems import problem
from dragoman.read.inputs.bodies import read_stated
from dragoman.read.inputs.fragments import fragment_text
from dragoman.read.inputs.shared import LARGEST_PAGE, Items, Reading, Unreadable, part_of, whole
from dragoman.read.report import Source
from dragoman.read.stated import Stated

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one report: its address, its own text (often a summary), its facts."""

    identity: str
    url: str | None
    text: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title, its entries in order, and what is wrong with it, if anything."""

    title: str | None
    entries: tuple[Entry, ...]
    damage: str | None = None


def read_feed(raw: bytes, url: str = "") -> Feed:
    """The entries of a feed in any dialect that feedparser knows.

    Args:
        raw: the feed, decompressed.
        url: where it lies, which relative addresses in it start from.

    Raises:
        Unreadable: it is no feed (R027).
    """
    found = feedparser.parse(
        io.BytesIO(raw),
        response_headers={"content-location": url} if url else None,
        sanitize_html=False,  # its text alone is taken
        resolve_relative_uris=False,
    )
    damage = str(found.get("bozo_exception", "")) if found.get("bozo") else None
    if not found.get("version") and not found.entries:
        raise Unreadable("R027", damage or "it has no entries")
    title = found.feed.get("title")
    entries = tuple(
        _entry(raw_entry, number, title) for number, raw_entry in enumerate(found.entries, 1)
    )
    return Feed(title, entries, None if entries else damage)


def read_entries(stream: BinaryIO, source: Source, how: Reading) -> Items:
    """What a feed's entries say themselves; the path of each is `FILE#ADDRESS`."""
    feed = read_feed(whole(stream, LARGEST_PAGE), source.stated.url or "")
    if feed.damage:
        yield problem("R027", source.path, detail=feed.damage)
    for entry in feed.entries:
        yield from read_entry(entry, source, how)


def read_entry(entry: Entry, source: Source, how: Reading) -> Items:
    """What one entry of the feed at `source` says itself."""
    one = part_of(source, entry.identity, entry.stated)
    if entry.text.strip():
        yield from read_stated(entry.text, one, how)
    else:
        yield problem("R031", one.path)


def _entry(raw: Mapping[str, Any], number: int, feed_title: str | None) -> Entry:
    contents = [part.get("value", "") for part in raw.get("content", ())]
    markup = max([*contents, raw.get("summary", "")], key=len)
    title = fragment_text(raw.get("title", "")).replace("\n", " ").strip() or None
    published = _published(raw)
    text = fragment_text(markup)
    url = str(raw.get("link") or "") or None
    outlet = (raw.get("source") or {}).get("title") or feed_title
    return Entry(
        identity=url or str(raw.get("id") or number),
        url=url,
        text="\n\n".join(part for part in (title, text) if part) if text else "",
        stated=Stated(
            outlet=outlet or None,
            url=url,
            published=Interval(published, published) if published else None,
            title=title,
            byline=str(raw.get("author") or "") or None,
        ),
    )


def _published(raw: Mapping[str, Any]) -> date | None:
    """The day an entry came out where its publisher is; a date of change is none."""
    printed = str(raw.get("published") or "")
    if _ISO.match(printed):
        try:
            return date.fromisoformat(printed[:10])
        except ValueError:
            return None
    try:
        return parsedate_to_datetime(printed).date()
    except ValueError:
        parsed = raw.get("published_parsed")
        return date(*parsed[:3]) if parsed else None
