"""Rows that hold a report each: CSV, Parquet, JSON and JSON lines, with a mapping of columns."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from dragoman.model import Problem
from dragoman.read import Reading, read_inputs
from dragoman.read.inputs import rows
from tests.read.files import MAY_4, STORY, kept, name_of, read

CSV = """id;headline;body;date;paper
1;Ferry strike ends;"The strike ended; boats sail.

They will sail ""at nine"".";2019-05-04;Dock News
2;short row
3;Too many;a;2019-05-05;b;c
4;Open;"A mark that nobody closes;2019-05-06;Dock News
5;Harbour reopens;The harbour reopened on Tuesday.;2019-05-07;Dock News
6;No text;;2019-05-08;Dock News
"""
COLUMNS = {"text": "body", "published": "date", "title": "headline", "outlet": "paper"}


def test_a_table_is_read_by_its_mapping_and_each_ragged_row_is_told(tmp_path: Path) -> None:
    path = kept(tmp_path, "x.csv", CSV)
    reports, codes = read(path, how=Reading(columns=COLUMNS))
    assert [name_of(report) for report in reports] == ["x.csv#1", "x.csv#5"]
    first = reports[0]
    assert first.text == 'The strike ended; boats sail.\n\nThey will sail "at nine".'
    assert (first.title, first.published.when) == ("Ferry strike ends", MAY_4)
    assert first.outlet is not None
    assert first.outlet.name == "Dock News"
    assert codes == ["R025"] * 4


def test_a_table_without_a_text_says_which_columns_it_has(tmp_path: Path) -> None:
    (found,) = read_inputs([kept(tmp_path, "x.csv", CSV)])
    assert isinstance(found, Problem)
    assert found.code == "R029"
    assert "headline, body" in found.what


def test_a_mapping_for_one_table_leaves_the_others_their_own_names(tmp_path: Path) -> None:
    kept(tmp_path, "a.csv", CSV)
    kept(
        tmp_path,
        "b.jsonl",
        json.dumps({"text": "The harbour reopened.", "published": "2019-05-04"}),
    )
    reports, _ = read(tmp_path, how=Reading(columns=COLUMNS))
    assert [name_of(report) for report in reports] == ["a.csv#1", "a.csv#5", "b.jsonl#1"]
    assert reports[-1].published.when == MAY_4


def test_a_column_that_is_mapped_holds_nothing_else(tmp_path: Path) -> None:
    path = kept(tmp_path, "a.csv", "title,body\nThe harbour reopened.,Page 4\n")
    (report,), _ = read(path, how=Reading(columns={"text": "title"}))
    assert (report.text, report.title) == ("The harbour reopened.", None)


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=9)
)
def test_a_table_that_a_program_wrote_is_read_back(texts: list[str]) -> None:
    import csv  # noqa: PLC0415

    plain = [text.replace("\r", " ").replace("\0", " ") for text in texts]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["number", "text", "title"])
    writer.writerows([n, f"The text is {text}", "x"] for n, text in enumerate(plain))
    lines = ((n, line) for n, line in enumerate(io.StringIO(out.getvalue(), newline="\n"), 1))
    next(lines)
    found = [values for _, values in rows._records(lines, ",", 3)]
    assert found == [[str(n), f"The text is {text}", "x"] for n, text in enumerate(plain)]


def test_parquet_is_read_with_typed_days(tmp_path: Path) -> None:
    table = {
        "body": [STORY, None, "The ferries sail again."],
        "date": [date(2019, 5, 4), None, None],
        "unused": [b"\0", b"\0", b"\0"],
    }
    parquet.write_table(pa.table(table), tmp_path / "x.parquet")
    reports, codes = read(tmp_path / "x.parquet", how=Reading(columns=COLUMNS))
    assert [name_of(report) for report in reports] == ["x.parquet#1", "x.parquet#3"]
    assert reports[0].published.when == MAY_4
    assert codes == ["R025"]
    kept(tmp_path, "torn.parquet", (tmp_path / "x.parquet").read_bytes()[:-20])
    assert read(tmp_path / "torn.parquet") == ([], ["R024"])


def test_json_holds_a_list_or_an_object_with_one(tmp_path: Path) -> None:
    row = {"body": STORY, "date": "2019-05-04"}
    how = Reading(columns=COLUMNS)
    for held in ([row, {"body": ""}], {"count": 2, "articles": [row, 7]}):
        reports, codes = read(kept(tmp_path, "x.json", json.dumps(held)), how=how)
        assert [report.text for report in reports] == [STORY]
        assert codes == ["R025"]
    assert read(kept(tmp_path, "x.json", "{"), how=how)[1] == ["R024"]
    assert read(kept(tmp_path, "x.json", "[" * 100_000), how=how)[1] == ["R024"]


def test_json_lines_of_any_encoding_lose_only_bad_lines(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": STORY}, ensure_ascii=False)
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        reports, codes = read(kept(tmp_path, "x.jsonl", f"{line}\n{{oops\n".encode(encoding)))
        assert [report.text for report in reports] == [STORY]
        assert codes == ["R009"]
