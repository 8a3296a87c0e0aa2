"""What reports agree on and where they conflict: all that hangs together is one line of the brief.

Ten reports that give the same day are one line with ten places, not forty-five pairs. Single
statements in conflict stay pair by pair: who contradicts the first need not contradict the third.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dragoman.show.brief.markdown import quoted, spot
from dragoman.show.phrases import UNNAMED, by_whom, listed
from dragoman.show.safe import markdown

Row = Mapping[str, Any]

_PAIR_BY_PAIR = frozenset({"statement", "told", "position"})


def comparison_line(row: Row) -> str:
    """`- field (verdict by rule): one value, whose, where and its words / another value …`."""
    return _line([row])


def agreed_lines(rows: Iterable[Row]) -> Iterator[str]:
    """One line for all that agree with one another about a field, in the order of `rows`."""
    return map(_line, together(rows))


def conflict_lines(rows: Iterable[Row]) -> Iterator[str]:
    """One line for all that contradict one another about a field; statements pair by pair."""
    listed_rows = list(rows)
    fields = [row for row in listed_rows if row["field"] not in _PAIR_BY_PAIR]
    yield from map(_line, together(fields))
    yield from (comparison_line(row) for row in listed_rows if row["field"] in _PAIR_BY_PAIR)


def together(rows: Iterable[Row]) -> list[list[Row]]:
    """Comparisons of one field that share a side, straight or by others, in the order of `rows`."""
    groups: list[list[Row]] = []
    group_of: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        ends = [(row["field"], *place_of(row[side])) for side in ("left", "right")]
        found = {id(group_of[end]): group_of[end] for end in ends if end in group_of}
        into, *others = found.values() or ([],)
        if not into:
            groups.append(into)
        for other in others:  # two groups that this comparison joins
            into += other
            groups = [group for group in groups if group is not other]
        into.append(row)
        for member in into if others else [row]:
            for side in ("left", "right"):
                group_of[member["field"], *place_of(member[side])] = into
    return groups


def place_of(side: Row) -> tuple[Any, ...]:
    """The claim and the place of a side."""
    return side["claim"], side["path"], *side["span"]


def _line(rows: Sequence[Row]) -> str:
    rules = list(dict.fromkeys(row["rule"] for row in rows))
    sides = {place_of(row[side]): row[side] for row in rows for side in ("left", "right")}
    ordered = sides if len(rows) == 1 else sorted(sides, key=lambda key: key[1:])
    verdict = markdown(f"{rows[0]['verdict']} by {listed(rules)}{_origin(rows)}")
    said = " / ".join(_side(sides[key]) for key in ordered)
    return f"- **{markdown(rows[0]['field'])}** ({verdict}): {said}"


def _origin(rows: Sequence[Row]) -> str:
    shared = [row["shared_origin"] for row in rows]
    if all(shared):
        return ", both from one origin" if len(rows) == 1 else ", all from one origin"
    return ", some from one origin" * any(shared)


def _side(side: Row) -> str:
    voice = markdown(by_whom(side["speaker"], side["via"], side["outlet"] or UNNAMED))
    if side["value"] == side["quote"]:
        return f"{quoted(side['quote'])} ({voice}), {spot(side, quote=False)}"
    return f"{markdown(side['value'])} ({voice}), {spot(side)}"
