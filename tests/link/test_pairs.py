"""What is seen of a pair of event mentions, and events made of mentions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.likeness.senses import senses
from dragoman.link.coreference import coreferent, probabilities
from dragoman.link.pairs import (
    FEATURES,
    UNKNOWN,
    EventMention,
    Observations,
    matrix,
    observe,
    spread_of,
)
from dragoman.models import load_boosted


def mention(head: str, report: str = "a", sentence: int = 1, **more: object) -> EventMention:
    plain = EventMention(
        report=report,
        sentence=sentence,
        head=head,
        nominal=False,
        phrase=frozenset({head}),
        subject=frozenset(),
        object=frozenset(),
        other=frozenset(),
        names=frozenset(),
        numbers=frozenset(),
        context={},
        gist={},
        cast=frozenset(),
        chief={},
        title=frozenset(),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


SANK = mention("sink", subject=frozenset({"ferry", "marigo"}), names=frozenset({"marigo"}))
SINKING = mention(
    "sinking", "b", 0, nominal=True, object=frozenset({"marigo"}), names=frozenset({"marigo"})
)


def seen_of(one: EventMention, other: EventMention) -> Observations:
    return observe(one, other, spread_of([one, other]))


def test_words_for_one_thing_are_of_one_class() -> None:
    for one, other in (("die", "death"), ("fire", "dismiss"), ("acquire", "acquisition")):
        assert senses(one).same(senses(other))
    assert senses("murder").kin(senses("kill"))
    assert not senses("meet").same(senses("murder"))
    assert senses("gribble").classes == frozenset()


def test_what_hangs_on_two_words_is_held_side_by_side() -> None:
    seen = seen_of(SANK, SINKING)
    assert seen.same_head == 0
    assert seen.letters == pytest.approx(4 / 7)
    assert seen.crossed == 1
    assert seen.subject == UNKNOWN
    assert seen.names == 1
    assert seen.nominal == 1
    assert seen.titles == 1
    assert seen.distance == UNKNOWN


def test_sentences_count_in_one_report_only() -> None:
    assert seen_of(SANK, mention("meet", "a", 4)).distance == 3
    assert seen_of(SANK, mention("meet", "a", 40)).distance == 10


HEADS = st.sampled_from(["sink", "sinking", "meet", "say", "gribble", "x"])
STEMS = st.frozensets(st.sampled_from(["ferry", "marigo", "fellmo", "7"]), max_size=3)
MENTIONS = st.builds(
    mention,
    HEADS,
    st.sampled_from("ab"),
    st.integers(0, 20),
    subject=STEMS,
    object=STEMS,
    cast=STEMS,
)


@given(MENTIONS, MENTIONS)
def test_a_pair_looks_the_same_from_both_sides(one: EventMention, other: EventMention) -> None:
    seen = seen_of(one, other)
    assert seen == seen_of(other, one)
    assert all(value >= UNKNOWN for value in seen)


def test_no_pairs_make_an_empty_matrix() -> None:
    assert matrix([SANK], []).shape == (0, len(FEATURES))
    assert len(probabilities([SANK], [])) == 0


def test_a_word_is_spread_over_the_reports_that_use_it() -> None:
    told = [SANK, mention("sink", "a", 3), mention("sinks", "b"), mention("meet", "c")]
    assert spread_of(told) == {"sink": pytest.approx(2 / 3), "meet": pytest.approx(1 / 3)}


def test_the_model_knows_these_observations() -> None:
    assert load_boosted("coreference").features == FEATURES


def test_mentions_are_parted_into_events() -> None:
    gist = {"ferry": 0.8, "marigo": 0.6}
    told = [
        mention(head, name, 0, gist=gist, cast=SANK.names, names=SANK.names, subject=SANK.subject)
        for head, name in (("sink", "a"), ("sink", "b"), ("praise", "c"), ("sink", "d"))
    ]
    assert coreferent(told) == [[0, 1, 3], [2]]
    assert coreferent(told[:1]) == [[0]]
    assert coreferent([]) == []
