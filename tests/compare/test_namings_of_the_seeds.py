"""What the five reports call the same groups and governments, against the gold."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dragoman.compare import compare
from dragoman.link import link
from dragoman.model import Annotated
from dragoman.run.local import annotate_paths

SHARED = os.environ.get("DRAGOMAN_SHARED")


def plain(label: str) -> str:
    return label.lower().replace("the ", "").replace("'s", "n").replace("’s", "n")


@pytest.mark.quality
@pytest.mark.skipif(not SHARED, reason="DRAGOMAN_SHARED is not set")
def test_namings() -> None:
    assert SHARED is not None
    gold = json.loads((Path(SHARED) / "gold/seeds.json").read_text("utf-8"))["namings"]
    read = annotate_paths(sorted((Path(SHARED) / "seeds").glob("*.txt")))
    reports = [one for one in read if isinstance(one, Annotated)]
    pairs = [c for c in compare(reports, link(reports)) if c.field == "naming"]
    shown = {plain(value) for c in pairs for value in (c.left.value, c.right.value)}
    for actor, by_report in gold.items():
        wanted = {plain(label) for labels in by_report.values() for label in labels}
        assert wanted <= shown, (actor, wanted - shown)
