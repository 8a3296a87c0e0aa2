"""How commands end: every way out has its code, and no user ever meets a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
import pytest
from fake_dossier import FakeDossier, Run

from dragoman.cli import main
from dragoman.dossier import Dossier, DossierMissingError, QueryError


def refusal(exit_code: int, stderr: str) -> str:
    """The code a refused command names, once it is sure that it is a refusal and no crash."""
    assert exit_code == 2
    assert "Traceback" not in stderr
    match = re.match(r"([A-Z]\d{3}) \S+: \S.+\S", stderr)
    assert match, stderr
    return match[1]


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"dragoman {version('dragoman')}\n"


def test_no_command_shows_help_and_is_a_usage_error(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert "Commands" in result.output


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["events"], ["events", "a", "--format", "xls"]]
)
def test_usage_errors_are_exit_code_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_missing_dossier_is_a_coded_refusal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(path: Path) -> Dossier:
        raise DossierMissingError(path)

    monkeypatch.setattr(Dossier, "open", missing)
    result = run("brief", "no.duckdb")
    assert refusal(result.exit_code, result.stderr) == "S004"
    assert "no.duckdb" in result.stderr
    assert result.stdout == ""


def test_what_the_system_refuses_is_a_coded_refusal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> Dossier:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Dossier, "open", refuse)
    result = run("events", "secret.duckdb")
    assert refusal(result.exit_code, result.stderr) == "U005"
    assert "secret.duckdb: The system refused: Permission denied." in result.stderr


def test_ctrl_c_is_exit_code_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_path: Path) -> Dossier:
        raise KeyboardInterrupt

    monkeypatch.setattr(Dossier, "open", interrupted)
    assert run("events", "a.duckdb").exit_code == 130


def test_a_wrong_query_says_what_is_wrong(
    run: Run, dossier: FakeDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_: object, **__: object) -> pa.Table:
        raise QueryError(Path("a.duckdb"), "Catalog Error: Table with name nowhere does not exist!")

    monkeypatch.setattr(dossier, "sql", wrong, raising=False)
    result = run("sql", "a.duckdb", "from nowhere")
    assert refusal(result.exit_code, result.stderr) == "U007"
    assert "Table with name nowhere does not exist!" in result.stderr


def test_a_query_is_answered_in_every_form(
    run: Run, dossier: FakeDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = pa.table({"outlet": ["The [b]Morning[/b]", None], "reports": [2, 1]})
    monkeypatch.setattr(dossier, "sql", lambda *_, **__: answer, raising=False)
    shown = run("sql", "a.duckdb", "from x").stdout
    assert "The [b]Morning[/b]   2" in shown
    assert run("sql", "a.duckdb", "from x", "-f", "csv").stdout == (
        "outlet,reports\nThe [b]Morning[/b],2\n,1\n"
    )
    assert run("sql", "a.duckdb", "from x", "-f", "jsonl").stdout.splitlines() == [
        '{"outlet": "The [b]Morning[/b]", "reports": 2}',
        '{"outlet": null, "reports": 1}',
    ]


def test_a_brief_of_nothing_is_exit_code_1(run: Run, dossier: FakeDossier, tmp_path: Path) -> None:
    assert run("brief", "a.duckdb", "-o", str(tmp_path / "a.md")).exit_code == 0
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# Brief of 3 reports\n")
    for rows in dossier.rows.values():
        rows.clear()
    assert run("brief", "a.duckdb").exit_code == 1


PIPED = """
import sys
sys.path.insert(0, {folder!r})
from fake_dossier import FakeDossier
from dragoman.cli import main
from dragoman.dossier import Dossier
fake = FakeDossier()
fake.rows["claims"] *= 300
Dossier.open = lambda path: fake
sys.argv = ["dragoman", "claims", "a.duckdb", "--format", {form!r}]
main()
"""


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_a_closed_pipe_ends_quietly(form: str) -> None:
    script = PIPED.format(folder=str(Path(__file__).parent), form=form)
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    os.read(process.stdout.fileno(), 100)
    process.stdout.close()
    talk = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), talk) == (0, b"")


def test_a_terminal_that_lacks_the_letters_gets_their_codes() -> None:
    script = PIPED.format(folder=str(Path(__file__).parent), form="table").replace("300", "1")
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "200"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Moss" in done.stdout


def test_a_defect_is_not_mistaken_for_nothing_found(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_path: Path) -> Dossier:
        raise LookupError("no such column")

    monkeypatch.setattr(Dossier, "open", broken)
    monkeypatch.setattr(sys, "argv", ["dragoman", "events", "a.duckdb"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "Please report it" in caplog.text
    assert "no such column" in caplog.text
