"""What people decided: an append-only file beside the dossier, `X.judgements.jsonl`.

A decision names what it is about by id, span and words, so that it outlives any rebuild and can be
shared with those who keep another dossier of the same reports. Nothing in the file is ever changed:
what is taken back is taken back by another line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from dragoman.model import Problem, Span, content_id
from dragoman.problems import problem

DecisionVerdict = Literal["same", "different", "unsure", "set", "undo"]
Subject = Literal["claim", "entity", "mention", "report", "line"]

_NEWLINE = b"\n"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a decision is about, told well enough to be found again.

    `id` is that of a claim, mention, entity or report; a line goes by its report's. `report` and
    `sha256` are the name of the report and the hash of its text; `span` and `exact` say where the
    thing stands and with which words (None: it is the whole report).
    """

    kind: Subject
    id: str
    report: str
    sha256: str
    span: Span | None = None
    exact: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file: who decided what about which things, when and why.

    `about` is the relation of a same, different or unsure (event, utterance, entity, copy), the
    field of a set, and the id of the decision that an undo takes back. `value` is what a set sets.
    """

    verdict: DecisionVerdict
    about: str
    by: str
    at: str
    subjects: tuple[Reference, ...] = ()
    value: str | None = None
    why: str | None = None

    @property
    def id(self) -> str:
        """A content id: the same line shared twice is one decision."""
        things = [(s.kind, s.id, s.span) for s in self.subjects]
        return content_id("j", self.verdict, self.about, self.by, self.at, things, self.value)

    @property
    def key(self) -> tuple[str, ...]:
        """What it decides: of two decisions with one key the later is obeyed."""
        return (self.about, *sorted(f"{s.kind} {s.id} {s.span}" for s in self.subjects))


def beside(dossier: Path) -> Path:
    """Where the decisions about a dossier lie."""
    return dossier.with_suffix(".judgements.jsonl")


def now() -> str:
    """The time of day in UTC, as decisions bear it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def read_decisions(file: Path) -> tuple[list[Decision], list[Problem]]:
    """The decisions of a file in its order, each once; none where there is no file.

    Returns:
        The decisions, and a problem L001 for each line that holds none.
    """
    if not file.exists():
        return [], []
    found: dict[str, Decision] = {}
    problems: list[Problem] = []
    for number, line in enumerate(file.read_bytes().split(_NEWLINE), start=1):
        if not line.strip():
            continue
        try:
            decision = _decision(json.loads(line))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            detail = f"{number} ({type(error).__name__}: {error})"
            problems.append(problem("L001", str(file), detail=detail))
        else:
            found.setdefault(decision.id, decision)
    return list(found.values()), problems


def append_decisions(file: Path, decisions: Iterable[Decision]) -> None:
    """Adds decisions to a file, safely on the disk when this returns.

    A line that an earlier writer left torn is closed first, so that it spoils no other.

    Raises:
        OSError: the file cannot be written.
    """
    lines = b"".join(to_line(each) for each in decisions)
    with file.open("a+b") as stream:
        stream.seek(0, os.SEEK_END)
        if stream.tell():
            stream.seek(-1, os.SEEK_END)
            lines = lines if stream.read() == _NEWLINE else _NEWLINE + lines
        stream.write(lines)
        stream.flush()
        os.fsync(stream.fileno())


def active(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that hold: not undone, and the last of those that decide one thing.

    An undo can be undone.
    """
    undone: set[str] = set()
    latest: dict[tuple[str, ...], Decision] = {}
    for decision in reversed(decisions):
        if decision.id in undone:
            continue
        if decision.verdict == "undo":
            undone.add(decision.about)
        else:
            latest.setdefault(decision.key, decision)
    return list(reversed(latest.values()))


def to_line(decision: Decision) -> bytes:
    """A decision as its line of the file."""
    row = {"id": decision.id, **asdict(decision)}
    told = {name: value for name, value in row.items() if value not in (None, ())}
    return json.dumps(told, ensure_ascii=True).encode() + _NEWLINE


def _decision(row: Any) -> Decision:  # noqa: ANN401 -- whatever JSON holds
    if not isinstance(row, dict):
        raise TypeError("it is no object")
    told: dict[str, Any] = {field.name: row.get(field.name) for field in fields(Decision)}
    for name in ("verdict", "about", "by", "at"):
        if not isinstance(told[name], str) or not told[name]:
            raise ValueError(f"{name} is missing")
    if told["verdict"] not in get_args(DecisionVerdict):
        raise ValueError(f"there is no verdict {told['verdict']}")
    for name in ("value", "why"):
        if not isinstance(told[name], str | None):
            raise TypeError(f"{name} is no text")
    told["subjects"] = tuple(_reference(each) for each in told["subjects"] or ())
    wanted = {"undo": 0, "set": 1}.get(told["verdict"], 2)
    if len(told["subjects"]) != wanted:
        raise ValueError(f"it is about {len(told['subjects'])} things and not {wanted}")
    return Decision(**told)


def _reference(row: dict[str, Any]) -> Reference:
    if row["kind"] not in get_args(Subject):
        raise ValueError(f"there is no kind {row['kind']}")
    span = row.get("span")
    if span is not None:
        start, end = (int(bound) for bound in span)
        span = Span(start, end)
    texts = {name: str(row[name]) for name in ("kind", "id", "report", "sha256")}
    exact = row.get("exact")
    return Reference(**texts, span=span, exact=None if exact is None else str(exact))  # type: ignore[arg-type]
