"""Questions in words: "president of Iran", "Iran's president", "NATO secretary general"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.knowledge.entries import Entry, Holding
from dragoman.knowledge.world import World
from dragoman.model import Interval

OF = re.compile(r"(?P<title>.+?) (?:of|to|at) (?:the )?(?P<body>.+)")
OWNS = re.compile(r"(?P<body>.+?)['’]s? (?P<title>.+)")


def who(world: World, question: str, on: Interval | None = None) -> tuple[Holding, ...]:
    """Who is meant by an office put into words.

    Args:
        world: what is known.
        question: an office and whose it is, as a report would put it.
        on: when; None asks for all holders, the latest first.

    Returns:
        The holdings of the first way to read the question that has any; () where none has.
    """
    for title, body in readings(world, " ".join(question.split())):
        held = world.holders(title, body.id, on)
        if held:
            return held
    return ()


def readings(world: World, question: str) -> Iterator[tuple[str, Entry]]:
    """The ways to part a question into a title and a body that is known."""
    for pattern in (OWNS, OF):
        found = pattern.fullmatch(question)
        if found is not None:
            yield from ((found["title"], body) for body in bodies(world, found["body"]))
    words = question.split()
    for cut in range(len(words) - 1, 0, -1):
        name, title = " ".join(words[:cut]), " ".join(words[cut:])
        yield from ((title, body) for body in bodies(world, name))


def bodies(world: World, name: str) -> Iterator[Entry]:
    """What has offices and is called so: a state, by its name or adjective, or an organisation."""
    yield from world.lookup(name, "state", "organisation", "group")
    state = world.demonym(name)
    if state is not None:
        yield state
