"""Loads the goldens of `sentences/*.toml` and holds a record against one of them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from golden_names import ENOUGH, alike, plain, same_names

FOLDER = Path(__file__).parent / "sentences"
Record = dict[str, Any]
Golden = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a golden expects: what, whether it holds, what was found; floor or wanted."""

    what: str
    holds: bool
    found: object
    wanted: bool = False

    def __str__(self) -> str:
        return f"{self.what}: found {self.found!r}"


def load() -> list[Golden]:
    """All goldens, in the order of the files; `file` says where each one stands."""
    return [
        {**golden, "file": path.stem}
        for path in sorted(FOLDER.glob("*.toml"))
        for golden in tomllib.loads(path.read_text(encoding="utf-8"))["golden"]
    ]


def check(golden: Golden, record: Record) -> list[Check]:
    """Everything `golden` expects of `record`, held against it."""
    checks = [
        *(c for said in golden.get("says", []) for c in _statement(said, record)),
        *(c for event in golden.get("event", []) for c in _event(event, record)),
        *_never(golden.get("never", {}), record),
        *_published(golden, record),
    ]
    if golden.get("wanted") is True:
        return [Check(c.what, c.holds, c.found, wanted=True) for c in checks]
    return checks


def words_of(record: Record, spans: list[list[int]]) -> str:
    """The words at `spans` of the record's text, several of them joined by a blank."""
    return " ".join(record["text"][start:end] for start, end in spans)


def statements(record: Record) -> list[Record]:
    """The record's acts of speech that have words."""
    return [
        claim
        for claim in record["claims"]
        if claim["kind"] != "narrated" and claim["speech"] and claim["content"]
    ]


def names(parties: list[Any]) -> list[str]:
    """Names from a list of names or of objects with one."""
    return [party if isinstance(party, str) else party["name"] for party in parties]


def party(event: Record) -> list[str]:
    """All that took part in a coded event, as actor or recipient."""
    return names([*event["actors"], *event["recipients"]])


def held(claim: Record) -> bool:
    """Whether a claim asserts that its event took place."""
    return (
        claim["event"] is not None
        and claim["polarity"] == "affirmed"
        and claim["modality"] == "actual"
        and claim["stance"] != "denied"
    )


def _is_wanted(expected: Golden, key: str) -> bool:
    wanted = expected.get("wanted", [])
    return wanted is True or (isinstance(wanted, list) and key in wanted)


def _statement(said: Golden, record: Record) -> Iterator[Check]:
    found = statements(record)
    best = max(
        found,
        key=lambda claim: alike(said["content"], words_of(record, claim["content"])),
        default=None,
    )
    words = words_of(record, best["content"]) if best else None
    missed = words is None or alike(said["content"], words) < ENOUGH
    yield Check(f"says {said['content']!r}", not missed, words, _is_wanted(said, "content"))
    fields: dict[str, Callable[[Record, Any], tuple[bool, object]]] = {
        "speaker": lambda c, want: (same_names(want, names(c["speaker"])), names(c["speaker"])),
        "via": lambda c, want: (same_names(want, names(c["via"])), names(c["via"])),
        "wanted_via": lambda c, want: (same_names(want, names(c["via"])), names(c["via"])),
        "to": lambda c, want: (bool(c["to"]) and same_names([want], names([c["to"]])), c["to"]),
        "kind": lambda c, want: (c["kind"] == want, c["kind"]),
        "stance": lambda c, want: (c["stance"] == want, c["stance"]),
    }
    for key in fields.keys() & said.keys():
        holds, value = (False, "no such statement") if missed else fields[key](best, said[key])
        wanted = key == "wanted_via" or _is_wanted(said, key)
        yield Check(f"{key} of {said['content']!r} is {said[key]}", holds, value, wanted)


def _event_fields(claim: Record) -> dict[str, Callable[[Any], tuple[bool, object]]]:
    event = claim["event"]
    when = event["when"] or {"from": None, "to": None}
    days = [when["from"], when["to"]]
    return {
        "type": lambda want: (event["type"] in want.split("|"), event["type"]),
        "who": lambda want: (same_names(want, party(event)), party(event)),
        "actors": lambda want: (same_names(want, names(event["actors"])), names(event["actors"])),
        "recipients": lambda want: (
            same_names(want, names(event["recipients"])),
            names(event["recipients"]),
        ),
        "place": lambda want: (plain(event["place"] or "") == plain(want), event["place"]),
        "date": lambda want: (days == (want if isinstance(want, list) else [want] * 2), days),
        "undated": lambda _: (days == [None, None], days),
        "polarity": lambda want: (claim["polarity"] == want, claim["polarity"]),
        "modality": lambda want: (claim["modality"] in want.split("|"), claim["modality"]),
    }


def _event(event: Golden, record: Record) -> Iterator[Check]:
    expected = {key: value for key, value in event.items() if key != "wanted"}

    def answers(claim: Record) -> dict[str, tuple[bool, object]]:
        fields = _event_fields(claim)
        return {key: fields[key](value) for key, value in expected.items()}

    of_type = [
        answers(claim)
        for claim in record["claims"]
        if claim["event"] and claim["event"]["type"] in event["type"].split("|")
    ]
    best = max(of_type, key=lambda found: sum(holds for holds, _ in found.values()), default=None)
    for key, value in expected.items():
        holds, found = best[key] if best else (False, "no such event")
        yield Check(f"{event['type']} has {key} {value}", holds, found, _is_wanted(event, key))


def _never(never: Golden, record: Record) -> Iterator[Check]:
    said, coded = statements(record), [claim for claim in record["claims"] if claim["event"]]
    spoken = [name for claim in said for name in names(claim["speaker"])]
    passed = [name for claim in said for name in names(claim["via"])]
    acted = [name for claim in coded for name in party(claim["event"])]
    for what, found in (("speakers", spoken), ("via", passed), ("actors", acted)):
        for name in never.get(what, []):
            hit = plain(name) in {plain(other) for other in found}
            yield Check(f"{name} is never among {what}", not hit, found)
    for kind in never.get("held", []):
        hits = [claim["content"] for claim in coded if claim["event"]["type"] == kind]
        happened = [c for c in coded if held(c) and c["event"]["type"] == kind]
        yield Check(f"no {kind} is coded as held", not happened, hits)
    if never.get("statements"):
        words = [words_of(record, claim["content"]) for claim in said]
        yield Check("no statement", not words, words)
    for words in never.get("claims_on", []):
        touched = _touching(record, words)
        yield Check(f"nothing is found in {words!r}", not touched, touched)


def _touching(record: Record, words: str) -> list[str]:
    """The claims and mentions that lie on the first place where `words` stand."""
    start = record["text"].index(words)
    end = start + len(words)
    spans = [span for claim in record["claims"] for span in claim["content"]]
    spans += [mention["span"] for mention in record["mentions"]]
    return [record["text"][a:b] for a, b in spans if a < end and start < b]


def _published(golden: Golden, record: Record) -> Iterator[Check]:
    day = golden.get("expect_published")
    if day:
        found = [record["published"]["from"], record["published"]["to"]]
        yield Check(f"published on {day}", found == [day, day], found)
