"""No document is lost to any punctuation: marks are deleted, doubled and swapped at random."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman

MARK = re.compile(r"[\"“”„«»‘’]|''|``")
MARKS = ['"', "“", "”", "„", "«", "»", "‘", "’", "''", "``", ""]
PLAIN = "officials said on Tuesday that the dam would hold through the winter"
REPORTS = [
    "Storm closes the valley road\n\n"
    "“The road will stay closed until Friday,” mayor Anna Kowalska told the Kestrel news agency. "
    "“We ask everybody to stay at home.”\n\n"
    f"Meanwhile {PLAIN}.\n\n"
    "“Nobody has been hurt,” she said, adding that “the bridge” was “safe”.",
    "Harbour strike goes on\n\n"
    "Josef Brandt said: “We will not go back to work.\n\n"
    "“We have waited for a year. Nobody has spoken to us.\n\n"
    "“Now they will have to,” he said in a letter to the council.\n\n"
    f"In the capital {PLAIN}.",
    "Minister denies the leak\n\n"
    f"At a news conference {PLAIN}.\n\n"
    "The Lantern newspaper quoted him as saying: “I have ‘never seen’ the letter.” "
    '"That," he added, "is all."',
]

edits = st.lists(
    st.tuples(
        st.integers(0, 99), st.sampled_from(["drop", "double", "swap"]), st.sampled_from(MARKS)
    ),
    min_size=1,
    max_size=8,
)


def edited(text: str, changes: list[tuple[int, str, str]]) -> str:
    """`text` with some of its quotation marks dropped, doubled or put in another's place."""
    for number, change, mark in changes:
        found = list(MARK.finditer(text))
        if not found:
            return text
        start, end = found[number % len(found)].span()
        new = {"drop": "", "double": text[start:end] * 2, "swap": mark}[change]
        text = text[:start] + new + text[end:]
    return text


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(REPORTS), edits)
def test_marks_at_random_lose_nothing(report: str, changes: list[tuple[int, str, str]]) -> None:
    text = edited(report, changes)
    record = dragoman.annotate(text).to_dict()
    assert record["text"] == text
    statements = [claim for claim in record["claims"] if claim["kind"] != "narrated"]
    for claim in record["claims"]:
        for start, end in [*claim["content"], *claim["cue"], *claim["source"]]:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
        for hop in claim["via"]:
            assert hop["span"] is None or text[slice(*hop["span"])].strip()
    said = [" ".join(text[a:b] for a, b in claim["content"]) for claim in statements]
    assert any("the dam would hold" in words for words in said), said


def test_the_reports_as_they_stand() -> None:
    counts = [
        sum(
            claim["kind"] != "narrated" and claim["speech"]
            for claim in dragoman.annotate(text).to_dict()["claims"]
        )
        for text in REPORTS
    ]
    assert counts == [4, 3, 4]
