"""Fifty megabytes of one line: read within bounded time and memory, and kept."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dragoman

SIZE = 50 << 20  # bytes
MOST_SECONDS = 60
MOST_MEMORY = 1_500 << 20  # bytes resident


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs wait4 to measure a process's memory")
def test_fifty_megabytes_of_one_line(tmp_path: Path) -> None:
    sentence = "The mayor said that the bridge was open, and nobody believed her. "
    huge, into = tmp_path / "huge.txt", tmp_path / "huge.duckdb"
    huge.write_text((sentence * (SIZE // len(sentence) + 1))[:SIZE], encoding="utf-8")
    command = [sys.executable, "-m", "dragoman", "build", str(huge), "-o", str(into)]
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)

    assert os.waitstatus_to_exitcode(status) == 3
    assert seconds < MOST_SECONDS
    assert memory < MOST_MEMORY
    with dragoman.open(into) as dossier:
        assert {problem["code"] for problem in dossier.problems()} & {"R008", "A002"}
        length = dossier.sql("SELECT length(text) AS length FROM report")["length"].to_pylist()
    assert length == [SIZE]
