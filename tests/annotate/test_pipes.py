"""The faster pipes answer as the pipes they stand for."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.annotate.parse import PIPELINE, pipeline
from dragoman.annotate.pipes import FORMS, NAMES, NER, Forms, Names, hasten
from dragoman.annotate.pipes import forms as forms_module
from dragoman.annotate.pipes import looks as looks_module

SPOKEN = """
Ann Lee Bo Sand Oslo Norway Norwegian the a President Ministry of Foreign Affairs said that there
is was let 's us got ta gon na ai n't y' all c'm on do does not , . ; ( ) “ ” 12 July 1999 $ 5
million % three percent yesterday Monday European Union NATO Mr. Dr. talks found lay meeting left
who which it its they I you but so while — é 😀 IranDuring ...
"""
WORDS = [*SPOKEN.split(), "", "\n", "\t", "\u00a0"]
TEXTS = [
    "There is no truth in it, and there 's no doubt.",
    "Let's go: they're gonna leave, ain't they? Y'all got ta c'm on.",
    "Norway's Foreign Ministry said on Monday that Ann Lee had met Bo Sand in Oslo.",
    "The New York Times and the United Nations Security Council paid $ 5 million in July 1999.",
    "Ministry of Foreign Affairs",
    "Oslo",
    " \n ",
    "",
    "He found the papers. They found companies. The lay of the land lay before us.",
]


@cache
def stock() -> Language:
    return spacy.load(PIPELINE)


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.pos_, t.tag_, t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in doc
    ]


def test_the_shipped_pipeline_is_hastened() -> None:
    assert pipeline().pipe_names[-2:] == [FORMS, NAMES]
    assert NER not in pipeline().pipe_names
    models = [pipeline().get_pipe(name).model for name in ("tok2vec", NER)]
    for model in models:
        assert {"dragoman_looks", "dragoman_windows"} <= {part.name for part in model.walk()}


@pytest.mark.parametrize("words", [0, 1, 2, 5, 2050])
def test_convolutions_give_the_numbers_of_the_layers_they_stand_for(words: int) -> None:
    model = pipeline().get_pipe("tok2vec").model
    (fast,) = (part for part in model.walk() if part.name == "dragoman_windows")
    looks = np.random.default_rng(words).normal(size=(words, 96)).astype(np.float32)
    assert np.allclose(fast.predict(looks), fast.layers[0].predict(looks), atol=1e-5)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_parsed_as_by_the_stock_pipeline(text: str) -> None:
    assert told(pipeline()(text)) == told(stock()(text))


def test_a_batch_is_parsed_as_one_by_one() -> None:
    batch = list(pipeline().pipe(TEXTS, batch_size=4))
    assert [told(doc) for doc in batch] == [told(doc) for doc in stock().pipe(TEXTS)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=3))
def test_any_words_are_parsed_as_by_the_stock_pipeline(texts: list[str]) -> None:
    fast, plain = pipeline().pipe(texts), stock().pipe(texts)
    assert [told(doc) for doc in fast] == [told(doc) for doc in plain]


def test_full_tables_start_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms_module, "ROOM", 3)
    monkeypatch.setattr(looks_module, "ROOM", 3)
    forms = pipeline().get_pipe(FORMS)
    assert isinstance(forms, Forms)
    for _ in range(2):
        assert told(pipeline()(TEXTS[1])) == told(stock()(TEXTS[1]))


def test_a_pipeline_that_is_built_otherwise_keeps_its_pipes() -> None:
    assert hasten(spacy.blank("en")).pipe_names == []
    beam = spacy.load(PIPELINE)
    beam.get_pipe(NER).cfg["beam_width"] = 4
    assert not Names.can_stand_for(beam.get_pipe(NER))
    ruler, lemmas = (beam.get_pipe(name) for name in ("attribute_ruler", "lemmatizer"))
    ruler.add([[{"IS_TITLE": True}]], {"POS": "PROPN"})
    assert not Forms.can_stand_for(ruler, lemmas)
    assert {NER, "lemmatizer"} <= set(hasten(beam).pipe_names)
