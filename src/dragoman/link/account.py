"""An account: what one report tells of one event, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.likeness.days import Days
from dragoman.likeness.parties import Participants, is_mutual
from dragoman.likeness.places import Place
from dragoman.link.scenes import NO_SCENE, Scene
from dragoman.model import Claim, EventType, Interval, ReportRole

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
