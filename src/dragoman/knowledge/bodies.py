"""States, and what goes by their name: governments, ministries, armies, state television."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.knowledge.entries import Entry
from dragoman.knowledge.tables import listed, read_table, read_toml


@dataclass(frozen=True, slots=True)
class State:
    """A state with what only states have.

    Attributes:
        entry: the state itself.
        adjectives: "Iranian", "French"; the first is the usual one.
        capitals: seats of government, any of which may stand for it.
        led_by: the office whose holder is "the leader" of this state.
    """

    entry: Entry
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    led_by: str


def read_states() -> list[State]:
    """Every state of states.tsv."""
    table = read_table("states.tsv")
    rules = read_toml("bodies.toml")["demonyms"]
    return [_state(row, table.source, tuple(rules["no_plural"])) for row in table.rows]


def _state(row: dict[str, str], source: str, no_plural: tuple[str, ...]) -> State:
    names = (row["name"], *listed(row["others"]))
    adjectives = listed(row["adjectives"])
    plurals = (word + "s" for word in adjectives if not word.endswith(no_plural))
    return State(
        Entry(f"state:{row['code']}", "state", row["name"], names, row["code"], None, source),
        adjectives,
        (*adjectives, *plurals, *listed(row["people"])),
        listed(row["capitals"]),
        "head of government" if row["led_by"] == "government" else "head of state",
    )


def named_after(states: list[State]) -> Iterator[Entry]:
    """The bodies that every state has, named by the patterns of bodies.toml."""
    patterns = read_toml("bodies.toml")
    for body in patterns["body"]:
        for state in states:
            yield _body(body, state, patterns["source"])


def _body(body: dict[str, Any], state: State, source: str) -> Entry:
    """One body of one state, under every name the patterns give."""
    names = dict.fromkeys(
        pattern.format(adjective=adjective, name=name)
        for adjective in state.adjectives or (state.entry.name,)
        for name in state.entry.names[:3]
        for pattern in body["patterns"]
    )
    return Entry(
        id=body["id"].format(code=state.entry.country),
        kind=body["kind"],
        name=next(iter(names)),
        names=tuple(names),
        country=state.entry.country,
        role=body["role"],
        source=source,
        state_owned=True if body["kind"] == "outlet" else None,
    )
