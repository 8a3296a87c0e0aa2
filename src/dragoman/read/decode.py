"""Bytes to text: never fails, and says so wherever it had to choose or to replace."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from dragoman.model import Problem
from dragoman.problems import problem
from dragoman.read.mojibake import repair

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "gzip-compressed",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"PAR1": "a Parquet table",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\x0b\f\r\x1b"))
_SAMPLE = 1 << 16
_MOST_CONTROL = 0.02  # real text has almost none; compressed or numeric data has about a tenth
# Accents are at most a tenth of a Western text; other alphabets are mostly high bytes.
_MANY = 0.15
_CP1252_PUNCTUATION = frozenset("‘’“”„‚‹›«»–—…•·€£¢¥©®™°½§¿¡´\xa0")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and what has to be said about how it was read."""

    text: str
    problems: tuple[Problem, ...] = ()


def binary_kind(raw: bytes) -> str | None:
    """What the bytes are if they are not text, in words; None for text in whatever encoding."""
    for magic, kind in _MAGIC.items():
        if raw.startswith(magic):
            return kind
    head = raw[:_SAMPLE]
    if any(raw.startswith(mark) for mark, _ in _MARKS) or _utf16_order(head):
        return None
    control = len(head) - len(head.translate(None, _CONTROL_BYTES))
    return "binary data" if control > max(8, _MOST_CONTROL * len(head)) else None


def decode(
    raw: bytes,
    path: str,
    *,
    page: bool = False,
    mend: bool = True,
) -> Decoded:
    """The text of `raw` and the problems met.

    In this order: byte order mark, strict UTF-8 (R034 where a page declares something else), the
    charset that a page (`page`) declares (unless the bytes are not valid in it and read well in
    Windows-1252), UTF-8 with some broken sequences (kept as U+FFFD, R004), Windows-1252 where its
    letters make sense, and what charset-normalizer finds in the first 64 KiB (both R005). UTF-8
    that was misread before it came here is read again (R017; `mojibake.damage` undoes it). Control
    characters stay (R015).
    Line breaks stay as they are.

    Args:
        raw: the bytes.
        path: what problems call them.
        page: whether to look for the charset that an HTML page declares.
        mend: False leaves misread UTF-8 as it is.
    """
    text, found = _decode(raw, path, page=page)
    text, mended = repair(text) if mend else (text, 0)
    if mended:
        found.append(problem("R017", path, detail=str(mended)))
    if controls := len(text) - len(_CONTROL.sub("", text)):
        found.append(problem("R015", path, detail=str(controls)))
    return Decoded(text, tuple(found))


def is_valid(raw: bytes, name: str) -> bool:
    """Whether the bytes are valid in an encoding, so that it may be the one they are in."""
    try:
        raw.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _decode(raw: bytes, path: str, *, page: bool) -> tuple[str, list[Problem]]:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _replacing(raw[len(mark) :], name, path)
    try:
        if not (order := _utf16_order(raw[:_SAMPLE])):
            return raw.decode("utf-8"), _misdeclared(raw, path) if page else []
    except UnicodeDecodeError:
        declared = _declared(raw) if page else None
        if declared and (is_valid(raw, declared) or not _reads_as_cp1252(raw[:_SAMPLE])):
            return _replacing(raw, declared, path)
    name = order or _guess(raw)
    if name == "utf-8":
        return _replacing(raw, name, path)
    text, found = _replacing(raw, name, path)
    return text, [problem("R005", path, detail=name), *found]


def _misdeclared(raw: bytes, path: str) -> list[Problem]:
    """What has to be said of UTF-8 that a page declares to be something else."""
    declared = None if raw.isascii() else _declared(raw)
    return [problem("R034", path, detail=declared)] if declared else []


def _replacing(raw: bytes, name: str, path: str) -> tuple[str, list[Problem]]:
    """Decoded with U+FFFD for what is not valid, which is then a problem."""
    try:
        return raw.decode(name), []
    except UnicodeDecodeError:
        return raw.decode(name, "replace"), [problem("R004", path, detail=name.upper())]


def _declared(raw: bytes) -> str | None:
    """The charset a page's head declares, where Python knows it and it is not UTF-8 itself."""
    match = _META.search(raw[:4096])
    if not match:
        return None
    name = charset_named(match[1].decode("ascii"))
    return None if name == "utf-8" else name


def charset_named(label: str) -> str | None:
    """The encoding that a page or header declares, as browsers read its name; None: unknown.

    "iso-8859-1" is Windows-1252 to them (WHATWG Encoding Standard, section 4.2).
    """
    try:
        name = codecs.lookup(label).name
        "a".encode(name)  # refuses codecs of bytes, such as "zip"
    except (LookupError, ValueError):
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)


def _utf16_order(head: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every other byte is NUL."""
    if len(head) < 8 or b"\0" not in head:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def _guess(raw: bytes) -> str:
    """The likeliest encoding of bytes that are not valid UTF-8 and declare nothing."""
    sample = raw[:_SAMPLE] if not raw[:_SAMPLE].isascii() else raw
    text = sample.decode("utf-8", "replace")
    broken = text.count("�")
    valid = sum(c > "\x7f" for c in text) - broken
    if valid >= broken:
        return "utf-8"
    if _reads_as_cp1252(sample):
        return "cp1252"
    best = from_bytes(sample[:_SAMPLE]).best()
    # Few odd bytes that fit nothing are damage, not another alphabet.
    plain = broken < _MANY * len(sample)
    return "utf-8" if best is None or plain else best.encoding


def _reads_as_cp1252(sample: bytes) -> bool:
    """Whether the high bytes are few and stand where Western letters and quotation marks do."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = [i for i, c in enumerate(text) if c > "\x7f"]
    if len(high) > _MANY * len(text):
        return False
    return all(
        text[i] in _CP1252_PUNCTUATION
        or (text[i].isalpha() and re.search(r"[A-Za-z]", text[max(0, i - 1) : i + 2]))
        for i in high
    )
