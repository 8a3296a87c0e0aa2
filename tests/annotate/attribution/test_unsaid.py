"""What is worded like a statement and is none, and what somebody calls a thing, which is one."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.model import Claim


def statements(text: str) -> list[Claim]:
    """The claims that are given to somebody."""
    return [c for c in dragoman.annotate(text).annotated.claims if c.kind != "narrated"]


def said(text: str) -> list[str]:
    """The words of the statements."""
    return [c.content[0].of(text) for c in statements(text)]


def test_where_nobody_speaks_nothing_is_said() -> None:
    assert said("No group has claimed responsibility for the attack.") == []
    assert said("Neither side gave details of the talks.") == []


@pytest.mark.parametrize("nobody", ["None of the ministers", "Nobody there", "No minister"])
def test_what_nobody_said_is_kept_as_not_said(nobody: str) -> None:
    (claim,) = statements(f"{nobody} claimed that the talks had failed.")
    assert claim.polarity == "negated"
    assert claim.speaker == ()


@pytest.mark.parametrize(
    "source",
    [
        "An aide, who asked not to be named,",
        "The aide, who declined to be identified because the talks are private,",
        "An aide, who wished to remain anonymous,",
    ],
)
def test_how_a_source_may_be_cited_is_not_what_it_said(source: str) -> None:
    assert said(f"{source} told reporters that the talks had failed.") == [
        "that the talks had failed"
    ]


def test_fewer_than_a_number_is_not_nobody() -> None:
    (claim,) = statements("No fewer than 20 officials said that the talks had failed.")
    assert claim.polarity == "affirmed"


def test_what_is_asked_for_otherwise_is_said() -> None:
    assert said("The officials asked to be given more time.") == ["to be given more time"]
    assert said("Ada Quill asked to be named ambassador.") == ["to be named ambassador"]
    assert said("No. 10 said the talks had failed.") == ["the talks had failed"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Quill called the meetings constructive.", "the meetings constructive"),
        ("Ada Quill branded the vote a farce.", "the vote a farce"),
    ],
)
def test_what_somebody_calls_a_thing_is_said_and_not_demanded(text: str, words: str) -> None:
    (claim,) = statements(text)
    assert claim.content[0].of(text) == words
    assert claim.stance == "said"


def test_what_is_called_so_in_quotation_marks_is_speech() -> None:
    (claim,) = statements("Ada Quill called the vote \u201ca farce from beginning to end\u201d.")
    assert (claim.kind, claim.stance, claim.speech) == ("mixed", "said", True)


def test_what_somebody_calls_for_is_demanded() -> None:
    (claim,) = statements("Ada Quill called for an end to the siege.")
    assert claim.stance == "demanded"
