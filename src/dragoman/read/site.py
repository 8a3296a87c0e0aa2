"""What a page's `<title>` says: the headline, and whose the page is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from dragoman.read.marks import NAME, is_generic, named_by_wording, squash

_SEPARATOR = re.compile(r"\s+[|–—:·»-]+\s+|\s*[|»]\s*")
_LEAST_WORDS = 3  # of a headline; shorter ones are names of sections, or the site's own


def site_in_title(
    title: str, headlines: Iterable[str], visible: str, url: str | None
) -> str | None:
    """The site's name: what the page's title holds beside the headline, on its outer side.

    It may be a section's name too, so it counts only where the page's address spells it, or where
    the page prints it in a notice such as "© 2019 NAME".

    Args:
        title: the text of the page's `<title>`.
        headlines: of its `<h1>`.
        visible: the page's text, line by line.
        url: its address, where it is known.
    """
    names = {name for headline in headlines for name in _beside(_plain(title), _plain(headline))}
    host = {squash(label) for label in (urlsplit(url or "").hostname or "").split(".")}
    confirmed = {name for name in names if squash(name) in host}
    if not confirmed and names:
        printed = {squash(name) for line in visible.split("\n") for name in named_by_wording(line)}
        confirmed = {name for name in names if squash(name) in printed}
    return min(confirmed, default=None)


def headlines_in(title: str) -> list[str]:
    """The parts of a page's title that may be the headline, the longest first."""
    parts = [part for part in _SEPARATOR.split(_plain(title)) if len(part.split()) >= _LEAST_WORDS]
    return sorted(parts, key=len, reverse=True)


def _beside(title: str, headline: str) -> Iterator[str]:
    """Names at the outer end of what a title has beside the headline."""
    if len(headline.split()) < _LEAST_WORDS or title == headline:
        return
    pieces = []
    if title.startswith(headline):
        pieces = _SEPARATOR.split(title.removeprefix(headline))[1:][-1:]
    elif title.endswith(headline):
        pieces = _SEPARATOR.split(title.removesuffix(headline))[:-1][:1]
    yield from (name for name in pieces if re.fullmatch(NAME, name) and not is_generic(name))


def _plain(text: str) -> str:
    return " ".join(text.split())
