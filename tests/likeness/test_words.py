import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.likeness.wordings import concepts
from dragoman.likeness.words import Weights, stem, terms, tokens
from dragoman.model import Span
from literals import mention, report


@pytest.mark.parametrize(
    ("one", "other"),
    [("talk", "talks"), ("continue", "continued"), ("agree", "agreed"), ("treaty", "treaties")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_other_words_do_not() -> None:
    assert len({stem(w) for w in ("tension", "tender", "attack", "attic", "ceasefire")}) == 5


def test_tokens_join_hyphens_and_keep_figures() -> None:
    assert tokens("Co-operation in the U.S.: 1,200 men, 3.5 percent") == [
        "cooperation", "in", "the", "us", "1200", "men", "3.5", "percent",
    ]  # fmt: skip


def test_terms_leave_out_what_any_two_reports_share() -> None:
    assert terms("He said that it was the bridge.") == ["bridg"]


def test_rare_words_weigh_more() -> None:
    weights = Weights.of([{"a", "b"}, {"a", "c"}, {"a", "d"}])
    assert weights["b"] > weights["a"] > 0
    assert weights.dice({"a", "b"}, {"b", "x"}) > weights.dice({"a", "b"}, {"a", "x"})


words = st.lists(st.sampled_from("abcdefgh"), max_size=12)


@given(st.lists(words, max_size=6), words, words)
def test_measures_are_symmetric_and_bounded(
    documents: list[list[str]], left: list[str], right: list[str]
) -> None:
    weights = Weights.of(documents)
    for measure in (weights.cosine, weights.dice, weights.overlap):
        assert measure(left, right) == pytest.approx(measure(right, left))
        assert 0 <= measure(left, right) <= 1 + 1e-9
    if left:
        assert weights.cosine(left, left) == pytest.approx(1)


def test_names_become_what_they_name() -> None:
    text = "Daesh left Raqa."
    one = report("a", text, mention("Daesh", "group", "Islamic State", "group:islamic-state"))
    assert concepts(one, [Span(0, len(text))]) == ["group:islamic-state", "left", "raqa"]


def test_a_state_and_its_capital_meet() -> None:
    text = "Tehran and Iran"
    one = report(
        "a", text, mention("Tehran", "state", "Iran", "state:IR", "IR"),
        mention("Iran", "state", "Iran", "state:IR", "IR"),
    )  # fmt: skip
    assert concepts(one, [Span(0, len(text))]) == ["=IR", "=IR"]
