"""GDELT's events held against the dossier's: doubled, not done, and with the wrong countries."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.dossier import Dossier
from dragoman.export.codes import columns
from dragoman.export.gdelt_check import FINDINGS, check, read_gdelt, summary

URL = "http://www.harbour.example/1?a=ü&b=🚢#top"  # another spelling of the report's address


def line(number: int, day: str, one: str, other: str, root: str = "03", url: str = URL) -> str:
    fields = {
        "GLOBALEVENTID": str(number),
        "SQLDATE": day,
        "Actor1CountryCode": one,
        "Actor2CountryCode": other,
        "EventRootCode": root,
        "QuadClass": "1",
        "SOURCEURL": url,
    }
    return "\t".join(fields.get(name, "") for name in columns("gdelt_events")) + "\n"


def findings(dossier: Dossier, tmp_path: Path, *lines: str) -> list[str]:
    file = tmp_path / "day.export.CSV"
    file.write_text("".join(lines), encoding="utf-8")
    events, problems = read_gdelt(file)
    assert not problems
    return [row["finding"] for row in check(dossier, events)]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([line(1, "20210503", "NOR", "SWE")], ["agrees"]),
        ([line(1, "20210503", "NOR", "SWE"), line(2, "20210504", "SWE", "NOR")], ["doubled"] * 2),
        ([line(1, "20210503", "NOR", "SWE"), line(2, "20210503", "NOR", "")], ["agrees"] * 2),
        ([line(1, "20210503", "NOR", "GBR")], ["other-actors"]),
        ([line(1, "20210503", "NOR", "SWE", root="19")], ["agrees"]),  # of the same quad class
        ([line(1, "20210503", "RUS", "", root="19")], ["not-found"]),
        ([line(1, "20210503", "NOR", "SWE", url="https://else.example/")], []),
    ],
)
def test_each_event_of_gdelts_has_a_finding(
    lines: list[str], wanted: list[str], hard: Dossier, tmp_path: Path
) -> None:
    assert findings(hard, tmp_path, *lines) == wanted


def test_what_did_not_happen_is_told(hard: Dossier, tmp_path: Path, planned: Dossier) -> None:
    rows = [line(1, "20210503", "NOR", "SWE", root="04", url="https://plans.example/")]
    assert findings(planned, tmp_path, *rows) == ["not-happened"]
    assert findings(hard, tmp_path, *rows) == []


def test_a_row_shows_the_words(hard: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "day.export.CSV"
    file.write_text(line(7, "20210503", "NOR", "SWE"), encoding="utf-8")
    (row,) = check(hard, read_gdelt(file)[0])
    (shown,) = row["evidence"]
    text = hard.sql("SELECT text FROM report WHERE name = 'hard.txt'").to_pylist()[0]["text"]
    assert text[slice(*shown["span"])] == shown["quote"]
    assert (row["id"], row["event"], row["status"]) == ("7", "v1", "happened")
    assert summary([row]) == {**dict.fromkeys(FINDINGS, 0), "agrees": 1, "events": 1}


def test_a_line_that_is_no_event_is_a_problem(hard: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "day.export.CSV"
    file.write_text("1\t2\n" + line(1, "no day", '"NOR', ""), encoding="utf-8")
    events, problems = read_gdelt(file)
    assert [problem.code for problem in problems] == ["E006"]
    assert [(each.day, each.actors) for each in events] == [(None, ('"NOR', ""))]
    assert check(hard, events)[0]["day"] is None


def test_the_command_shows_it(hard: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "day.export.CSV"
    file.write_text(line(1, "20210503", "NOR", "GBR"), encoding="utf-8")
    done = CliRunner().invoke(app, ["gdelt", str(hard.path), str(file), "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    assert '"finding": "other-actors"' in done.stdout
    assert '"other-actors": 1' in done.stdout.splitlines()[-1]
