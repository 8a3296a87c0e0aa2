"""An outlet that nobody knows is not the known one whose name its own ends with."""

from __future__ import annotations

import pytest

from dragoman.annotate import annotate
from dragoman.read import read_text


@pytest.mark.parametrize(
    ("named", "known_as"),
    [
        ("the Fellmouth Times", "Fellmouth Times"),
        ("the Fellmouth Guardian newspaper", "Fellmouth Guardian"),
        ("the UK Guardian", "The Guardian"),
        ("Britain's Guardian", "The Guardian"),
        ("the London Times", "The Times"),
        ("the New York Times", "The New York Times"),
    ],
)
def test_who_reported(named: str, known_as: str) -> None:
    text = f"Three sailors were arrested in Oslo on Friday, {named} reported."
    report, _ = read_text(text, name="a report")
    (one,) = annotate([report])
    assert [s.name for claim in one.claims if claim.cue for s in claim.speaker] == [known_as]


def test_a_name_with_a_hyphen_is_another() -> None:
    report, _ = read_text("Three sailors were arrested, the Fellmouth Sun-Times said.", name="x")
    (one,) = annotate([report])
    names = {s.name for claim in one.claims for s in claim.speaker}
    assert not names & {"The Times", "The Sun"}
