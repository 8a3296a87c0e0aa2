"""The model of event types: what its features look at, and what it may not overrule."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.events.deciding import decide, typed_as
from dragoman.annotate.events.features import buckets, features, joining
from dragoman.annotate.events.triggers import UNTYPED, Trigger, find_triggers
from dragoman.annotate.events.types import NONE, type_model
from dragoman.annotate.parse import pipeline


def decided(sentence: str) -> list[tuple[str, str | None]]:
    doc = pipeline()(sentence)
    return [
        (t.word.text, t.sense.type) for t in decide([list(find_triggers(doc))], type_model())[0]
    ]


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Kenya signed an agreement with Chad.", "signed", "SUPPORT"),
        ("The king met the emir.", "met", "CONSULT"),
        ("Kenya imposed sanctions on Chad.", "sanctions", "COERCE"),
        ("Kenya lifted the sanctions on Chad.", "lifted", "RETREAT"),
        ("Kenya released the prisoners.", "released", "RETREAT"),
        ("Kenya condemned the decision of Chad.", "condemned", "ACCUSE"),
        ("Kenya did not withdraw from Chad.", "withdraw", "RETREAT"),
        ("Police arrested the activists.", "arrested", "COERCE"),
    ],
)
def test_types(sentence: str, word: str, kind: str) -> None:
    assert (word, kind) in decided(sentence)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The minister denied the charges.", "denied"),
        ("The minister rejected the allegations.", "rejected"),
        ("The minister said that it rained.", "said"),
        ("The company met its targets.", "said"),
    ],
)
def test_no_event(sentence: str, word: str) -> None:
    assert word not in [found for found, _ in decided(sentence)]


def test_features_hold_no_names() -> None:
    doc = pipeline()("Angela Merkel met Emmanuel Macron in Berlin.")
    found = features(doc[2], doc[1], doc[4])
    assert "trigger=meet" in found
    assert "first=True" in found
    assert not any(name in feature.lower() for feature in found for name in ("merkel", "macron"))
    assert features(None, None, None) == set()


def test_the_verb_that_joins_two_participants() -> None:
    doc = pipeline()("Kenya said that Chad attacked Niger.")
    chad, niger = (next(t for t in doc if t.text == name) for name in ("Chad", "Niger"))
    joined = joining(chad, niger)
    assert joined is not None
    assert joined.text == "attacked"


@given(st.lists(st.sets(st.text(max_size=8), max_size=6), max_size=5))
def test_buckets_are_in_range_and_fill_up_with_nothing(rows: list[set[str]]) -> None:
    places = buckets(rows, 64)
    assert places.shape[0] == len(rows)
    assert ((places >= 0) & (places <= 64)).all()
    for row, found in zip(rows, places, strict=True):
        assert len({p for p in found if p < 64}) <= len(row)


def test_an_empty_row_has_the_margins_of_nothing() -> None:
    model = type_model()
    margins = model.margins([set()])
    assert margins.shape == (1, len(model.labels))
    assert np.allclose(margins[0], model.field.start)
    assert model.margins([]).shape[0] == 0
    assert NONE not in model.types([set(), {"trigger=attack"}])


def test_an_unknown_verb_needs_a_clear_margin() -> None:
    word = pipeline()("Kenya pestered Chad.")[1]
    labels = ("ACCUSE", NONE)
    weak, strong = np.array([0.1, 0.0], np.float32), np.array([1.5, -1.0], np.float32)
    assert typed_as(Trigger(word, UNTYPED), weak, labels) is None
    found = typed_as(Trigger(word, UNTYPED), strong, labels)
    assert found is not None
    assert (found.type, found.cameo) == ("ACCUSE", "110")


def test_the_weights_are_small() -> None:
    assert type_model().field.weights.nbytes <= 10 * 2**20
