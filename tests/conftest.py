"""What the whole suite shares: the data folder, and the command line as a subprocess."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from eval import harness

# A machine's speed is no property of the code; and what lands is judged by the same examples
# whoever runs them, while a developer's own runs look for new ones.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data and scorers; its tests are skipped only where nobody promised it."""
    folder = harness.shared()
    if not (folder / "eval").is_dir():
        if os.environ.get(harness.SHARED):
            pytest.fail(f"{harness.SHARED} is {folder}, and there are no scorers there")
        pytest.skip(f"needs the data folder: set {harness.SHARED}")
    return folder


@pytest.fixture(scope="session")
def dragoman() -> Run:
    """Runs `dragoman` with the arguments given, as a user's shell would, and returns what came."""

    def run(
        *arguments: str | Path,
        stdin: bytes = b"",
        timeout: float = 120,
        environment: Mapping[str, str] | None = None,
        limit: Callable[[], None] | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "dragoman", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            timeout=timeout,
            env={**os.environ, **(environment or {})},
            preexec_fn=limit,
            check=False,
        )

    return run
