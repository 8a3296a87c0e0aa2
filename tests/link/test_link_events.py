"""Which reports tell of the same meeting: the traps of look-alike meetings, one a test."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.link import link
from dragoman.model import Actor, Annotated
from literals import BERG, LEE, SAND, meeting, report, said, weekday

MON, TUE = ("Monday", "2021-03-01"), ("Tuesday", "2021-03-02")


def told_together(*reports: Annotated, role: str | None = None) -> list[list[str]]:
    """Report names by event, for events told (in that role) by at least two reports."""
    linked = link(reports)
    owner = {c.id: one.report.name for one in reports for c in one.claims}
    found: dict[str, set[str]] = {}
    for k in linked.links:
        if k.kind == "event" and (role is None or k.role == role):
            found.setdefault(k.right, set()).add(owner[k.left])
    return sorted(sorted(names) for names in found.values() if len(names) > 1)


def on(
    name: str,
    when: tuple[str, str | None] | None,
    place: str | None,
    *actors: Actor,
    published: str | None = None,
    **more: object,
) -> Annotated:
    """One report of one meeting."""
    words = f"{name}: they met on {when[0] if when else 'that day'} in {place or 'the north'}."
    claim = meeting("met", *(actors or (LEE, SAND)), place=place, when=when, lead=True, **more)
    return report(name, words, claim, published=published)


def test_same_people_same_day_same_town() -> None:
    assert told_together(on("a", MON, "Oslo"), on("b", MON, "Oslo")) == [["a", "b"]]


def test_same_people_same_day_no_town() -> None:
    assert told_together(on("a", MON, "Oslo"), on("b", MON, None)) == [["a", "b"]]


def test_same_people_and_town_another_year() -> None:
    later = ("Monday", "2022-03-07")
    assert told_together(on("a", MON, "Oslo"), on("b", later, "Oslo")) == []


def test_same_people_and_day_another_town() -> None:
    assert told_together(on("a", MON, "Oslo"), on("b", MON, "Stockholm")) == []


def test_same_people_alone_are_never_enough() -> None:
    assert told_together(on("a", None, None), on("b", None, None)) == []
    assert told_together(on("a", MON, "Oslo"), on("b", None, None)) == []


def test_other_people_same_day_and_town() -> None:
    assert told_together(on("a", MON, "Oslo", LEE, SAND), on("b", MON, "Oslo", LEE, BERG)) == []


def test_the_two_are_not_the_three() -> None:
    assert (
        told_together(on("a", MON, "Oslo", LEE, SAND), on("b", MON, "Oslo", LEE, SAND, BERG)) == []
    )


def test_one_day_off_is_a_conflict_of_one_event_where_all_else_agrees() -> None:
    a = on("a", MON, "Oslo", published="2021-03-02")
    b = on("b", TUE, "Oslo", published="2021-03-03")
    assert told_together(a, b) == [["a", "b"]]


def test_one_day_off_without_a_town_is_another_event() -> None:
    assert told_together(on("a", MON, None), on("b", TUE, None)) == []


def test_two_days_off_is_another_event() -> None:
    wednesday = ("Wednesday", "2021-03-03")
    assert told_together(on("a", MON, "Oslo"), on("b", wednesday, "Oslo")) == []


def test_a_planned_and_a_held_meeting_are_one() -> None:
    planned = on("a", MON, "Oslo", modality="planned")
    denied = on("c", MON, "Oslo", polarity="negated")
    assert told_together(planned, on("b", MON, "Oslo"), denied) == [["a", "b", "c"]]


LONG = (
    " The premiers opened the tunnel under the fjord and praised the engineers who had drilled it."
    " Fish quotas, the price of power and the night train were on the table as well."
)


def undated(name: str, words: str, day: int | None = None) -> Annotated:
    text = f"{name}: Ann Lee met Bo Sand in Oslo{' on Tuesday' if day else ''}.{words}"
    when = ("on Tuesday", None) if day else None
    times = [weekday("Tuesday", day)] if day else []
    return report(name, text, meeting("met", LEE, SAND, place="Oslo", when=when, lead=True), *times)


def test_undated_reports_with_town_weekday_and_wording_in_common() -> None:
    other = LONG.replace("premiers", "two").replace("praised", "lauded")
    assert told_together(undated("a", LONG, 2), undated("b", other, 2)) == [["a", "b"]]


def test_undated_reports_of_other_things_in_the_same_town() -> None:
    other = " A treaty on reindeer herding was signed; herders had waited years for its clauses."
    assert told_together(undated("a", LONG), undated("b", other)) == []


def test_an_undated_report_between_two_dated_meetings_goes_where_its_words_go() -> None:
    spring = report(
        "a", "On 1 March 2021 Ann Lee met Bo Sand in Oslo." + LONG,
        meeting("met", LEE, SAND, place="Oslo", when=("1 March 2021", "2021-03-01"), lead=True),
    )  # fmt: skip
    autumn = report(
        "b", "On 4 October 2021 Ann Lee met Bo Sand in Oslo. Reindeer herders had waited for it.",
        meeting("met", LEE, SAND, place="Oslo", when=("4 October 2021", "2021-10-04"), lead=True),
    )  # fmt: skip
    assert told_together(spring, autumn, undated("c", LONG)) == [["a", "c"]]


def test_a_report_recalls_another_meeting_without_joining_its_main_one() -> None:
    old = on("a", ("Monday", "2020-08-03"), "Stockholm")
    text = (
        "On 1 March 2021 they met in Oslo. They last saw each other on 3 August 2020 in Stockholm."
    )
    both = report(
        "b", text,
        meeting("met", LEE, SAND, place="Oslo", when=("1 March 2021", "2021-03-01"), lead=True),
        meeting("saw", LEE, SAND, place="Stockholm", when=("3 August 2020", "2020-08-03")),
    )  # fmt: skip
    new = on("c", MON, "Oslo")
    assert told_together(old, both, new) == [["a", "b"], ["b", "c"]]
    assert told_together(old, both, new, role="main") == [["b", "c"]]


def test_what_both_open_with_goes_before_what_one_recalls() -> None:
    text = "On Monday Norway and Sweden met in Oslo.\nThe ferry ran.\nOn Monday Lee met Berg."
    norway, sweden = (
        Actor(p.country or "", f"state:{p.country}", "state", p.country) for p in (LEE, SAND)
    )
    both = report(
        "b", text,
        meeting("Sweden met", norway, sweden, place="Oslo", when=MON, lead=True),
        meeting("Lee met", LEE, BERG, place="Oslo", when=MON, lead=True),
    )  # fmt: skip
    words = "a: On Monday the Norwegian side met in Oslo."
    vague = report("a", words, meeting("met", norway, place="Oslo", when=MON, lead=True))
    linked = link([vague, both])
    (first,) = (k.right for k in linked.links if k.kind == "event" and k.left == vague.claims[0].id)
    assert [k.left for k in linked.links if k.right == first] == [
        vague.claims[0].id,
        both.claims[0].id,
    ]


def test_what_a_copy_tells_in_passing_is_the_same_although_nobody_is_named() -> None:
    wire = (
        "The council of Lindau voted on Tuesday to rebuild the old ferry pier with money from the "
        "lottery, and the fishermen who had asked for it for nine years brought their boats. "
        "People marched on Sunday against the noise, and nobody was hurt, the harbour master said. "
    )
    march = meeting("marched", type="PROTEST", when=("Sunday", "2021-02-28"))
    one, other = (report(name, wire + f"It rained in {name}.", march) for name in ("a", "b"))
    assert told_together(one, other) == [["a", "b"]]


def test_title_lead_and_press_conference_are_one_event() -> None:
    text = "Lee, Sand meet.\nOn Monday they held talks in Oslo.\nAt a press conference they smiled."
    one = report(
        "a", text, meeting("meet", LEE, SAND, lead=True),
        meeting("talks", LEE, SAND, place="Oslo", when=MON, lead=True),
        meeting("press conference", LEE, SAND),
    )  # fmt: skip
    assert len(link([one]).events) == 1


def test_the_next_meeting_is_another_one() -> None:
    text = "On Monday they met in Oslo. They will meet again."
    one = report(
        "a", text, meeting("met", LEE, SAND, place="Oslo", when=MON, lead=True),
        meeting("meet again", LEE, SAND, modality="planned"),
    )  # fmt: skip
    assert len(link([one]).events) == 2


def test_statements_of_participants_hang_on_the_event() -> None:
    text = "On Monday they met in Oslo. “Fish first,” Lee said. “Rain,” said Berg."
    one = report(
        "a", text, meeting("met", LEE, SAND, place="Oslo", when=MON, lead=True),
        said(LEE, "Fish first"), said(BERG, "Rain"),
    )  # fmt: skip
    linked = link([one])
    assert [k.left for k in linked.links if k.why == "said at"] == [
        c.id for c in one.claims if c.speaker == (LEE,)
    ]


def test_ids_are_those_of_the_founding_claims() -> None:
    alone = link([on("b", MON, "Oslo")]).events[0].id
    assert link([on("c", MON, "Oslo"), on("b", MON, "Oslo")]).events[0].id == alone


@pytest.fixture(scope="module")
def many() -> list[Annotated]:
    return [
        on("a", MON, "Oslo"), on("b", TUE, "Oslo"), on("c", None, "Oslo"), on("d", MON, None),
        on("e", MON, "Stockholm"), undated("f", LONG, 2), undated("g", LONG), on("h", TUE, None),
    ]  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_means_nothing(many: list[Annotated], random: Random) -> None:
    shuffled = list(many)
    random.shuffle(shuffled)
    assert link(shuffled) == link(many)
