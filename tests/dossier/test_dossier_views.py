"""What claims add up to: status, date, place, witnesses, what an outlet passes over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from stored import ELSEWHERE, HARBOUR, MORNING, WEEKLY, joined, one_event, opened

from dragoman.model import Annotated, Event, Link, Named
from literals import LEE, SAND, hop, meeting, report, said

ACTUAL = {"modality": "actual", "polarity": "affirmed"}
NOT = {"polarity": "negated"}
PLANNED = {"modality": "planned"}
OFF = {"modality": "planned", "polarity": "negated"}
MAYBE = {"modality": "possible"}
DENIED = {"stance": "denied"}


def telling(n: int, *, outlet: str | None = None, **more: Any) -> Annotated:
    text = f"Lee met Sand, told {n}."
    how = outlet or f"Outlet {n}"
    return report(f"{n}.txt", text, meeting("met", LEE, SAND, **more), outlet=how)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ([ACTUAL], "happened"),
        ([PLANNED], "planned"),
        ([MAYBE], "planned"),
        ([PLANNED, ACTUAL], "happened"),
        ([OFF], "cancelled"),
        ([PLANNED, OFF], "cancelled"),
        ([NOT], "denied"),
        ([DENIED], "denied"),
        ([PLANNED, NOT], "denied"),
        ([ACTUAL, NOT], "disputed"),
        ([ACTUAL, DENIED], "disputed"),
        ([ACTUAL, OFF], "happened"),
    ],
)
def test_status_follows_from_what_each_outlet_tells(
    tmp_path: Path, told: list[dict[str, str]], status: str
) -> None:
    reports = [telling(n, **how) for n, how in enumerate(told)]
    with opened(tmp_path / "x.duckdb", reports, one_event(*reports)) as dossier:
        (event,) = dossier.events()
    assert event["status"] == status
    assert ("(" in event["title"]) == (status != "happened")


def test_one_outlet_that_also_denies_is_no_dispute(tmp_path: Path) -> None:
    reports = [telling(n, outlet="The Same", **how) for n, how in enumerate([ACTUAL, NOT])]
    with opened(tmp_path / "x.duckdb", reports, one_event(*reports)) as dossier:
        assert dossier.events()[0]["status"] == "happened"


def test_the_date_is_the_narrowest_that_most_support(tmp_path: Path) -> None:
    """ "May" supports both the third and the fourth; two outlets for the fourth decide."""
    again = replace(MORNING, report=replace(MORNING.report, id="r2", outlet=Named("The Evening")))
    again = replace(again, claims=(replace(MORNING.claims[0], id="c2"),))
    reports = [HARBOUR, MORNING, WEEKLY, again]
    with opened(tmp_path / "x.duckdb", reports, one_event(*reports)) as dossier:
        (event,) = dossier.events()
        days = dossier.sql(
            "SELECT value, origins, dissent FROM event_field WHERE field = 'date' ORDER BY value"
        ).to_pylist()
    assert event["when"] == {"from": "2021-05-04", "to": "2021-05-04", "how": "explicit"}
    assert days == [
        {"value": "2021-05-01/2021-05-31", "origins": 1, "dissent": 0},
        {"value": "2021-05-03/2021-05-03", "origins": 2, "dissent": 2},
        {"value": "2021-05-04/2021-05-04", "origins": 3, "dissent": 1},
    ]


def test_no_date_is_made_up(tmp_path: Path) -> None:
    undated = telling(1, when=("Lee", None))
    with opened(tmp_path / "x.duckdb", [undated], one_event(undated)) as dossier:
        assert dossier.events()[0]["when"] is None


def test_what_is_only_recalled_counts_where_nothing_else_tells(tmp_path: Path) -> None:
    links = joined(one_event(HARBOUR, role="background"), one_event(MORNING))
    links = replace(links, events=links.events[:1])
    with opened(tmp_path / "x.duckdb", [HARBOUR, MORNING], links) as dossier:
        (event,) = dossier.events()
    assert event["when"]["from"] == "2021-05-04"
    assert [one["role"] for one in event["reports"]] == ["background", "main"]
    with opened(tmp_path / "y.duckdb", [HARBOUR], one_event(HARBOUR, role="background")) as dossier:
        assert dossier.events()[0]["when"]["from"] == "2021-05-03"


def witnesses(tmp_path: Path, reports: list[Annotated], *copies: Link) -> int:
    links = one_event(*reports)
    links = replace(links, links=(*links.links, *copies))
    with opened(tmp_path / "x.duckdb", reports, links) as dossier:
        return int(dossier.events()[0]["independent_sources"])


def test_each_outlet_is_a_witness_of_its_own(tmp_path: Path) -> None:
    assert witnesses(tmp_path, [telling(1), telling(2)]) == 2


def test_an_outlet_is_one_witness_however_often_it_tells(tmp_path: Path) -> None:
    assert witnesses(tmp_path, [telling(1, outlet="A"), telling(2, outlet="A")]) == 1


def test_reports_whose_claims_come_from_one_agency_are_one_witness(tmp_path: Path) -> None:
    via = (hop("Lake Agency"),)
    assert witnesses(tmp_path, [telling(1, via=via), telling(2, via=via), telling(3)]) == 2


def test_reports_that_credit_an_agency_are_one_witness_with_it(tmp_path: Path) -> None:
    credited = [
        replace(one, report=replace(one.report, credits=(Named("Lake Agency"),)))
        for one in (telling(1), telling(2))
    ]
    assert witnesses(tmp_path, [*credited, telling(3, outlet="Lake Agency")]) == 1


def test_a_chain_of_one_claim_does_not_make_the_report_the_agencys(tmp_path: Path) -> None:
    text = "Lee met Sand. Lee saw Sand."
    mixed = report(
        "mixed.txt",
        text,
        meeting("met", LEE, SAND, via=(hop("Lake Agency"),)),
        meeting("saw", LEE, SAND),
        outlet="The Mixed",
    )
    assert witnesses(tmp_path, [mixed, telling(2, via=(hop("Lake Agency"),))]) == 2


def test_near_copies_are_one_witness(tmp_path: Path) -> None:
    reports = [telling(1), telling(2), telling(3)]
    copies = [
        Link("copy", one.report.id, reports[0].report.id, "same", 0.8, "earliest")
        for one in reports[1:]
    ]
    assert witnesses(tmp_path, reports, *copies) == 1
    links = replace(one_event(*reports), links=(*one_event(*reports).links, *copies))
    with opened(tmp_path / "y.duckdb", reports, links) as dossier:
        (group,) = dossier.sources(copies=True)
    assert group["reports"] == ["1.txt", "2.txt", "3.txt"]
    assert group["origin"] == {"path": "1.txt", "source": "Outlet 1", "why": "earliest"}
    assert group["similarity"] == 0.8


def test_coverage_names_who_tells_of_a_sibling_only(tmp_path: Path) -> None:
    links = joined(one_event(HARBOUR), one_event(ELSEWHERE, event=Event("v2", "CONSULT")))
    with opened(tmp_path / "x.duckdb", [HARBOUR, ELSEWHERE], links) as dossier:
        rows = dossier.sql("FROM coverage ORDER BY event").to_pylist()
    assert rows == [
        {"event": "v1", "outlet": "The Weekly", "siblings": ["v2"]},
        {"event": "v2", "outlet": "The Harbour", "siblings": ["v1"]},
    ]


def test_relations_count_what_happened_once_a_pair(tmp_path: Path) -> None:
    planned = telling(4, modality="planned", type="ACCUSE", recipients=(SAND,))
    accusing = report(
        "accusing.txt",
        "Lee accused Sand on 6 May.",
        meeting("accused", LEE, type="ACCUSE", recipients=(SAND,), when=("6 May", "2021-05-06")),
    )
    links = joined(
        one_event(HARBOUR, MORNING),
        one_event(accusing, event=Event("v2", "ACCUSE")),
        one_event(planned, event=Event("v3", "ACCUSE")),
    )
    reports = [HARBOUR, MORNING, accusing, planned]
    with opened(tmp_path / "x.duckdb", reports, links) as dossier:
        rows = dossier.relations()
    assert [
        (row["actor_name"], row["recipient_name"], row["month"], row["quad_class"], row["events"])
        for row in rows
    ] == [
        ("Ann Lee", "Bo Sand", "2021-05", "verbal conflict", 1),
        ("Ann Lee", "Bo Sand", "2021-05", "verbal cooperation", 1),
    ]
    assert [place["path"] for place in rows[0]["evidence"]] == ["accusing.txt"]


def test_a_statement_made_at_an_event_hangs_on_it_and_says_nothing_of_its_date(
    tmp_path: Path,
) -> None:
    later = report(
        "later.txt",
        "“We met,” Lee said on 9 May.",
        said(LEE, "We met"),
        outlet="The Late",
    )
    with opened(tmp_path / "x.duckdb", [HARBOUR, later], one_event(HARBOUR, later)) as dossier:
        (event,) = dossier.events()
        spoken = dossier.sql("SELECT quote, via, events FROM who_said ORDER BY path").to_pylist()
    assert event["when"]["to"] == "2021-05-03"
    assert event["independent_sources"] == 1
    assert len(event["claims"]) == 3
    assert spoken == [
        {"quote": "The ferry 🚢 will sail", "via": ["Lake Agency"], "events": ["v1"]},
        {"quote": "We met", "via": [], "events": ["v1"]},
    ]


def test_every_line_of_the_evidence_view_quotes_its_text(tmp_path: Path) -> None:
    with opened(tmp_path / "x.duckdb", [HARBOUR]) as dossier:
        rows = dossier.sql("FROM evidence ORDER BY ALL").to_pylist()
    text = HARBOUR.report.text
    assert {row["part"] for row in rows} == {"content", "trigger", "when"}
    for row in rows:
        assert text[row["span_start"] : row["span_end"]] == row["quote"]
        assert row["place"] == f"harbour.txt:{row['span_start']}-{row['span_end']}"
