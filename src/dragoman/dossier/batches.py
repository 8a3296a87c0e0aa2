"""Annotated reports as Arrow: a row a report, which holds its rows of every table of the schema.

So what one machine annotates can be stored by another, or lie in a file until then, and is checked
(`rows.report_rows`) where it was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from dragoman.dossier.diff import plain
from dragoman.dossier.rows import Rows, problem_row, report_rows
from dragoman.dossier.schema import shapes
from dragoman.model import Annotated

REPORT_TABLES = (
    "report", "credit", "report_evidence", "line", "mention", "claim", "claim_span", "participant",
    "attribution", "quantity", "problem", "made",
)  # fmt: skip
"""The tables that a report has rows in by itself."""


@cache
def batch_schema() -> pa.Schema:
    """The columns of a batch: `id` of the report, and a list of rows for each of REPORT_TABLES."""
    of_tables = [(name, pa.list_(pa.struct(list(shapes()[name])))) for name in REPORT_TABLES]
    return pa.schema([("id", pa.string()), *of_tables])


def all_rows(annotated: Annotated, version: str) -> Rows:
    """Every row of a report that was annotated by a version of the stage, with its problems."""
    rows, refused = report_rows(annotated)
    report = annotated.report.id
    trouble = [*annotated.problems, *refused]
    rows["problem"] = [problem_row(each, n, report) for n, each in enumerate(trouble)]
    rows["made"] = [{"stage": "annotate", "report": report, "version": version}]
    return rows


def to_batch(annotated: Sequence[Annotated], version: str) -> pa.RecordBatch:
    """A batch of reports, as `batch_schema` has it."""
    held = []
    for one in annotated:
        rows = all_rows(one, version)
        tables = {name: [plain(row) for row in rows.get(name, [])] for name in REPORT_TABLES}
        held.append({"id": one.report.id, **tables})
    return pa.RecordBatch.from_pylist(held, schema=batch_schema())


def tables_of(batch: pa.RecordBatch) -> dict[str, pa.Table]:
    """The rows of a batch, by table."""
    return {
        name: pa.Table.from_struct_array(batch.column(name).flatten()).cast(shapes()[name])
        for name in REPORT_TABLES
    }
