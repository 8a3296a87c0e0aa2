"""The tagger: what it finds in plain sentences, and that company changes nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.annotate.attribution.tagger.frames import REACH
from dragoman.annotate.attribution.tagger.looks import Stretch, stretches
from dragoman.annotate.attribution.tagger.tag import Tagged, tagger
from dragoman.annotate.attribution.tagger.tokens import Tokens
from dragoman.annotate.parse import PIPELINE, pipeline
from dragoman.models import load

SENTENCES = [
    "The mayor said that the bridge would stay closed until spring.",
    "“Nobody was hurt,” said Anna Weiss, who runs the clinic. “We were lucky.”",
    "According to the port authority, three ships left the harbour at dawn.",
    "Fishermen believe the dam has changed the river for good.",
    "It rained.",
    "",
    "Weiss, the clinic's director, praised the nurses and urged the council to hire more of them.",
]


def words(doc: Doc, pieces: tuple[Stretch, ...]) -> str:
    """The words of some stretches."""
    return " … ".join(doc[first : last + 1].text for first, last in pieces)


def best(doc: Doc, found: list[Tagged]) -> tuple[str, str, str]:
    """Source, cue and content of the surest attribution."""
    surest = max(found, key=lambda tagged: tagged.score)
    return words(doc, surest.source), words(doc, (surest.cue,)), words(doc, surest.content)


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        (SENTENCES[0], "The mayor", "said", "that the bridge would stay closed until spring"),
        (
            SENTENCES[2],
            "the port authority",
            "According to",
            "three ships left the harbour at dawn",
        ),
        (SENTENCES[3], "Fishermen", "believe", "the dam has changed the river for good"),
    ],
)
def test_source_cue_and_content_of_a_plain_sentence(
    sentence: str, source: str, cue: str, content: str
) -> None:
    doc = pipeline()(sentence)
    assert best(doc, tagger().tag([doc])[0]) == (source, cue, content)


def test_a_quotation_in_two_pieces_is_one_content() -> None:
    doc = pipeline()(SENTENCES[1])
    found = tagger().tag([doc])[0]
    surest = max(found, key=lambda tagged: tagged.score)
    assert "Nobody was hurt" in words(doc, surest.content)
    assert "We were lucky" in words(doc, surest.content)


def test_the_company_of_other_paragraphs_changes_nothing() -> None:
    docs = [pipeline()(sentence) for sentence in SENTENCES]
    together = tagger().tag(docs)
    alone = [tagger().tag([doc])[0] for doc in docs]
    for left, right in zip(together, alone, strict=True):
        assert [(t.cue, t.source, t.content) for t in left] == [
            (t.cue, t.source, t.content) for t in right
        ]
        assert [t.score for t in left] == pytest.approx([t.score for t in right], abs=1e-4)


def test_words_out_of_reach_of_a_cue_change_nothing_but_its_place() -> None:
    near = "The harbour was quiet. " * (REACH // 5 + 1) + SENTENCES[0]
    far = "A gull cried. " + near
    one, other = (tagger().tag([pipeline()(text)])[0][-1] for text in (near, far))
    moved = len(pipeline()(far)) - len(pipeline()(near))
    assert other.score == pytest.approx(one.score, abs=1e-4)
    for here, there in (((one.cue,), (other.cue,)), (one.content, other.content)):
        assert [(first + moved, last + moved) for first, last in here] == list(there)


def test_a_cut_paragraph_has_its_words_heads_or_roots() -> None:
    tokens = Tokens.of([pipeline()(SENTENCES[0])])
    rows = np.arange(1, 5)
    assert (
        tokens.cut(rows, [4]).head[:-1]
        == np.where(np.isin(tokens.head[rows], rows), tokens.head[rows] - 1, rows - 1)
    ).all()


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="“”\"'‘’ .,:—ab👩‍👩‍👧é\u0301\n", max_size=60))
def test_any_text_is_tagged_within_its_tokens(text: str) -> None:
    doc = pipeline()(text)
    for tagged in tagger().tag([doc])[0]:
        assert 0 <= tagged.score <= 1
        assert tagged.content
        for first, last in (tagged.cue, *tagged.source, *tagged.content):
            assert 0 <= first <= last < len(doc)


def test_no_paragraph_no_attribution() -> None:
    assert tagger().tag([]) == []
    assert tagger().tag([pipeline()("")]) == [[]]


@pytest.mark.parametrize("part", ["look", "frame", "verdict"])
def test_the_weights_are_of_the_pipeline_that_parses(part: str) -> None:
    assert load(f"attribution-{part}").about["pipeline"] == PIPELINE


def test_stretches_of_one_kind() -> None:
    labels = np.array([3, 4, 0, 4, 4, 3, 3, 1, 2], np.int8)
    assert stretches(labels, 3) == ((0, 1), (3, 4), (5, 5), (6, 6))
    assert stretches(labels, 1) == ((7, 8),)
