"""The vocabulary: what a report says, as values that every stage shares.

Everything here is frozen data. Offsets are half-open `[start, end)` in Unicode code points of
`Report.text`, which is stored once and never edited. `None` always means "not known", never
"empty" and never "no".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

LineRole = Literal[
    "title",
    "body",
    "caption",
    "dateline",
    "byline",
    "date",
    "credit",
    "furniture",
    "teaser",
    "other-language",
]
PublishedHow = Literal[
    "given",
    "metadata",
    "url",
    "printed",
    "dateline",
    "caption",
    "narrative",
    "sibling",
    "unknown",
]
ActorKind = Literal["person", "group", "state", "organisation", "outlet"]
MentionKind = Literal["person", "group", "state", "organisation", "outlet", "place"]
MentionForm = Literal["name", "nominal", "pronoun"]
TimeKind = Literal["date", "time", "duration", "set"]
Anchor = Literal["explicit", "published", "narrative", "unknown"]
ClaimKind = Literal["direct", "indirect", "mixed", "narrated"]
Stance = Literal[
    "said",
    "denied",
    "declined",
    "demanded",
    "promised",
    "threatened",
    "praised",
    "criticised",
    "other",
]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "planned", "possible", "hypothetical", "conditional"]
HopRole = Literal[
    "agency",
    "broadcaster",
    "newspaper",
    "spokesman",
    "document",
    "institution",
    "witness-network",
    "other",
]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Status = Literal["happened", "planned", "cancelled", "denied", "disputed"]
ReportRole = Literal["main", "background"]
LinkKind = Literal["copy", "story", "entity", "event", "utterance"]
Judgement = Literal["same", "different", "unsure"]
VerdictName = Literal["agree", "compatible", "conflict", "incomparable"]


def content_id(prefix: str, *parts: object) -> str:
    """A stable id of 16 hex digits after `prefix`, from the content it names.

    Args:
        prefix: one letter that tells a reader what the id is of, e.g. `c` for a claim.
        parts: what makes the thing itself; their `str` is hashed in order.
    """
    joined = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return prefix + hashlib.blake2b(joined, digest_size=8).hexdigest()


class Span(NamedTuple):
    """A stretch `[start, end)` of a report's text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact characters this span points at."""
        return text[self.start : self.end]

    def touches(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Interval(NamedTuple):
    """A closed interval of days; an end that is None is open (not known)."""

    first: date | None
    last: date | None

    @property
    def known(self) -> bool:
        """Whether both ends are known."""
        return self.first is not None and self.last is not None

    def disjoint(self, other: Interval) -> bool:
        """Whether the two certainly share no day; open ends never exclude."""
        return bool(
            (self.last and other.first and self.last < other.first)
            or (other.last and self.first and other.last < self.first)
        )

    def days(self) -> int | None:
        """Length in days (1 for a single day), or None where an end is open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1


UNDATED = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or decided, with what to do about it.

    `code` is a key of `problems.CATALOGUE`; `stage` one of read, annotate, link, compare, store.
    """

    code: str
    path: str
    stage: str
    what: str
    remedy: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report's text (without its line break), what it is and why we think so."""

    span: Span
    role: LineRole
    why: str


@dataclass(frozen=True, slots=True)
class Named:
    """A named source (outlet or agency) with the spans that show it.

    `id` is the knowledge base's id where the name is known there, else None. No evidence spans
    means the name was given from outside (option, sidecar, metadata), not found in the text.
    """

    name: str
    id: str | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published: an interval, how it is known, and the spans that show it."""

    when: Interval = UNDATED
    how: PublishedHow = "unknown"
    evidence: tuple[Span, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One report as read: untouched text, the role of each line, and what is known about it.

    `name` is the path relative to the folder it was found in (or the file's own name), so the
    same corpus gives the same ids wherever it lies; `path` is what the user gave.
    `credits` are agencies and others the page credits ("Source: …", "TEHRAN (Reuters) –").
    `section` is the page's own word for where it stands ("World", "Opinion").
    """

    id: str
    name: str
    path: str
    text: str
    sha256: str
    language: str | None = None
    url: str | None = None
    outlet: Named | None = None
    republished_by: Named | None = None
    credits: tuple[Named, ...] = ()
    title: str | None = None
    title_span: Span | None = None
    byline: str | None = None
    section: str | None = None
    published: Published = Published()
    lines: tuple[Line, ...] = ()

    def spans(self, *roles: LineRole) -> list[Span]:
        """Spans of the lines with one of `roles`, in order."""
        return [line.span for line in self.lines if line.role in roles]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or noun phrase that refers to an actor or a place.

    `entity` is the canonical name within the report, `entity_id` the knowledge base's id or a
    content id. The geographic fields are filled for places only. `form` tells how it refers: by a
    name (with or without a title), by a noun phrase ("the Iranian leader"), or by a pronoun.
    """

    id: str
    span: Span
    kind: MentionKind
    entity: str
    entity_id: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    feature: str | None = None
    form: MentionForm = "name"


@dataclass(frozen=True, slots=True)
class Time:
    """A temporal expression, normalised.

    `value` is a TIMEX3 value ("2018-06-09", "P2D", "XXXX-WXX-2" for an unanchored Tuesday);
    `when` the days it covers, UNDATED where only the form is known; `anchor` says what the
    reading rests on.
    """

    span: Span
    kind: TimeKind
    value: str
    when: Interval
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts, is acted on, speaks or is spoken to.

    `name` is canonical where it can be resolved, else the noun phrase without its article.
    `id` is None for an actor that is only described ("diplomatic source").
    """

    name: str
    id: str | None
    kind: ActorKind
    country: str | None = None
    role: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of the chain between the speaker and the outlet, counted from the speaker."""

    name: str
    role: HopRole
    id: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event: its interval, the words that say so, and what the reading rests on."""

    when: Interval
    text: str | None
    anchor: Anchor
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number a claim asserts, e.g. field "killed", low 7, high 7; "at least 7" has high None."""

    field: str
    low: float | None
    high: float | None
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class EventCode:
    """Who did what to whom, as PLOVER codes it (Halterman et al. 2023), with its trigger."""

    type: EventType
    mode: str | None
    cameo: str | None
    trigger: Span
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: str | None = None
    place_id: str | None = None
    place_span: Span | None = None
    venue: str | None = None
    country: str | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report asserts in one place. Claims are never merged.

    A `narrated` claim is the outlet's own voice: no cue, no speaker. Otherwise `speaker` holds
    the innermost speaker(s) and `via` the hops from the speaker outwards, without the outlet.
    `context` is the sentence (or sentences) the claim stands in; `lead` is true for the report's
    title and first body paragraphs, where a report says what it is about.
    `polarity` and `modality` are of the event as the whole sentence tells it, a denial by the cue
    included: "denied that they met" negates, "denied that the talks were cancelled" does not.
    `deed` marks an attitude shown by a deed ("imposed sanctions"): no speech, and what it tells of
    is the outlet's own account. `score` is in [0, 1].
    """

    id: str
    kind: ClaimKind
    content: tuple[Span, ...]
    context: Span
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: tuple[Actor, ...] = ()
    to: Actor | None = None
    via: tuple[Hop, ...] = ()
    speech: bool = True
    deed: bool = False
    stance: Stance = "said"
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    event: EventCode | None = None
    quantities: tuple[Quantity, ...] = ()
    lead: bool = False
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with everything that was found in it."""

    report: Report
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or place across reports, under every name the reports use for it."""

    id: str
    kind: MentionKind
    name: str
    names: tuple[str, ...]
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """The identity that claims of one event point at; its date and place are views over them."""

    id: str
    type: EventType


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement that two things are the same (or not), with its reason.

    kind copy: report and report (right is the likely origin). story: report and report (right is
    the first of its affair). entity: mention and entity.
    event: claim and event; `role` says whether the claim reports the event or only recalls it.
    utterance: claim and claim. `score` is in [0, 1]; `decided_by` is "rule", "model" or a name.
    """

    kind: LinkKind
    left: str
    right: str
    judgement: Judgement
    score: float
    why: str
    decided_by: str = "rule"
    role: ReportRole | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a claim, the words that carry the value, and the value."""

    claim: str
    report: str
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two claims held against each other in one field, with the rule that decided.

    `event` is None where the claims belong to no common event (positions across events).
    `shared_origin` is true where both sides go back to the same witness.
    """

    id: str
    event: str | None
    field: str
    verdict: VerdictName
    rule: str
    left: Side
    right: Side
    shared_origin: bool
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Linked:
    """Everything that holds between reports: the output of link and compare.

    `published` maps the ids of undated reports to what reports of the same event show of when
    they were published. `told` counts by how many reports a term of theirs is told, those told by
    one left out: what wordings were weighed with.
    """

    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)
    published: dict[str, Published] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of `spans` (at least one)."""
    found = list(spans)
    return Span(min(s.start for s in found), max(s.end for s in found))
