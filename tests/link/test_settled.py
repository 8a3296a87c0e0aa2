"""Linking beside settled reports: those keep what they have, and new ones join it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.compare import compare
from dragoman.link import Outside, Settled, Surroundings, link, only_new
from dragoman.link.linkage import average_linkage
from dragoman.model import Annotated, Link, Linked
from literals import BERG, LEE, SAND, meeting, mention, report, said

RAIN = (
    "“The herring will decide the year in Oslo,” Lee said. Growers, traders and eaters of it came."
)


def told(name: str, published: str = "2021-03-02", more: str = "") -> Annotated:
    """A report of the one meeting of Lee and Sand, in words of its own after the quotation."""
    return report(
        name,
        f"On Monday Ann Lee met Bo Sand in Oslo. {RAIN}{more}",
        meeting("met", LEE, SAND, place="Oslo", when=("Monday", "2021-03-01"), lead=True),
        said(LEE, "The herring will decide the year in Oslo,"),
        mention("Ann Lee", "person", "Ann Lee", LEE.id, "NO"),
        mention("Bo Sand", "person", "Bo Sand", SAND.id, "SE"),
        published=published,
    )


OLD = [told("b.txt"), told("c.txt", more=" It rained on them all day.")]
NEW = told("a.txt", "2021-03-03", " Nobody had thought that they would come.")


def settled_by(linked: Linked, reports: list[Annotated]) -> Settled:
    links = tuple(found for found in linked.links if found.kind != "utterance")
    return Settled(frozenset(one.report.id for one in reports), links, standing=True)


def events(linked: Linked) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in linked.links:
        if each.kind == "event":
            found.setdefault(each.right, set()).add(each.left)
    return found


def test_a_new_report_joins_the_settled_event_and_story_under_their_ids() -> None:
    before = link(OLD)
    (event,) = before.events
    settled = settled_by(before, OLD)
    beside = link([*OLD, NEW], around=Surroundings(settled=settled))
    added = only_new(beside, [*OLD, NEW], settled)
    assert [one.id for one in added.events] == [event.id]
    assert link([*OLD, NEW]).events != before.events, "at once, the first by name founds the event"
    assert {claim.id for claim in NEW.claims} >= events(added)[event.id]
    stories = {(k.left, k.right) for k in added.links if k.kind == "story"}
    (first,) = {k.right for k in before.links if k.kind == "story"}
    assert stories == {(NEW.report.id, first)}


def test_nothing_is_written_or_compared_between_two_settled_reports() -> None:
    settled = settled_by(link(OLD), OLD)
    reports = [*OLD, NEW]
    beside = link(reports, around=Surroundings(settled=settled))
    compared = compare(reports, beside, settled.reports)
    assert compared
    assert all(NEW.report.id in (c.left.report, c.right.report) for c in compared)
    whole = {c.id for c in compare(reports, beside)}
    assert {c.id for c in compared} < whole
    added = only_new(replace(beside, comparisons=tuple(compared)), reports, settled)
    new = {NEW.report.id, *(c.id for c in NEW.claims), *(m.id for m in NEW.mentions)}
    assert all({k.left, k.right} & new for k in added.links)


def test_two_settled_events_are_never_joined() -> None:
    apart = link([OLD[0]]), link([OLD[1]])
    links = tuple(k for one in apart for k in one.links)
    settled = Settled(frozenset(one.report.id for one in OLD), links, standing=True)
    added = only_new(link([*OLD, NEW], around=Surroundings(settled=settled)), [*OLD, NEW], settled)
    (event,) = added.events
    assert event.id in {one.id for each in apart for one in each.events}


def test_an_entity_keeps_the_id_that_others_have_for_it() -> None:
    named = report(
        "n.txt",
        "Dora Hall spoke.",
        mention("Dora Hall", "person", "Dora Hall", "e:zz"),
        published="2021-01-02",
    )
    known = Outside(
        replace(named.mentions[0], id="m:1", entity_id="e:known"), "Dora Hall", 3, "e:0"
    )
    settled = Settled(standing=True)
    (entity,) = link([named], around=Surroundings((known,), settled=settled)).entities
    assert entity.id == "e:0"
    (other,) = link([named], around=Surroundings((known,))).entities
    assert other.id == "e:known"


def test_a_new_copy_goes_to_the_origin_that_its_text_has() -> None:
    text = " ".join(f"word{n} of the wire" for n in range(40))
    one, two, new = (report(name, text, published="2021-01-02") for name in ("b", "c", "a"))
    held = Link("copy", two.report.id, one.report.id, "same", 1.0, "earliest")
    settled = Settled(frozenset({one.report.id, two.report.id}), (held,), standing=True)
    found = link([one, two, new], around=Surroundings(settled=settled))
    copies = {(k.left, k.right) for k in only_new(found, [one, two, new], settled).links}
    assert (new.report.id, one.report.id) in copies
    assert all(left == new.report.id for left, _ in copies)


@given(st.integers(3, 8), st.randoms(use_true_random=False))
def test_standing_groups_are_neither_joined_nor_torn(count: int, dice: object) -> None:
    standing = [[0], [1, 2]]
    home = {0: 0, 1: 1, 2: 1}
    every = [
        (dice.random(), i, j)  # type: ignore[attr-defined]
        for i in range(count)
        for j in range(i + 1, count)
        if i not in home or j not in home
    ]
    found = average_linkage(count, every, 0.3, standing)
    assert sorted(item for group in found for item in group) == list(range(count))
    assert next(g for g in found if 1 in g) == next(g for g in found if 2 in g)
    assert next(g for g in found if 0 in g) != next(g for g in found if 1 in g)


def test_who_is_only_described_is_nobody_elsewhere() -> None:
    named = report(
        "n.txt",
        "A source spoke.",
        mention("source", "person", "source", "e:s"),
        said(BERG, "spoke"),
    )
    around = Surroundings(settled=Settled(standing=True))
    assert [e.id for e in link([named], around=around).entities] == [
        e.id for e in link([named]).entities
    ]
