"""Fields of one event held against each other: what agrees, what can both hold, what cannot."""

from dragoman.compare import compare
from dragoman.compare.verdicts import load
from dragoman.model import Actor, Annotated, Comparison, Link, Linked
from dragoman.model import Event as ModelEvent
from literals import (
    BERG,
    LEE,
    SAND,
    Making,
    counted,
    figure,
    hop,
    meeting,
    report,
    said,
    weekday,
)

EVENT = ModelEvent("v1", "CONSULT")
MON, TUE = ("Monday", "2021-03-01"), ("Tuesday", "2021-03-02")


def together(
    *reports: Annotated, copies: bool = False, event: ModelEvent = EVENT
) -> list[Comparison]:
    """Compares reports all of whose claims are of one event."""
    links = [
        Link("event", c.id, event.id, "same", 1.0, "by hand") for one in reports for c in one.claims
    ]
    if copies:
        links.append(
            Link("copy", reports[1].report.id, reports[0].report.id, "same", 0.9, "longest")
        )
    return compare(reports, Linked(events=(event,), links=tuple(links)))


def verdicts(field: str, *reports: Annotated, **more: object) -> list[tuple[str, str, str]]:
    return [
        (c.verdict, c.left.value, c.right.value)
        for c in together(*reports, **more)
        if c.field == field
    ]


def met(
    name: str,
    *parts: Making,
    actors: tuple[Actor, ...] = (LEE, SAND),
    when: tuple[str, str | None] = MON,
    place: str = "Oslo",
    published: str | None = None,
    **more: object,
) -> Annotated:
    text = f"{name}: they met on {when[0]} in {place}.\nAt least 7 or 9 or 12."
    claim = meeting("met", *actors, place=place, when=when, **more)
    return report(name, text, claim, *parts, published=published)


def test_dates() -> None:
    week = ("the first week of March", "2021-03-01/2021-03-07")
    assert verdicts("date", met("a"), met("b")) == [("agree", "2021-03-01", "2021-03-01")]
    assert verdicts("date", met("a"), met("b", when=TUE)) == [
        ("conflict", "2021-03-01", "2021-03-02")
    ]
    assert verdicts("date", met("a"), met("b", when=week)) == [
        ("compatible", "2021-03-01", "2021-03-01/2021-03-07")
    ]


def test_a_weekday_without_a_date_is_shown_as_it_stands() -> None:
    one, other = (met(n, weekday("Tuesday", 2), when=("Tuesday", None)) for n in "ab")
    assert verdicts("date", one, other) == [("agree", "Tuesday", "Tuesday")]
    assert verdicts("date", one, met("c", when=TUE)) == [("compatible", "Tuesday", "2021-03-02")]
    assert verdicts("date", one, met("c")) == [("conflict", "Tuesday", "2021-03-01")]


def test_places() -> None:
    assert [v[0] for v in verdicts("place", met("a"), met("b"))] == ["agree"]
    assert [v[0] for v in verdicts("place", met("a"), met("b", place="Stockholm"))] == ["conflict"]
    assert [v[0] for v in verdicts("place", met("a"), met("b", place="Lower Fell"))] == [
        "incomparable"
    ]


def test_actors() -> None:
    assert verdicts("actor", met("a"), met("b", actors=(SAND, LEE))) == [
        ("agree", "Ann Lee, Bo Sand", "Ann Lee, Bo Sand")
    ]
    assert [v[0] for v in verdicts("actor", met("a"), met("b", actors=(LEE,)))] == ["compatible"]
    assert [v[0] for v in verdicts("actor", met("a"), met("b", actors=(LEE, BERG)))] == ["conflict"]


def with_figure(
    name: str, low: float | None, high: float | None, field: str = "killed"
) -> Annotated:
    text = f"{name}: they met before 9 fishermen of the port."
    return report(name, text, counted(meeting("met", LEE, SAND), figure(field, low, high, "9")))


def test_numbers() -> None:
    cases = [
        ((7, 7), (7, 7), "agree"),
        ((7, None), (9, 9), "compatible"),
        ((7, 9), (9, 12), "compatible"),
        ((7, 7), (9, 9), "conflict"),
        ((12, None), (9, 9), "conflict"),
        ((None, 7), (9, None), "conflict"),
    ]
    for left, right, expected in cases:
        found = verdicts("number:killed", with_figure("a", *left), with_figure("b", *right))
        assert [v[0] for v in found] == [expected], (left, right)


def test_figures_of_other_things_never_meet() -> None:
    assert together(with_figure("a", 7, 7), with_figure("b", 9, 9, "wounded"))
    found = together(with_figure("a", 7, 7), with_figure("b", 9, 9, "wounded"))
    assert not [c for c in found if c.field.startswith("number")]


