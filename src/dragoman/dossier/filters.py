"""What a listing is narrowed to, and the SQL conditions that say so."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

Field = str | date | None


@dataclass(frozen=True, slots=True)
class Filter:
    """What a listing is narrowed to; None leaves a field open, and fields narrow together.

    `actor`, `speaker`, `outlet`, `place` and `text` match as parts of a name or text, without
    regard to case or accents: an actor under any of its names, a place as settlement or venue
    (or as the country's two letters). `first` and `last` are inclusive days; what has no date is
    left out when either is given. `type` is one of PLOVER's sixteen event types.
    """

    actor: str | None = None
    first: date | None = None
    last: date | None = None
    place: str | None = None
    type: str | None = None
    outlet: str | None = None
    text: str | None = None
    speaker: str | None = None

    @classmethod
    def of(cls, filter: Filter | None = None, **given: Field) -> Filter:  # noqa: A002
        """A filter from another one or from fields, whose days may be ISO strings.

        Raises:
            TypeError: a field that does not exist, or both a filter and fields.
            ValueError: a day that is not an ISO date.
        """
        if filter is not None:
            if given:
                raise TypeError("give a Filter or its fields, not both")
            return filter
        for end in ("first", "last"):
            day = given.get(end)
            if isinstance(day, str):
                given[end] = date.fromisoformat(day)
        return cls(**given)  # type: ignore[arg-type]  # a dataclass checks names, SQL the rest

    def given(self) -> dict[str, Any]:
        """The fields that narrow, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


class Where(NamedTuple):
    """An SQL condition and the values of its `$names`."""

    sql: str
    values: dict[str, Any]


def of_claims(chosen: Filter) -> Where:
    """The condition on `claim` and its `report`: what a claim says, and who says it."""
    return _where(chosen, _CLAIM)


def of_events(chosen: Filter) -> Where:
    """The condition on `event_summary`: what an event is, and what is told or said of it."""
    return _where(chosen, _EVENT)


def of_reports(chosen: Filter) -> Where:
    """The condition on `report`: who published it when, its text, and what it claims."""
    return _where(chosen, _REPORT)


def of_actors(chosen: Filter) -> Where:
    """The condition on `actor`, with its `entity` joined, that it goes by the name asked for."""
    return _where(Filter(actor=chosen.actor), {"actor": _NAMES_HOLD})


def _where(chosen: Filter, conditions: dict[str, str]) -> Where:
    values = chosen.given()
    return Where(" AND ".join(f"({conditions[name]})" for name in values) or "true", values)


def _holds(words: str, name: str) -> str:
    """Whether the SQL value `words` has the parameter `name` as a part."""
    return f"contains(strip_accents(lower({words})), strip_accents(lower(${name})))"


def _named(name: str) -> str:
    """Whether an actor, with its entity joined, goes by the parameter `name`."""
    return f"LEFT JOIN entity ON entity.id = actor.entity WHERE {_holds(_NAMES, name)}"


_NAMES = "concat_ws(chr(10), actor.name, array_to_string(entity.names, chr(10)))"
_NAMES_HOLD = _holds(_NAMES, "actor")
_SENTENCE = "substring(report.text, context_start + 1, context_end - context_start)"

_CLAIM = {
    "actor": f"claim.id IN (SELECT claim FROM claim_actor AS actor {_named('actor')})",
    "speaker": f"claim.id IN (SELECT claim FROM claim_actor AS actor {_named('speaker')} "
    "AND part = 'speaker')",
    "first": "coalesce(when_to, when_from, published_to, published_from) >= $first",
    "last": "coalesce(when_from, when_to, published_from, published_to) <= $last",
    "place": f"{_holds('concat_ws(chr(10), claim.place, claim.venue)', 'place')} "
    "OR lower(claim.country) = lower($place)",
    "type": "event_type = upper($type)",
    "outlet": _holds("outlet_name", "outlet"),
    "text": _holds(_SENTENCE, "text"),
}
_OF_CLAIM = "SELECT event FROM event_claim JOIN claim ON claim.id = event_claim.claim"
_OF_REPORT = f"{_OF_CLAIM} JOIN report ON report.id = claim.report"
_EVENT = {
    "actor": f"event IN (SELECT event FROM event_actor AS actor {_named('actor')})",
    "speaker": "event IN (SELECT event FROM event_claim JOIN claim_actor AS actor USING (claim) "
    f"{_named('speaker')} AND part = 'speaker')",
    "first": "coalesce(when_to, when_from) >= $first",
    "last": "coalesce(when_from, when_to) <= $last",
    "place": _CLAIM["place"].replace("claim.", ""),
    "type": "type = upper($type)",
    "outlet": f"event IN ({_OF_REPORT} WHERE {_holds('outlet_name', 'outlet')})",
    "text": f"event IN ({_OF_REPORT} WHERE {_holds(_SENTENCE, 'text')})",
}
_REPORT = {
    **{
        name: f"id IN (SELECT claim.report FROM claim WHERE {_CLAIM[name]})"
        for name in ("actor", "speaker", "place", "type")
    },
    "first": "coalesce(published_to, published_from) >= $first",
    "last": "coalesce(published_from, published_to) <= $last",
    "outlet": _CLAIM["outlet"],
    "text": _holds("report.text", "text"),
}
