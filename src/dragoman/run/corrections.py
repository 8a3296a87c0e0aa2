"""Fields that people set because a machine got them wrong.

What is said of a report (its outlet, its date, the role of a line) is set before the report is
annotated, since annotation rests on it; what is said of a claim, afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any, get_args

from dragoman.dossier import Decision, Reference
from dragoman.dossier.references import Place, nearest, place_in
from dragoman.knowledge import World
from dragoman.link.entities import is_name
from dragoman.model import (
    Actor,
    Annotated,
    Claim,
    Interval,
    Line,
    LineRole,
    Modality,
    Named,
    Polarity,
    Published,
    Report,
    Span,
    Stance,
    When,
    content_id,
    hull,
)
from dragoman.read import parse_published

UNKNOWN = "unknown"
"""The value that says: nobody can tell."""
FIELDS = {
    "report": ("outlet", "date"),
    "line": ("role",),
    "claim": ("speaker", "date", "place", "stance", "polarity", "modality"),
}
"""What can be set, by the kind of thing that it is set of."""
_FOUND_LATER = frozenset({"caption", "narrative", "sibling"})

Outcome = tuple[str, str | None]
"""The state of a decision (obeyed, refused, waiting), and what was there before, as JSON."""
Outcomes = dict[str, Outcome]


def as_read(report: Report, was: Iterable[tuple[str, Span | None, str]]) -> Report:
    """A stored report as it was read: uncorrected, and undated where a later stage dated it.

    Args:
        report: as it is stored.
        was: for each field that was corrected, the field, the line if it was a line's, and what
            stood there, as JSON.
    """
    for field, span, value in was:
        held = json.loads(value)
        if field == "role":
            restored = Line(span or Span(0, 0), held["role"], held["why"])
            report = replace(report, lines=_with_line(report.lines, restored))
        elif field == "outlet":
            report = replace(report, outlet=_named(held))
        elif field == "date":
            report = replace(report, published=_published(held))
    if report.published.how in _FOUND_LATER:
        report = replace(report, published=Published())
    return report


def correct_report(
    report: Report, decisions: Sequence[Decision], world: World
) -> tuple[Report, Outcomes]:
    """A report as it was read, with what people set of it and of its lines."""
    outcomes: Outcomes = {}
    for decision in decisions:
        (about,) = decision.subjects
        if about.kind == "claim":
            continue
        try:
            if about.kind == "line":
                report, was = _set_role(report, about, decision)
            else:
                report, was = _set_of_report(report, decision, world)
        except LookupError:
            outcomes[decision.id] = ("waiting", None)
        except ValueError:
            outcomes[decision.id] = ("refused", None)
        else:
            outcomes[decision.id] = ("obeyed", _json(was))
    return report, outcomes


def correct_claims(
    annotated: Annotated, decisions: Sequence[Decision], world: World
) -> tuple[Annotated, Outcomes]:
    """An annotated report, with what people set of its claims."""
    outcomes: Outcomes = {}
    claims = {claim.id: claim for claim in annotated.claims}
    for decision in decisions:
        (about,) = decision.subjects
        if about.kind != "claim":
            continue
        claim = claims.get(_claim_meant(annotated, about) or "")
        if claim is None:
            outcomes[decision.id] = ("waiting", None)
            continue
        try:
            corrected, was = _set_of_claim(claim, decision, annotated, world)
        except ValueError:
            outcomes[decision.id] = ("refused", None)
        else:
            claims[claim.id] = corrected
            outcomes[decision.id] = ("obeyed", _json(was))
    return replace(
        annotated, claims=tuple(claims[claim.id] for claim in annotated.claims)
    ), outcomes


def _set_of_report(report: Report, decision: Decision, world: World) -> tuple[Report, object]:
    value = (decision.value or "").strip()
    nothing = value in {"", UNKNOWN}
    if decision.about == "outlet":
        known = next(iter(world.lookup(value, "outlet")), None)
        outlet = Named(known.name, known.id) if known else Named(value)
        was = asdict(report.outlet) if report.outlet else None
        return replace(report, outlet=None if nothing else outlet), was
    if decision.about == "date":
        published = Published(_days(value), "given", why=f"set by {decision.by}")
        was = asdict(report.published)
        return replace(report, published=Published() if nothing else published), was
    raise ValueError(decision.about)


def _set_role(report: Report, about: Reference, decision: Decision) -> tuple[Report, object]:
    if decision.about != "role" or decision.value not in get_args(LineRole):
        raise ValueError(decision.value)
    same = about.sha256 == report.sha256
    span = place_in(report.text, about, same=same)
    line = next((line for line in report.lines if line.span == span), None)
    if line is None:
        raise LookupError(about.exact)
    set_line = Line(line.span, decision.value, f"set by {decision.by}")  # type: ignore[arg-type]
    return replace(report, lines=_with_line(report.lines, set_line)), asdict(line)


def _with_line(lines: Iterable[Line], other: Line) -> tuple[Line, ...]:
    return tuple(other if line.span == other.span else line for line in lines)


def _claim_meant(annotated: Annotated, about: Reference) -> str | None:
    if any(claim.id == about.id for claim in annotated.claims):
        return about.id
    report = annotated.report
    span = place_in(report.text, about, same=about.sha256 == report.sha256)
    places = [Place(c.id, hull(c.content or (c.context,))) for c in annotated.claims]
    return nearest(span, places) if span else None


def _set_of_claim(
    claim: Claim, decision: Decision, annotated: Annotated, world: World
) -> tuple[Claim, object]:
    value = (decision.value or "").strip()
    return _SETTERS[decision.about](claim, value, annotated, world)


def _set_speaker(
    claim: Claim, value: str, annotated: Annotated, world: World
) -> tuple[Claim, object]:
    names = [name.strip() for name in value.split(";") if name.strip() not in {"", UNKNOWN}]
    speakers = tuple(_actor(name, annotated, world) for name in names)
    kind = "indirect" if claim.kind == "narrated" and speakers else claim.kind
    return replace(claim, speaker=speakers, kind=kind), [a.name for a in claim.speaker]


def _set_date(claim: Claim, value: str, *_: object) -> tuple[Claim, object]:
    if claim.event is None:
        raise ValueError("a claim without an event has no date")
    when = None if value in {"", UNKNOWN} else When(_days(value), None, "explicit")
    was = claim.event.when and claim.event.when.when
    return replace(claim, event=replace(claim.event, when=when)), was


def _set_place(claim: Claim, value: str, _: Annotated, world: World) -> tuple[Claim, object]:
    if claim.event is None:
        raise ValueError("a claim without an event has no place")
    entry = next(iter(world.places(value)), None)
    known = value not in {"", UNKNOWN}
    event = replace(
        claim.event,
        place=(entry.name if entry else value) if known else None,
        place_id=entry.id if entry and known else None,
        country=entry.country if entry and known else None,
        place_span=None,
        venue=None,
    )
    return replace(claim, event=event), claim.event.place


def _setter(field: str, allowed: object) -> Callable[..., tuple[Claim, object]]:
    def set_one(claim: Claim, value: str, *_: object) -> tuple[Claim, object]:
        if value not in get_args(allowed):
            raise ValueError(value)
        changes: dict[str, Any] = {field: value}
        return replace(claim, **changes), getattr(claim, field)

    return set_one


_SETTERS: dict[str, Callable[..., tuple[Claim, object]]] = {
    "speaker": _set_speaker,
    "date": _set_date,
    "place": _set_place,
    "stance": _setter("stance", Stance),
    "polarity": _setter("polarity", Polarity),
    "modality": _setter("modality", Modality),
}


def _actor(name: str, annotated: Annotated, world: World) -> Actor:
    """Who goes by a name: somebody of the report, else somebody known, else a new name."""
    for claim in annotated.claims:
        code = claim.event
        people = (
            *claim.speaker,
            *(code.actors if code else ()),
            *(code.recipients if code else ()),
        )
        for actor in people:
            if actor.name.casefold() == name.casefold():
                return replace(actor, span=None)
    entry = next(
        iter(world.lookup(name, "person", "state", "organisation", "group", "outlet")), None
    )
    if entry and entry.kind != "place":
        return Actor(entry.name, entry.id, entry.kind, entry.country)
    return Actor(name, content_id("e", "person", name) if is_name(name) else None, "person")


def _days(value: str) -> Interval:
    return Interval(None, None) if value in {"", UNKNOWN} else parse_published(value)


def _json(was: object) -> str:
    return json.dumps(was, ensure_ascii=False, default=str)


def _named(held: dict[str, Any] | None) -> Named | None:
    if held is None:
        return None
    return Named(held["name"], held["id"], tuple(Span(*span) for span in held["evidence"]))


def _published(held: dict[str, Any]) -> Published:
    when = (
        parse_published("/".join(day or "" for day in held["when"])) if any(held["when"]) else None
    )
    evidence = tuple(Span(*span) for span in held["evidence"])
    return Published(when or Interval(None, None), held["how"], evidence, held["why"])
