"""The reference of what decides: rules of comparison, problems, thresholds, kinds of events."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from dragoman.dossier.schema import event_types
from dragoman.problems import CATALOGUE
from manual.markdown import block, code, prose, table

THRESHOLDS = {
    "Annotating": (
        "annotate/attribution/tagged.toml",
        "annotate/attribution/scores.toml",
        "annotate/events/thresholds.toml",
        "annotate/events/people.toml",
        "annotate/places/weights.toml",
    ),
    "Linking": ("link/rules.toml", "likeness/words.toml", "likeness/parties.toml"),
    "Comparing": ("compare/thresholds.toml", "compare/alignment.toml"),
}
"""The files of numbers that a stage decides by, under the package; each says its reasons."""


class Rule(NamedTuple):
    """A rule of comparison, e.g. `date.apart`."""

    id: str
    verdict: str
    meaning: str


def rules() -> Iterator[Rule]:
    """Every rule of compare/rules.toml, in its order."""
    held = tomllib.loads(_text("compare/rules.toml"))
    for field, named in held.items():
        for name, rule in named.items():
            yield Rule(f"{field}.{name}", rule.get("verdict", ""), rule.get("meaning", ""))


def rules_page() -> str:
    """Rules of comparison by field."""
    parts = [
        "# Rules of comparison\n\nEvery comparison names the rule that decided it, so that it can "
        "be looked up here and doubted. [Comparing](../comparing.md) says how well they do.\n"
    ]
    held = list(rules())
    for field in dict.fromkeys(rule.id.partition(".")[0] for rule in held):
        rows = [
            (code(rule.id), prose(rule.verdict), prose(rule.meaning))
            for rule in held
            if rule.id.partition(".")[0] == field
        ]
        parts.append(f"## {field}\n\n{table(('rule', 'verdict', 'means'), rows)}")
    return "\n".join(parts)


def problems_page() -> str:
    """The catalogue of problems by stage."""
    parts = [
        "# Problem codes\n\nWhat could not be read or decided is told with a code, on standard "
        "error, in JSON lines and in the table `problem`. A code keeps its meaning. `…` stands for "
        "what was met.\n"
    ]
    for stage in dict.fromkeys(known.stage for known in CATALOGUE.values()):
        rows = [
            (code(name), _filled(known.what), _filled(known.remedy))
            for name, known in CATALOGUE.items()
            if known.stage == stage
        ]
        parts.append(f"## {stage}\n\n{table(('code', 'what it is', 'what to do'), rows)}")
    return "\n".join(parts)


def events_page() -> str:
    """PLOVER's types as the dossier counts them."""
    rows = [
        (
            code(name),
            prose(kind["quad_class"]),
            "all alike" if kind["mutual"] else "actor, recipient",
        )
        for name, kind in event_types().items()
    ]
    return (
        "# Types of events\n\nThose of PLOVER, the Political Language Ontology for Verifiable "
        "Event Records. A quad class says whether it is cooperation or conflict, in word or in "
        "deed.\n\n" + table(("type", "quad class", "who takes part"), rows)
    )


def thresholds_page() -> str:
    """The files of numbers, verbatim: their comments are the documentation."""
    parts = [
        "# Thresholds\n\nThe numbers that decide, as they lie in the package, each with its "
        "reason. They are fixed on development data; to change one is to change what the "
        "benchmarks measure.\n"
    ]
    for stage, names in THRESHOLDS.items():
        parts.append(f"## {stage}\n")
        parts += [f"### {name}\n\n{block(_text(name), 'toml')}" for name in names]
    return "\n".join(parts)


def _filled(words: str) -> str:
    return prose(words.replace("{detail}", "…"))


def _text(name: str) -> str:
    return files("dragoman").joinpath(name).read_text(encoding="utf-8")
