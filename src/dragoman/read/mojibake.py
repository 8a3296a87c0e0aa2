"""UTF-8 that somebody before us read as Windows-1252: "donâ€™t" for "don’t".

Every run of such characters is taken back to its bytes and read again; text around it stays. The
repair is done once, before the text is stored, is told as a problem of its own (R017), and can be
undone exactly: `damage` makes of each repaired character what stood there.
"""

from __future__ import annotations

import re
from functools import cache

_LEAST = 2
"""Two-byte runs a text must have where it has no longer one: a single "Ã©" may be meant."""


def repair(text: str) -> tuple[str, int]:
    """The text with misread runs read again, and how many characters that gave; 0 for none."""
    if text.isascii():
        return text, 0
    count = long = 0

    def read_again(match: re.Match[str]) -> str:
        nonlocal count, long
        try:
            found = _bytes_of(match[0]).decode("utf-8")
        except UnicodeDecodeError:
            return match[0]
        count += 1
        long += len(match[0]) > 2
        return found

    repaired = _run().sub(read_again, text)
    return (repaired, count) if long or count >= _LEAST else (text, 0)


def damage(text: str) -> str:
    """UTF-8 read as Windows-1252: the other way round of `repair`, for every character."""
    return "".join(map(_misread, text.encode("utf-8")))


@cache
def _misread(byte: int) -> str:
    """A byte as browsers read Windows-1252 (WHATWG Encoding Standard): its gaps are controls."""
    one = bytes([byte])
    try:
        return one.decode("cp1252")
    except UnicodeDecodeError:
        return one.decode("latin-1")


@cache
def _bytes() -> dict[str, int]:
    return {_misread(byte): byte for byte in range(256)}


def _bytes_of(run: str) -> bytes:
    return bytes(_bytes()[character] for character in run)


@cache
def _run() -> re.Pattern[str]:
    """What a UTF-8 sequence of two, three or four bytes looks like when misread."""

    def either(first: int, last: int) -> str:
        return "[" + "".join(re.escape(_misread(b)) for b in range(first, last + 1)) + "]"

    more = either(0x80, 0xBF)
    two, three, four = either(0xC2, 0xDF), either(0xE0, 0xEF), either(0xF0, 0xF4)
    return re.compile(f"{four}{more}{{3}}|{three}{more}{{2}}|{two}{more}")
