"""Evidence as an assistant can cite it: whose words, through whom, in which report, where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.dossier import Dossier

_QUERY = """
    SELECT claim.id AS claim, report.id AS report, report.path, report.title,
        report.outlet_name AS outlet, report.published_from::VARCHAR AS published,
        claim.kind, claim.stance, claim.polarity, claim.modality,
        claim.span_start, claim.span_end, claim.exact AS quote,
        substring(text, span_start + 1, span_end - span_start) AS held,
        substring(text, context_start + 1, context_end - context_start) AS sentence,
        coalesce((SELECT list(name ORDER BY ordinal) FROM claim_actor
            WHERE claim_actor.claim = claim.id AND part = 'speaker'), []) AS speakers,
        coalesce((SELECT list(name ORDER BY hop) FROM attribution
            WHERE attribution.claim = claim.id), []) AS via
    FROM claim JOIN report ON report.id = claim.report
    WHERE claim.id IN ({ids})
    ORDER BY report.name, report.id, claim.span_start, claim.id
"""
_OWN_VOICE = "the outlet's own account"


@dataclass(frozen=True)
class Evidence:
    """One place that shows something.

    `span` is [start, end) in code points of the report's stored text, and `quote` the very words
    there. `chain` leads from who said it outwards to the outlet that reports it; an outlet that is
    not known is None. `meant` says how it is told: "denied", "planned", "negated" and the like are
    not what happened.
    """

    claim: str
    report: str
    path: str
    title: str | None
    outlet: str | None
    published: str | None
    span: list[int]
    quote: str
    sentence: str
    chain: list[str | None]
    meant: list[str]


def evidence(dossier: Dossier, claims: Iterable[str]) -> dict[str, Evidence]:
    """The evidence of claims by their ids, in the order of the reports.

    A claim that is not in the dossier, or whose words do not stand where it says, has none.
    """
    ids = ", ".join(literal(claim) for claim in dict.fromkeys(claims))
    if not ids:
        return {}
    found: dict[str, Evidence] = {}
    for row in dossier.sql(_QUERY.format(ids=ids)).to_pylist():
        if row["held"] != row["quote"]:
            continue
        first = [_OWN_VOICE] if row["kind"] == "narrated" else row["speakers"] or ["unknown"]
        found[row["claim"]] = Evidence(
            claim=row["claim"],
            report=row["report"],
            path=row["path"],
            title=row["title"],
            outlet=row["outlet"],
            published=row["published"],
            span=[row["span_start"], row["span_end"]],
            quote=row["quote"],
            sentence=row["sentence"],
            chain=[*first, *row["via"], row["outlet"]],
            meant=[row["stance"], row["polarity"], row["modality"]],
        )
    return found


def literal(words: str) -> str:
    """Words as a literal of SQL."""
    return "'" + words.replace("'", "''") + "'"
