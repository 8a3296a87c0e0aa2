"""The classifier of lines: what it is given, what it gives, and what it learned from."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.models import load, load_convolution
from dragoman.read import read_text
from dragoman.read.classifier import FIELD, LABELS, NETWORK, classify
from dragoman.read.features import BUCKETS, MEASURES, line_features, line_measures, own
from dragoman.read.roles import _goes_on, _kept
from dragoman.read.rows import rows_of
from eval.in_order import align, rising
from eval.renderings import RENDERERS, of_article
from eval.wcxb import is_held_out, site, word_f1
from training.pages import excerpt, forbidden, labels_of

ARTICLE = [
    "The transport ministers of the two countries signed an accord on ferries on Friday.",
    "They had talked for two days in the old harbour of Rum, where it rained all the time.",
    "Nobody knows when the first boat will leave, the older of the two told reporters.",
]
MENU = ["Home", "World", "Sport", "Log in", "Search", "Newsletter", "Shop", "Contact us"]
FOOT = ["You may also like", "Fog halts trams", "Ten lamps we love", "© 2019 The Dock Herald"]


def test_an_article_among_menus_is_found() -> None:
    text = "\n\n".join([*MENU, "Ministers sign ferry accord", *ARTICLE, *FOOT, *MENU])
    report, _ = read_text(text)
    assert [span.of(text) for span in report.spans("body")] == ARTICLE
    assert report.title == "Ministers sign ferry accord"


@given(st.lists(st.text(), max_size=12))
def test_every_line_has_a_probability(lines: list[str]) -> None:
    rows = rows_of("\n".join(lines))
    found = classify(rows)
    assert len(found) == len(rows)
    assert all(0 <= share <= 1 for share in found)


def test_features_do_not_depend_on_the_documents_beside() -> None:
    one, other = rows_of("\n".join([*MENU, *ARTICLE])), rows_of("\n".join([*ARTICLE, *FOOT]))
    together = line_features([one, other])
    apart = np.vstack([line_features([one]), line_features([other])])
    assert (together == apart).all()
    assert together.min() >= 0
    assert together.max() < BUCKETS


def test_the_model_is_that_of_these_features() -> None:
    field, network = load(FIELD), load_convolution(NETWORK)
    assert field.labels == network.labels == LABELS
    assert field.buckets == BUCKETS
    assert ((field.transitions < -1000) == forbidden()).all()
    assert network.vocabulary[-1] < BUCKETS
    assert network.weights["measures"].shape[0] == MEASURES


def test_measures_are_of_size_one_and_tell_of_white_space() -> None:
    rows = rows_of("Home\n\n  • One\n  • Two\n" + "\n".join(ARTICLE))
    measures = line_measures(rows)
    assert measures.shape == (len(rows), MEASURES)
    assert np.abs(measures).max() < 4
    assert [row.breaks for row in rows[:4]] == [0, 2, 1, 1]
    assert [row.indent for row in rows[:4]] == [0, 2, 2, 0]


def test_the_network_sees_of_a_line_itself_what_the_field_sees() -> None:
    rows = rows_of("\n".join(ARTICLE))
    alone = own(line_features([rows[:1]]))
    look = slice(0, 12)  # the place of a line depends on the others
    assert (alone[0, look] == own(line_features([rows]))[0, look]).all()


def test_lines_are_the_articles_by_their_words_in_order() -> None:
    lines = [
        "Friday",
        "Home",
        "ferries on Friday",
        ARTICLE[0],
        "Friday",
        "Share",
        ARTICLE[1],
        "World",
    ]
    gold = "\n\n".join([ARTICLE[0], "Friday", *ARTICLE[1:]])
    assert of_article(lines, gold) == [False, False, False, True, True, False, True, False]
    assert of_article(MENU, gold) == [False] * len(MENU)


def test_a_tables_cells_are_the_articles_though_it_has_them_in_one_line() -> None:
    cells = ["Rum", "4.50", "Eigg", "6.00"]
    gold = "\n".join([ARTICLE[0], "Rum: 4.50 - Eigg: 6.00", ARTICLE[1]])
    lines = ["Eigg", ARTICLE[0], *cells, ARTICLE[1], "Rum"]
    assert of_article(lines, gold) == [False, *[True] * 6, False]


def test_what_stands_in_another_order_in_the_article_is_found() -> None:
    lines = [ARTICLE[2], ARTICLE[0], ARTICLE[1]]
    assert of_article(lines, "\n".join(ARTICLE)) == [True] * 3


def test_an_article_printed_twice_is_found_once() -> None:
    found = of_article([*ARTICLE, "Share", *ARTICLE], "\n".join(ARTICLE))
    assert found == [*[True] * 3, *[False] * 4] or found == [*[False] * 4, *[True] * 3]


WORDS = st.lists(st.sampled_from("abcdefg"), max_size=40)


@given(WORDS, WORDS)
def test_aligned_words_are_equal_and_their_places_rise(here: list[str], there: list[str]) -> None:
    found = align(here, there)
    assert all(here[i] == there[j] for i, j in found.items())
    places = [found[i] for i in sorted(found)]
    assert places == sorted(set(places))


@given(WORDS)
def test_a_text_is_aligned_with_itself(text: list[str]) -> None:
    assert align(text, text) == {i: i for i in range(len(text))}


@given(st.lists(st.integers(0, 12), max_size=9))
def test_the_longest_rising_part_is_found(seconds: list[int]) -> None:
    chain = rising(list(enumerate(seconds)))
    assert all(a < b and i < j for (i, a), (j, b) in pairwise(chain))
    longest = max(
        (
            sum(1 << i & mask > 0 for i in range(len(seconds)))
            for mask in range(1 << len(seconds))
            if (part := [s for i, s in enumerate(seconds) if mask >> i & 1]) == sorted(set(part))
        ),
        default=0,
    )
    assert len(chain) == longest


def test_a_credit_does_not_part_the_last_paragraph_from_the_article() -> None:
    rows = rows_of("\n".join([ARTICLE[0], "Photo: Ada Quill / Reuters", ARTICLE[1]]))
    assert _kept(rows, [0.9, 0.0, 0.2], 2)
    assert not _kept(rows, [0.1, 0.0, 0.2], 2)


def test_labels_and_excerpts() -> None:
    labels = labels_of([False, True, False, True, False])
    assert labels is not None
    assert [LABELS[label] for label in labels] == ["head", "body", "gap", "body", "tail"]
    assert labels_of([False, False]) is None
    for seed in range(20):
        part = excerpt(labels, np.random.default_rng(seed))
        assert 0 <= part.start <= 1 < part.stop <= len(labels)


@pytest.mark.parametrize("shape", RENDERERS)
def test_renderings_keep_blocks_apart(shape: str) -> None:
    page = f"<html><body><h1>A head</h1><p>{ARTICLE[0]}</p><p>{ARTICLE[1]}</p></body></html>"
    lines = [line.strip() for line in RENDERERS[shape](page).split("\n") if line.strip()]
    assert lines == ["A head", *ARTICLE[:2]]


def test_sites_are_whole() -> None:
    assert site("https://www.news.example.co.uk/a") == "example.co.uk"
    assert site("https://blog.example.com:80/a?b") == "example.com"
    assert is_held_out("https://a.example.com/1") == is_held_out("https://b.example.com/2")


def test_word_f1() -> None:
    assert word_f1(["a", "b", "b"], ["b", "b", "c"]) == pytest.approx(2 / 3)
    assert word_f1([], []) == 1
    assert word_f1([], ["a"]) == 0


def test_a_short_line_below_the_article_is_kept_only_where_the_models_are_sure() -> None:
    (row,) = rows_of("• Oars and a lantern")
    assert _goes_on(row, 0.97, short=False)
    assert not _goes_on(row, 0.7, short=False)
    assert not _goes_on(row, 0.0, short=True)
