"""Places of one name, told apart by what else the report names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.places import Toponym, resolver
from dragoman.annotate.places.candidates import variants
from dragoman.knowledge import Entry
from dragoman.model import Span


def resolved(marked: str, country: str | None = None) -> list[Entry | None]:
    """The places of a text in which the names stand in square brackets."""
    toponyms, text = [], ""
    for part in re.split(r"(\[[^\]]*\])", marked):
        name = part[1:-1] if part.startswith("[") else None
        if name is not None:
            toponyms.append(Toponym(name, Span(len(text), len(text) + len(name))))
        text += part if name is None else name
    return resolver().resolve(text, toponyms, country)


def known(marked: str, country: str | None = None) -> list[tuple[str, str | None, str | None]]:
    return [(e.name, e.country, e.feature) for e in resolved(marked, country) if e is not None]


@pytest.mark.parametrize(
    ("marked", "name", "country", "feature"),
    [
        ("Talks in [Paris] went on.", "Paris", "FR", "capital"),
        ("A fire in [Paris], [Texas], spread.", "Paris", "US", "city"),
        ("A fire in [Paris] (Texas was dry) near [Dallas], [Sherman] and [Bonham].", "Paris", "US",
         "city"),
        ("[Tripoli] and the rest of [Libya] were quiet.", "Tripoli", "LY", "capital"),
        ("[Tripoli], north of [Beirut] in [Lebanon], and [Sidon].", "Tripoli", "LB", "city"),
        ("[Georgia] and [Armenia] signed in [Tbilisi].", "Georgia", "GE", "country"),
        ("[Georgia] and [Alabama] braced, [Atlanta] above all.", "Georgia", "US", "region"),
        ("[Idlib province] in [Syria] was shelled.", "Idlib province", "SY", "region"),
        ("[Iranians] voted in [Tehran].", "Iran", "IR", "country"),
        ("[St. Petersburg] and [Moscow] in [Russia].", "Saint Petersburg", "RU", "city"),
        ("The [Caspian Sea] froze.", "Caspian Sea", None, "water"),
        ("Guards at the [Golan Heights] fired.", "Golan Heights", None, "disputed area"),
        ("[Athens], [Ga.], held a vote.", "Athens", "US", "city"),
    ],
)  # fmt: skip
def test_the_place_that_is_meant(marked: str, name: str, country: str | None, feature: str) -> None:
    assert known(marked)[0] == (name, country, feature)


def test_a_name_has_one_sense_in_a_report() -> None:
    first, _, again = resolved("[Paris], [Texas], burns. In [Paris] schools are closed.")
    assert first == again


def test_the_outlets_country_tips_the_scales() -> None:
    assert known("The mayor of [Halifax] resigned.", "GB")[0][1] == "GB"
    assert known("The mayor of [Halifax] resigned.", "CA")[0][1] == "CA"


def test_what_is_not_known_stays_text() -> None:
    assert resolved("From [Xyzzyville] to [Oslo] and [].")[::2] == [None, None]
    assert resolved("Nothing here.") == []
    assert resolved("[Xyzzyville] alone.") == [None]


def test_the_order_of_the_names_makes_no_difference() -> None:
    one = resolved("[Tripoli] and [Beirut] and [Sidon]")
    other = resolved("[Sidon] and [Beirut] and [Tripoli]")
    assert one == other[::-1]


def test_words_for_a_kind_are_left_out_and_short_ones_written_in_full() -> None:
    assert list(variants("Idlib governorate")) == ["idlib"]
    assert "saint helens" in variants("St. Helens")
    assert "clarke county" in variants("Clarke Co.")
    assert list(variants("Oslo")) == []


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_names_get_an_answer_each(names: list[str]) -> None:
    toponyms, start = [], 0
    for name in names:
        toponyms.append(Toponym(name, Span(start, start + len(name))))
        start += len(name) + 2
    found = resolver().resolve(", ".join(names), toponyms)
    assert len(found) == len(names)
    assert all(e is None or (e.lat is not None and e.lon is not None) for e in found)
