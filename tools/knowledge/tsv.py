"""Reading the build's own tables."""

from __future__ import annotations

import csv
from pathlib import Path


def read_tsv(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    """Rows by column name; lines that begin with # are comments, missing cells are ""."""
    lines = [x for x in path.read_text(encoding).splitlines() if x and not x.startswith("#")]
    return [
        {key: value or "" for key, value in row.items()}
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]
