"""Statements told by layout: authors after a dash, transcripts, lead-ins."""

from __future__ import annotations

import pytest

import dragoman

SIGNED = (
    "Residents wrote to the paper about the dam.\n\n"
    "“We were promised a school and we got a wall.” — Ilka Brandt\n\n"
    "“Nobody asked the fishermen”― Tomas Reyes, boat builder\n\n"
    "The paper printed both letters on Monday, and the ministry has not answered either of them.\n"
)
TRANSCRIPT = (
    "A part of the interview follows.\n\n"
    "MORENO: Who ordered the bridge to be closed?\n\n"
    "“HASSAN: The governor did. I only signed the paper.\n\n"
    "(CROSSTALK)\n\n"
    "MORENO: But you were in the room.\n"
)
LEAD_IN = (
    "The mayor of Lindau, Petra Vogt, visited the flooded streets on Sunday. She added:\n\n"
    "We will rebuild every house before the winter, and nobody will pay for it twice.\n\n"
    "The river has fallen since.\n"
)


def said(text: str) -> list[tuple[list[str], str]]:
    """Speakers and words of each statement with speech."""
    report = dragoman.annotate(text).to_dict()
    return [
        (claim["speaker"], " … ".join(text[start:end] for start, end in claim["content"]))
        for claim in report["claims"]
        if claim["kind"] == "direct"
    ]


def test_an_author_after_a_dash_speaks() -> None:
    found = said(SIGNED)
    assert (["Ilka Brandt"], "We were promised a school and we got a wall") in found
    assert (["Tomas Reyes"], "Nobody asked the fishermen") in found


def test_the_turns_of_a_transcript_are_statements_of_those_in_its_labels() -> None:
    found = {words: who for who, words in said(TRANSCRIPT)}
    assert [w for w in found if w.startswith("Who ordered the bridge")]
    assert [w for w in found if w.startswith("The governor did. I only signed")]
    assert not [w for w in found if "CROSSTALK" in w]


@pytest.mark.parametrize(
    "text", ["BREAKING: The dam has burst.\n", "UPDATE: Police have closed the road.\n"]
)
def test_a_single_label_is_a_slug_and_nobody_speaks(text: str) -> None:
    assert said(text) == []


def test_a_lead_in_gives_the_next_paragraph_to_its_speaker() -> None:
    found = said(LEAD_IN)
    assert found == [
        (
            ["Petra Vogt"],
            "We will rebuild every house before the winter, and nobody will pay for it twice",
        )
    ]


def test_a_lead_in_does_not_take_words_that_have_a_speaker() -> None:
    text = "The minister said:\n\n“The road is open,” said Anna Weiss, his deputy.\n"
    assert said(text) == [(["Anna Weiss"], "The road is open")]
