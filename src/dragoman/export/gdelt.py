"""GDELT 2.0: Events (61 columns) and Mentions (16), tab-separated and without a header, as there.

A row is a pair of actors. What GDELT has and a dossier does not know (tone, sentence numbers,
religions, feature ids) stays empty; character offsets are code points of the report's own text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dragoman.dossier import Dossier
from dragoman.export.codes import QUADS, cameo, columns, country
from dragoman.export.flat import table
from dragoman.export.material import Party, Told, happened, sector
from dragoman.model import content_id

LARGEST = 1 << 53
"""Ids stay below it, so that no reader that knows only floating-point numbers mixes them up."""
WEB, CITATION = 1, 2
"""MentionType: found on the open web; known by its name only."""
NOWHERE = -1
"""A character offset that is not known."""

Pair = tuple[Party | None, Party | None]


def gdelt_files(dossier: Dossier) -> Mapping[str, bytes]:
    """Two files: the events, and the mentions of each in the reports."""
    events: list[list[Any]] = []
    mentions: list[list[Any]] = []
    for number, told, pair in numbered(happened(dossier)):
        events.append(_ordered(event_fields(number, told, pair), "gdelt_events"))
        for claim in told.claims:
            mention = mention_fields(number, told, pair, claim)
            mentions.append(_ordered(mention, "gdelt_mentions"))
    return {
        ".export.CSV": table((), events, "\t", head=False).encode(),
        ".mentions.CSV": table((), mentions, "\t", head=False).encode(),
    }


def numbered(events: list[Told]) -> Iterator[tuple[int, Told, Pair]]:
    """Every pair of every event with a number of its own, the same for the same pair each time."""
    used: set[int] = set()
    for told in events:
        for actor, recipient in told.pairs():
            sides = [party.id if party else "" for party in (actor, recipient)]
            number = int(content_id("g", told.id, *sides)[1:], 16) % LARGEST
            while number in used:
                number = (number + 1) % LARGEST
            used.add(number)
            yield number, told, (actor, recipient)


def event_fields(number: int, told: Told, pair: Pair) -> dict[str, Any]:
    """The known columns of Events."""
    code = cameo().get(told.cameo)
    reports = {claim["report"] for claim in told.claims}
    outlets = {claim["outlet"] or claim["report"] for claim in told.claims}
    source = next((c["url"] or c["path"] for c in told.claims), None)
    return {
        "GLOBALEVENTID": number,
        **_day(told.first),
        **_actor("Actor1", pair[0]),
        **_actor("Actor2", pair[1]),
        "IsRootEvent": int(any(report["role"] == "main" for report in told.row["reports"])),
        "EventCode": told.cameo,
        "EventBaseCode": told.cameo[:3],
        "EventRootCode": told.cameo[:2],
        "QuadClass": QUADS[told.quad],
        "GoldsteinScale": code.goldstein if code else None,
        "NumMentions": len(told.claims),
        "NumSources": len(outlets),
        "NumArticles": len(reports),
        **_place(told),
        "DATEADDED": _stamp(_published(told)),
        "SOURCEURL": source,
    }


def mention_fields(number: int, told: Told, pair: Pair, claim: dict[str, Any]) -> dict[str, Any]:
    """The known columns of Mentions."""
    return {
        "GLOBALEVENTID": number,
        "EventTimeDate": _stamp(_published(told)),
        "MentionTimeDate": _stamp(claim["published"]),
        "MentionType": WEB if claim["url"] else CITATION,
        "MentionSourceName": claim["outlet"],
        "MentionIdentifier": claim["url"] or claim["path"],
        "Actor1CharOffset": _offset(pair[0], claim),
        "Actor2CharOffset": _offset(pair[1], claim),
        "ActionCharOffset": claim["trigger_start"],
        "InRawText": 1,
        "Confidence": round(claim["score"] * 10) * 10,
        "MentionDocLen": claim["length"],
    }


def _ordered(fields: Mapping[str, Any], name: str) -> list[Any]:
    return [fields.get(column) for column in columns(name)]


def _day(day: date | None) -> dict[str, Any]:
    """GDELT's four ways to write a day; all empty where no evidence dates the event."""
    if day is None:
        return {}
    return {
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": day.year,
        "FractionDate": f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
    }


def _actor(name: str, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    code = country(party.country).iso3
    return {
        f"{name}Code": code + sector(party),
        f"{name}Name": party.name.upper(),
        f"{name}CountryCode": code,
        f"{name}Type1Code": sector(party),
    }


def _place(told: Told) -> dict[str, Any]:
    """Where it was: a city abroad (4) with its coordinates, or a country (1)."""
    where, code = told.row["place"], country(told.row["country"]).fips
    if where is None and not code:
        return {"ActionGeo_Type": 0}
    place = told.place or {}
    return {
        "ActionGeo_Type": 4 if place else 1,
        "ActionGeo_FullName": where,
        "ActionGeo_CountryCode": code,
        "ActionGeo_Lat": place.get("lat"),
        "ActionGeo_Long": place.get("lon"),
    }


def _published(told: Told) -> date | None:
    """The first day on which a report tells of it."""
    return min((c["published"] for c in told.claims if c["published"]), default=None)


def _stamp(day: date | None) -> str | None:
    """A day as GDELT's YYYYMMDDHHMMSS; the hour is not known and stays 0."""
    return f"{day:%Y%m%d}000000" if day else None


def _offset(party: Party | None, claim: dict[str, Any]) -> int:
    return party.starts.get(claim["id"], NOWHERE) if party else NOWHERE
