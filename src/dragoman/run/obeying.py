"""From the lines of the judgements' file to a dossier that obeys them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dragoman.annotate import annotate
from dragoman.dossier import Decision, Store, beside, read_decisions
from dragoman.dossier.judgements import active
from dragoman.knowledge import load
from dragoman.link import overruled
from dragoman.model import Link, LinkKind, Problem, Span
from dragoman.problems import problem
from dragoman.run.corrections import Outcomes, as_read, correct_claims, correct_report
from dragoman.run.versions import corrected, is_corrected, plain

_KINDS: dict[str, LinkKind] = {
    "event": "event",
    "utterance": "utterance",
    "entity": "entity",
    "copy": "copy",
}
_CODES = {"waiting": "L002", "overruled": "L003", "refused": "L004"}

Ids = dict[str, tuple[str | None, str | None]]
"""Today's ids of what decisions are about."""


def obey(store: Store) -> tuple[list[Link], list[Problem]]:
    """Put the fields that people set into the dossier, and keep what came of every decision.

    Returns:
        What people decided about pairs, for `link`, in the order in which they did; and a problem
        for every decision that cannot be read or obeyed.
    """
    file = beside(store.path)
    decisions, unreadable = read_decisions(file)
    holding = active(decisions)
    outcomes: Outcomes = {d.id: ("undone", None) for d in decisions}
    outcomes |= {d.id: ("obeyed", None) for d in decisions if d.verdict == "undo"}
    outcomes |= _correct(store, [d for d in holding if d.verdict == "set"])
    ids = {d.id: _ids(store, d) for d in decisions}
    links = _links(holding, ids)
    outcomes |= _of_pairs(holding, links)
    problems = [replace(each, path=file.name) for each in unreadable]
    problems += [
        problem(code, file.name, detail=f"{decision.id} by {decision.by}")
        for decision in holding
        if (code := _CODES.get(outcomes[decision.id][0]))
    ]
    rows = list(_rows(decisions, ids, outcomes))
    _unlink_judged(store, rows)
    store.put_judgements(rows, problems)
    return list(links.values()), problems


def digest(things: Sequence[object]) -> str:
    """A short hash over what decisions say: what was made under another is made again."""
    return hashlib.blake2b(repr(things).encode(), digest_size=8).hexdigest()


def _correct(store: Store, decisions: Sequence[Decision]) -> Outcomes:
    """Annotates anew the reports of which something is set, or is set no more."""
    wanted: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        report = store.find_report(decision.subjects[0])
        if report is not None:
            wanted[report].append(decision)
    held: dict[str, dict[str, Any]] = {row["id"]: row for row in store.judgements()}
    outcomes: Outcomes = {d.id: ("waiting", None) for d in decisions}
    for report, version in store.made("annotate").items():
        own = wanted.get(report, [])
        right = corrected(plain(version), digest(own)) if own else plain(version)
        if version == right:
            known = [held[d.id] for d in own if d.id in held]
            outcomes |= {str(row["id"]): (row["state"], row["was"]) for row in known}
        else:
            before = held.values() if is_corrected(version) else ()
            outcomes |= _annotate_anew(store, report, own, right, before)
    return outcomes


def _annotate_anew(
    store: Store,
    report: str,
    decisions: Sequence[Decision],
    version: str,
    before: Iterable[Mapping[str, Any]],
) -> Outcomes:
    """Annotates a stored report with what is set of it.

    Args:
        store: the dossier.
        report: the report's id.
        decisions: those that set something of it.
        version: the version that it then has.
        before: rows of the judgements that it was stored under.
    """
    (stored,) = store.annotated([report])
    was = [
        (
            row["about"],
            None if row["span_start"] is None else Span(row["span_start"], row["span_end"]),
            row["was"],
        )
        for row in before
        if row["verdict"] == "set" and row["left_id"] == report and row["was"] is not None
    ]
    world = load()
    whole, of_report = correct_report(as_read(stored.report, was), decisions, world)
    (fresh,) = annotate([whole])
    right, of_claims = correct_claims(fresh, decisions, world)
    store.put([right], version)
    return of_report | of_claims


def _unlink_judged(store: Store, rows: Sequence[Mapping[str, Any]]) -> None:
    """Has those reports linked anew that new decisions, or decisions changed, bear on."""
    keys = ("verdict", "left_id", "right_id", "state")
    before = {row["id"]: [row[key] for key in keys] for row in store.judgements()}
    changed = [row for row in rows if before.get(row["id"]) != [row[key] for key in keys]]
    things = {row[side] for row in changed for side in ("left_id", "right_id") if row[side]}
    if things:
        store.unlink(store.owners(things))


def _ids(store: Store, decision: Decision) -> tuple[str | None, str | None]:
    left, right = [*(store.find(each) for each in decision.subjects), None, None][:2]
    return left, right


def _links(decisions: Iterable[Decision], ids: Ids) -> dict[str, Link]:
    """Decisions about pairs that the dossier holds, as links, by their ids."""
    links: dict[str, Link] = {}
    for d in decisions:
        left, right = ids[d.id]
        known = left is not None and right is not None and left != right
        if known and d.about in _KINDS and (d.verdict == "same" or d.verdict == "different"):
            links[d.id] = Link(
                _KINDS[d.about], left or "", right or "", d.verdict, 1.0, d.why or "", d.by
            )
    return links


def _of_pairs(decisions: Iterable[Decision], links: Mapping[str, Link]) -> Outcomes:
    outcomes: Outcomes = {}
    lost = {id(link) for link in overruled(list(links.values()))}
    for d in decisions:
        if d.id in links:
            outcomes[d.id] = ("overruled" if id(links[d.id]) in lost else "obeyed", None)
        elif d.verdict == "unsure":
            outcomes[d.id] = ("noted", None)
        elif d.verdict != "set":
            outcomes[d.id] = ("waiting", None)
    return outcomes


def _rows(
    decisions: Sequence[Decision], ids: Ids, outcomes: Outcomes
) -> Iterable[dict[str, object]]:
    for ordinal, d in enumerate(decisions):
        state, was = outcomes[d.id]
        span = d.subjects[0].span if d.subjects and d.subjects[0].kind == "line" else None
        yield {
            "id": d.id,
            "ordinal": ordinal,
            "verdict": d.verdict,
            "about": d.about,
            "left_id": ids[d.id][0],
            "right_id": ids[d.id][1],
            "span_start": span.start if span else None,
            "span_end": span.end if span else None,
            "value": d.value,
            "was": was,
            "why": d.why,
            "decided_by": d.by,
            "decided_at": d.at,
            "state": state,
        }
