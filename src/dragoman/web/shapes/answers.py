"""What each address answers, made of records."""

from __future__ import annotations

from typing import Any

from dragoman.web.shapes.records import (
    Actor,
    Cell,
    Claim,
    Comparison,
    Counted,
    Day,
    Event,
    Found,
    Line,
    Mention,
    Paged,
    Pair,
    Publication,
    Report,
    Shape,
    Source,
)


class Dossier(Shape):
    """The start page: the dossier in numbers, its contradictions, its most reported events."""

    type: str
    counts: dict[str, int | str | None]
    conflicts: list[Comparison]
    events: list[Event]


class Events(Paged):
    """A page of events, and by what they can be narrowed."""

    events: list[Event]
    facets: dict[str, list[Counted]]


class EventPage(Event, Paged):
    """One event: the reports of this page of it, the table, the claims, who kept silent."""

    columns: list[Report]
    table: list[Cell]
    claims: list[Claim]
    comparisons: list[Comparison]
    only_one_says: list[str]
    silent: list[dict[str, Any]]


class Reports(Paged):
    """A page of reports."""

    reports: list[Report]


class Text(Shape):
    """A report as it was read, with all that was found in it."""

    type: str
    id: str
    path: str
    url: str | None
    title: str | None
    outlet: str | None
    byline: str | None
    language: str | None
    credits: list[str]
    claims: list[Claim]
    events: int
    event_ids: list[str]
    copy_group: str | None
    copy_origin: str | None
    published: Publication
    text: str
    lines: list[Line]
    mentions: list[Mention]


class Belonging(Shape):
    """The event that a claim belongs to, how, and who decided."""

    event: str
    event_type: str
    claim: str
    report: str
    role: str
    tells: bool
    negates: bool
    modality: str
    why: str | None
    score: float
    decided_by: str


class Evidence(Claim):
    """A claim with what is needed to cite it; `link` is the words' address at the source."""

    citation: str
    link: str | None
    belongs: list[Belonging]
    published: Publication


class Problem(Shape):
    """What could not be read, decided or stored, and what to do about it."""

    ordinal: int
    path: str
    report: str | None
    code: str
    stage: str
    span_start: int | None
    span_end: int | None
    what: str
    remedy: str


class Problems(Paged):
    """A page of problems."""

    problems: list[Problem]


class SaidAt(Shape):
    """How often a speaker is quoted at an event."""

    speaker: str
    event: str
    n: int
    id: str


class Said(Paged):
    """Speakers against events."""

    speakers: list[Actor]
    cells: list[SaidAt]


class Statement(Claim):
    """A claim with the day its report came out, or the first on which it may have."""

    published_from: Day


class Speaker(Paged):
    """What one speaker said, in the order of publication."""

    speaker: Actor
    statements: list[Statement]


class Seen(Shape):
    """When an outlet reported an event."""

    outlet: str | None
    first: Day
    last: Day
    how: str | None


class Dated(Shape):
    """An event on the timeline; without days where no evidence dates it."""

    id: str
    title: str
    first: Day
    last: Day
    how: str | None
    status: str
    quad_class: str
    url: str
    published: list[Seen]


class Timeline(Paged):
    """A page of events by date."""

    events: list[Dated]


class Pairs(Paged):
    """A page of pairs of actors."""

    pairs: list[Pair]


class Month(Shape):
    """What one of two actors did to the other in a month; `month` is null for undated events."""

    month: Day
    actor: str
    actor_name: str
    recipient_name: str
    quad_class: str
    events: int
    event_ids: list[str]


class PairMonths(Shape):
    """What passed between two actors."""

    one: Actor
    other: Actor
    months: list[Month]


class Actors(Paged):
    """A page of actors."""

    actors: list[Actor]


class Neighbour(Shape):
    """An actor with whom something passed."""

    id: str
    name: str
    events: int
    cooperation: int
    conflict: int


class ActorPage(Shape):
    """An actor, those around, what passed among these, and the latest events."""

    actor: Actor
    neighbours: list[Neighbour]
    among: list[Pair]
    events: list[Event]


class Spot(Shape):
    """A place of events; coordinates in degrees north and east, null where not known."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    feature: str | None
    events: int
    reports: int
    example: str


class Places(Paged):
    """Places of events, and a page of the ids of events without any."""

    places: list[Spot]
    unplaced: list[str]


class Search(Paged):
    """Reports that hold all the words, best first."""

    q: str | None
    words: list[str]
    reports: list[Found]
    facets: dict[str, list[Counted]]


class Sources(Paged):
    """A page of sources."""

    sources: list[Source]


class SourcePage(Paged):
    """One source: what it covers and leaves to others, its copies, its names for things."""

    source: Source
    covers: list[Event]
    omits: list[Event]
    copies: list[dict[str, Any]]
    namings: list[dict[str, Any]]
