"""Exports of annotations: every span holds its words by the consumer's own way of counting."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import exported
import jsonschema
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from label_studio_sdk.label_interface import LabelInterface
from spacy.tokens import Doc, DocBin

from dragoman.dossier import Dossier
from dragoman.export.offsets import Utf16
from dragoman.model import Span

HERE = Path(__file__).parent
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("🚢é\u0301\u200d👩\r\n"))


@given(TEXTS, st.data())
def test_utf16_and_back(text: str, data: Any) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    offsets = Utf16(text)
    units = offsets.units(span)
    assert offsets.points(units) == span
    assert offsets.words(units) == span.of(text)
    assert units.end - units.start == len(span.of(text).encode("utf-16-le")) // 2


@pytest.mark.parametrize("units", [Span(0, 1), Span(1, 2), Span(2, 9), Span(9, 9)])
def test_an_offset_within_a_character_or_outside_is_refused(units: Span) -> None:
    with pytest.raises(ValueError, match="Span"):
        Utf16("🚢 x").points(units)


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        Utf16("🚢").units(Span(0, 2))


@pytest.fixture(scope="module")
def collection(folder: Path) -> Any:
    page = folder / "webannotation" / "annotations.jsonld"
    return json.loads(page.read_text(encoding="utf-8"))


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def test_annotations_are_what_the_w3c_model_asks_for(collection: Any) -> None:
    schema = json.loads((HERE / "webannotation.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(collection)
    assert collection["total"] == len(collection["first"]["items"])
    ids = [item["id"] for item in collection["first"]["items"]]
    assert len(ids) == len(set(ids))


def test_both_selectors_and_the_hash_fit_the_text(collection: Any, folder: Path) -> None:
    seen = 0
    for annotation in collection["first"]["items"]:
        for target in targets(annotation):
            file = folder / "webannotation" / target["source"]["id"]
            assert hashlib.sha256(file.read_bytes()).hexdigest() == target["state"]["sha256"]
            text = file.read_bytes().decode()
            quote, place = target["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert around in text
            seen += 1
    assert seen >= 9


def test_a_statement_names_its_speaker_and_chain(collection: Any) -> None:
    bodies = {item["body"][0]["value"]: item for item in collection["first"]["items"]}
    said = bodies["Ann Lee, via Lake Agency, in The “Harbour” 🚢"]
    quotes = [target["selector"][0]["exact"] for target in said["target"]]
    assert tuple(quotes) == exported.CONTENT
    conflict = bodies["conflict in date: 2021-05-03 / 2021-05-04"]
    assert [t["selector"][0]["exact"] for t in conflict["target"]] == ["3 May", "4 May"]


@pytest.fixture(scope="module")
def studio(folder: Path) -> tuple[LabelInterface, Any]:
    place = folder / "labelstudio"
    interface = LabelInterface((place / "labels.xml").read_text(encoding="utf-8"))
    return interface, json.loads((place / "tasks.json").read_text(encoding="utf-8"))


def test_label_studio_accepts_interface_and_predictions(studio: Any) -> None:
    interface, tasks = studio
    interface.validate()
    for task in tasks:
        assert task["data"].keys() >= {"text", "name"}  # what the interface shows
        for prediction in task["predictions"]:
            assert interface.validate_prediction(prediction, return_errors=True) == []


def test_a_browser_cuts_out_the_words_of_every_region(studio: Any) -> None:
    for task in studio[1]:
        units = task["data"]["text"].encode("utf-16-le")
        regions = [r for r in task["predictions"][0]["result"] if r["type"] == "labels"]
        assert regions
        for region in regions:
            value = region["value"]
            cut = units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
            assert cut == value["text"]


def test_regions_are_the_parts_of_statements_with_their_speaker(studio: Any) -> None:
    (task,) = (task for task in studio[1] if task["data"]["name"] == "hard.txt")
    results = task["predictions"][0]["result"]
    named = [r for r in results if r["type"] != "relation"]
    shown = {
        (r["value"]["labels"][0], r["value"]["text"]) for r in named if r["from_name"] == "part"
    }
    assert shown == {
        *(("content", words) for words in exported.CONTENT),
        ("cue", "said"),
        ("source", "Lee"),
        ("via", "𝔏ake Agency 🗞️"),
    }
    (speaker,) = (r for r in named if r["from_name"] == "speaker")
    assert speaker["value"]["text"] == ["Ann Lee"]
    arrows = [r["labels"] for r in results if r["type"] == "relation"]
    assert arrows == [["content"], ["cue"], ["source"], ["via"]]


def test_what_a_browser_drops_is_a_space(studio: Any) -> None:
    assert all("\r" not in task["data"]["text"] for task in studio[1])


@pytest.fixture(scope="module")
def docs(folder: Path) -> list[Doc]:
    vocab = spacy.blank("en").vocab
    return list(DocBin().from_disk(folder / "docbin").get_docs(vocab))


def test_spacy_reads_the_texts_unchanged(docs: list[Doc], hard: Dossier) -> None:
    rows = hard.sql("SELECT text FROM report ORDER BY name, id").to_pylist()
    assert [doc.text for doc in docs] == [row["text"] for row in rows]


def test_span_groups_cover_their_words_and_the_exact_span_is_kept(docs: list[Doc]) -> None:
    for doc in docs:
        spans = {s.id_: s for group in doc.spans.values() for s in group}
        assert len(spans) == len(doc.user_data["exact"])
        for start, end, part, name in doc.user_data["exact"]:
            assert spans[name].label_ == part
            assert spans[name].start_char <= start < end <= spans[name].end_char
    hard = next(doc for doc in docs if doc.user_data["path"] == "hard.txt")
    exact = {(part, hard.text[start:end]) for start, end, part, _ in hard.user_data["exact"]}
    assert {("content", words) for words in exported.CONTENT} <= exact
    assert {("via", "𝔏ake Agency 🗞️"), ("quantity", "𝟕"), ("trigger", "met")} <= exact
