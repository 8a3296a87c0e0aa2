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
MOST_MEMORY = 1_200 << 20  # bytes resident

# A process counts the memory of the one that started it as its own peak, up to the moment it
# becomes another program (Linux: exec keeps the high-water mark). So the build is started by a
# process that holds next to nothing, and not by this one, which has run half a test suite.
SMALL_PARENT = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
unit = 1 if sys.platform == "darwin" else 1024
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss * unit)
"""


def code_and_memory(*command: str | Path) -> tuple[int, int]:
    """Exit code of a command, and the bytes it held at most."""
    parent = [sys.executable, "-S", "-c", SMALL_PARENT]
    said = subprocess.run([*parent, *map(str, command)], stdout=subprocess.PIPE, check=True).stdout
    code, memory = map(int, said.split())
    return code, memory


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs wait4 to measure a process's memory")
def test_fifty_megabytes_of_one_line(tmp_path: Path) -> None:
    sentence = "The mayor said that the bridge was open, and nobody believed her. "
    huge, into = tmp_path / "huge.txt", tmp_path / "huge.duckdb"
    huge.write_text((sentence * (SIZE // len(sentence) + 1))[:SIZE], encoding="utf-8")
    began = time.monotonic()
    code, memory = code_and_memory(sys.executable, "-m", "dragoman", "build", huge, "-o", into)
    seconds = time.monotonic() - began

    assert code == 3
    assert seconds < MOST_SECONDS
    assert SIZE < memory < MOST_MEMORY
    with dragoman.open(into) as dossier:
        assert {problem["code"] for problem in dossier.problems()} & {"R008", "A002"}
        length = dossier.sql("SELECT length(text) AS length FROM report")["length"].to_pylist()
    assert length == [SIZE]


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs wait4 to measure a process's memory")
def test_what_the_tests_hold_is_not_counted() -> None:
    held = b"x" * SIZE
    _, memory = code_and_memory(sys.executable, "-S", "-c", "pass")
    assert memory < len(held)
