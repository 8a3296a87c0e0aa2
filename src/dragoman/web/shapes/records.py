"""The records that answers are made of: events, reports, claims, comparisons, actors."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

SpanPair = tuple[int, int]
Day = str | None


class Shape(BaseModel):
    """What all shapes share: no key but those named."""

    model_config = ConfigDict(extra="forbid")


class Refusal(Shape):
    """Why there is no answer."""

    type: str
    status: int
    what: str


class Paged(Shape):
    """A listing, a page at a time: which page, of how many, and how many rows in all."""

    page: int
    pages: int
    total: int


class Counted(Shape):
    """A value by which a listing can be narrowed, and how many rows have it."""

    value: str
    n: int


class Period(Shape):
    """First and last day, and what they rest on."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    how: str | None


class Publication(Period):
    """When a report came out, and why we think so."""

    why: str | None


class Telling(Shape):
    """A report that tells of an event; `role` is main or background."""

    id: str
    path: str
    outlet: str | None
    role: str


class Event(Shape):
    """An event, as `dragoman events` has it, with its conflicts and agreements counted."""

    type: str
    id: str
    event_type: str
    title: str
    actors: list[str]
    recipients: list[str]
    mode: str | None
    place: str | None
    venue: str | None
    country: str | None
    when: Period | None
    status: str
    reports: list[Telling]
    independent_sources: int
    conflicts: int
    agreements: int


class Report(Shape):
    """A report without its text; `copy_group` is null where it has no near-copies."""

    type: str
    id: str
    path: str
    url: str | None
    title: str | None
    outlet: str | None
    byline: str | None
    language: str | None
    credits: list[str]
    claims: int
    events: int
    copy_group: str | None
    copy_origin: str | None
    published: Publication


class Found(Report):
    """A report that a search found, and what matched."""

    score: float
    why: str


class Line(Shape):
    """A line of a report, the role it was given and why."""

    start: int
    end: int
    role: str
    why: str | None


class Mention(Shape):
    """A name, or an expression of time, where it stands in a report."""

    start: int
    end: int
    kind: str
    entity: str | None
    name: str | None
    value: str | None
    time_from: Day
    time_to: Day


class Hop(Shape):
    """One who passed a statement on."""

    name: str
    role: str


class Claim(Shape):
    """What one report asserts in one place; `via` runs from the speaker outwards."""

    type: str
    id: str
    report: str
    kind: str
    speech: bool
    stance: str
    polarity: str
    modality: str
    outlet: str | None
    path: str
    span: SpanPair
    quote: str
    content: list[SpanPair]
    cue: list[SpanPair]
    source: list[SpanPair]
    speaker: list[str]
    to: str | None
    via: list[Hop]
    event_type: str | None
    events: list[str]
    score: float


class Side(Shape):
    """One side of a comparison."""

    claim: str
    report: str
    span: SpanPair
    quote: str
    value: str


class Comparison(Shape):
    """Two claims held against each other; `event` is null where they share none."""

    type: str
    id: str
    event: str | None
    field: str
    verdict: str
    rule: str
    shared_origin: bool
    left: Side
    right: Side


class Cell(Shape):
    """A value of the disagreement table, with its words."""

    field: str
    verdict: str | None
    rules: list[str]
    shared_origin: bool
    outlet: str | None
    path: str
    value: str
    disputed: bool
    via: list[str]
    claim: str
    span: SpanPair
    quote: str


class Actor(Shape):
    """Somebody who acts, speaks or is spoken of; `place` is the rank among all."""

    id: str
    name: str
    names: list[str]
    kind: str
    country: str | None
    reports: int
    acts: int
    speaks: int
    place: int


class Pair(Shape):
    """Two actors between whom something happened."""

    one: str
    other: str
    one_name: str
    other_name: str
    events: int
    cooperation: int
    conflict: int
    first: Day
    last: Day
    place: int


class Source(Shape):
    """An outlet, an agency or another relayer, with what it wrote, reprinted and passed on."""

    id: str
    name: str
    kind: str | None
    country: str | None
    reports: int
    reprints: int
    credits: int
    relayed: int
    events: int
    alone: int
    copies: int
    place: int
