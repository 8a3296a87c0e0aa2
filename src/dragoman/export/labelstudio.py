"""Label Studio (https://labelstud.io): reports as tasks, what was found in them as predictions.

`labels.xml` is the labelling interface, `tasks.json` what is imported. Offsets are UTF-16 code
units, as the browser counts them. A carriage return, which a browser drops, is shown as a space,
so that it counts the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from dragoman.dossier import Dossier
from dragoman.export.offsets import Utf16
from dragoman.export.passages import parts, speakers
from dragoman.model import Annotated, Claim, Span

Json = dict[str, Any]

PARTS = frozenset({"content", "cue", "source", "via"})
"""The parts of a claim that are shown, by the names they have in labels.xml."""


def labelstudio_files(dossier: Dossier) -> Mapping[str, bytes]:
    """A folder: labels.xml, the interface, and tasks.json, a task with predictions a report."""
    config = files(__package__).joinpath("data", "labels.xml").read_bytes()
    tasks = json.dumps([task(one) for one in dossier.annotated()], ensure_ascii=False, indent=1)
    return {"/labels.xml": config, "/tasks.json": tasks.encode()}


def task(one: Annotated) -> Json:
    """A report as a task: its text, how to find it again, and one prediction."""
    report = one.report
    shown = Shown(report.text)
    scores = [claim.score for claim in one.claims]
    return {
        "data": {
            "text": shown.text,
            "report": report.id,
            "name": report.name,
            "sha256": report.sha256,
            "outlet": report.outlet.name if report.outlet else "",
        },
        "predictions": [
            {
                "model_version": f"dragoman {version('dragoman')}",
                "score": round(sum(scores) / len(scores), 6) if scores else 0.0,
                "result": regions(one, shown),
            }
        ],
    }


def regions(one: Annotated, shown: Shown) -> list[Json]:
    """The results of a prediction: roles of lines, then parts, speakers and arrows of claims."""
    return [*_lines(one, shown), *(r for claim in one.claims for r in _regions(claim, shown))]


class Shown:
    """A report's text as Label Studio shows it, and its spans as regions there."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r", " ")
        self._offsets = Utf16(self.text)

    def region(self, span: Span) -> Json:
        """The value of a region: start and end in code units, and the words."""
        units = self._offsets.units(span)
        return {"start": units.start, "end": units.end, "text": span.of(self.text)}

    def points(self, value: Json) -> Span:
        """The span that a region's value stands for.

        Raises:
            ValueError: its ends are not those of characters, or it holds other words.
        """
        span = self._offsets.points(Span(int(value["start"]), int(value["end"])))
        words = value["text"]
        if isinstance(words, str) and words != span.of(self.text):
            raise ValueError(f"{span.start}-{span.end} does not hold {words!r}")
        return span


def _lines(one: Annotated, shown: Shown) -> Iterator[Json]:
    for number, line in enumerate(one.report.lines):
        if line.span.start < line.span.end:
            name = f"{one.report.id}.line.{number}"
            yield _result(name, "role", "labels", shown.region(line.span), labels=[line.role])


def _regions(claim: Claim, shown: Shown) -> Iterator[Json]:
    """The stretches of a claim, with its speakers on the first, and an arrow from it to the rest.

    An outlet's own account has no cue and no speaker, and is not shown.
    """
    shown_parts = [p for p in parts(claim) if p.part in PARTS]
    if claim.kind == "narrated" or not shown_parts:
        return
    first, *others = shown_parts
    for each in shown_parts:
        value = shown.region(each.span)
        yield _result(each.name, "part", "labels", value, labels=[each.part])
    value = {**shown.region(first.span), "text": speakers(claim) or ["unknown"]}
    yield _result(first.name, "speaker", "textarea", value)
    for other in others:
        yield {
            "type": "relation",
            "from_id": first.name,
            "to_id": other.name,
            "direction": "right",
            "labels": [other.part],
        }


def _result(name: str, control: str, kind: str, value: Json, **more: list[str]) -> Json:
    return {
        "id": name,
        "from_name": control,
        "to_name": "text",
        "type": kind,
        "value": {**value, **more},
    }
