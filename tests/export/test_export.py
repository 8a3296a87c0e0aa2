"""Exports keep the formats' columns and ids, and never count as done what did not happen."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import exported
import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.cli import app
from dragoman.export import EXPORTERS
from dragoman.export.codes import cameo, columns, country, intensity
from dragoman.model import EventType

REPORTS = {
    "met.txt": "Angela Merkel met Emmanuel Macron in Berlin on Monday, May 15, 2017.",
    "plans.txt": "Narendra Modi will meet Xi Jinping in Wuhan on April 27, 2018.",
    "blast.txt": "Kenya accused Somalia of lying. Boko Haram attacked a village in Borno, "
    "killing 12 people.",
    "undone.txt": "Turkey did not arrest the envoy, and Donald Trump cancelled his meeting with "
    "Mette Frederiksen.",
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dragoman.Dossier]:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    opened = dragoman.build([folder], into=folder / "x.duckdb")
    yield opened
    opened.close()


def rows(content: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode()), delimiter=delimiter))


def test_csv_has_every_event_with_its_status(dossier: Any) -> None:
    header, *lines = rows(EXPORTERS["csv"](dossier)[""], ",")
    assert {line[0] for line in lines} == {event["id"] for event in dossier.events()}
    told = {line[header.index("actors")]: line[header.index("status")] for line in lines}
    assert told["Narendra Modi; Xi Jinping"] == "planned"
    assert told["Angela Merkel; Emmanuel Macron"] == "happened"
    assert "happened" not in {s for who, s in told.items() if "Trump" in who or "Turkey" in who}


def test_evidence_of_a_csv_line_is_where_it_says(dossier: Any) -> None:
    header, *lines = rows(EXPORTERS["csv"](dossier)[""], ",")
    for line in lines:
        row = dict(zip(header, line, strict=True))
        text = Path(row["evidence_path"]).read_text(encoding="utf-8")
        trigger = text[int(row["evidence_start"]) : int(row["evidence_end"])]
        assert trigger
        assert trigger in row["evidence"]


def test_plover_has_only_what_happened(dossier: Any) -> None:
    lines = EXPORTERS["plover"](dossier)[""].decode().splitlines()
    records = {r["id"]: r for r in map(json.loads, lines)}
    happened = {e["id"] for e in dossier.events() if e["status"] == "happened"}
    assert records.keys() == happened
    assert len(lines) == len(records)
    meeting = next(r for r in records.values() if r["event"] == ["CONSULT"])
    assert (meeting["date"], meeting["quad_code"], meeting["event_scale"]) == ("2017-05-15", 1, 2.5)
    assert [a["code"] for a in meeting["actor"]] == ["DEU", "FRA"]
    assert meeting["event_loc"]["resolved_place"] == "Berlin"
    attack = next(r for r in records.values() if r["event"] == ["ASSAULT"])
    assert attack["dead"] == 12
    assert attack["date"] is None


def test_polecat_has_its_forty_headers(dossier: Any) -> None:
    header, *lines = rows(EXPORTERS["polecat"](dossier)[""], "\t")
    assert len(header) == 40
    assert header[:3] == ["Event ID", "Event Date", "Event Type"]
    assert header[-3:] == ["Story Locations", "Language", "Version"]
    assert tuple(header) == columns("polecat")
    assert all(len(line) == 40 for line in lines)
    ids = [line[0] for line in lines]
    assert len(set(ids)) == len(ids) > 0
    assert "Narendra Modi" not in str(lines)


def test_gdelt_pairs_have_unique_ids_and_offsets_that_point_at_the_words(dossier: Any) -> None:
    files = EXPORTERS["gdelt"](dossier)
    events, mentions = (rows(files[e], "\t") for e in (".export.CSV", ".mentions.CSV"))
    assert {len(line) for line in events} == {61}
    assert {len(line) for line in mentions} == {16}
    numbers = [line[0] for line in events]
    assert len(set(numbers)) == len(numbers)
    assert {line[0] for line in mentions} == set(numbers)
    names = columns("gdelt_events")
    merkel = next(e for e in events if e[names.index("Actor1Name")] == "ANGELA MERKEL")
    assert merkel[names.index("Actor2Name")] == "EMMANUEL MACRON"
    assert merkel[names.index("SQLDATE")] == "20170515"
    assert merkel[names.index("EventRootCode")] == "04"
    assert merkel[names.index("ActionGeo_CountryCode")] == "GM"
    spot = dict(zip(columns("gdelt_mentions"), mentions[numbers.index(merkel[0])], strict=True))
    mention = next(
        dict(zip(columns("gdelt_mentions"), m, strict=True)) for m in mentions if m[0] == merkel[0]
    )
    assert spot.keys() == mention.keys()
    text = Path(mention["MentionIdentifier"]).read_text(encoding="utf-8")
    assert text[int(mention["Actor1CharOffset"]) :].startswith("Angela Merkel")
    assert text[int(mention["Actor2CharOffset"]) :].startswith("Emmanuel Macron")
    assert text[int(mention["ActionCharOffset"]) :].startswith("met")
    assert int(mention["MentionDocLen"]) == len(text)


def test_an_undated_event_has_no_date_in_gdelt(dossier: Any) -> None:
    events = rows(EXPORTERS["gdelt"](dossier)[".export.CSV"], "\t")
    names = columns("gdelt_events")
    kenya = next(e for e in events if e[names.index("Actor1Name")] == "KENYA")
    assert [kenya[names.index(n)] for n in ("SQLDATE", "MonthYear", "Year")] == ["", "", ""]


def test_exports_are_the_same_twice(hard: Any, folder: Path) -> None:
    made = {path.name.partition(".")[0] for path in folder.iterdir()}
    assert len(made) >= len(EXPORTERS) - 1
    for name in made:
        for ending, content in EXPORTERS[name](hard).items():
            assert Path(f"{folder / name}{ending}").read_bytes() == content, name


def test_offsets_of_event_formats_hold_after_emoji_and_combining_marks(hard: Any) -> None:
    header, *lines = rows(EXPORTERS["csv"](hard)[""], ",")
    (met,) = (dict(zip(header, line, strict=True)) for line in lines if line[0] == "v1")
    assert exported.HARD[int(met["evidence_start"]) : int(met["evidence_end"])] == "met"
    assert met["outlets"] == "The “Harbour” 🚢"
    record = json.loads(EXPORTERS["plover"](hard)[""].decode().splitlines()[0])
    first, second = ((spot["start"], spot["end"]) for spot in record["text_info"])
    assert exported.HARD[slice(*first)] == "met"
    assert exported.SOFT[slice(*second)] == "held talks"
    names = columns("gdelt_mentions")
    mentions = rows(EXPORTERS["gdelt"](hard)[".mentions.CSV"], "\t")
    starts = {
        m[names.index("MentionIdentifier")]: m[names.index("ActionCharOffset")] for m in mentions
    }
    assert starts == {
        "https://harbour.example/1?a=ü&b=🚢": str(exported.HARD.index("met")),
        "soft.txt": str(exported.SOFT.index("held")),
    }


def test_every_type_has_an_intensity_and_codes_are_known() -> None:
    for kind in EventType.__args__:
        assert -10 <= intensity(kind, None) <= 10
    assert intensity("CONSULT", "phone") == 1.5
    assert cameo()["190"].goldstein == -10
    assert (country("FR").iso3, country(None).iso3) == ("FRA", "")


def test_the_command_writes_files(dossier: Any, tmp_path: Path) -> None:
    run = CliRunner().invoke
    path = str(dossier.path)
    assert run(app, ["export", path, "--to", "plover"]).output.startswith('{"id"')
    assert run(app, ["export", path, "--to", "gdelt"]).exit_code == 2
    done = run(app, ["export", path, "--to", "gdelt", "-o", str(tmp_path / "affair")])
    assert done.exit_code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "affair.export.CSV",
        "affair.mentions.CSV",
    ]
    assert run(app, ["export", path, "--to", "icews"]).exit_code == 2
