"""Text with marks in it: overlapping spans cut into pieces that nest nowhere, as HTML.

A mark has a layer (what it is: a quotation, a place, a value in conflict) and keys: what the page
links to it by. Where marks overlap, the text is cut at every end of every mark, and each piece
carries the layers and keys of all marks over it; a stylesheet and a script need no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from dragoman.model import Span
from dragoman.show.safe import visible


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a text.

    `layer` is a class of the stylesheet; `key` what cells and cards point at, None for nothing;
    `anchor` an id for links, given to the first piece of the mark, None for no id.
    """

    span: Span
    layer: str
    key: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text over which the same marks lie; `anchors` are ids that start here."""

    span: Span
    layers: tuple[str, ...]
    keys: tuple[str, ...]
    anchors: tuple[str, ...]


def pieces(window: Span, marks: Iterable[Mark]) -> list[Piece]:
    """The stretches of `window`, in order and without gaps, each with the marks over it.

    Args:
        window: the part of the text that is shown.
        marks: in any order; what lies outside the window is cut off.
    """
    inside = [mark for mark in marks if mark.span.touches(window)]
    starting: dict[int, list[Mark]] = {}
    ends = {window.start, window.end}
    for mark in inside:
        start = max(mark.span.start, window.start)
        starting.setdefault(start, []).append(mark)
        ends |= {start, min(mark.span.end, window.end)}
    found: list[Piece] = []
    over: list[Mark] = []
    cuts = sorted(ends)
    for start, end in pairwise(cuts):
        over = [mark for mark in over if mark.span.end > start] + starting.get(start, [])
        anchored = [mark.anchor for mark in starting.get(start, []) if mark.span.start >= start]
        found.append(
            Piece(
                Span(start, end),
                tuple(dict.fromkeys(mark.layer for mark in over)),
                tuple(dict.fromkeys(mark.key for mark in over if mark.key)),
                tuple(dict.fromkeys(anchor for anchor in anchored if anchor)),
            )
        )
    return found


def marked(text: str, window: Span, marks: Iterable[Mark]) -> Markup:
    """The `window` of `text` as HTML: plain text, and `<mark>`s with layers and keys.

    What the text holds stays text; invisible characters are named.
    """
    return Markup("").join(_html(text, piece) for piece in pieces(window, marks))


def _html(text: str, piece: Piece) -> Markup:
    words = escape(visible(piece.span.of(text)))
    if not piece.layers:
        return words
    # the first anchor is the mark's own; a tag can have but one id, so others get empty ones
    own = f' id="{escape(piece.anchors[0])}"' if piece.anchors else ""
    others = "".join(f'<a id="{escape(anchor)}"></a>' for anchor in piece.anchors[1:])
    keys = f' data-k="{escape(" ".join(piece.keys))}"' if piece.keys else ""
    layers = escape(" ".join(piece.layers))
    return Markup(f'{others}<mark class="{layers}"{own}{keys}>{words}</mark>')  # noqa: S704 -- escaped above


def spot(report: str, span: Sequence[int]) -> str:
    """The anchor and key of a span of a report on a page that shows several."""
    return f"p-{report}-{span[0]}-{span[1]}"
