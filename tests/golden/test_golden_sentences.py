"""Small texts and what must, or must not, come out of them (see sentences/README.md)."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from golden_sentences import Check, Golden, check, load

import dragoman

GOLDENS = load()
MINIMUM = 0.2  # share of the wanted checks that must hold; raise it, never lower it


@cache
def _record(position: int) -> dict[str, Any]:
    golden = GOLDENS[position]
    return dragoman.annotate(
        golden["text"], published=golden.get("published"), outlet=golden.get("outlet")
    ).to_dict()


def _name(golden: Golden) -> str:
    return f"{golden['file']}: {golden['name']}"


@pytest.mark.parametrize("position", range(len(GOLDENS)), ids=map(_name, GOLDENS))
def test_floor(position: int) -> None:
    checks = check(GOLDENS[position], _record(position))
    failed = [str(c) for c in checks if not c.holds and not c.wanted]
    assert checks, "a golden that expects nothing"
    assert not failed, "\n".join(["", GOLDENS[position]["text"], *failed])


@pytest.mark.parametrize("position", range(len(GOLDENS)), ids=map(_name, GOLDENS))
def test_every_span_holds_its_words(position: int) -> None:
    record = _record(position)
    spans = [m["span"] for m in record["mentions"]]
    spans += [s for c in record["claims"] for part in ("content", "cue") for s in c[part]]
    assert record["text"] == GOLDENS[position]["text"]
    assert all(0 <= start < end <= len(record["text"]) for start, end in spans)
    assert all(record["text"][start:end].strip() for start, end in spans)


def test_wanted_goldens_hold_often_enough() -> None:
    wanted: list[tuple[str, Check]] = [
        (_name(golden), c)
        for position, golden in enumerate(GOLDENS)
        for c in check(golden, _record(position))
        if c.wanted
    ]
    share = sum(c.holds for _, c in wanted) / len(wanted)
    missed = [f"{name}: {c}" for name, c in wanted if not c.holds]
    assert share >= MINIMUM, f"{share:.2f} of {len(wanted)} hold; missed:\n" + "\n".join(missed)


def test_goldens_have_distinct_names() -> None:
    named = [_name(golden) for golden in GOLDENS]
    assert len(set(named)) == len(named)


def test_goldens_fail_where_nothing_is_found() -> None:
    nothing = {"text": "", "claims": [], "mentions": [], "published": {"from": None, "to": None}}
    for golden in GOLDENS:
        expecting = {key: value for key, value in golden.items() if key != "never"}
        assert not any(c.holds for c in check(expecting, nothing)), golden["name"]
