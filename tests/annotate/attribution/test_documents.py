"""A document is called what it was called where it was brought up, and no other one's name."""

from __future__ import annotations

import pytest

from dragoman.annotate import annotate
from dragoman.read import read_text

SIGNED = "Ada Quill and Bo Sand signed a joint statement in Oslo on Monday."


def documents(text: str) -> list[str]:
    """The documents through which the last statement of a text came."""
    report, _ = read_text(text, name="a report")
    (one,) = annotate([report])
    said = max((c for c in one.claims if c.cue), key=lambda claim: claim.cue[0])
    return [hop.name for hop in said.via if hop.role == "document"]


@pytest.mark.parametrize(
    ("then", "called"),
    [
        ("The port would open in May, the statement said.", "joint statement"),
        ("The port would open in May, Carl Berg said in a statement.", "statement"),
        ("Carl Berg said in a written statement that the port would open.", "written statement"),
    ],
)
def test_what_a_statement_is_called(then: str, called: str) -> None:
    assert documents(f"{SIGNED}\n{then}") == [called]


def test_the_latest_of_two_is_meant() -> None:
    between = "Carl Berg answered in a terse statement on Tuesday."
    told = documents(f"{SIGNED}\n{between}\nThe port would stay shut, the statement said.")
    assert told == ["terse statement"]
