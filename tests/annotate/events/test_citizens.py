"""Who is one or some of a nation does not act for it, and its state is not who suffers."""

from __future__ import annotations

import pytest

from dragoman.annotate import annotate
from dragoman.model import Actor
from dragoman.read import read_text


def attack(text: str) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who attacks whom in a sentence."""
    report, _ = read_text(f"{text}\nThe town was quiet by the evening.", name="a report")
    (one,) = annotate([report])
    (code,) = (claim.event for claim in one.claims if claim.event is not None)
    assert code.type == "ASSAULT"
    return code.actors, code.recipients


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("An Afghan stabbed two Germans on Friday.", "Afghan", "two Germans"),
        ("An Iranian killed an American in Paris.", "Iranian", "American"),
    ],
)
def test_a_citizen_is_not_the_state(text: str, who: str, whom: str) -> None:
    ((actor,), (recipient,)) = attack(text)
    assert (actor.name, recipient.name) == (who, whom)
    assert (actor.id, recipient.id) == (None, None)
    assert actor.kind == "person"
    assert None not in {actor.country, recipient.country}


def test_a_people_with_its_article_stands_for_its_state() -> None:
    ((actor,), (recipient,)) = attack("The Americans attacked Iran on Friday.")
    assert (actor.name, recipient.name) == ("United States", "Iran")
