"""What one report tells of one event: its claims of that event, drawn together.

A report comes back to its event again and again (title, lead, "during the press conference"), and
recalls others in passing ("they last met in August in Baku"). Claims of one report are of one
event unless something says otherwise: other people, another time, another place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from dragoman.knowledge import World
from dragoman.likeness import days as time
from dragoman.likeness import places as space
from dragoman.likeness.days import Days, days_of
from dragoman.likeness.parties import Participants, is_mutual, merge, participants_of, relation
from dragoman.likeness.places import Place, place_of
from dragoman.link.account import Account
from dragoman.link.bonds import FREE, Bonds
from dragoman.link.entities import Cast
from dragoman.link.news import with_roles
from dragoman.link.rules import rules
from dragoman.link.scenes import Scene, scene_of
from dragoman.model import Annotated, EventCode


def accounts_of(
    annotated: Annotated, cast: Cast, world: World, bonds: Bonds = FREE
) -> list[Account]:
    """The events that a report tells of, in the order of their first claims, roles decided.

    Args:
        annotated: the report.
        cast: who is who.
        world: what is known.
        bonds: what people decided about claims.
    """
    groups: list[Account] = []
    scene = scene_of(annotated, cast, world)
    for single in _singles(annotated, cast, world, scene):
        place = _where(groups, single, bonds)
        if place is None:
            groups.append(single)
        else:
            groups[place] = _joined(groups[place], single)
    told = with_roles(groups)
    return [*told, *silent_account(annotated, told, scene)]


def silent_account(
    annotated: Annotated, told: Sequence[Account], scene: Scene
) -> Iterable[Account]:
    """What a report may have to say of a meeting that it does not tell of: its statements.

    A report of what was said, or of what came of it, often leaves out that people met. Nothing is
    made of it unless other reports tell of a meeting that it fits.
    """
    meeting = rules("events")["silent_type"]
    if any(account.type == meeting and account.role == "main" for account in told):
        return
    claims = [c for c in annotated.claims if c.event is None or c.event.type != meeting]
    spoken = [c for c in claims if c.speech and c.kind != "narrated"]
    chosen = spoken or [c for c in claims if c.lead]
    if not chosen:
        return
    report = annotated.report
    yield Account(
        report=report.id,
        name=report.name,
        published=report.published.when,
        type=meeting,
        claims=tuple(sorted(chosen, key=lambda c: (c.context, c.id))),
        participants=Participants(dict.fromkeys(sorted(scene.countries), frozenset[str]())),
        days=scene.days,
        place=Place(),
        role="main",
        scene=scene,
        silent=True,
    )


def _singles(annotated: Annotated, cast: Cast, world: World, scene: Scene) -> Iterable[Account]:
    """Every event-bearing claim as an account of its own, in text order."""
    report = annotated.report
    identify = partial(cast.identify, report.id)
    coded = [(claim, claim.event) for claim in annotated.claims if claim.event]
    for claim, code in sorted(coded, key=lambda pair: (pair[1].trigger, pair[0].id)):
        yield Account(
            report=report.id,
            name=report.name,
            published=report.published.when,
            type=code.type,
            claims=(claim,),
            participants=participants_of(code, identify, mutual=is_mutual(code.type)),
            days=_days(code, annotated),
            place=place_of(code, world),
            scene=scene,
        )


def _days(code: EventCode, annotated: Annotated) -> Days:
    return days_of(code.when, annotated.times)


def _where(groups: Sequence[Account], single: Account, bonds: Bonds) -> int | None:
    """Which group a claim joins, or None where none fits.

    Of those that fit: one that people put it in, else one with a shared day or place, else the
    one that the report leads with, else the latest.
    """
    decided = [bonds.verdict(group.claim_ids, single.claim_ids) for group in groups]
    fitting = [
        (bool(decided[i]), _tie(group, single), group.lead, i)
        for i, group in enumerate(groups)
        if decided[i] or (decided[i] is None and _fits(group, single))
    ]
    return max(fitting)[-1] if fitting else None


def _fits(group: Account, single: Account) -> bool:
    """Whether a claim of the same report may be of the event that the group tells of."""
    if group.type != single.type:
        return False
    people = relation(group.participants, single.participants, mutual=group.mutual)
    if people == "apart":
        return False
    if people == "unknown" and _described_beside_named(group, single):
        return _tie(group, single)
    if time.relation(group.days, single.days) in {"apart", "near"}:
        return False
    if space.relation(group.place, single.place) == "apart":
        return False
    if not group.mutual and (_is_over(group, single) or _is_over(single, group)):
        return False
    if group.scene.recalls(group.claims[0]) != single.scene.recalls(single.claims[0]):
        return False  # "they last met in August": another one, whatever its day
    # "They will meet again" is another meeting than the one they held, unless day or place say not.
    return group.ahead == single.ahead or _tie(group, single)


def _is_over(dated: Account, undated: Account) -> bool:
    """Whether one deed is told of a stretch of days that is over, and the other of no day at all.

    What a report tells without a day is news or detail of it; "last week, more than 30 people were
    killed" and "earlier this year" recall something else.
    """
    last, length = dated.days.interval.last, dated.days.interval.days()
    if last is None or length is None or dated.published.first is None:
        return False
    stretch = length > rules("events")["stretch_days"]
    return undated.days.silent and stretch and last < dated.published.first


def _described_beside_named(group: Account, single: Account) -> bool:
    """Whether one side names who acts and the other only describes somebody.

    "A White House official" stands for nobody that the report names; an act without any actor
    ("twelve were killed") may still be that of the named one.
    """
    sides = (group, single)
    named = [bool(side.participants.keys()) for side in sides]
    acting = [any(c.event and c.event.actors for c in side.claims) for side in sides]
    return named[0] != named[1] and all(acting) and not group.mutual


def _tie(group: Account, single: Account) -> bool:
    """Whether day or town bind the two together."""
    same_day = time.relation(group.days, single.days) in {"same", "fits"}
    same_town = space.relation(group.place, single.place) == "same" and not group.place.wide
    return same_day or same_town


def _joined(group: Account, single: Account) -> Account:
    return replace(
        group,
        claims=(*group.claims, *single.claims),
        participants=merge(group.participants, single.participants),
        days=narrower(group.days, single.days),
        place=closer(group.place, single.place),
    )


def narrower(left: Days, right: Days) -> Days:
    """The one that says more: a shorter interval, else a pattern, else whatever there is."""

    def vagueness(days: Days) -> tuple[bool, int, bool]:
        return (not days.known, days.interval.days() or 10**6, days.silent)

    return min(left, right, key=vagueness)


def closer(left: Place, right: Place) -> Place:
    """The one that says more: a town before a region before a state before nothing."""
    best = min(left, right, key=lambda p: (not p.known, p.whole_country, p.wide))
    return best if best.venue else replace(best, venue=left.venue or right.venue)
