"""Builds the site into a folder: `python -m manual build/site`. A broken link fails."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from manual.assembled import assemble
from manual.links import broken

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = Path(__file__).with_name("zensical.toml")


def build(to: Path) -> list[str]:
    """Build the site.

    Args:
        to: the folder it is built in; what stands there is replaced. Pages come into `to/site`.

    Returns:
        what is wrong with it, a sentence each.

    Raises:
        subprocess.CalledProcessError: Zensical refused; it has said why.
    """
    shutil.rmtree(to, ignore_errors=True)
    assemble(ROOT, to / "docs")
    shutil.copyfile(SETTINGS, to / SETTINGS.name)
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    subprocess.run(command, cwd=to, check=True, capture_output=True, text=True)
    return list(broken(to / "site"))


def main() -> int:
    """Build, and say what is wrong; 1 where something is."""
    to = Path(sys.argv[1] if len(sys.argv) > 1 else "build/manual")
    try:
        wrong = build(to)
    except subprocess.CalledProcessError as error:
        print(error.stdout, error.stderr, sep="\n", file=sys.stderr)
        return 1
    print("\n".join(wrong) or f"{to / 'site' / 'index.html'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
