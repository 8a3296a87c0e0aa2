"""schema.org (https://schema.org/Claim): statements as Claims that appear in NewsArticles.

A Claim is what someone is said to have said. Dragoman does not say whether it is true, so there is
no ClaimReview; events and the outlets' own accounts are in other formats.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dragoman.dossier import Dossier
from dragoman.export.passages import chain, iri, told_by
from dragoman.model import Actor, Claim, Report, hull

Json = dict[str, Any]


def schemaorg_files(dossier: Dossier) -> Mapping[str, bytes]:
    """One JSON-LD file with a graph of NewsArticles and Claims."""
    graph: list[Json] = []
    for one in dossier.annotated():
        graph.append(article(one.report))
        graph += [claimed(claim, one.report) for claim in one.claims if _stated(claim)]
    page = {"@context": {"@vocab": "https://schema.org/"}, "@graph": graph}
    return {"": json.dumps(page, ensure_ascii=False, indent=1).encode()}


def _stated(claim: Claim) -> bool:
    """Whether a claim is a statement of someone's, in words that the report gives."""
    return claim.speech and claim.kind != "narrated" and bool(claim.content)


def article(report: Report) -> Json:
    """A report as a NewsArticle; what is not known is left out."""
    first, last = report.published.when
    found: Json = {
        "@type": "NewsArticle",
        "@id": iri(report.id),
        "headline": report.title,
        "url": report.url,
        "datePublished": str(first) if first and first == last else None,
        "inLanguage": report.language,
        "author": {"@type": "Person", "name": report.byline} if report.byline else None,
        "publisher": _organization(report.outlet.name) if report.outlet else None,
        "identifier": _value("sha256", report.sha256),
    }
    return {name: value for name, value in found.items() if value}


def claimed(claim: Claim, report: Report) -> Json:
    """A statement as a Claim: the words, the speakers, and where it stands in the article."""
    span = hull(claim.content)
    words = " … ".join(piece.of(report.text) for piece in claim.content)
    found: Json = {
        "@type": "Claim",
        "@id": iri(claim.id),
        "text": words,
        "author": [_speaker(actor) for actor in claim.speaker],
        "appearance": {
            "@type": "Quotation",
            "text": span.of(report.text),
            "identifier": _value("span in code points", f"{span.start}-{span.end}"),
            "creditText": told_by(claim, report.outlet.name if report.outlet else None),
            "contributor": [_organization(name) for name in chain(claim)],
            "isPartOf": {"@id": iri(report.id)},
        },
    }
    appearance = found["appearance"]
    found["appearance"] = {name: value for name, value in appearance.items() if value}
    return {name: value for name, value in found.items() if value}


def _speaker(actor: Actor) -> Json:
    found = {"@type": "Person" if actor.kind == "person" else "Organization", "name": actor.name}
    return {**found, "@id": iri(actor.id)} if actor.id else found


def _organization(name: str) -> Json:
    return {"@type": "Organization", "name": name}


def _value(kind: str, value: str) -> Json:
    return {"@type": "PropertyValue", "propertyID": kind, "value": value}
