"""Delimited text comes back as it was, whatever the fields hold."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.flat import table

# csv reads no NUL, and half a surrogate pair is no text.
FIELDS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=8)


def read(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize(
    "field", ["a\rb", "\r", "a\nb", "a\r\nb", 'a"b', "a,b", "a\tb", "🚢e\u0301"]
)
def test_a_field_comes_back(field: str, delimiter: str) -> None:
    rows = [["x", field], [field, "y"]]
    written = table(("one", "two"), rows, delimiter)
    assert read(written, delimiter) == [["one", "two"], *rows]


@given(st.lists(st.tuples(FIELDS, FIELDS), max_size=4))
def test_every_table_comes_back(rows: list[tuple[str, str]]) -> None:
    assert [tuple(row) for row in read(table((), rows, "\t", head=False), "\t")] == rows


def test_lines_end_as_they_always_did_and_nothing_known_is_empty() -> None:
    assert table(("one", "two"), [(None, 2)], ",") == "one,two\n,2\n"
