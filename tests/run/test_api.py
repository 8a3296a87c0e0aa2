"""The public functions, with the real stages, on two short composed reports."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.run.api import Stating

TEXT = (
    "Chancellor visits Oslo\n\n"
    "Norwegian Prime Minister Ann Lee met Danish Prime Minister Carl Berg in Oslo on Monday.\n\n"
    "“We have agreed on the bridge 🌉,” Lee said after the talks.\n"
)


def test_annotate_gives_the_record() -> None:
    record = dragoman.annotate(TEXT, published="2021-05-05", outlet="The Harbour").to_dict()
    assert json.loads(json.dumps(record)) == record
    assert record["outlet"]["name"] == "The Harbour"
    assert record["published"] == {
        **record["published"],
        "from": "2021-05-05",
        "to": "2021-05-05",
        "how": "given",
    }
    said = [claim for claim in record["claims"] if claim["kind"] == "direct"]
    assert [TEXT[slice(*span)] for span in said[0]["content"]] == [
        "We have agreed on the bridge 🌉"
    ]


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        (date(2021, 5, 5), "2021-05-05", "2021-05-05"),
        ("2021-05-05/2021-05-06", "2021-05-05", "2021-05-06"),
        (("2021-05-05", "2021-05-06"), "2021-05-05", "2021-05-06"),
        ((None, "2021-05-06"), None, "2021-05-06"),
    ],
)
def test_published_may_be_a_day_or_an_interval(
    published: Stating, first: str | None, last: str | None
) -> None:
    stated = dragoman.annotate("A ferry sailed.", published=published).to_dict()["published"]
    assert (stated["from"], stated["to"]) == (first, last)


@pytest.mark.parametrize("published", ["soon", ("2021-05-06", "2021-05-05"), (None, None)])
def test_a_date_that_is_none_is_refused(published: Stating) -> None:
    with pytest.raises(ValueError, match=r"date|isoformat|ends before"):
        dragoman.annotate("A ferry sailed.", published=published)


def test_build_and_open_give_a_dossier(tmp_path: Path) -> None:
    report = tmp_path / "harbour.txt"
    report.write_text(TEXT, encoding="utf-8")
    path = tmp_path / "deep" / "affair.duckdb"
    with dragoman.build(report, into=path, outlet="The Harbour") as built:
        hashed = built.logical_hash()
        assert built.verify() == []
        assert [row["name"] for row in built.reports()] == ["harbour.txt"]
    with dragoman.open(path) as dossier:
        assert dossier.logical_hash() == hashed
        assert dossier.claims(speaker="Lee")
        assert dossier.sql("select count(*) as n from report").to_pylist() == [{"n": 1}]


def test_the_package_imports_without_parser_and_database() -> None:
    script = "import sys, dragoman; print({'spacy', 'duckdb', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = dragoman.nothing
    assert set(dir(dragoman)) >= {"annotate", "build", "open", "Dossier", "Filter"}
