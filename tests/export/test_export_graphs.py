"""Graphs and timelines, each checked by its consumer: FollowTheMoney's CLI, rdflib, prov."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import exported
import jsonschema
import pytest
from prov.model import ProvAttribution, ProvDerivation, ProvDocument
from rdflib import PROV, RDF, Graph, URIRef
from rdflib.namespace import SDO

from dragoman.dossier import Dossier
from dragoman.export import EXPORTERS, LibraryMissingError

HERE = Path(__file__).parent


def ftm(*arguments: str | Path) -> list[dict[str, Any]]:
    """What FollowTheMoney's own program makes of a file."""
    program = Path(sys.executable).with_name("ftm")
    done = subprocess.run([program, *arguments], capture_output=True, check=True, text=True)
    assert "Error" not in done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def entities(folder: Path, request: pytest.FixtureRequest) -> dict[str, dict[str, Any]]:
    request.getfixturevalue("followthemoney")
    given = (folder / "ftm.ftm.json").read_text(encoding="utf-8").splitlines()
    found = ftm("validate", "-i", folder / "ftm.ftm.json")
    assert len(found) == len(given)
    assert [e["properties"] for e in found] == [json.loads(line)["properties"] for line in given]
    return {entity["id"]: entity for entity in found}


def test_reports_actors_places_events_and_statements_are_entities(entities: Any) -> None:
    schemata = [entity["schema"] for entity in entities.values()]
    assert {name: schemata.count(name) for name in set(schemata)} == {
        "Article": 3,
        "Person": 2,
        "Organization": 1,
        "Address": 1,
        "Event": 2,
        "Note": 2,
        "Mention": 2,
    }


def test_an_event_has_its_people_its_place_and_its_proof(entities: Any) -> None:
    event = entities["v1"]["properties"]
    assert [entities[id_]["properties"]["name"] for id_ in event["involved"]] == [
        ["Ann Lee"],
        ["Bo Sand"],
    ]
    assert len(event["proof"]) == 2
    assert event["keywords"] == ["CONSULT", "happened"]
    assert "planned" in entities["v2"]["properties"]["summary"][0]
    (place,) = event["addressEntity"]
    assert entities[place]["properties"]["latitude"] == ["59.91"]


def test_ids_that_entities_name_are_there(entities: Any) -> None:
    for entity in entities.values():
        for name in ("proof", "entity", "involved", "document", "resolved", "addressEntity"):
            assert set(entity["properties"].get(name, [])) <= entities.keys()


def test_the_statements_give_the_same_entities(folder: Path, entities: Any) -> None:
    found = ftm("aggregate-statements", "-i", folder / "ftm.statements.csv")
    assert {entity["id"] for entity in found} == entities.keys()
    for entity in found:
        wanted = entities[entity["id"]]["properties"]
        assert {name: sorted(values) for name, values in entity["properties"].items()} == wanted


@pytest.mark.usefixtures("followthemoney")
def test_the_origin_of_a_statement_is_where_its_words_stand(folder: Path, hard: Dossier) -> None:
    texts = {row["path"]: row["text"] for row in hard.sql("FROM report").to_pylist()}
    with (folder / "ftm.statements.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["schema"] in {"Note", "Mention"}]
    placed = [row for row in rows if row["origin"]]
    assert {(row["schema"], row["prop"]) for row in placed} == {
        ("Note", "description"),
        ("Mention", "name"),
    }
    for row in placed:
        path, start, end = re.fullmatch(r"(.+):(\d+)-(\d+)", row["origin"]).groups()  # type: ignore[union-attr]
        words = row["original_value"] or row["value"]
        assert texts[path][int(start) : int(end)] == words


def test_without_the_library_the_remedy_is_named(
    hard: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney.statement.serialize", None)
    with pytest.raises(LibraryMissingError, match=r"dragoman\[ftm\]"):
        EXPORTERS["ftm"](hard)


def test_claims_are_in_schema_orgs_vocabulary(folder: Path) -> None:
    graph = Graph().parse(folder / "schemaorg", format="json-ld")
    used = {term for triple in graph for term in triple[1:] if term.startswith(str(SDO))}
    assert {SDO.Claim, SDO.Quotation, SDO.NewsArticle, SDO.author, SDO.appearance} <= used
    for term in used:
        assert term.removeprefix(str(SDO)) in SDO
    assert len(list(graph.subjects(RDF.type, SDO.Claim))) == 2


def test_a_claim_appears_where_it_says(folder: Path) -> None:
    graph = json.loads((folder / "schemaorg").read_text(encoding="utf-8"))["@graph"]
    (claim,) = (node for node in graph if node.get("text", "").startswith("The 🚢"))
    assert claim["text"] == " … ".join(exported.CONTENT)
    assert claim["author"][0]["name"] == "Ann Lee"
    assert claim["appearance"]["contributor"][0]["name"] == "Lake Agency"
    start, end = map(int, claim["appearance"]["identifier"]["value"].split("-"))
    assert exported.HARD[start:end] == claim["appearance"]["text"]


def test_prov_reads_who_said_it_through_whom(
    folder: Path, hard: Dossier, recwarn: pytest.WarningsRecorder
) -> None:
    text = (folder / "prov").read_text(encoding="utf-8")
    held = ProvDocument.deserialize(content=text, format="rdf", rdf_format="json-ld")
    assert not [w for w in recwarn if "not converted" in str(w.message)]

    def pairs(kind: type) -> set[tuple[str, str]]:
        return {(r.args[0].uri, r.args[1].uri) for r in held.get_records(kind)}

    (row,) = hard.claims(speaker="Ann Lee")
    claim = f"urn:dragoman:{row['id']}"
    assert {
        (f"{claim}:said", "urn:dragoman:person:ann-lee"),
        (f"{claim}:via:0", "urn:dragoman:name:Lake%20Agency"),
    } <= pairs(ProvAttribution)
    assert {
        (f"{claim}:via:0", f"{claim}:said"),
        (claim, f"{claim}:via:0"),
    } <= pairs(ProvDerivation)
    quoted = Graph().parse(data=text, format="json-ld").objects(URIRef(claim), PROV.wasQuotedFrom)
    assert [str(source) for source in quoted] == [f"urn:dragoman:{row['report']['id']}"]


def test_prov_values_are_the_words_of_their_spans(folder: Path, hard: Dossier) -> None:
    texts = {row["path"]: row["text"] for row in hard.sql("FROM report").to_pylist()}
    graph = json.loads((folder / "prov").read_text(encoding="utf-8"))["@graph"]
    valued = [node for node in graph if "prov:value" in node]
    assert len(valued) == 5
    for node in valued:
        path = node["rdfs:label"].rsplit(":", 1)[0]
        assert texts[path][node["dragoman:start"] : node["dragoman:end"]] == node["prov:value"]


def test_a_timeline_is_what_timelinejs_reads(folder: Path) -> None:
    timeline = json.loads((folder / "timelinejs").read_text(encoding="utf-8"))
    schema = json.loads((HERE / "timelinejs.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(timeline)
    (slide,) = timeline["events"]
    assert slide["unique_id"] == "v1"
    assert slide["start_date"] == {"year": 2021, "month": 5, "day": 3}
    assert "1 of 2 events" in timeline["title"]["text"]["text"]


def test_what_reports_say_is_no_markup_on_a_slide(folder: Path) -> None:
    text = json.loads((folder / "timelinejs").read_text(encoding="utf-8"))["events"][0]["text"]
    assert "The “Harbour” 🚢" in text["text"]
    assert set(re.findall(r"</?(\w+)", text["text"] + text["headline"])) == {"p", "ul", "li"}
