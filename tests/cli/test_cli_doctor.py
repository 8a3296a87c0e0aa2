"""The check-up names what is wrong and what to do, and is silent about nothing."""

from __future__ import annotations

import pytest
from fake_dossier import FakeDossier, Run

from dragoman import knowledge
from dragoman.cli import doctor
from dragoman.cli.doctor import check_machine
from dragoman.dossier import Dossier

WIDE = {"COLUMNS": "200"}


class Sound(FakeDossier):
    """A dossier that answers the check-up's questions; `wrong` spans do not hold their words."""

    def __init__(self, wrong: int) -> None:
        super().__init__()
        self.wrong = wrong

    def verify(self) -> list[dict[str, object]]:
        return [{"claim": "c1"}] * self.wrong

    def counts(self) -> dict[str, int]:
        return {"reports": 3, "claims": 7}

    def schema_version(self) -> str:
        return "1"

    def logical_hash(self) -> str:
        return "feedbeef"


def test_the_machine_is_described_thing_by_thing() -> None:
    found = {finding.what: finding for finding in check_machine()}
    assert {"Python", "dragoman", "spacy", "duckdb", "pipeline", "knowledge", "free disk"} <= set(
        found
    )
    assert "sha256 " in found["pipeline"].found
    assert not found["pipeline"].broken


def test_the_hash_of_the_pipeline_is_stable() -> None:
    first, second = ({f.what: f.found for f in check_machine()}["pipeline"] for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("wrong", "told", "code"), [(0, "all", 0), (2, "all but 2", 2)])
def test_a_dossier_is_checked_span_by_span(
    run: Run, monkeypatch: pytest.MonkeyPatch, wrong: int, told: str, code: int
) -> None:
    monkeypatch.setattr("dragoman.cli.keeping.check_machine", list)
    monkeypatch.setattr(Dossier, "open", lambda _path: Sound(wrong))
    result = run("doctor", "a.duckdb", env=WIDE)
    page = " ".join(result.stdout.split())
    assert f"spans that hold their words {told} " in page
    assert "3 reports, 7 claims" in page
    assert "feedbeef" in page
    assert result.exit_code == code


def test_what_is_missing_is_named_with_its_remedy(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn() -> knowledge.World:
        raise FileNotFoundError(2, "No such file or directory", "states.tsv")

    monkeypatch.setattr(knowledge, "load", torn)
    monkeypatch.setattr(doctor, "_PIPELINE", "no-such-pipeline")
    result = run("doctor", env=WIDE)
    assert "Install no-such-pipeline." in result.stdout
    assert "states.tsv" in result.stdout
    assert result.exit_code == 2
