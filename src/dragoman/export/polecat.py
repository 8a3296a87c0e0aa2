"""POLECAT: tab-separated, its 40 headers verbatim, an event that happened a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from dragoman.dossier import Dossier
from dragoman.export.codes import cameo, columns, country, intensity
from dragoman.export.flat import table
from dragoman.export.material import Party, Told, happened, sector


def polecat_files(dossier: Dossier) -> Mapping[str, bytes]:
    """One file. Several values of a field are joined by ";"; what is not known is "None"."""
    header = columns("polecat")
    events = [told for told in happened(dossier) if told.actors]
    rows = ([fields(told).get(name) or "None" for name in header] for told in events)
    return {"": table(header, rows, "\t").encode()}


def fields(told: Told) -> dict[str, Any]:
    """The fields that are known of an event, by header."""
    row, place = told.row, told.place or {}
    published = [claim["published"] for claim in told.claims if claim["published"]]
    found: dict[str, Any] = {
        "Event ID": told.id,
        "Event Date": told.first,
        "Event Type": row["event_type"],
        "Event Mode": row["mode"],
        "Intensity": str(intensity(row["event_type"], row["mode"])),
        "Quad Code": told.quad.title(),
        "Contexts": _several(cameo()[told.cameo].contexts if told.cameo in cameo() else ()),
        "Placename": row["place"],
        "City": row["place"] if place else None,
        "Country": country(row["country"]).iso3,
        "Latitude": place.get("lat"),
        "Longitude": place.get("lon"),
        "Raw Placename": row["place"],
        "Source": _several(claim["outlet"] for claim in told.claims),
        "Publication Date": min(published, default=None),
        "Story People": _several(p.name for p in everyone(told) if p.kind == "person"),
        "Story Organizations": _several(p.name for p in everyone(told) if p.kind == "organisation"),
        "Story Locations": row["place"],
        "Language": _several(claim["language"] for claim in told.claims),
        "Version": f"dragoman {version('dragoman')}",
    }
    return found | side("Actor", told.actors) | side("Recipient", told.recipients)


def everyone(told: Told) -> tuple[Party, ...]:
    """All who take part."""
    return told.actors + told.recipients


def side(name: str, parties: Iterable[Party]) -> dict[str, Any]:
    """The fields of the parties on one side: who acts, or who is acted on."""
    several = list(parties)
    sectors = [sector(party) for party in several]
    return {
        f"{name} Name": _several(party.name for party in several),
        f"{name} Country": _several(country(party.country).iso3 for party in several),
        f"Primary {name} Sector": next((s for s in sectors if s), None),
        f"{name} Sectors": _several(sectors),
        f"{name} Title": _several(party.role for party in several),
        f"{name} Name Raw": _several(party.raw for party in several),
    }


def _several(values: Iterable[str | None]) -> str:
    """Values in their order, each once; empty where there is none."""
    return ";".join(dict.fromkeys(value for value in values if value))
