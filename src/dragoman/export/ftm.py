"""FollowTheMoney (https://followthemoney.tech): reports, actors, places, events and statements.

Needs the library `followthemoney` (`pip install 'dragoman[ftm]'`). Every value is written twice:
with its entity, and as a statement whose `origin` says where it stands, PATH:START-END.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dragoman.dossier import Dossier, LibraryMissingError
from dragoman.export.material import Told, told_events
from dragoman.export.passages import told_by
from dragoman.model import Annotated, Claim, Entity, Report, Span, content_id, hull

if TYPE_CHECKING:
    from followthemoney.statement.entity import StatementEntity

_SCHEMATA = {
    "person": "Person",
    "group": "Organization",
    "organisation": "Organization",
    "outlet": "Organization",
    "state": "PublicBody",
    "place": "Address",
}
"""The schema of each kind of entity."""


def ftm_files(dossier: Dossier) -> Mapping[str, bytes]:
    """Two files: NAME.ftm.json, an entity a line, and NAME.statements.csv.

    Reports are Articles, statements are Notes on their speakers, events are Events with the
    Articles that tell of them as proof; an event's status is in its summary and its keywords.

    Raises:
        LibraryMissingError: followthemoney is not installed.
    """
    try:
        from followthemoney.statement.serialize import CSV_COLUMNS  # noqa: PLC0415
    except ImportError as error:
        raise LibraryMissingError("ftm", "ftm") from error
    entities = list(_entities(dossier))
    lines = (json.dumps(_json(entity), ensure_ascii=False, sort_keys=True) for entity in entities)
    sheet = io.StringIO(newline="")
    writer = csv.DictWriter(sheet, CSV_COLUMNS, dialect=csv.unix_dialect, extrasaction="ignore")
    writer.writeheader()
    for entity in entities:
        told = sorted(entity.statements, key=lambda statement: (statement.prop, statement.value))
        writer.writerows(statement.to_csv_row() for statement in told)
    return {
        ".ftm.json": "".join(f"{line}\n" for line in lines).encode(),
        ".statements.csv": sheet.getvalue().encode(),
    }


def _entities(dossier: Dossier) -> Iterator[StatementEntity]:
    annotated, known = dossier.annotated(), dossier.linked().entities
    ids = {entity.id for entity in known}
    yield from map(_known, known)
    for one in annotated:
        yield _article(one.report)
        yield from _mentions(one, ids)
        yield from (_note(c, one.report, ids) for c in one.claims if c.kind != "narrated")
    yield from (_event(told, ids) for told in told_events(dossier))


def _known(entity: Entity) -> StatementEntity:
    """An actor or place under all its names."""
    made = _made(_SCHEMATA[entity.kind], entity.id)
    made.add("name", entity.name)
    made.add("alias", [name for name in entity.names if name != entity.name])
    made.add("country", entity.country)
    if entity.kind == "place":
        made.add("full", entity.name)
        for name, degrees in (("latitude", entity.lat), ("longitude", entity.lon)):
            made.add(name, degrees)
    return made


def _article(report: Report) -> StatementEntity:
    made = _made("Article", report.id)
    title = [_place(report, report.title_span)] if report.title_span else []
    made.add("title", report.title, origin=next(iter(title), None))
    made.add("fileName", report.path)
    made.add("bodyText", report.text)
    made.add("author", report.byline)
    made.add("sourceUrl", report.url)
    made.add("language", report.language)
    made.add("publishedAt", _days(*report.published.when))
    made.add("contentHash", hashlib.sha1(report.text.encode()).hexdigest())  # noqa: S324 -- FtM's
    if report.outlet:
        shown = report.outlet.evidence
        made.add(
            "publisher", report.outlet.name, origin=_place(report, shown[0]) if shown else None
        )
    return made


def _mentions(one: Annotated, ids: set[str]) -> Iterator[StatementEntity]:
    """The names a report uses for someone, as one Mention; those of places are no Mentions."""
    for key in dict.fromkeys(m.entity_id for m in one.mentions if m.kind != "place"):
        same = [m for m in one.mentions if m.entity_id == key and m.form == "name"]
        if not same or key not in ids:
            continue
        made = _made("Mention", content_id("m", one.report.id, key))
        made.add("document", one.report.id)
        made.add("resolved", _key(key))
        made.add("detectedSchema", _SCHEMATA[same[0].kind])
        for mention in same:
            words = mention.span.of(one.report.text)
            made.add("name", words, original_value=words, origin=_place(one.report, mention.span))
            made.add("contextCountry", mention.country)
        yield made


def _note(claim: Claim, report: Report, ids: set[str]) -> StatementEntity:
    """A statement, on those who made it."""
    span = hull(claim.content or (claim.context,))
    words, place = span.of(report.text), _place(report, span)
    made = _made("Note", claim.id)
    made.add("name", told_by(claim, report.outlet.name if report.outlet else None))
    made.add("description", words, original_value=words, origin=place)
    made.add("notes", place)
    made.add("entity", [_key(a.id) for a in claim.speaker if a.id in ids])
    made.add("proof", report.id)
    made.add("keywords", [claim.kind, claim.stance, claim.polarity, claim.modality])
    return made


def _event(told: Told, ids: set[str]) -> StatementEntity:
    row, made = told.row, _made("Event", told.id)
    first, last = told.first, told.last
    made.add("name", row["title"])
    made.add("summary", f"{row['event_type']}, {row['status']}")
    made.add("keywords", [row["event_type"], row["status"]])
    if first == last:
        made.add("date", first)
    else:
        made.add("startDate", first)
        made.add("endDate", last)
    made.add("location", row["place"])
    made.add("country", row["country"])
    made.add("involved", [_key(p.id) for p in (*told.actors, *told.recipients) if p.id in ids])
    if told.place and told.place["id"] in ids:
        made.add("addressEntity", _key(told.place["id"]))
    for claim in told.claims:
        spot = f"{claim['path']}:{claim['trigger_start']}-{claim['trigger_end']}"
        made.add("proof", claim["report"], origin=spot)
    return made


def _made(schema: str, id_: str) -> StatementEntity:
    from followthemoney.dataset import Dataset  # noqa: PLC0415
    from followthemoney.statement.entity import StatementEntity  # noqa: PLC0415

    dataset = Dataset({"name": "dragoman", "title": "A dossier of news reports"})
    return StatementEntity(dataset, {"schema": schema, "id": _key(id_)})


def _key(id_: str) -> str:
    """An id as FollowTheMoney allows it, of letters, digits, dots and hyphens; another for each."""
    allowed = re.sub(r"[^0-9A-Za-z.]+", "-", id_).strip("-.")
    return id_ if id_ == allowed else content_id(f"{allowed}-", id_)


def _json(entity: StatementEntity) -> dict[str, Any]:
    """An entity as FollowTheMoney's CLI reads it, its values in a fixed order."""
    properties = {name: sorted(values) for name, values in entity.properties.items()}
    return {"id": entity.id, "schema": entity.schema.name, "properties": properties}


def _place(report: Report, span: Span) -> str:
    return f"{report.path}:{span.start}-{span.end}"


def _days(first: object, last: object) -> str | None:
    """A day that is known, else nothing."""
    return str(first) if first and first == last else None
