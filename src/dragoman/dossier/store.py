"""The store: the one writer of a dossier, working on a copy that it publishes when done."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.dossier import neighbours, references, working
from dragoman.dossier.batches import all_rows, tables_of
from dragoman.dossier.diff import NOTHING, sync
from dragoman.dossier.failing import raise_damaged, raise_unwritable, writing_to
from dragoman.dossier.judgements import Reference
from dragoman.dossier.keeping import keep_linked
from dragoman.dossier.load import fetch, load, load_settled
from dragoman.dossier.replacing import THESE, outdate, replace
from dragoman.dossier.rows import problem_row
from dragoman.dossier.spans import Row
from dragoman.dossier.values import to_problem
from dragoman.dossier.ways import Ways
from dragoman.model import Annotated, Link, Linked, Problem

_FROM_ANNOTATING = "stage IN ('annotate', 'store')"  # problems that annotating anew replaces
# Notes about reports that are linked now, and about those that are gone.
_LINKED_NOW = (
    "stage = 'link' "
    "AND (report IN (SELECT report FROM wanted) OR report NOT IN (SELECT id FROM report))"
)


class Store:
    """A dossier open for writing.

    What is written is kept in the working copy batch by batch; readers see it after `publish`.
    Leaving the `with` block without publishing keeps the working copy, and the next `Store` on
    the same path goes on from there. What cannot be read in the block, because the file is damaged,
    leaves it as DamagedError.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path,
        program: str,
        *,
        taken_up: bool = False,
    ) -> None:
        self.path = path
        self.program = program
        self.written = 0  # rows put in or taken out since the store was opened
        self._connection = connection
        self._taken_up = taken_up  # whether an interrupted build has written already
        self._open = True

    @property
    def changed(self) -> bool:
        """Whether the working copy may differ from the dossier that readers see."""
        return self._taken_up or self.written > 0

    @classmethod
    def open(cls, path: str | Path, program: str) -> Store:
        """Open the dossier at `path` for writing; it is made if there is none.

        Args:
            path: a file ending in .duckdb by custom.
            program: name and version of the program that writes.

        Raises:
            NotADossierError: there is a file at `path` that is no dossier.
            SchemaVersionError: the dossier has another version of the schema.
            DossierBusyError: another build is writing to it.
            NotWritableError: there is no room for it.
        """
        with writing_to(Path(path)):
            connection, taken_up = working.begin(Path(path), program)
        return cls(connection, Path(path), program, taken_up=taken_up)

    def made(self, stage: str) -> dict[str, str]:
        """Version of the stage that made what is stored, by report."""
        rows = self._fetch("SELECT report, version FROM made WHERE stage = ?", [stage])
        return {row["report"]: row["version"] for row in rows}

    def reports(self) -> list[dict[str, Any]]:
        """Id, name and path of every report, in order of names."""
        return self._fetch("SELECT id, name, path FROM report ORDER BY name, id")

    def by_day(self, reports: Iterable[str]) -> list[str]:
        """Reports, by id, in order of the first day on which they may have been published."""
        query = f"SELECT id FROM report WHERE id {THESE} ORDER BY published_from, id"
        return [row["id"] for row in self._fetch(query, [list(reports)])]

    def annotated(self, reports: Iterable[str] | None = None) -> list[Annotated]:
        """Stored reports, all or those of the ids, with what was found in them, by name."""
        return load(self._connection, reports, by_place=True)

    def problems_of(self, reports: Iterable[str]) -> list[Problem]:
        """What later stages than reading met with reports, by id, in order of paths."""
        query = (
            f"SELECT * FROM problem WHERE report {THESE} AND stage <> 'read' "
            "ORDER BY path, stage, ordinal"
        )
        return [to_problem(row) for row in self._fetch(query, [list(reports)])]

    def put(self, annotated: Sequence[Annotated], version: str) -> list[Problem]:
        """Store a batch of reports in the place of what is stored under the same ids.

        Args:
            annotated: the reports, each id once.
            version: version of the stage that annotated them.

        Returns:
            The problems of the batch: those annotation met, and a row refused each.
        """
        rows: dict[str, list[Row]] = {}
        for one in annotated:
            for table, more in all_rows(one, version).items():
                rows.setdefault(table, []).extend(more)
        with self._transaction():
            self._replace([one.report.id for one in annotated], rows, _FROM_ANNOTATING)
        return [to_problem(row) for row in rows.get("problem", [])]

    def put_batch(self, batch: pa.RecordBatch) -> None:
        """Store a batch of reports that `batches.to_batch` made, as `put` stores reports."""
        with self._transaction():
            self._replace(batch.column("id").to_pylist(), tables_of(batch), _FROM_ANNOTATING)

    def drop(self, reports: Iterable[str]) -> None:
        """Take reports, by id, out with all that is said in them; links stay until relinked."""
        with self._transaction():
            self._replace(reports, {}, "true")

    def put_problems(self, path: str, problems: Sequence[tuple[Problem, str | None]]) -> None:
        """Store what reading met at `path` in the place of what it met there before.

        Args:
            path: the path of a report, or of what could not be read.
            problems: the problems of stage read, in order, each with the id of the report it is
                about, or None where none could be read; no problems clear the path.
        """
        self.put_all_problems({path: problems})

    def put_all_problems(self, met: Mapping[str, Sequence[tuple[Problem, str | None]]]) -> None:
        """The same for many paths at once, at the cost of one."""
        rows = [
            problem_row(each, n, report)
            for problems in met.values()
            for n, (each, report) in enumerate(problems)
        ]
        with self._transaction():
            self._sync("problem", rows, f"stage = 'read' AND path {THESE}", [list(met)])

    def add_problem(self, trouble: Problem, report: str) -> None:
        """Store a problem the store itself met with a report, beside those that are there."""
        with self._transaction():
            self._sync("problem", [problem_row(trouble, 0, report)], NOTHING)

    def put_linked(
        self,
        linked: Linked,
        version: str | Mapping[str, str],
        within: Collection[str] | None = None,
        *,
        beside: bool = False,
    ) -> list[Problem]:
        """Store what holds between reports in the place of what was held before.

        Ids of events and entities that are gone become aliases of what took their place.

        Args:
            linked: what link and compare found.
            version: version of the two stages, or for each report the one it is linked by; those of
                other reports stay as they are.
            within: ids of the reports that were linked, which nothing holds together with others;
                what holds between the others stays. None: all were linked.
            beside: whether those of `within` were linked beside settled ones, to which some of
                `linked` leads.

        Returns:
            A problem S001 for each comparison refused over its words.
        """
        with self._transaction():
            written, refused = keep_linked(self._connection, linked, within, beside=beside)
            self.written += written
            if isinstance(version, str):
                version = {row["id"]: version for row in self.reports()}
            made: list[Row] = [
                {"stage": "link", "report": report, "version": of} for report, of in version.items()
            ]
            scope = "report IN (SELECT report FROM wanted) OR report NOT IN (SELECT id FROM report)"
            self._sync("made", made, f"stage = 'link' AND ({scope})")
        return refused

    def unlink(self, reports: Iterable[str]) -> None:
        """Have reports, and all that hang together with them, linked anew."""
        self.outdate(neighbours.bound(self._connection, reports))

    def outdate(self, reports: Iterable[str]) -> None:
        """Have reports linked anew; what holds between them stays until they are."""
        with self._transaction():
            self.written += outdate(self._connection, reports)

    def begin_linking(self) -> None:
        """Take no report for linked, no term for told; what holds stays until all are linked."""
        with self._transaction():
            self._sync("made", [], "stage = 'link'")
            self._sync("told_term", [])

    def touched(self, reports: Iterable[str]) -> set[str]:
        """Reports, those that linking could join with them, and all that hang on either."""
        near = neighbours.neighbours(self._connection, reports) | set(reports)
        return neighbours.bound(self._connection, near)

    def before(self, reports: Iterable[str]) -> set[str]:
        """Reports linked before that linking could join some others to, a bounded number each."""
        return neighbours.before(self._connection, reports)

    def settled(self, reports: Collection[str]) -> list[Link]:
        """The links of reports, their claims and their mentions, but for utterances."""
        return load_settled(self._connection, reports)

    def bound(self, reports: Iterable[str]) -> set[str]:
        """Reports and all that hang together with them."""
        return neighbours.bound(self._connection, reports)

    def linked(self, reports: Iterable[str]) -> tuple[int, frozenset[str]]:
        """How many reports have been linked so far, and which of these, by id."""
        (every,) = self._fetch("SELECT count(*) AS reports FROM made WHERE stage = 'link'")
        query = f"SELECT report FROM made WHERE stage = 'link' AND report {THESE}"
        held = self._fetch(query, [sorted(reports)])
        return every["reports"], frozenset(row["report"] for row in held)

    def outside(self, reports: Collection[str], named: Collection[str]) -> list[dict[str, Any]]:
        """How others mention those whom `reports` mention, or `named`, a row a way of doing so."""
        return neighbours.outside(self._connection, reports, named)

    def ways(self, fresh: Iterable[str]) -> Ways:
        """How linked reports mention everybody, but for those that are to be linked anew."""
        return Ways(self._connection, fresh)

    def told(self) -> dict[str, int]:
        """Term → how many of the reports that were linked told of it, when they were."""
        return {row["term"]: row["reports"] for row in self._fetch("FROM told_term")}

    def owners(self, things: Collection[str]) -> set[str]:
        """Ids of the reports that claims, mentions, entities or reports of these ids stand in."""
        query = f"""
            SELECT report FROM claim WHERE id {THESE}
            UNION SELECT report FROM mention WHERE id {THESE} OR entity {THESE}
            UNION SELECT report FROM mention JOIN link ON link.kind = 'entity'
                AND left_id = mention.id WHERE right_id {THESE}
            UNION SELECT id FROM report WHERE id {THESE}
        """
        given = sorted(things)
        return {row["report"] for row in self._fetch(query, [given] * 5)}

    def refer(self, given: str) -> Reference | None:
        """What an id of today or of earlier stands for; see `references.refer`."""
        return references.refer(self._connection, given)

    def find(self, wanted: Reference) -> str | None:
        """Today's id of what a reference means, or None; see `references.find`."""
        return references.find(self._connection, wanted)

    def find_report(self, wanted: Reference) -> str | None:
        """Today's id of the report in which a reference stands, or None."""
        return references.find_report(self._connection, wanted)

    def tells(self, claim: str) -> bool:
        """Whether a claim tells of an event."""
        query = "SELECT 1 FROM claim WHERE id = ? AND event_type IS NOT NULL"
        return bool(self._fetch(query, [claim]))

    def judgements(self) -> list[dict[str, Any]]:
        """The stored judgements as rows of their table, in the order of the file."""
        return self._fetch("FROM judgement ORDER BY ordinal")

    def put_judgements(self, rows: Sequence[Row], problems: Sequence[Problem]) -> None:
        """Store what people decided and what came of it, in the place of what was there.

        Args:
            rows: rows of the table `judgement`.
            problems: what was wrong with decisions.
        """
        troubles = [problem_row(each, n) for n, each in enumerate(problems)]
        with self._transaction():
            self._sync("judgement", rows)
            self._sync("problem", troubles, "stage = 'link' AND report IS NULL")

    def log(
        self,
        stage: str,
        config: Mapping[str, object],
        counts: Mapping[str, int],
        began: datetime,
        stats: Mapping[str, float] | None = None,
    ) -> None:
        """Record a run that changed the dossier.

        Args:
            stage: build or remove.
            config: what was asked.
            counts: what was done.
            began: when the run began, in UTC.
            stats: what each stage cost, in seconds of processor time; None where nobody counted.
        """
        (last,) = self._fetch("SELECT coalesce(max(id), 0) AS id FROM run")
        row: Row = {
            "id": last["id"] + 1,
            "stage": stage,
            "version": self.program,
            "config": json.dumps(config, sort_keys=True),
            "counts": json.dumps(counts, sort_keys=True),
            "stats": None if stats is None else json.dumps(stats),
            "started": began.replace(tzinfo=None),
            "finished": datetime.now(UTC).replace(tzinfo=None),
        }
        with self._transaction():
            self._sync("run", [row], NOTHING)

    def publish(self) -> None:
        """Make what was written the dossier that readers open; the store is closed.

        Where nothing was written, now or by an interrupted build before, the dossier is left as it
        is, to the byte.

        Raises:
            NotWritableError: there is no room, or no memory, for it.
        """
        self._open = False
        if self.changed:
            with writing_to(self.path):
                written = inf if self._taken_up else self.written  # nobody counted before
                working.publish(self._connection, self.path, written=written)
        else:
            self._connection.close()
            working.discard(self.path)

    def close(self) -> None:
        """Let go without publishing; the working copy stays for the next store."""
        if self._open:
            self._open = False
            self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        raise_unwritable(self.path, error)
        raise_damaged(self.path, error)

    def _replace(
        self, reports: Iterable[str], rows: Mapping[str, Sequence[Row] | pa.Table], problems: str
    ) -> None:
        self.written += replace(self._connection, list(reports), rows, problems)

    def _sync(
        self,
        table: str,
        rows: Sequence[Row] | pa.Table,
        scope: str = "true",
        values: Sequence[object] = (),
    ) -> None:
        self.written += sync(self._connection, table, rows, scope, values)

    def _fetch(self, query: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        return fetch(self._connection, query, values)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Writes all or nothing.

        Raises:
            NotWritableError: there is no room, or no memory, for it.
        """
        with writing_to(self.path):
            self._connection.begin()
            try:
                yield
            except BaseException:
                with suppress(duckdb.Error):  # the failure itself may have ended the transaction
                    self._connection.rollback()
                raise
            self._connection.commit()
