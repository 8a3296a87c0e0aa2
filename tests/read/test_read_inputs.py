"""What becomes of every kind of input, good and bad."""

from __future__ import annotations

import io
import json
import os
import time
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest

from dragoman.model import Interval, Problem, Report
from dragoman.read import Reading, Stated, parse_published, read_inputs, read_text
from dragoman.read.inputs import corpus

STORY = (
    "Ministers sign ferry accord\n\n"
    "The transport ministers of the two countries signed an accord on ferries on Friday.\n\n"
    "“We have waited for this for years,” one of them told reporters in the harbour.\n"
)
DAY = Interval(date(2019, 5, 3), date(2019, 5, 3))


def read(*paths: Path | str, **more: object) -> tuple[list[Report], list[Problem]]:
    items = list(read_inputs(paths, **more))  # type: ignore[arg-type]
    return (
        [item for item in items if isinstance(item, Report)],
        [item for item in items if isinstance(item, Problem)],
    )


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_a_folder_is_read_in_order_and_named_from_its_root(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.md", ".hidden.txt", ".git/x.txt", "old.duckdb"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(STORY + name)
    reports, problems = read(tmp_path)
    assert [report.name for report in reports] == ["a/c.md", "a/z.txt", "b.txt"]
    assert not problems


def test_ids_do_not_depend_on_where_the_corpus_lies(tmp_path: Path) -> None:
    ids = []
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.txt").write_text(STORY)
        ids.append([report.id for report in read(tmp_path / place)[0]])
    assert ids[0] == ids[1]


def test_the_same_report_twice_is_kept_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    reports, problems = read(tmp_path, tmp_path / "a.txt")
    assert len(reports) == 1
    assert codes(problems) == ["R012"]


@pytest.mark.parametrize(
    ("name", "content", "kept", "expected"),
    [
        ("empty.txt", b"", 0, ["R001"]),
        ("blank.txt", b" \n\n\t\n", 0, ["R001"]),
        ("binary.txt", bytes(range(256)) * 20, 0, ["R002"]),
        ("paper.pdf", b"%PDF-1.7\n1 0 obj", 0, ["R026"]),
        ("crawl.warc", b"WARC/1.0\r\n", 0, ["R020"]),
        ("broken.txt", STORY.encode() + b"He wrote \xff\xfe on the wall.", 1, ["R004"]),
        (
            "only-bad.txt",
            b"The envoy wrote \xff\xfe on the old town hall.",
            1,
            ["R004"],
        ),
        (
            "legacy.txt",
            "José left the café, he said.".encode("cp1252"),
            1,
            ["R005"],
        ),
        ("nul.txt", STORY.replace("accord", "acc\0ord").encode(), 1, ["R015"]),
        ("utf16.txt", STORY.encode("utf-16"), 1, []),
        ("odd.txt", b'The envoy said "we shall see and left the hall before noon.', 1, []),
        ("nothing.html", b"<html><body></body></html>", 0, ["R007"]),
        ("menu.html", b"<html><body><nav>Home News Contact</nav></body></html>", 1, ["R007"]),
    ],
)
def test_bad_input_is_a_problem_with_a_code(
    tmp_path: Path, name: str, content: bytes, kept: int, expected: list[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    reports, problems = read(tmp_path)
    assert codes(problems) == expected
    assert len(reports) == kept


def test_broken_bytes_are_kept_as_replacement_characters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("The old wörld \xe9".encode() + b" said \xc3 nothing at all.")
    (report,), _ = read(tmp_path)
    assert report.text == "The old wörld é said � nothing at all."


def test_a_report_in_persian_is_kept_and_not_annotated(tmp_path: Path) -> None:
    text = "وزیر امور خارجه در دیدار با همتای خود گفت که همکاری دو کشور ادامه خواهد یافت.\n"
    (tmp_path / "fa.txt").write_text(text, "utf-8")
    (report,), problems = read(tmp_path)
    assert (report.language, report.text) == ("fa", text)
    assert {line.role for line in report.lines} == {"other-language"}
    assert codes(problems) == ["R006"]


def test_fifty_megabytes_on_one_line_take_seconds_and_lose_nothing(tmp_path: Path) -> None:
    text = "The river rose again. " * (50 * 1024 * 1024 // 22)
    (tmp_path / "long.txt").write_text(text)
    started = time.monotonic()
    (report,), problems = read(tmp_path)
    assert time.monotonic() - started < 20
    assert report.text == text
    assert codes(problems) == ["R008"]
    body = report.spans("body")
    assert sum(span.end - span.start for span in body) <= 200_000
    assert report.lines[-1].role == "furniture"
    assert report.lines[-1].span.end == len(text.rstrip())


def test_letters_without_a_break_do_not_blow_up() -> None:
    started = time.monotonic()
    for filler in ("a", "A", "1", "-", "“", "a.", "/"):
        read_text(filler * 1_000_000)
    assert time.monotonic() - started < 20


def test_what_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    _, problems = read(tmp_path / "missing.txt", tmp_path)
    assert codes(problems) == ["R003", "R003"]


def test_no_permission_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)

    def refused(file: Path) -> BinaryIO:
        if file.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(file))
        return file.open("rb")

    monkeypatch.setattr(corpus, "_opened", refused)
    reports, problems = read(tmp_path)
    assert [report.name for report in reports] == ["b.txt"]
    assert codes(problems) == ["R003"]


def test_json_lines_are_all_body_and_believed(tmp_path: Path) -> None:
    rows = [
        {"id": "x1", "text": STORY, "title": "Ministers sign ferry accord", "outlet": "Dock News",
         "published": "2019-05-03", "url": "https://dock.example/1"},
        {"text": "Share\n\nThe ferry left the harbour on time, the captain said."},
    ]  # fmt: skip
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n{broken\n[1]\n")
    reports, problems = read(tmp_path / "r.jsonl")
    assert [report.path.rsplit("/", 1)[-1] for report in reports] == ["r.jsonl#x1", "r.jsonl#2"]
    assert [line.role for line in reports[0].lines] == ["title", "body", "body"]
    assert [line.role for line in reports[1].lines] == ["body", "body"]
    assert reports[0].outlet is not None
    assert reports[0].outlet.name == "Dock News"
    assert (reports[0].published.when, reports[0].published.how) == (DAY, "given")
    assert codes(problems) == ["R009", "R009"]
    classified, _ = read(tmp_path / "r.jsonl", how=Reading(roles=True))
    assert classified[1].lines[0].role == "furniture"


def test_a_bad_statement_is_left_out_and_reported(tmp_path: Path) -> None:
    row = {"text": STORY, "published": "last week", "outlet": 7}
    (tmp_path / "r.jsonl").write_text(json.dumps(row))
    (report,), problems = read(tmp_path)
    assert codes(problems) == ["R010", "R010"]
    assert report.outlet is None


def test_a_sidecar_goes_before_what_holds_for_all(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(STORY + name)
    (tmp_path / "a.meta.json").write_text('{"outlet": "Dock News", "published": "2019-05-03"}')
    stated = Stated(outlet="Harbour Post", url="https://post.example/x")
    (a, b), problems = read(tmp_path, stated=stated)
    assert not problems
    assert a.outlet is not None
    assert b.outlet is not None
    assert (a.outlet.name, b.outlet.name) == ("Dock News", "Harbour Post")
    assert (a.url, a.published.when) == ("https://post.example/x", DAY)


@pytest.mark.parametrize("content", ["{oops", "[]", "\xff"])
def test_a_broken_sidecar_is_a_problem_beside_the_report(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.txt.meta.json").write_text(content, "latin-1")
    reports, problems = read(tmp_path)
    assert len(reports) == 1
    assert codes(problems) == ["R011"]


def test_standard_input_is_read_by_its_look() -> None:
    (plain,), _ = read("-", stdin=io.BytesIO(STORY.encode()))
    assert plain.text == STORY
    (line,), _ = read("-", stdin=io.BytesIO(json.dumps({"id": "q", "text": STORY}).encode()))
    assert line.path == "-#q"
    page = f"<!doctype html><html><body><article><p>{STORY}</p></article></body></html>"
    (html,), _ = read("-", stdin=io.BytesIO(page.encode()))
    assert "<" not in html.text


def test_what_is_stated_is_part_of_the_identity() -> None:
    plain, _ = read_text(STORY)
    stated, _ = read_text(STORY, stated=Stated(outlet="Dock News"))
    assert plain.id != stated.id
    assert plain.sha256 == stated.sha256


def test_stated_dates() -> None:
    assert parse_published("2019-05-03") == DAY
    assert parse_published("2019-05-03T10:00:00Z") == DAY
    assert parse_published("2019-05-03/") == Interval(date(2019, 5, 3), None)
    assert parse_published("2019-05-03/2019-05-05").last == date(2019, 5, 5)
    for bad in ("", "/", "May 2019", "2019-13-01", "2019-05-05/2019-05-03", "2019-05-03x"):
        with pytest.raises(ValueError, match=r"."):
            parse_published(bad)


def test_half_a_character_is_replaced_and_said() -> None:
    report, problems = read_text("The minister said \ud800 that talks would go on for a week.")
    assert "\ufffd" in report.text
    assert "\ud800" not in report.text
    assert [p.code for p in problems] == ["R004"]
