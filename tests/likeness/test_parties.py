import pytest

from dragoman.likeness.parties import participants_of, relation
from dragoman.model import Actor, EventCode, Span
from literals import BERG, LEE, SAND

NORWAY = Actor("Norway", "state:NO", "state", "NO")
SWEDEN = Actor("Sweden", "state:SE", "state", "SE")
MINISTER = Actor("Dora Vik", "person:dora-vik", "person", "NO", "foreign minister")
REBELS = Actor("Free Fells", "group:free-fells", "group", "NO")


def meeting(*actors: Actor) -> EventCode:
    return EventCode("CONSULT", None, None, Span(0, 1), actors)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([LEE, SAND], [SAND, LEE], "same"),
        ([LEE, SAND], [NORWAY, SWEDEN], "same"),  # leaders and their states
        ([LEE, SAND], [LEE], "part"),
        ([LEE, SAND], [LEE, BERG], "apart"),
        ([LEE, SAND], [MINISTER, SAND], "apart"),  # another person for the same state
        ([LEE, SAND], [LEE, SAND, BERG], "apart"),  # two are not the two with a third
        ([LEE, SAND], [REBELS, SAND], "apart"),  # an armed group is not its state
        ([LEE, SAND], [], "unknown"),
    ],
)
def test_meetings(left: list[Actor], right: list[Actor], expected: str) -> None:
    one, other = (
        participants_of(meeting(*a), lambda actor: actor.id or actor.name, mutual=True)
        for a in (left, right)
    )
    assert relation(one, other, mutual=True) == relation(other, one, mutual=True) == expected


def attack(by: Actor | None, on: Actor | None) -> EventCode:
    return EventCode("ASSAULT", None, None, Span(0, 1), (by,) if by else (), (on,) if on else ())


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (attack(REBELS, SWEDEN), attack(REBELS, SWEDEN), "same"),
        (attack(None, SWEDEN), attack(REBELS, SWEDEN), "part"),
        (attack(NORWAY, SWEDEN), attack(REBELS, SWEDEN), "apart"),
        (attack(None, None), attack(REBELS, SWEDEN), "unknown"),
    ],
)
def test_attacks(left: EventCode, right: EventCode, expected: str) -> None:
    one, other = (
        participants_of(code, lambda actor: actor.id or actor.name, mutual=False)
        for code in (left, right)
    )
    assert relation(one, other, mutual=False) == expected
