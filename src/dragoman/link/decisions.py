"""The links that people decided, beside those that were found: theirs win."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.link.bonds import Bonds, by_person
from dragoman.model import Link, LinkKind

Links = dict[tuple[str, str, str], Link]

PAIRED: tuple[LinkKind, ...] = ("utterance", "copy", "entity")
"""Kinds whose links are between the judged things themselves."""


def links_by_people(found: Iterable[Link], decided: Sequence[Link]) -> list[Link]:
    """All links, those that people decided about in the form they gave them.

    A claim that a person put into an event bears the person's name there, and each of two claims
    told apart has a link `different` to the other's event. Copies, utterances and entities are
    links between the things that were judged.

    Args:
        found: what linking found, the decisions obeyed.
        decided: what people decided, in the order in which they did.
    """
    links: Links = {(link.kind, link.left, link.right): link for link in found}
    judged = Bonds.of(decided, "event").obeyed
    claims = {claim for link in judged for claim in (link.left, link.right)}
    events: dict[str, set[str]] = {claim: set() for claim in claims}
    for link in links.values():
        if link.kind == "event" and link.left in claims:
            events[link.left].add(link.right)
    for link in judged:
        _judge_event(links, link, events)
    for kind in PAIRED:
        for link in Bonds.of(decided, kind).obeyed:
            _judge_pair(links, link)
    return list(links.values())


def _judge_pair(links: Links, decision: Link) -> None:
    """A link between the judged things themselves, whichever way round it was found."""
    there = (decision.kind, decision.left, decision.right)
    back = (decision.kind, decision.right, decision.left)
    held = [key for key in (there, back) if key in links]
    if decision.judgement == "same" and held:
        links[held[0]] = by_person(links[held[0]], decision)
    elif decision.judgement == "different" or decision.kind == "utterance":
        for key in held:
            del links[key]
        links[there] = replace(decision, score=1.0)


def _judge_event(links: Links, decision: Link, events: Mapping[str, set[str]]) -> None:
    """Links from the judged claims to the events that they belong to, or do not."""
    claims = (decision.left, decision.right)
    one, other = (events[claim] for claim in claims)
    if decision.judgement == "same":
        shared = one & other or one or other
        for claim in claims if shared else ():
            key = ("event", claim, min(shared))
            bare = Link("event", claim, min(shared), "same", 1.0, decision.why, role="main")
            links[key] = by_person(links.get(key, bare), decision)
        return
    for claim, foreign in ((claims[0], other), (claims[1], one)):
        for event in foreign:
            link = Link("event", claim, event, "different", 1.0, decision.why)
            links["event", claim, event] = by_person(link, decision)
