"""PROV-O (https://www.w3.org/TR/prov-o/): where every line of a dossier comes from, as JSON-LD.

A statement is attributed to its speaker; what each hop of its chain passed on is derived from the
one before; the claim in the report is derived from the last and quoted from the report. Events and
comparisons are derived from claims. All are members of the dossier, which the runs generated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.dossier import Dossier
from dragoman.export.passages import iri
from dragoman.model import Annotated, Claim, Report, hull

Json = dict[str, Any]

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dragoman": "urn:dragoman:",
}
_RUNS = "SELECT id, stage, version, started, finished FROM run ORDER BY id"
_DOSSIER = iri("dossier")


def prov_files(dossier: Dossier) -> Mapping[str, bytes]:
    """One JSON-LD file of prov:Entity, prov:Agent and prov:Activity nodes."""
    annotated, linked = dossier.annotated(), dossier.linked()
    agents: dict[str, Json] = {}
    members = [node for one in annotated for node in _of_report(one, agents)]
    told = {
        event["id"]: [link.left for link in linked.links if link.right == event["id"]]
        for event in dossier.events()
    }
    members += [_derived(event, claims) for event, claims in told.items()]
    members += [_derived(c.id, [c.left.claim, c.right.claim]) for c in linked.comparisons]
    runs = list(_runs(dossier))
    whole = {
        "@id": _DOSSIER,
        "@type": ["prov:Entity", "prov:Collection"],
        "prov:hadMember": _refer(node["@id"] for node in members),
        "prov:wasGeneratedBy": _refer(run["@id"] for run in runs if "prov:startedAtTime" in run),
    }
    graph = [whole, *runs, *agents.values(), *members]
    page = {"@context": CONTEXT, "@graph": graph}
    return {"": json.dumps(page, ensure_ascii=False, indent=1).encode()}


def _of_report(one: Annotated, agents: dict[str, Json]) -> Iterator[Json]:
    """A report and the claims in it; those they are attributed to are put into `agents`."""
    report = one.report
    outlet = [_agent(agents, report.outlet.name, report.outlet.id)] if report.outlet else []
    yield _entity(report.id, label=report.path, attributed=outlet) | {
        "dragoman:sha256": report.sha256
    }
    for claim in one.claims:
        yield from _chain(claim, report, agents)


def _chain(claim: Claim, report: Report, agents: dict[str, Json]) -> Iterator[Json]:
    """What a speaker said, what each hop passed on of it, and the claim in the report."""
    span = hull(claim.content or (claim.context,))
    said = iri(f"{claim.id}:said")
    before: list[str] = []
    if claim.speaker:
        by = [_agent(agents, actor.name, actor.id) for actor in claim.speaker]
        yield _entity(said, attributed=by)
        before = [said]
    for number, hop in enumerate(claim.via):
        passed = iri(f"{claim.id}:via:{number}")
        yield _entity(passed, attributed=[_agent(agents, hop.name, hop.id)], derived=before)
        before = [passed]
    yield _entity(claim.id, label=f"{report.path}:{span.start}-{span.end}", derived=before) | {
        "prov:wasQuotedFrom": {"@id": iri(report.id)},
        "prov:value": span.of(report.text),
        "dragoman:start": span.start,
        "dragoman:end": span.end,
    }


def _entity(
    id_: str,
    label: str | None = None,
    attributed: list[str] | None = None,
    derived: list[str] | None = None,
) -> Json:
    found: Json = {"@id": id_ if id_.startswith("urn:") else iri(id_), "@type": "prov:Entity"}
    if label:
        found["rdfs:label"] = label
    if attributed:
        found["prov:wasAttributedTo"] = _refer(attributed)
    if derived:
        found["prov:wasDerivedFrom"] = _refer(derived)
    return found


def _derived(id_: str, claims: list[str]) -> Json:
    return _entity(id_, derived=[iri(claim) for claim in dict.fromkeys(claims)])


def _agent(agents: dict[str, Json], name: str, id_: str | None) -> str:
    """The IRI of someone, who is put into `agents`; who has no id goes by his name."""
    found = iri(id_ or f"name:{name}")
    agents.setdefault(found, {"@id": found, "@type": "prov:Agent", "rdfs:label": name})
    return found


def _runs(dossier: Dossier) -> Iterator[Json]:
    """The runs that changed the dossier, and the programs that ran."""
    rows = dossier.sql(_RUNS).to_pylist()
    for program in sorted({row["version"] for row in rows}):
        yield {"@id": iri(f"program:{program}"), "@type": ["prov:Agent", "prov:SoftwareAgent"]}
    for row in rows:
        yield {
            "@id": iri(f"run:{row['id']}"),
            "@type": "prov:Activity",
            "rdfs:label": row["stage"],
            "prov:startedAtTime": _instant(row["started"].isoformat()),
            "prov:endedAtTime": _instant(row["finished"].isoformat()),
            "prov:wasAssociatedWith": {"@id": iri(f"program:{row['version']}")},
        }


def _instant(time: str) -> Json:
    return {"@type": "xsd:dateTime", "@value": f"{time}Z"}


def _refer(ids: Any) -> list[Json]:  # noqa: ANN401 -- any iterable of IRIs
    return [{"@id": id_} for id_ in ids]
