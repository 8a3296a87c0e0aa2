"""What a page says of its article for machines: JSON-LD, OpenGraph, meta tags, microdata.

Vocabularies: schema.org (Article and below, WebPage), the Open Graph protocol, and the meta names
of `data/structured.toml`. What stands first in that order is believed first; nothing is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from dragoman.model import Span
from dragoman.read.dates.of_page import MARKED_UP
from dragoman.read.dates.printed import find_dates
from dragoman.read.element import Element
from dragoman.read.rules import rules

_DAY = re.compile(r"\s*((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d)")
_REGION = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{4})?[-_]([a-z]{2})(?:[-_].*)?", re.IGNORECASE)
_DEEPEST = 12  # levels of JSON-LD; a bomb is not followed further
_LARGEST = 1 << 20  # code points of one JSON-LD script
_LONGEST_DATE = 40  # code points of a date in words
_MOST = 4000  # JSON-LD objects of one page


@dataclass(frozen=True, slots=True)
class Said:
    """What a page's machine-readable part says of its article; None: nothing.

    `published` and `modified` are the days as the page's own clock has them; `by` names where
    the day of publication stands ("JSON-LD", "article:published_time", …).
    """

    site: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    section: str | None = None
    published: date | None = None
    by: str | None = None
    modified: date | None = None


def structured(tree: Element) -> Said:
    """What the page says; of several places the first of the vocabulary's order."""
    article = _article(tree)
    metas = _metas(tree)
    day, by = _published(tree, article, metas)
    return Said(
        site=_name(article.get("publisher")) or _first(metas, "site"),
        url=_address(tree, article, metas),
        title=_text(article.get("headline")) or _first(metas, "title"),
        author=_names(article.get("author")) or _first(metas, "author"),
        section=_text(article.get("articleSection")) or _first(metas, "section"),
        published=day,
        by=by,
        modified=day_of(article.get("dateModified")) or day_of(_first(metas, "modified")),
    )


def day_of(value: object) -> date | None:
    """The day that an ISO date or date and time begins with; None for anything else."""
    match = _DAY.match(value) if isinstance(value, str) else None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def times(tree: Element) -> frozenset[date]:
    """The days of all `time` elements, as their own clock has them; also those of other stories."""
    days = (day_of(str(value)) for value in tree.xpath("//time/@datetime"))
    return frozenset(day for day in days if day)


def country_of_language(tree: Element) -> str | None:
    """ISO code of the country in the page's language tag: "US" for `<html lang="en-US">`."""
    tags = [str(tag) for tag in tree.xpath("/html/@lang | /html/@xml:lang")]
    match = _REGION.fullmatch(tags[0].strip()) if tags else None
    return match[1].upper() if match else None


def _written(value: str | None) -> date | None:
    """The day of a short text such as "May 7, 2019", where it can be read in one way only."""
    if not value or len(value) > _LONGEST_DATE:
        return None
    days = {day for found in find_dates(value, Span(0, len(value))) for day in found.readings}
    return days.pop() if len(days) == 1 else None


def _published(
    tree: Element, article: Mapping[str, Any], metas: Mapping[str, str]
) -> tuple[date | None, str | None]:
    """The day of publication and where it stands."""
    for key in ("datePublished", "dateCreated"):
        if day := day_of(article.get(key)):
            return day, f"JSON-LD {key}"
    for name in rules("structured")["published"]:
        if day := day_of(metas.get(name)) or _written(metas.get(name)):
            return day, name
    for path in rules("structured")["published_elements"]:
        days = {day for value in tree.xpath(path) if (day := day_of(str(value)))}
        if len(days) == 1:  # several are those of other stories
            return days.pop(), MARKED_UP
    return None, None


def _article(tree: Element) -> Mapping[str, Any]:
    """The JSON-LD object that describes the article: the most specific type, the first of it."""
    ranks: dict[str, int] = {name: i for i, name in enumerate(rules("structured")["types"])}
    found: list[tuple[int, Mapping[str, Any]]] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        for item in _objects(_parsed(script.text_content()), _DEEPEST):
            types = item.get("@type")
            names = types if isinstance(types, list) else [types]
            rank = min((ranks[n] for n in names if isinstance(n, str) and n in ranks), default=None)
            if rank is not None:
                found.append((rank, item))
            if len(found) >= _MOST:
                break
    return min(found, key=lambda pair: pair[0])[1] if found else {}


def _parsed(script: str) -> object:
    """The JSON of a script; None where it is too long or no JSON, which pages often have."""
    text = script[:_LARGEST].strip().removeprefix("<!--").removesuffix("-->").strip(" \n\t;")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """Every object of a JSON value, outer ones first."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list) and depth > 0:
        for part in value:
            yield from _objects(part, depth - 1)


def _metas(tree: Element) -> dict[str, str]:
    """The page's meta tags, by name in small letters; the first of a name."""
    found: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(metas: Mapping[str, str], what: str) -> str | None:
    """The first of a list of meta names that says something usable."""
    names: Sequence[str] = rules("structured")[what]
    return next((metas[name] for name in names if metas.get(name)), None)


def _address(tree: Element, article: Mapping[str, Any], metas: Mapping[str, str]) -> str | None:
    """The first absolute address among canonical link, OpenGraph and JSON-LD; None for none."""
    links = [str(link) for link in tree.xpath("//link[@rel='canonical']/@href")]
    known = [*links, metas.get("og:url"), _text(article.get("url"))]
    return next((each.strip() for each in known if each and urlsplit(each).hostname), None)


def _text(value: object) -> str | None:
    """A string's text on one line; the first of several."""
    if isinstance(value, list):
        value = value[0] if value else None
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """The name of a person or body, which is a string, an object, or a list of them."""
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names(value: object) -> str | None:
    """The names of one or several writers; addresses are none."""
    several = value if isinstance(value, list) else [value]
    names = dict.fromkeys(name for one in several if (name := _name(one)))
    return "; ".join(name for name in names if not name.startswith("http")) or None
