"""An answer of a web server as reports, whether just fetched or kept in an archive."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.read.inputs.bodies import BODIES, read_body
from dragoman.read.inputs.kinds import MEDIA_TYPES, Kind, kind_of
from dragoman.read.inputs.packed import decoded
from dragoman.read.inputs.shared import HEAD, LARGEST_PAGE, Items, Reading, Unreadable
from dragoman.read.report import Source

_UNTOLD = {"", "application/octet-stream", "application/xml", "text/xml", "unknown/unknown"}
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Response:
    """What a web server answered.

    Attributes:
        url: the address that answered, after redirects.
        body: as it went over the wire, encodings and all.
        headers: names in lower case.
    """

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content_type(self) -> str:
        """The media type it states, without parameters; "" where it states none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The character encoding it states."""
        stated = _CHARSET.search(self.headers.get("content-type", ""))
        return stated[1] if stated else None

    def content(self) -> bytes:
        """The body without its transfer and content encodings.

        Raises:
            Unreadable: they are broken or unknown (R028), or expand without end (R022).
        """
        taken_off = [*self._listed("transfer-encoding"), *self._listed("content-encoding")]
        if not taken_off:
            return self.body
        return decoded(self.body, taken_off, LARGEST_PAGE)

    def kind(self, content: bytes) -> Kind:
        """What the content is, by the stated type and its first bytes."""
        stated = MEDIA_TYPES.get(self.content_type)
        if stated is None and self.content_type not in _UNTOLD:
            return "unknown"
        looks = kind_of("", content[:HEAD])
        return looks if stated in (None, "text") or looks in ("feed", "pdf") else stated

    def _listed(self, header: str) -> list[str]:
        """The encodings in a header, the one put on last first."""
        names = [name.strip().lower() for name in self.headers.get(header, "").split(",")]
        return [name for name in reversed(names) if name]


def read_response(response: Response, source: Source, how: Reading) -> Items:
    """The reports in an answer.

    Args:
        response: the answer.
        source: names it and says what is known of it; its address should be stated there.
        how: how to read it.

    Raises:
        Unreadable: it is no text (R002) or a feed (R032), or cannot be read.
    """
    content = response.content()
    kind = response.kind(content)
    if kind == "feed":
        raise Unreadable("R032")
    if kind not in BODIES:
        raise Unreadable("R002", response.content_type or "of no stated type")
    yield from read_body(content, kind, source, how, response.charset)
