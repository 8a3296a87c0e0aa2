"""Reports that share lines are parsed together, and say what they say alone."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Sequence
from dataclasses import replace

import pytest

from dragoman.annotate import annotate
from dragoman.annotate.parse import parse, pipeline
from dragoman.model import Annotated, Report
from dragoman.read import read_text

WIRE = [
    "OSLO (Northwire) – Norwegian Prime Minister Ann Lee met her Danish counterpart on Monday.",
    "“We have agreed on the bridge,” Lee said after the talks, which lasted two hours. 😀",
    "He did not rule out a toll, the Danish premier told the Harbour Times.",
    "At least three people were killed when a crane fell on the site last week, police said.",
]
OTHER = "In Oslo the opposition denied that it had been asked. He left early."
BODIES = [
    ["Premiers agree on bridge", *WIRE],
    ["Bridge agreed, says Lee", *WIRE[:3], OTHER],
    ["Carl Berg in Oslo", "Danish Prime Minister Carl Berg flew home.", *WIRE],
    ["Premiers agree on bridge", WIRE[1], OTHER, WIRE[1]],  # a line twice in one report
]
DAYS = ["2021-05-04", None, "2019-02-12", "2021-05-05"]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """Copies of one text with other neighbours, of other days; one of them undated."""
    found = []
    for number, (body, day) in enumerate(zip(BODIES, DAYS, strict=True)):
        text = "\n\n".join([body[0], *([f"Published: {day}"] if day else []), *body[1:]])
        report, problems = read_text(text)
        assert problems == []
        found.append(replace(report, name=f"{number}.txt"))
    return found


def test_a_report_says_the_same_beside_copies_as_alone(reports: Sequence[Report]) -> None:
    together = list(annotate(reports))
    alone = [one for report in reports for one in annotate([report])]
    assert together == alone
    assert all(one.claims for one in together)


def test_what_a_copy_says_is_its_own(reports: Sequence[Report]) -> None:
    def day(one: Annotated) -> set[object]:
        return {c.event.when.when for c in one.claims if c.event and c.event.when}

    first, undated, third, _ = annotate(reports)
    assert day(first)
    assert day(first).isdisjoint(day(undated) | day(third))


def test_a_shared_line_is_parsed_once_and_a_line_told_twice_twice(
    reports: Sequence[Report],
) -> None:
    parsed = [paragraphs for _, paragraphs in parse(reports, pipeline())]
    docs = [id(paragraph.doc) for paragraphs in parsed for paragraph in paragraphs]
    assert len(set(docs)) < len(docs)
    for paragraphs in parsed:
        assert len({id(paragraph.doc) for paragraph in paragraphs}) == len(paragraphs)


def test_a_pipeline_that_has_seen_many_words_makes_room(
    reports: Sequence[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, first = list(annotate(reports)), weakref.ref(pipeline())
    monkeypatch.setattr(sys.modules[parse.__module__], "MOST_WORDS", 0)
    assert list(annotate(reports)) == before
    assert first() is None
