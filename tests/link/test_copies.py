from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.copies import components, find_copies
from dragoman.link.shingles import jaccard, word_hashes
from dragoman.model import Annotated
from literals import report

WIRE = (
    "The two premiers met in Oslo on Monday to talk about fish quotas and the price of power. "
    "Both sides called the meeting useful and said that experts would meet again in the autumn, "
    "when new figures on the stocks of cod in the northern sea are due to be published."
)
EDITED = WIRE.replace("useful", "fruitful").replace("autumn", "fall")
OTHER = (
    "The premiers of Norway and Sweden spoke on Monday about cod and electricity. No date was set "
    "for the next round, a spokesman told journalists in the afternoon, and nothing was signed; "
    "the visitors left by train before dark, as heavy snow was expected in the mountain passes."
)


def groups(*reports: Annotated) -> list[tuple[str, str, list[str]]]:
    return [(g.origin.name, g.why, [r.name for r, _ in g.others]) for g in find_copies(reports)]


def test_a_lightly_edited_text_is_a_copy_and_another_report_is_not() -> None:
    found = groups(
        report("a", WIRE, published="2021-03-02"),
        report("b", EDITED, published="2021-03-01"),
        report("c", OTHER, published="2021-03-01"),
    )
    assert found == [("b", "earliest", ["a"])]


def test_the_credited_outlet_is_the_origin_whatever_the_dates_say() -> None:
    found = groups(
        report("a", WIRE, published="2021-03-02", outlet="Fjord Wire"),
        report("b", EDITED, published="2021-03-01", outlet="Daily Fell", credit="Fjord Wire"),
    )
    assert found == [("a", "credit", ["b"])]


def test_undated_copies_go_back_to_the_longest() -> None:
    assert groups(report("a", WIRE), report("b", WIRE + " Nothing was signed.")) == [
        ("b", "longest", ["a"])
    ]


def test_furniture_makes_no_copies() -> None:
    menu = "\n" + "Home World Business Sport Culture Travel Weather Subscribe Log in Search " * 5
    one, other = report("a", WIRE + menu), report("b", OTHER + menu)
    assert len(one.report.lines) == 2
    bodies = [
        Annotated(type(r.report)(**{f: getattr(r.report, f) for f in r.report.__slots__}
                                 | {"lines": r.report.lines[:1]}))
        for r in (one, other)
    ]  # fmt: skip
    assert groups(*bodies) == []


def test_texts_of_a_few_words_are_never_copies() -> None:
    assert groups(report("a", "They met in Oslo."), report("b", "They met in Oslo.")) == []


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_reports_means_nothing(names: list[str]) -> None:
    texts = {"a": WIRE, "b": EDITED, "c": OTHER, "d": WIRE.upper()}
    assert groups(*(report(n, texts[n]) for n in names)) == groups(
        *(report(n, texts[n]) for n in "abcd")
    )


def test_components_join_chains() -> None:
    assert components([("a", "b"), ("c", "d"), ("b", "c"), ("x", "y")]) == [
        ["a", "b", "c", "d"],
        ["x", "y"],
    ]


NOUNS = (
    *("quay", "crane", "ferry", "lamp", "tram", "mill", "dike", "barge"),
    *("weir", "lock", "canal", "sluice", "pier", "buoy", "hull", "mast"),
)
WALL = (
    "Register now to go on reading this article and every other article of the Dock Herald. "
    "Your free account takes a minute to set up and can be closed whenever you want to do so."
)


def page(number: int, *, wall: bool) -> Annotated:
    """A page of one site: its own news, of a few words or of many, and what stands on all pages."""
    own = [
        f"The {NOUNS[(number + turn) % 16]} {number * turn} of quarter {turn * 7 + number} "
        f"was moved by {number + turn} {NOUNS[(number * 3 + turn) % 16]} keepers on day {turn}."
        for turn in range(1, 2 if wall else 6)
    ]
    text = "\n".join([*own, WALL, "Sign up for our letter from the harbour, every week for free."])
    made = report(f"p{number:03}", text, outlet="Dock Herald")
    return replace(made, report=replace(made.report, title=f"News of quay {number}"))


@pytest.mark.parametrize("wall", [True, False])
def test_no_two_of_200_pages_of_a_site_are_copies_for_what_all_of_them_print(wall: bool) -> None:
    assert find_copies([page(number, wall=wall) for number in range(200)]) == []


def test_what_a_site_prints_everywhere_hides_no_copy() -> None:
    pages = [page(number, wall=False) for number in range(20)]
    stolen = report("copy", pages[3].report.text, outlet="Fell Post")
    (group,) = find_copies([*pages, stolen])
    assert {group.origin.name, *(r.name for r, _ in group.others)} == {"p003", "copy"}


def test_updates_of_one_story_are_copies() -> None:
    updates = [report(f"u{n}", f"{WIRE} Update {n}.", outlet="Dock Herald") for n in range(8)]
    (group,) = find_copies(updates)
    assert len(group.others) == 7


@given(st.sets(st.integers(0, 400), max_size=80), st.sets(st.integers(0, 400), max_size=80))
def test_jaccard_is_that_of_sets(left: set[int], right: set[int]) -> None:
    arrays = [np.array(sorted(each), np.uint64) for each in (left, right)]
    wanted = len(left & right) / len(left | right) if left | right else 0.0
    assert jaccard(*arrays) == pytest.approx(wanted)


@given(st.lists(st.text("abcxyzäЖ7", min_size=1, max_size=70), min_size=1, max_size=9))
def test_words_have_one_hash_wherever_they_stand(words: list[str]) -> None:
    found = word_hashes(" – ".join(words).upper() + "…\n")
    assert [int(one) for one in found] == [int(word_hashes(word)[0]) for word in words]
    heads = {word.casefold()[:64] for word in words}
    assert len(set(found.tolist())) >= len(heads)


def test_what_holds_no_word_has_no_hash() -> None:
    assert not len(word_hashes(""))
    assert not len(word_hashes("… – !"))
