"""What the lines beside an article print of it: its own address, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from dragoman.model import Line
from dragoman.read.rules import rules

_ADDRESS = re.compile(r"https?://\S+")


def printed_address(text: str, lines: Sequence[Line]) -> str | None:
    """The page's own address where it prints it: on or after a line "News Link :"."""
    labelled = False
    for line in lines:
        exact = line.span.of(text)
        address = _ADDRESS.search(exact)
        own = labelled or (address and _wording("own_link").search(exact[: address.start()]))
        if address and own and line.role not in ("body", "title", "caption", "teaser"):
            return address[0] if urlsplit(address[0]).hostname else None
        labelled = bool(_wording("own_link").fullmatch(exact))
    return None


def printed_byline(text: str, lines: Sequence[Line]) -> str | None:
    """The first byline without its "By"."""
    first = next((line.span.of(text) for line in lines if line.role == "byline"), None)
    return _wording("by").sub("", first) or None if first else None


@cache
def _wording(name: str) -> re.Pattern[str]:
    return re.compile(rules("outlets")["imprint"][name], re.IGNORECASE)
