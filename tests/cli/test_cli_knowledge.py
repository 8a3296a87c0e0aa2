"""`dragoman knowledge` answers with the source, and refuses what it cannot take."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman import knowledge
from dragoman.cli import app
from dragoman.knowledge.world import OWN_FILE

RUN = CliRunner()


def rows(*arguments: str) -> list[dict[str, object]]:
    answer = RUN.invoke(app, ["knowledge", *arguments, "--format", "jsonl"])
    assert answer.exit_code in {0, 1}, answer.output
    return [json.loads(line) for line in answer.stdout.splitlines()]


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(OWN_FILE, "")
    monkeypatch.chdir(tmp_path)


def test_who_held_an_office() -> None:
    [answer] = rows("who", "president of Iran", "--on", "2018-06-09")
    assert answer["person"] == "Hassan Rouhani"
    assert answer["source"] == "curated"


def test_all_who_held_it_without_a_date_the_latest_first() -> None:
    names = [row["person"] for row in rows("who", "British prime minister")]
    assert names.index("Liz Truss") < names.index("Theresa May")


def test_places_and_outlets() -> None:
    assert [row["country"] for row in rows("places", "Tripoli")][:2] == ["LY", "LB"]
    assert rows("outlet", "edition.cnn.com")[0]["name"] == "CNN"


def test_nothing_known_is_exit_code_1() -> None:
    assert RUN.invoke(app, ["knowledge", "who", "emperor of Mars"]).exit_code == 1
    assert RUN.invoke(app, ["knowledge", "outlet", "no.example"]).exit_code == 1


def test_a_file_that_lies_there_is_used_and_one_that_is_wrong_refused(tmp_path: Path) -> None:
    file = tmp_path / "knowledge.toml"
    file.write_text('[[name]]\nkind="outlet"\nname="Z"\ndomains=["z.example"]\n', "utf-8")
    try:
        assert rows("outlet", "z.example")[0]["source"] == "own"
    finally:
        knowledge.load.cache_clear()
    file.write_text('[[name]]\nkind="outlet"\n', "utf-8")
    refused = RUN.invoke(app, ["knowledge", "outlet", "cnn.com"])
    assert refused.exit_code == 2
    assert "U011" in refused.stderr
    assert "line 1: name: missing" in " ".join(refused.stderr.split())


def test_a_date_that_is_none_is_refused() -> None:
    refused = RUN.invoke(app, ["knowledge", "who", "president of Iran", "--on", "2018-06-31"])
    assert refused.exit_code == 2
    assert "U001" in refused.stderr
