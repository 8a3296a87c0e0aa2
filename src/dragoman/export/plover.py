"""PLOVER: JSON lines with the field names of the PLOVER manual (chapter "Data Fields")."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dragoman.dossier import Dossier
from dragoman.export.codes import QUADS, cameo, country, intensity
from dragoman.export.material import Party, Told, happened, sector

SIZES = {"killed": "dead", "injured": "injured", "arrested": "arrested"}
"""Our numbers by PLOVER's names."""
CODER = "dragoman"


def plover_files(dossier: Dossier) -> Mapping[str, bytes]:
    """One file, an event that happened a line; PLOVER requires an actor."""
    lines = (
        json.dumps(record(told), ensure_ascii=False) for told in happened(dossier) if told.actors
    )
    return {"": "".join(f"{line}\n" for line in lines).encode()}


def record(told: Told) -> dict[str, Any]:
    """An event as a PLOVER record. Fields that are not known are left out, `date` is then null."""
    first, last, row = told.first, told.last, told.row
    found: dict[str, Any] = {
        "id": told.id,
        "date": str(first) if first else None,
        "enddate": str(last) if last and last != first else None,
        "actor": [entity(party) for party in told.actors],
        "recipient": [entity(party) for party in told.recipients],
        "event": [row["event_type"]],
        "mode": [row["mode"]] if row["mode"] else None,
        "context": list(cameo()[told.cameo].contexts) if told.cameo in cameo() else None,
        "quad_code": QUADS[told.quad],
        "event_scale": intensity(row["event_type"], row["mode"]),
        "event_loc": location(told),
        "event_text": [claim["exact"] for claim in told.claims],
        "text_info": [
            {"start": claim["trigger_start"], "end": claim["trigger_end"]} for claim in told.claims
        ],
        "cite_info": [citation(claim) for claim in told.claims],
        "coder": CODER,
        **size(told),
    }
    return {
        name: value for name, value in found.items() if name == "date" or value not in (None, [])
    }


def entity(party: Party) -> dict[str, str]:
    """A party as PLOVER's information object for entities."""
    found = {
        "code": country(party.country).iso3,
        "sector": sector(party),
        "entity_text": party.raw,
        "identifier_id": party.id,
        "identifier_text": party.name,
        "office": party.role,
    }
    return {name: value for name, value in found.items() if value}


def location(told: Told) -> dict[str, Any] | None:
    """PLOVER's location object, None where no place is known."""
    if told.row["place"] is None and told.row["country"] is None:
        return None
    place = told.place or {}
    found = {
        "resolved_place": told.row["place"],
        "country_code": country(told.row["country"]).iso3,
        "lat": place.get("lat"),
        "lon": place.get("lon"),
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


def citation(claim: dict[str, Any]) -> dict[str, str]:
    """PLOVER's information object for citations."""
    found = {
        "citation": claim["path"],
        "url": claim["url"],
        "title": claim["title"],
        "language": claim["language"],
        "publication": claim["outlet"],
    }
    return {name: value for name, value in found.items() if value}


def size(told: Told) -> dict[str, int | str]:
    """How many were killed, hurt or arrested; as a range "7-12" or "7-" where reports are vague."""
    found: dict[str, int | str] = {}
    for number in told.numbers:
        low, high = number["low"], number["high"]
        exact = low is not None and low == high
        text = f"{'' if low is None else int(low)}-{'' if high is None else int(high)}"
        found.setdefault(SIZES[number["field"]], int(low) if exact else text)
    return found
