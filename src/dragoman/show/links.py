"""Links out of a dossier: back to the page a report was published on, and how to cite it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from dragoman.show.phrases import UNNAMED, address, by_whom, period
from dragoman.show.safe import inert, shorten

Row = Mapping[str, Any]

_SCHEMES = frozenset({"http", "https"})
_ENDS = 5  # words at either end of a long passage that are enough to find it
_LONG = 14  # words
_CONTEXT = 3  # words before and after a short passage that tell it from others like it


def safe_url(url: str | None) -> str | None:
    """`url` where it is one of the web's and a link to it does no more than open it, else None."""
    if not url or any(ord(c) <= 0x20 or ord(c) == 0x7F for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in _SCHEMES and parts.hostname and "@" not in parts.netloc else None


def passage_url(url: str | None, text: str, start: int, end: int) -> str | None:
    """A link to the very words on the page, by a text fragment; None where there is no safe link.

    Browsers that know text fragments (https://wicg.github.io/scroll-to-text-fragment/) scroll to
    the words and mark them; others open the page.

    Args:
        url: where the report was published.
        text: the report's text.
        start: where the words start, in code points.
        end: where they end.
    """
    base = safe_url(url)
    words = text[start:end].split()
    if base is None or not words or "\n" in text[start:end].strip():
        return base
    if len(words) > _LONG:
        found = f"{_term(words[:_ENDS])},{_term(words[-_ENDS:])}"
    else:
        before = text[text.rfind("\n", 0, start) + 1 : start].split()[-_CONTEXT:]
        after = text[end:].split("\n", 1)[0].split()[:_CONTEXT]
        found = _term(words)
        if before and text[start - 1].isspace():
            found = f"{_term(before)}-,{found}"
        if after and end < len(text) and text[end].isspace():
            found = f"{found},-{_term(after)}"
    return f"{base.split('#', 1)[0]}#:~:text={found}"


def citation(claim: Row, report: Row, quoted: str) -> str:
    """A line to put under a quotation: who, through whom, outlet, title, date, where.

    Args:
        claim: `speakers` and `via`, rows with a name each.
        report: `outlet`, `title`, `published_from` … and where it was found.
        quoted: the words.
    """
    voices = by_whom([who["name"] for who in claim["speakers"]], claim["via"])
    days = period({"from": report["published_from"], "to": report["published_to"]})
    parts = [
        f"“{shorten(inert(quoted), 400)}”",
        voices,
        report["outlet"] or UNNAMED,
        f"“{report['title']}”" if report["title"] else "",
        days,
        safe_url(report["url"]) or "",
        address(report["path"], [claim["span_start"], claim["span_end"]]),
    ]
    return inert(", ".join(part for part in parts if part) + ".")


def _term(words: list[str]) -> str:
    """Words of a text fragment: what has a meaning in one (`-`, `,`, `&`) is escaped as well."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
