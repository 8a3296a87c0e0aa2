"""The templates of pages, brief and notebook, and the few words that templates may use.

Everything a template prints is escaped; what comes as markup is made by `marks.marked` alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined

from dragoman.show.phrases import address, counted, listed, marks, period
from dragoman.show.safe import inert, shorten

# A sign beside the word and the colour: a verdict must survive greyscale and colour-blindness.
SIGNS: Final = {"conflict": "≠", "compatible": "≈", "agree": "=", "incomparable": "?"}
_FIELDS: Final = {"actor": "who", "date": "when", "place": "where", "outcome": "whether"}


def environment(*more: BaseLoader) -> Environment:
    """The environment of the shared templates.

    Args:
        more: where further templates lie, asked before the shared ones.
    """
    pages = Environment(
        loader=ChoiceLoader([*more, PackageLoader("dragoman.show", "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {
        "period": period,
        "counted": counted,
        "listed": listed,
        "marks": marks,
        "inert": inert,
        "shorten": shorten,
        "address": _address,
        "field_name": field_name,
    }
    pages.globals["signs"] = SIGNS
    return pages


@cache
def stylesheet() -> str:
    """The one stylesheet, which pages link to and the brief and notebooks carry with them."""
    return files("dragoman.show").joinpath("assets/dragoman.css").read_text(encoding="utf-8")


def field_name(name: str) -> str:
    """A field of a comparison as a reader's question: `who`, `killed`."""
    return _FIELDS.get(name, name.removeprefix("number:"))


def _address(place: tuple[str, Sequence[int]]) -> str:
    return address(*place)
