"""PDF, Word and RTF documents as text; the libraries come with `dragoman[documents]`."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any, Literal

from dragoman.read.inputs.shared import Unreadable

_CALLED = {"pdf": "a PDF document", "docx": "a Word document", "rtf": "an RTF document"}
_MOST_PAGES = 2000
_MOST_UNZIPPED = 256 << 20  # bytes
# A line that ends a paragraph is shorter than the column; 0.85 of it tells them apart in set type.
_SHORT = 0.85
_ENDS = (".", "!", "?", "”", '"', ":", "’")


def text_of(raw: bytes, kind: Literal["pdf", "docx", "rtf"] | str) -> str:
    """The text of a document, paragraphs with an empty line between them.

    Raises:
        Unreadable: the library for it is not installed (R023), or the document is damaged,
            encrypted or expands without end (R026).
    """
    read = {"pdf": _pdf, "docx": _docx, "rtf": _rtf}[kind]
    try:
        return read(raw)
    except Unreadable:
        raise
    except Exception as error:  # whatever a library makes of a stranger's file, the run goes on
        raise Unreadable("R026", f"it is damaged, or is not {_CALLED[kind]} at all") from error


def _library(name: str, what: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise Unreadable("R023", what) from error


def _pdf(raw: bytes) -> str:
    pypdf = _library("pypdf", _CALLED["pdf"])
    reader = pypdf.PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("R026", "it is encrypted")
    if len(reader.pages) > _MOST_PAGES:
        raise Unreadable("R026", f"it has more than {_MOST_PAGES} pages")
    return reflowed("\n".join(page.extract_text() for page in reader.pages))


def _docx(raw: bytes) -> str:
    docx = _library("docx", _CALLED["docx"])
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(item.file_size for item in packed.infolist()) > _MOST_UNZIPPED:
            raise Unreadable("R022", f"{_MOST_UNZIPPED >> 20} MiB")
    blocks = docx.Document(io.BytesIO(raw)).iter_inner_content()
    return "\n\n".join(text for block in blocks for text in _block(block) if text)


def _block(block: Any) -> Iterator[str]:  # noqa: ANN401  python-docx is optional, and has no types
    """The text of a paragraph, or of each row of a table, its cells with a bar between them."""
    if not hasattr(block, "rows"):
        yield block.text.strip()
        return
    for row in block.rows:
        # A cell that spans columns stands in the row once for each of them.
        cells = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}  # noqa: SLF001
        yield " | ".join(text for text in cells.values() if text)


def _rtf(raw: bytes) -> str:
    striprtf = _library("striprtf.striprtf", _CALLED["rtf"])
    text = str(striprtf.rtf_to_text(raw.decode("latin-1"), errors="replace"))
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def reflowed(text: str) -> str:
    """Set lines as paragraphs: a line goes on in the next unless it ends short and full.

    A word parted at the end of a line is put together where the next goes on in lower case.
    """
    return "\n\n".join(_paragraphs(text.splitlines()))


def _paragraphs(lines: list[str]) -> Iterator[str]:
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    column = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    so_far = ""
    for raw in lines:
        line = raw.strip()
        if so_far and line:
            hyphened = re.search(r"[^\W\d_]-$", so_far) and line[0].islower()
            so_far = so_far[:-1] + line if hyphened else f"{so_far} {line}"
        else:
            so_far = so_far or line
        ends = not line or (len(line) < _SHORT * column and line.endswith(_ENDS))
        if ends and so_far:
            yield so_far
            so_far = ""
    if so_far:
        yield so_far
