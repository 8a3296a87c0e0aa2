"""What people corrected in Label Studio, as judgements about a dossier.

They are told from the difference between what a dossier shows as a task and what an annotator left
of it: another role of a line, another speaker. Offsets come back from UTF-16 and are checked to
hold the same words. What no judgement can say (a region drawn anew, moved or deleted) is a problem.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.dossier import Decision, Dossier, Reference
from dragoman.export.labelstudio import PARTS, Shown, regions
from dragoman.export.passages import parts
from dragoman.model import Annotated, Problem, Span, hull
from dragoman.problems import problem

Json = dict[str, Any]

_SEVERAL = "; "  # between speakers, as `dragoman judge set` reads them


@dataclass(frozen=True, slots=True)
class Corrections:
    """Judgements that follow from an annotator's work, and what could not be made one."""

    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]


def read_corrections(dossier: Dossier, file: str | Path) -> Corrections:
    """The judgements in a JSON export of a Label Studio project ("JSON", not "JSON-MIN").

    Of several annotations of a task the one changed last counts; skipped ones do not.

    Args:
        dossier: that the tasks were exported from, or one with the same texts.
        file: the export.

    Raises:
        OSError: the file cannot be read.
    """
    known = {one.report.sha256: one for one in dossier.annotated()}
    try:
        tasks = json.loads(Path(file).read_bytes())
    except (ValueError, RecursionError) as error:
        return Corrections((), (problem("E003", str(file), detail=str(error)),))
    if not isinstance(tasks, list):
        return Corrections((), (problem("E003", str(file), detail="it is no list of tasks"),))
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for number, task in enumerate(tasks, 1):
        where = f"{file}#{number}"
        try:
            one = known.get(task["data"]["sha256"])
            if one is None:
                problems.append(problem("E004", where))
                continue
            for found in _of_task(one, _last(task), where):
                (decisions if isinstance(found, Decision) else problems).append(found)  # type: ignore[arg-type]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append(problem("E003", where, detail=f"{type(error).__name__}: {error}"))
    return Corrections(tuple(decisions), tuple(problems))


def _last(task: Json) -> Json | None:
    """The annotation of a task that counts, None where nobody finished one."""
    done = [each for each in task.get("annotations", []) if not each.get("was_cancelled")]
    return max(done, key=_changed, default=None)


def _changed(annotation: Json) -> str:
    return str(annotation.get("updated_at") or annotation["created_at"])


def _of_task(one: Annotated, annotation: Json | None, where: str) -> Iterator[Decision | Problem]:
    if annotation is None:
        return
    shown = Shown(one.report.text)
    before = {_key(r): r for r in regions(one, shown) if "value" in r}
    after = {_key(r): r for r in annotation["result"] if "value" in r}
    lines = {line.span for line in one.report.lines}
    claims = _shown_claims(one)
    for key, region in after.items():
        span = shown.points(region["value"])
        told = f"{where}:{span.start}-{span.end}"
        control = key[0]
        if key in before and _answer(region) == _answer(before[key]):
            continue
        if control == "role" and span in lines:
            yield _set(annotation, "role", _line(one, span), _answer(region)[0])
        elif control == "speaker" and span in claims:
            value = _SEVERAL.join(_answer(region))
            yield from (_set(annotation, "speaker", each, value) for each in claims[span])
        else:
            yield problem("E005", told, span=span)
    for key, region in before.items():
        if key not in after:
            yield problem("E005", where, span=shown.points(region["value"]))


def _key(region: Json) -> tuple[str, int, int]:
    """What makes two regions the same: the control and the place, whatever their ids."""
    value = region["value"]
    return region["from_name"], int(value["start"]), int(value["end"])


def _answer(region: Json) -> list[str]:
    """What a region says: its labels, or the words typed for it."""
    value = region["value"]
    said = value["text"] if region["type"] == "textarea" else value["labels"]
    return [said] if isinstance(said, str) else [str(each).strip() for each in said]


def _shown_claims(one: Annotated) -> Mapping[Span, list[Reference]]:
    """References to statements by the first of their stretches, on which a speaker is typed."""
    found: dict[Span, list[Reference]] = {}
    report = one.report
    for claim in one.claims:
        first = next((part for part in parts(claim) if part.part in PARTS), None)
        if claim.kind == "narrated" or first is None:
            continue
        whole = hull(claim.content or (claim.context,))
        reference = Reference(
            "claim", claim.id, report.name, report.sha256, whole, whole.of(report.text)
        )
        found.setdefault(first.span, []).append(reference)
    return found


def _line(one: Annotated, span: Span) -> Reference:
    report = one.report
    return Reference("line", report.id, report.name, report.sha256, span, span.of(report.text))


def _set(annotation: Json, field: str, about: Reference, value: str) -> Decision:
    return Decision(
        "set",
        field,
        _annotator(annotation),
        _changed(annotation),
        (about,),
        value,
        "corrected in Label Studio",
    )


def _annotator(annotation: Json) -> str:
    """Who annotated: the address or number that Label Studio gives."""
    by = annotation.get("completed_by")
    return str(by.get("email") or by.get("id") if isinstance(by, dict) else by or "unknown")