def test_outcomes() -> None:
    planned = met("a", modality="planned", published="2021-02-27")
    held = met("b", published="2021-03-02")
    off = met("c", modality="planned", polarity="negated", published="2021-02-28")
    never = met("d", polarity="negated", published="2021-03-02")
    assert verdicts("outcome", planned, held) == [("compatible", "planned", "happened")]
    assert verdicts("outcome", planned, off) == [("compatible", "planned", "cancelled")]
    assert verdicts("outcome", held, never) == [("conflict", "happened", "denied")]
    assert verdicts("outcome", held, off) == [("conflict", "happened", "cancelled")]
    assert verdicts("outcome", held, met("e")) == [("agree", "happened", "happened")]
    undated = met("a", modality="planned")
    assert verdicts("outcome", undated, held) == [("incomparable", "planned", "happened")]


def test_a_report_that_repeats_itself_is_one_voice() -> None:
    text = "On Monday they met. They met on Monday, as was said."
    claims = [
        meeting("On Monday they met", LEE, SAND, when=("On Monday", "2021-03-01")),
        meeting("They met on Monday", LEE, SAND, when=("on Monday", "2021-03-01")),
    ]
    assert len(verdicts("date", report("a", text, *claims), met("b"))) == 1


def test_two_values_of_one_report_both_meet_the_other() -> None:
    text = "On Monday they met. Others say they met on Tuesday."
    claims = [
        meeting("On Monday they met", LEE, SAND, when=("On Monday", "2021-03-01")),
        meeting("they met on Tuesday", LEE, SAND, when=("Tuesday", "2021-03-02")),
    ]
    found = verdicts("date", report("a", text, *claims), met("b"))
    assert sorted(v[0] for v in found) == ["agree", "conflict"]


def test_sides_lead_to_the_words() -> None:
    one, other = met("a"), met("b", when=TUE)
    found = next(c for c in together(one, other) if c.field == "date")
    assert found.left.span.of(one.report.text) == "Monday"
    assert found.right.span.of(other.report.text) == "Tuesday"


def test_copies_and_relays_are_no_second_witness() -> None:
    assert not any(c.shared_origin for c in together(met("a"), met("b")))
    assert all(c.shared_origin for c in together(met("a"), met("b"), copies=True))
    relayed = [met(n, via=(hop("Fjord Wire"),)) for n in "ab"]
    assert all(c.shared_origin for c in together(*relayed))
    other = [met("a", via=(hop("Fjord Wire"),)), met("b", via=(hop("Fell Agency"),))]
    assert not any(c.shared_origin for c in together(*other))


def test_an_agency_and_those_who_credit_it_are_one_witness() -> None:
    text = "They met in Oslo."
    own = report("a", text, meeting("met", LEE, SAND, place="Oslo"), outlet="Fjord Wire")
    credited = report(
        "b",
        text + " So.",
        meeting("met", LEE, SAND, place="Oslo"),
        outlet="Fell",
        credit="Fjord Wire",
    )
    assert all(c.shared_origin for c in together(own, credited))


def test_ids_and_order_do_not_depend_on_the_order_of_reports() -> None:
    reports = [met("a"), met("b", when=TUE), met("c", place="Stockholm")]
    assert together(*reports) == together(*reversed(reports))
    assert len({c.id for c in together(*reports)}) == len(together(*reports))


def test_every_rule_is_documented_and_consistent() -> None:
    for field, rules in load("rules.toml").items():
        for name, rule in rules.items():
            assert rule["meaning"].endswith("."), (field, name)
            assert rule["verdict"] in {"agree", "compatible", "conflict", "incomparable"}


def utterance(one: Annotated, other: Annotated, score: float) -> list[Comparison]:
    links = (Link("utterance", one.claims[0].id, other.claims[0].id, "same", score, "by hand"),)
    return compare([one, other], Linked(links=links))


def quote(name: str, by: Actor = LEE, **more: object) -> Annotated:
    return report(
        name, f"{name}: “We will open it,” she said.", said(by, "We will open it", **more)
    )


def test_statements() -> None:
    assert [c.verdict for c in utterance(quote("a"), quote("b"), 1.0)] == ["agree"]
    assert [c.verdict for c in utterance(quote("a"), quote("b"), 0.5)] == ["compatible"]
    opposed = utterance(quote("a"), quote("b", polarity="negated"), 0.9)
    assert [(c.verdict, c.rule) for c in opposed] == [("conflict", "statement.opposed")]
    twice = utterance(quote("a"), quote("b", polarity="negated", stance="denied"), 0.9)
    assert [c.verdict for c in twice] == ["agree"]
