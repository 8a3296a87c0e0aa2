"""From rows back to values: each the mirror of what `rows` and `claim_rows` write."""

from __future__ import annotations

from typing import Any

from dragoman.model import (
    Actor,
    Annotated,
    Claim,
    Comparison,
    EventCode,
    Hop,
    Interval,
    Line,
    Link,
    Mention,
    Named,
    Problem,
    Published,
    Quantity,
    Report,
    Side,
    Span,
    Time,
    When,
)

Row = dict[str, Any]
Parts = dict[str, dict[Any, list[Row]]]
"""Rows by table, then by the report or claim they belong to, in order."""


def to_annotated(row: Row, parts: Parts) -> Annotated:
    """A report with everything found in it, from its row and the rows of its parts."""
    report = row["id"]
    mentions = parts["mention"].get(report, [])
    return Annotated(
        report=_report(row, parts),
        mentions=tuple(_mention(m) for m in mentions if m["kind"] != "time"),
        times=tuple(_time(m) for m in mentions if m["kind"] == "time"),
        claims=tuple(_claim(c, parts) for c in parts["claim"].get(report, [])),
        problems=tuple(
            to_problem(p) for p in parts["problem"].get(report, []) if p["stage"] == "annotate"
        ),
    )


def _report(row: Row, parts: Parts) -> Report:
    evidence: dict[tuple[str, int], tuple[Span, ...]] = {}
    for shown in parts["report_evidence"].get(row["id"], []):
        key = shown["field"], shown["ordinal"]
        evidence[key] = (*evidence.get(key, ()), _span(shown))

    def named(name: str | None, source: str | None, field: str, ordinal: int = 0) -> Named | None:
        return Named(name, source, evidence.get((field, ordinal), ())) if name else None

    credits_ = (
        named(c["name"], c["source"], "credit", c["ordinal"])
        for c in parts["credit"].get(row["id"], [])
    )
    return Report(
        id=row["id"],
        name=row["name"],
        path=row["path"],
        text=row["text"],
        sha256=row["sha256"],
        language=row["language"],
        url=row["url"],
        outlet=named(row["outlet_name"], row["source"], "outlet"),
        republished_by=named(row["republished_by"], row["republished_by_id"], "republished_by"),
        credits=tuple(credit for credit in credits_ if credit),
        title=row["title"],
        title_span=next(iter(evidence.get(("title", 0), ())), None),
        byline=row["byline"],
        section=row["section"],
        published=Published(
            when=Interval(row["published_from"], row["published_to"]),
            how=row["published_how"],
            evidence=evidence.get(("published", 0), ()),
            why=row["published_why"] or "",
        ),
        lines=tuple(
            Line(_span(line), line["role"], line["why"] or "")
            for line in parts["line"].get(row["id"], [])
        ),
    )


def _mention(row: Row) -> Mention:
    return Mention(
        id=row["id"],
        span=_span(row),
        kind=row["kind"],
        entity=row["name"],
        entity_id=row["entity"],
        country=row["country"],
        lat=row["lat"],
        lon=row["lon"],
        feature=row["feature"],
        form=row["form"],
    )


def _time(row: Row) -> Time:
    return Time(
        span=_span(row),
        kind=row["time_kind"],
        value=row["value"],
        when=Interval(row["time_from"], row["time_to"]),
        anchor=row["anchor"],
    )


def _claim(row: Row, parts: Parts) -> Claim:
    spans = parts["claim_span"].get(row["id"], [])
    people = parts["participant"].get(row["id"], [])

    def pieces(part: str) -> tuple[Span, ...]:
        return tuple(_span(piece) for piece in spans if piece["part"] == part)

    def actors(part: str) -> tuple[Actor, ...]:
        return tuple(_actor(person) for person in people if person["part"] == part)

    return Claim(
        id=row["id"],
        kind=row["kind"],
        content=pieces("content"),
        context=Span(row["context_start"], row["context_end"]),
        cue=pieces("cue"),
        source=pieces("source"),
        speaker=actors("speaker"),
        to=next(iter(actors("addressee")), None),
        via=tuple(
            Hop(hop["name"], hop["role"], hop["entity"], _maybe_span(hop))
            for hop in parts["attribution"].get(row["id"], [])
        ),
        speech=row["speech"],
        deed=row["deed"],
        stance=row["stance"],
        polarity=row["polarity"],
        modality=row["modality"],
        event=_event(row, actors("actor"), actors("recipient")) if row["event_type"] else None,
        quantities=tuple(
            Quantity(q["field"], q["low"], q["high"], q["unit"], _span(q))
            for q in parts["quantity"].get(row["id"], [])
        ),
        lead=row["lead"],
        score=row["score"],
    )


def _event(row: Row, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> EventCode:
    when = None
    if row["when_anchor"]:
        when = When(
            when=Interval(row["when_from"], row["when_to"]),
            text=row["when_text"],
            anchor=row["when_anchor"],
            span=_maybe_span(row, "when"),
        )
    return EventCode(
        type=row["event_type"],
        mode=row["mode"],
        cameo=row["cameo"],
        trigger=_span(row, "trigger"),
        actors=actors,
        recipients=recipients,
        place=row["place"],
        place_id=row["place_id"],
        place_span=_maybe_span(row, "place"),
        venue=row["venue"],
        country=row["country"],
        when=when,
    )


def _actor(row: Row) -> Actor:
    return Actor(
        name=row["name"],
        id=row["entity"],
        kind=row["kind"],
        country=row["country"],
        role=row["role"],
        span=_maybe_span(row),
    )


def to_problem(row: Row) -> Problem:
    """The problem that a row of the table `problem` holds."""
    return Problem(
        code=row["code"],
        path=row["path"],
        stage=row["stage"],
        what=row["what"],
        remedy=row["remedy"],
        span=_maybe_span(row),
    )


def to_link(row: Row) -> Link:
    """The link that a row of the table `link` holds."""
    return Link(
        kind=row["kind"],
        left=row["left_id"],
        right=row["right_id"],
        judgement=row["judgement"],
        score=row["score"],
        why=row["why"] or "",
        decided_by=row["decided_by"],
        role=row["role"],
    )


def to_comparison(row: Row) -> Comparison:
    """The comparison that a row of the table `comparison` holds."""

    def side(prefix: str) -> Side:
        return Side(
            claim=row[f"{prefix}_claim"],
            report=row[f"{prefix}_report"],
            span=_span(row, prefix),
            value=row[f"{prefix}_value"],
        )

    return Comparison(
        id=row["id"],
        event=row["event"],
        field=row["field"],
        verdict=row["verdict"],
        rule=row["rule"],
        left=side("left"),
        right=side("right"),
        shared_origin=row["shared_origin"],
        score=row["score"],
    )


def _span(row: Row, prefix: str = "span") -> Span:
    return Span(row[f"{prefix}_start"], row[f"{prefix}_end"])


def _maybe_span(row: Row, prefix: str = "span") -> Span | None:
    return None if row[f"{prefix}_start"] is None else _span(row, prefix)
