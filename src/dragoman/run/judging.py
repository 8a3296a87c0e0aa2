"""What people decide, obeyed: written beside the dossier, and at work in it at once.

judge("affair.duckdb", "same", ["v0f…", "v9a…"], by="Ann", why="one handshake, two accounts")
judge("affair.duckdb", "set", ["c17…"], by="Ann", about="speaker", value="Bo Sand")
undo("affair.duckdb", "j3c…", by="Ann")
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from dragoman.dossier import (
    Decision,
    DecisionVerdict,
    Dossier,
    JudgementError,
    Reference,
    Store,
    append_decisions,
    beside,
    read_decisions,
)
from dragoman.dossier.judgements import active, now
from dragoman.model import Problem
from dragoman.run.corrections import FIELDS
from dragoman.run.linking import settle
from dragoman.run.versions import PROGRAM

_RELATIONS = {
    frozenset({"claim"}): ("event", "utterance"),
    frozenset({"entity"}): ("entity",),
    frozenset({"mention"}): ("entity",),
    frozenset({"entity", "mention"}): ("entity",),
    frozenset({"report"}): ("copy",),
}


def judge(
    path: str | Path,
    verdict: DecisionVerdict,
    things: Sequence[str],
    *,
    by: str,
    about: str | None = None,
    value: str | None = None,
    why: str | None = None,
) -> Decision:
    """Decide that two things are the same, different or unsure, or set a field of one.

    The decision is on the disk before the dossier changes; should the run end in between, the next
    build obeys it.

    Args:
        path: the dossier.
        verdict: same, different or unsure (of two things), or set (of one).
        things: ids, as they were shown at any time: of claims and events, of entities and
            mentions, or of reports; of a set also `REPORT:START-END`, for the line there.
        by: who decides.
        about: of claims that hold statements as well as events, whether they are judged as one
            `event` or one `utterance`; None: events, where both tell of one. Of a set, the field
            (`corrections.FIELDS`).
        value: of a set, the new value; "unknown" where nobody can tell.
        why: the reason, in words.

    Returns:
        The decision, whose `id` undoes it.

    Raises:
        DossierError: the dossier cannot be opened or written.
        JudgementError: nothing has such an id, or these things cannot be judged so.
    """
    began = datetime.now(UTC)
    with _opened(path) as store:
        subjects = tuple(_refer(store, thing) for thing in things)
        relation = (
            _field(store, subjects, about)
            if verdict == "set"
            else _relation(store, subjects, about)
        )
        decision = Decision(verdict, relation, by, now(), subjects, value, why)
        _keep(store, [decision], began)
    return decision


def undo(path: str | Path, judgement: str, *, by: str, why: str | None = None) -> Decision:
    """Take a decision back; its id may be cut short, as long as it is the only one so.

    An undo is a decision too, and can be undone.

    Raises:
        DossierError: the dossier cannot be opened or written.
        JudgementError: no decision that holds has this id, or several have.
    """
    began = datetime.now(UTC)
    with _opened(path) as store:
        known, _ = read_decisions(beside(store.path))
        holding = {each.id for each in active(known)}
        undos = {each.id for each in known if each.verdict == "undo"}
        meant = [i for i in sorted(holding | undos) if i.startswith(judgement)]
        if len(meant) != 1:
            raise JudgementError("U015", store.path, judgement)
        decision = Decision("undo", meant[0], by, now(), why=why)
        _keep(store, [decision], began)
    return decision


def import_judgements(path: str | Path, file: str | Path) -> tuple[int, list[Problem]]:
    """Take over the decisions of another file; those that are there already count once.

    Returns:
        How many were new, and a problem L001 for each line that holds none.

    Raises:
        DossierError: the dossier cannot be opened or written.
        OSError: the file cannot be read.
    """
    began = datetime.now(UTC)
    with _opened(path) as store:
        with Path(file).open("rb"):  # a file that is not there has no decisions to take over
            decisions, problems = read_decisions(Path(file))
        known = {each.id for each in read_decisions(beside(store.path))[0]}
        new = [each for each in decisions if each.id not in known]
        _keep(store, new, began)
    return len(new), problems


def _opened(path: str | Path) -> Store:
    Dossier.open(path).close()  # a slip in the path must not make a dossier
    return Store.open(path, PROGRAM)


def _keep(store: Store, decisions: Sequence[Decision], began: datetime) -> None:
    append_decisions(beside(store.path), decisions)
    settle(store)
    if store.changed:
        store.log("judge", {"judgements": [each.id for each in decisions]}, {}, began)
    store.publish()


def _refer(store: Store, thing: str) -> Reference:
    found = store.refer(thing)
    if found is None:
        raise JudgementError("U013", store.path, repr(thing))
    return found


def _relation(store: Store, subjects: Sequence[Reference], about: str | None) -> str:
    """What relation two things are judged in."""
    kinds = frozenset(each.kind for each in subjects)
    possible = _RELATIONS.get(kinds, ())
    if len(subjects) != 2 or len(set(subjects)) != 2 or not possible:
        told = " and ".join(each.kind for each in subjects)
        raise JudgementError("U014", store.path, f"a {told}, or one thing twice")
    if about is not None and about not in possible:
        raise JudgementError("U014", store.path, f"these as {about}")
    if about is None and possible[0] == "event" and not all(store.tells(s.id) for s in subjects):
        return "utterance"
    return about or possible[0]


def _field(store: Store, subjects: Sequence[Reference], about: str | None) -> str:
    """The field that is set, if the thing has it."""
    fields = FIELDS.get(subjects[0].kind, ()) if len(subjects) == 1 else ()
    if about not in fields:
        kind = subjects[0].kind if subjects else "nothing"
        raise JudgementError(
            "U014", store.path, f"{about} of a {kind} (it has {', '.join(fields)})"
        )
    return about
