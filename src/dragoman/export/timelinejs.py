"""TimelineJS (https://timeline.knightlab.com/docs/json-format.html): a slide an event."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

from dragoman.dossier import Dossier

Json = dict[str, Any]

_SHOWN = 5  # quotations on a slide, of as many outlets


def timeline_files(dossier: Dossier) -> Mapping[str, bytes]:
    """One JSON file: the events with a date, in its order, each with what shows it.

    TimelineJS needs a first day; the title says how many events have none and are left out. What
    reports say is escaped, since texts are HTML there.
    """
    events = dossier.events()
    dated = [event for event in events if _day(event, "from")]
    page = {
        "title": {"text": {"headline": "A dossier of news reports", "text": _missing(events)}},
        "events": [slide(event) for event in dated],
    }
    return {"": json.dumps(page, ensure_ascii=False, indent=1).encode()}


def slide(event: Json) -> Json:
    """An event, a row of `Dossier.events` with a first day, as a slide."""
    first, last = _day(event, "from"), _day(event, "to")
    assert first is not None
    found: Json = {
        "unique_id": event["id"],
        "start_date": _date(first),
        "text": {"headline": escape(event["title"]), "text": _story(event)},
        "group": event["event_type"],
        "autolink": False,
    }
    if last is None:
        found["display_date"] = f"{first} or later"
    elif last != first:
        found |= {"end_date": _date(last), "display_date": f"between {first} and {last}"}
    return found


def _story(event: Json) -> str:
    """Status, place and the words that show the event, as HTML."""
    where = ", ".join(escape(event[name]) for name in ("venue", "place", "country") if event[name])
    head = f"<p>{escape(event['status'])}{' · ' + where if where else ''}</p>"
    outlets = {report["path"]: report["outlet"] or report["path"] for report in event["reports"]}
    quotes = [
        f"<li>{escape(outlets[shown['path']])}: “{escape(shown['quote'])}” "
        f"({escape(shown['path'])}:{shown['span'][0]}-{shown['span'][1]})</li>"
        for shown in event["evidence"][:_SHOWN]
    ]
    return f"{head}<ul>{''.join(quotes)}</ul>"


def _missing(events: list[Json]) -> str:
    number = sum(_day(event, "from") is None for event in events)
    return f"<p>{number} of {len(events)} events have no known first day and are not shown.</p>"


def _day(event: Json, end: str) -> date | None:
    when = event["when"] or {}
    return date.fromisoformat(when[end]) if when.get(end) else None


def _date(day: date) -> Json:
    return {"year": day.year, "month": day.month, "day": day.day}
