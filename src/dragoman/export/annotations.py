"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/): claims, names, comparisons.

A target is a stretch of a report's stored text, which lies in `texts/` beside the annotations: a
TextPositionSelector counts code points, as the dossier does; a TextQuoteSelector finds the words
in the page itself; the state holds the text's hash, by which a client sees that it has that text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.dossier import Dossier
from dragoman.export.passages import PREFIX, iri, told_by
from dragoman.model import Annotated, Claim, Comparison, Mention, Report, Side, Span

Json = dict[str, Any]

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"TextState": "urn:dragoman:TextState", "sha256": "urn:dragoman:sha256"},
]


def annotation_files(dossier: Dossier) -> Mapping[str, bytes]:
    """A folder: annotations.jsonld, and each report's text as texts/ID.txt in UTF-8."""
    annotated = dossier.annotated()
    reports = {one.report.id: one.report for one in annotated}
    items = [item for one in annotated for item in _of_report(one)]
    items += [_compared(each, reports) for each in dossier.linked().comparisons]
    texts = {f"/{_source(report)}": report.text.encode() for report in reports.values()}
    page = json.dumps(collection(items), ensure_ascii=False, indent=1)
    return {"/annotations.jsonld": page.encode(), **texts}


def collection(items: list[Json]) -> Json:
    """Annotations as a collection of one page."""
    return {
        "@context": CONTEXT,
        "id": "urn:dragoman:dossier",
        "type": "AnnotationCollection",
        "label": "A dossier of news reports",
        "total": len(items),
        "first": {
            "id": "urn:dragoman:dossier:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _of_report(one: Annotated) -> Iterator[Json]:
    for claim in one.claims:
        yield _claimed(claim, one.report)
    for mention in one.mentions:
        yield _named(mention, one.report)


def _claimed(claim: Claim, report: Report) -> Json:
    """A claim: whose words it is, and what kind of claim, on its content."""
    outlet = report.outlet.name if report.outlet else None
    tags: list[str] = [claim.kind, claim.stance, claim.polarity, claim.modality]
    if claim.event:
        tags.append(claim.event.type)
    return _annotation(
        claim.id,
        "describing",
        [_text("describing", told_by(claim, outlet)), *(_text("tagging", tag) for tag in tags)],
        [target(report, span) for span in claim.content or (claim.context,)],
    )


def _named(mention: Mention, report: Report) -> Json:
    """A mention: whom or what it names."""
    body = [_text("identifying", mention.entity), _text("tagging", mention.kind)]
    return _annotation(mention.id, "identifying", body, [target(report, mention.span)])


def _compared(comparison: Comparison, reports: Mapping[str, Report]) -> Json:
    """Two claims held against each other: the verdict, on the words of both."""

    def on(side: Side) -> Json:
        return target(reports[side.report], side.span)

    left, right = comparison.left, comparison.right
    words = f"{comparison.verdict} in {comparison.field}: {left.value} / {right.value}"
    body = [_text("linking", words), _text("tagging", comparison.rule)]
    return _annotation(comparison.id, "linking", body, [on(left), on(right)])


def target(report: Report, span: Span) -> Json:
    """A stretch of a report as a target: source, state, and two selectors of the same words."""
    text = report.text
    source: Json = {"id": _source(report), "type": "Text", "format": "text/plain"}
    if report.language:
        source["language"] = report.language
    if report.url:
        source["via"] = report.url
    return {
        "type": "SpecificResource",
        "source": source,
        "state": {"type": "TextState", "sha256": report.sha256},
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(span.start - PREFIX, 0) : span.start],
                "suffix": text[span.end : span.end + PREFIX],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _annotation(id_: str, motivation: str, body: list[Json], targets: list[Json]) -> Json:
    return {
        "id": iri(id_),
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _text(purpose: str, words: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": words, "format": "text/plain"}


def _source(report: Report) -> str:
    return f"texts/{report.id}.txt"
