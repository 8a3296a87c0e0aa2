"""Scores are probabilities that move the right way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.annotate.attribution.scores import BINS, score, weights
from eval.reliability import curve

FACTS = sorted(set(weights()) - {"start"})


@given(st.frozensets(st.sampled_from(FACTS)))
def test_a_score_is_a_probability(facts: frozenset[str]) -> None:
    assert 0 < score(facts) < 1


@given(st.frozensets(st.sampled_from(sorted(set(FACTS) - set(BINS)))))
def test_a_surer_tagger_makes_a_surer_score(facts: frozenset[str]) -> None:
    assert score(facts | {BINS[0]}) < score(facts | {BINS[-1]})


def test_an_unknown_speaker_is_less_sure_than_a_known_one() -> None:
    known, nobody = (
        dragoman.annotate(text, published="2018-06-10").to_dict()["claims"][0]["score"]
        for text in (
            "“The road is open,” Vladimir Putin said on Saturday.",
            "“The road is open,” she said on Saturday.",
        )
    )
    assert nobody < known


def test_the_curve_of_a_perfect_forecast_has_no_error() -> None:
    pairs = [(0.25, right) for right in (True, False, False, False)] * 5
    pairs += [(0.75, right) for right in (True, True, True, False)] * 5
    found = curve(pairs)
    assert found["error"] == pytest.approx(0)
    assert curve([(1.0, False)] * 10)["error"] == 1.0
    assert curve([])["brier"] == 0
