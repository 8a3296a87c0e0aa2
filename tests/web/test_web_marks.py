"""Marks over text, links to words, and the table: properties that hold for any text."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from typing import Any

import composed
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Span
from dragoman.show.compared import field_rows
from dragoman.show.links import passage_url, safe_url
from dragoman.show.marks import Mark, marked, pieces
from dragoman.show.matched import matched
from dragoman.show.safe import visible

# Emoji of several code points, combining marks, scripts from right to left, markup.
CHARACTERS = st.sampled_from([*"ab \n<>&\"'", "👩‍👧", "e\u0301", "אב", "\u202e", "🇳🇴", "\x1b", "ﬁ"])
TEXTS = st.lists(CHARACTERS, min_size=1, max_size=60).map("".join)


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).filter(lambda s: s[0] < s[1]), max_size=8))
    layers = st.sampled_from(["said", "cue", "source"])
    return text, [Mark(Span(*span), draw(layers), f"k{n}", f"a{n}") for n, span in enumerate(spans)]


class Read(HTMLParser):
    """The text of some HTML, and the text under each key."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.keyed: dict[str, str] = {}
        self.ids: list[str] = []
        self._keys: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        if tag == "mark":
            self._keys = found.get("data-k", "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._keys = []

    def handle_data(self, data: str) -> None:
        self.text += data
        for key in self._keys:
            self.keyed[key] = self.keyed.get(key, "") + data


@given(texts_with_marks())
def test_pieces_tile_the_window(found: tuple[str, list[Mark]]) -> None:
    text, marks = found
    cut = pieces(Span(0, len(text)), marks)
    assert "".join(piece.span.of(text) for piece in cut) == text
    for mark in marks:
        over = "".join(piece.span.of(text) for piece in cut if mark.key in piece.keys)
        assert over == mark.span.of(text)


@given(texts_with_marks())
def test_marked_html_shows_the_words_and_nothing_else(found: tuple[str, list[Mark]]) -> None:
    text, marks = found
    page = Read(str(marked(text, Span(0, len(text)), marks)))
    assert page.text == visible(text)
    for mark in marks:
        assert page.keyed[mark.key or ""] == visible(mark.span.of(text))
    assert sorted(page.ids) == sorted({mark.anchor for mark in marks})  # type: ignore[type-var]


def test_marks_outside_the_window_are_cut_off() -> None:
    html = marked(
        "abcdef", Span(2, 4), [Mark(Span(0, 3), "said", "k", "a"), Mark(Span(5, 6), "cue")]
    )
    assert html == '<mark class="said" data-k="k">c</mark>d'


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1#z", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://a.example", False),
        ("https://a.example/\nx", False),
        ("https://user@a.example/", False),
        ("//a.example", False),
        ("https://", False),
        ("https://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, safe: bool) -> None:
    assert (safe_url(url) is not None) == safe


def test_a_long_passage_is_found_by_its_ends_a_short_one_by_its_neighbours() -> None:
    text = "One two, three-four five six seven."
    short = passage_url("https://a.example/#x", text, 9, 19)
    assert short == "https://a.example/#:~:text=One%20two%2C-,three%2Dfour,-five%20six%20seven."
    words = " ".join(f"w{n}" for n in range(30))
    long = passage_url("https://a.example/", words, 0, len(words))
    assert long == "https://a.example/#:~:text=w0%20w1%20w2%20w3%20w4,w25%20w26%20w27%20w28%20w29"


def test_the_table_has_a_line_a_field_and_one_a_group_of_statements() -> None:
    def comparison(field: str, verdict: str, left: str, right: str, **more: Any) -> dict[str, Any]:
        row = {
            "field": field,
            "verdict": verdict,
            "rule": f"{field}.{verdict}",
            "shared_origin": False,
        }
        for side, claim in (("left", left), ("right", right)):
            row |= {
                f"{side}_claim": claim,
                f"{side}_report": claim[0],
                f"{side}_start": 0,
                f"{side}_end": 3,
                f"{side}_exact": claim,
                f"{side}_value": claim,
            }
        return row | more

    rows = field_rows(
        [
            comparison("statement", "agree", "a1", "b1"),
            comparison("statement", "compatible", "b1", "c1"),
            comparison("statement", "agree", "a2", "c2"),
            comparison("date", "agree", "a", "b"),
            comparison("place", "agree", "a", "b"),
            comparison("place", "conflict", "b", "c"),
            comparison("naming", "compatible", "a", "b"),
        ]
    )
    assert [(row.name, row.verdict) for row in rows] == [
        ("place", "conflict"),
        ("date", "agree"),
        ("statement", "compatible"),
        ("statement", "agree"),
    ]
    assert rows[0].rules == ["place.conflict"]
    assert [value.disputed for cell in rows[0].cells.values() for value in cell] == [
        False,
        True,
        True,
    ]
    assert set(rows[2].cells) == {"a", "b", "c"}


def test_what_matched_is_marked_with_its_accents() -> None:
    row = {
        "text": "Fête de l'été\nThe FETE was long.",
        "lines": [
            {"start": 0, "end": 13, "role": "title"},
            {"start": 14, "end": 32, "role": "body"},
        ],
    }
    found = matched(row, ["fete"])
    assert unescape(str(found.title)).startswith('<mark class="hit" data-k="fete">Fête</mark>')
    assert found.why == "fete in the headline and the text"
    assert composed.QUOTE not in found.why
