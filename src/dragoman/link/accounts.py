"""What one report tells of one event: its claims of that event, drawn together.

A report comes back to its event again and again (title, lead, "during the press conference"), and
recalls others in passing ("they last met in August in Baku"). Claims of one report are of one
event unless something says otherwise: other people, another time, another place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from dragoman.knowledge import World
from dragoman.likeness import days as time
from dragoman.likeness import places as space
from dragoman.likeness.days import Days, days_of
from dragoman.likeness.parties import Participants, is_mutual, merge, participants_of, relation
from dragoman.likeness.places import Place, place_of
from dragoman.link.bonds import FREE, Bonds
from dragoman.link.entities import Cast
from dragoman.link.rules import rules
from dragoman.link.scenes import NO_SCENE, Scene, scene_of
from dragoman.model import Annotated, Claim, EventCode, EventType, Interval, ReportRole

PAIR = 2
"""A meeting takes two."""


@dataclass(frozen=True, slots=True)
class Account:
    """One report's claims of one event, with the narrowest time and place that they give.

    `silent` marks an account whose claims do not tell of the event: the report's news took place
    on its day, among its people, and only others say that they met.
    """

    report: str
    name: str
    published: Interval
    type: EventType
    claims: tuple[Claim, ...]
    participants: Participants
    days: Days
    place: Place
    role: ReportRole = "background"
    scene: Scene = NO_SCENE
    silent: bool = False

    @property
    def opens(self) -> bool:
        """Whether the report opens with it, in its title or first paragraph."""
        return any(claim.lead and claim.context.start < self.scene.opening for claim in self.claims)

    @property
    def lead(self) -> bool:
        """Whether the report's title or first paragraphs tell of it."""
        return any(claim.lead for claim in self.claims)

    @property
    def ahead(self) -> bool:
        """Whether it is only told as something to come."""
        return all(claim.modality != "actual" for claim in self.claims)

    @property
    def supposed(self) -> bool:
        """Whether it is only told as possible or hypothetical, and not denied."""
        return all(
            c.modality not in {"actual", "planned"} and c.polarity == "affirmed"
            for c in self.claims
        )

    @property
    def mutual(self) -> bool:
        """Whether its participants stand side by side."""
        return is_mutual(self.type)

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Ids of its claims."""
        return tuple(claim.id for claim in self.claims)

    @property
    def together(self) -> bool:
        """Whether it names several who act, somebody known among them."""
        codes = [claim.event for claim in self.claims if claim.event]
        acting = {actor.name for code in codes for actor in (*code.actors, *code.recipients)}
        return len(acting) >= PAIR and bool(self.participants.keys())

    @property
    def order(self) -> tuple[str, int]:
        """Where it is first told: report name and offset."""
        return (self.name, self.claims[0].context.start)


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
    told = _with_roles(groups)
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
    if group.scene.recalls(group.claims[0]) != single.scene.recalls(single.claims[0]):
        return False  # "they last met in August": another one, whatever its day
    # "They will meet again" is another meeting than the one they held, unless day or place say not.
    return group.ahead == single.ahead or _tie(group, single)


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


def _with_roles(groups: Sequence[Account]) -> list[Account]:
    """Marks what the report is about: for each type its chief account, and others of that day.

    The chief account of a type is the one most told in title and lead; it is main if it is told
    there at all, or if the report tells of nothing more often.
    """
    longest = max((len(g.claims) for g in groups), default=0)
    held = any(is_news(group) for group in groups)
    decided: list[Account] = []
    for group in groups:
        chief = min((g for g in groups if g.type == group.type), key=_prominence)
        if recalled(group):
            main = False
        elif group.ahead and not group.opens:
            main = group is chief and group.lead and group.together and not held
        elif group is chief:
            told_most = len(group.claims) == longest and not any(g.lead for g in groups)
            main = (group.lead or told_most or is_news(group)) and not group.supposed
            main = main and not nameless(group)
        else:
            main = group.lead and time.relation(chief.days, group.days) in {"same", "within"}
        decided.append(_of_the_day(group) if main else group)
    return decided


def _of_the_day(account: Account) -> Account:
    """A main account; where it has no day of its own, that of its report's news is its day."""
    held = account.type == rules("events")["silent_type"] and not account.ahead
    held = held and account.scene.other_day.isdisjoint(account.claim_ids)
    days = account.scene.days if held and account.days.silent else account.days
    return replace(account, role="main", days=days)


def nameless(account: Account) -> bool:
    """Whether a meeting is told of people whom nobody can identify."""
    return account.type == rules("events")["silent_type"] and not account.participants.keys()


def is_news(account: Account) -> bool:
    """Whether a meeting told further down is the news: it was held in the days before the report.

    In an undated report, on the day of the lead. One that has no day is, too, unless it is told as
    an earlier one.
    """
    own, news = account.days, account.scene.days
    held = account.type == rules("events")["silent_type"] and not account.ahead
    if all(map(account.scene.recalls, account.claims)):
        return False
    parties, chief = account.participants.keys(), account.scene.chief
    if not account.together or account.supposed or (chief and chief not in parties):
        return False
    if own.known:
        fresh = timedelta(days=rules("events")["fresh_days"])
        first, last = account.published.first, own.interval.last
        if first is not None and last is not None:
            return held and first - last <= fresh
    return held and (own.silent or time.relation(own, news) in {"same", "fits"})


def recalled(account: Account) -> bool:
    """Whether an event lies so long before its report that it can only be background.

    That, or it is only told as an earlier one.
    """
    if all(map(account.scene.recalls, account.claims)):
        return True
    first, last = account.published.first, account.days.interval.last
    if first is None or last is None:
        return False
    longest: int = rules("events")["news_before_days"]
    return (first - last).days > longest


def _prominence(account: Account) -> tuple[bool, bool, bool, int, int, int, int]:
    """Real before supposed, then by claims in title and lead, claims, persons named, and place."""
    leads = sum(claim.lead for claim in account.claims)
    persons = len(account.participants.persons())
    start = account.claims[0].context.start
    later = account.ahead and not account.opens
    return (
        recalled(account),
        account.supposed,
        later,
        -leads,
        -len(account.claims),
        -persons,
        start,
    )
