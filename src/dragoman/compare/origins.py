"""Who is really an independent witness: to which origin a claim goes back."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.compare.told import Telling
from dragoman.model import HopRole, Linked, Named

RELAYS: frozenset[HopRole] = frozenset(
    {"agency", "broadcaster", "newspaper", "document", "spokesman", "institution"}
)
"""Hops through which two outlets can have had the same words; "other" and networks of witnesses
are too vague to be one origin."""


def copy_groups(linked: Linked) -> dict[str, str]:
    """Report id → id of the origin of its group of near-copies, for reports that are in one."""
    groups: dict[str, str] = {}
    for link in linked.links:
        if link.kind == "copy" and link.judgement == "same":
            groups[link.left] = groups[link.right] = link.right
    return groups


def witness(telling: Telling, copies: Mapping[str, str]) -> frozenset[str]:
    """Everything a claim goes back to: its relays, the agencies credited, the outlet, the text.

    Two claims that have any of these in common are not two witnesses. Names that the knowledge
    base knows are compared by id, others by their words.
    """
    report = telling.source.report
    found = {f"text:{copies.get(report.id, report.id)}"}
    found |= {hop.id or hop.name.casefold() for hop in telling.claim.via if hop.role in RELAYS}
    named = [report.outlet, *report.credits]
    return frozenset(found | {_key(source) for source in named if source})


def shared(left: Telling, right: Telling, copies: Mapping[str, str]) -> bool:
    """Whether both claims go back to the same witness."""
    return bool(witness(left, copies) & witness(right, copies))


def _key(source: Named) -> str:
    return source.id or source.name.casefold()
