"""No two claims of a report are one: their ids would be the same, and a dossier keeps one."""

from __future__ import annotations

from collections import Counter

import dragoman

HALVES = (
    "From the outset, the goal was clear: “This structure,” wrote Fadila Cayman of Aksaray & "
    "Young, “should allow registering the boat with the port authorities of Lindau.”\n"
)


def test_both_halves_of_a_quotation_are_one_claim() -> None:
    claims = dragoman.annotate(HALVES).annotated.claims
    assert len(claims) == 1
    assert max(Counter(claim.id for claim in claims).values()) == 1
