"""What is stored equals what was found; what does not hold its words is refused and said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from stored import HARBOUR, MORNING, opened, write

from dragoman.dossier import Dossier, Store, schema
from dragoman.dossier.rows import report_rows
from dragoman.model import (
    Actor,
    Annotated,
    Claim,
    EventCode,
    Hop,
    Interval,
    Line,
    Mention,
    Named,
    Published,
    Quantity,
    Report,
    Span,
    Time,
    When,
    content_id,
)
from dragoman.problems import problem

# Astral letters, combining marks, right-to-left text, NUL: what makes offsets drift.
TEXT = st.text(st.sampled_from("aé e\u0301🚢👩‍🚀“”\n\r\x00خبر"), min_size=4, max_size=60)
NAME = st.sampled_from(["Ann Lee", "Bo Sand", "diplomatic source", "Élise"])
MAYBE = st.sampled_from([None, "x", "y"])
DAYS = st.builds(Interval, *[st.none() | st.dates()] * 2)
SCORES = st.integers(0, 10**6).map(lambda n: n / 10**6)


def spans_of(text: str) -> st.SearchStrategy[Span]:
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True)
    return ends.map(sorted).map(lambda pair: Span(*pair))


def actors(span: st.SearchStrategy[Span]) -> st.SearchStrategy[Actor]:
    kinds = st.sampled_from(["person", "group", "state"])
    return st.builds(Actor, NAME, MAYBE, kinds, MAYBE, MAYBE, st.none() | span)


def tuples(what: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(what, max_size=3).map(tuple)


@st.composite
def annotations(draw: st.DrawFn) -> Annotated:
    text = draw(TEXT)
    span = spans_of(text)
    actor = actors(span)

    def when(place: Span) -> st.SearchStrategy[When]:
        spoken = st.builds(When, DAYS, st.just(place.of(text)), st.just("explicit"), st.just(place))
        return spoken | st.builds(When, DAYS, st.none(), st.just("unknown"))

    named = st.none() | st.builds(Named, NAME, MAYBE, tuples(span))
    event = st.builds(
        EventCode,
        type=st.sampled_from(["CONSULT", "ACCUSE"]),
        mode=MAYBE,
        cameo=MAYBE,
        trigger=span,
        actors=tuples(actor),
        recipients=tuples(actor),
        place=MAYBE,
        place_id=MAYBE,
        place_span=st.none() | span,
        venue=MAYBE,
        country=MAYBE,
        when=st.none() | span.flatmap(when),
    )
    number = st.none() | SCORES
    claims = draw(
        st.lists(
            st.builds(
                Claim,
                st.just("c"),
                st.sampled_from(["direct", "narrated"]),
                tuples(span),
                span,
                tuples(span),
                tuples(span),
                tuples(actor),
                st.none() | actor,
                tuples(st.builds(Hop, NAME, st.just("agency"), MAYBE, st.none() | span)),
                event=st.none() | event,
                quantities=tuples(
                    st.builds(Quantity, st.just("killed"), number, number, st.just("people"), span)
                ),
                lead=st.booleans(),
                speech=st.booleans(),
                deed=st.booleans(),
                score=SCORES,
            ),
            max_size=3,
        )
    )
    mentions = draw(
        st.lists(st.builds(Mention, st.just("m"), span, st.just("person"), NAME, NAME), max_size=3)
    )
    times = st.builds(Time, span, st.just("date"), NAME, DAYS, st.just("explicit"))
    published = st.builds(Published, DAYS, st.just("printed"), tuples(span), NAME)
    report = Report(
        id=content_id("r", text),
        name="a.txt",
        path="in/a.txt",
        text=text,
        sha256="0",
        language=draw(MAYBE),
        url=draw(MAYBE),
        outlet=draw(named),
        republished_by=draw(named),
        credits=draw(tuples(st.builds(Named, NAME, MAYBE, tuples(span)))),
        title="T",
        title_span=draw(st.none() | span),
        byline=draw(MAYBE),
        section=draw(MAYBE),
        published=draw(published),
        lines=draw(tuples(st.builds(Line, span, st.just("body"), NAME))),
    )
    return Annotated(
        report,
        mentions=tuple(replace(each, id=f"m{n}") for n, each in enumerate(mentions)),
        times=tuple({each.span: each for each in draw(st.lists(times, max_size=3))}.values()),
        claims=tuple(replace(each, id=f"c{n}") for n, each in enumerate(claims)),
        problems=draw(tuples(st.just(problem("A001", "in/a.txt", span=Span(0, 2))))),
    )


@pytest.fixture(scope="module")
def memory() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    schema.create(connection, "test")
    return connection


# a dossier an example is slow to shrink, and an example is small as it is
@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(annotated=annotations())
def test_what_is_loaded_equals_what_was_stored(
    memory: duckdb.DuckDBPyConnection, annotated: Annotated
) -> None:
    store = Store(memory, Path("nowhere"), "test")
    store.put([annotated], "1")
    assert store.annotated() == [annotated]
    assert Dossier(memory, Path("nowhere")).verify() == []
    store.drop([annotated.report.id])
    assert not any(
        memory.execute(f"FROM {table}").fetchall()
        for table in schema.columns()
        if table not in {"meta", "event_type"}
    )


def test_a_claim_with_a_lying_span_is_refused_whole_and_named(tmp_path: Path) -> None:
    meeting, statement = HARBOUR.claims
    lying = replace(statement, content=(Span(60, 900),))
    wrong = replace(HARBOUR, claims=(meeting, lying))
    with Store.open(tmp_path / "x.duckdb", "test") as store:
        (trouble,) = store.put([wrong], "1")
        store.publish()
    assert trouble.code == "S001"
    assert "[60, 900)" in trouble.what
    with Dossier.open(tmp_path / "x.duckdb") as dossier:
        assert [claim["id"] for claim in dossier.claims()] == [meeting.id]
        assert dossier.sql("FROM attribution").num_rows == 0
        assert [row["code"] for row in dossier.problems()] == ["S001"]


def test_words_that_do_not_stand_where_a_time_says_are_refused() -> None:
    meeting = HARBOUR.claims[0]
    assert meeting.event is not None
    assert meeting.event.when is not None
    elsewhere = replace(meeting.event, when=replace(meeting.event.when, text="4 May"))
    rows, refused = report_rows(replace(HARBOUR, claims=(replace(meeting, event=elsewhere),)))
    assert "claim" not in rows
    assert [each.code for each in refused] == ["S001"]
    assert "'3 May' and not '4 May'" in refused[0].what


def test_the_second_of_two_claims_with_one_id_is_refused() -> None:
    twice = replace(HARBOUR, claims=(HARBOUR.claims[0],) * 2)
    rows, refused = report_rows(twice)
    assert len(rows["claim"]) == 1
    assert [each.code for each in refused] == ["S003"]


def test_an_empty_reason_is_stored_as_unknown(tmp_path: Path) -> None:
    line = Line(Span(0, 3), "body", "")
    silent = replace(HARBOUR, report=replace(HARBOUR.report, lines=(line,)))
    with opened(tmp_path / "x.duckdb", [silent]) as dossier:
        assert dossier.sql("SELECT why, published_why FROM line, report").to_pylist() == [
            {"why": None, "published_why": None}
        ]


def test_a_dossier_that_was_tampered_with_is_found_out(tmp_path: Path) -> None:
    path = write(tmp_path / "x.duckdb", [HARBOUR, MORNING])
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE claim_span SET exact = 'never said' WHERE part = 'content'")
    with Dossier.open(path) as dossier:
        assert {row["quote"] for row in dossier.verify()} == {"never said"}
