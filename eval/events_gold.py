"""Our own gold for what dictionary coders get wrong: negation, modality, denial, who says it.

`gold/events-*.jsonl`, a sentence a line, as a journalist could write them:

    text, published    the sentence, and the day it was printed
    event              PLOVER types that are right, joined by "|"; null: nothing is told of
    who                all that take part; or `actors` and `recipients` where their sides matter
    told               happened · not · planned · cancelled · possible · hypothetical ·
                       conditional · denied, joined by "|"
    speaker            whose words the event is told in, where not the outlet's
    mode, place        where they matter
    never              types of which nothing may be told as having happened
    never_who          names that may take part in nothing

A sentence is right if one coded event has all that is asked.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import dragoman
from eval.harness import HERE, Measures

FOLDER = HERE / "gold"
Row = dict[str, Any]
TOLD = {
    "not": ("negated", "actual"),
    "cancelled": ("negated", "planned"),
    "planned": ("affirmed", "planned"),
    "possible": ("affirmed", "possible"),
    "hypothetical": ("affirmed", "hypothetical"),
    "conditional": ("affirmed", "conditional"),
}
"""Polarity and modality of what did not simply happen."""


def gold_rows() -> list[Row]:
    """All sentences, each with the name of its file as `group`."""
    return [
        {**json.loads(line), "group": path.stem.removeprefix("events-")}
        for path in sorted(FOLDER.glob("events-*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def gold_score(work: Path) -> Measures:
    """The share of sentences that are right, in all and by group.

    Args:
        work: receives a line for each sentence that is not.
    """
    right, total, missed = Counter[str](), Counter[str](), []
    for row in gold_rows():
        claims = coded(row)
        ok = holds(row, claims)
        total[row["group"]] += 1
        right[row["group"]] += ok
        if not ok:
            missed.append(json.dumps({"gold": row, "found": claims}, ensure_ascii=False))
    (work / "events-own.jsonl").write_text("\n".join(missed), encoding="utf-8")
    shares = {group: round(right[group] / total[group], 3) for group in sorted(total)}
    return {"all": round(right.total() / total.total(), 3), "sentences": total.total(), **shares}


def coded(row: Row) -> list[Row]:
    """The claims with an event that Dragoman finds in a sentence."""
    record = dragoman.annotate(row["text"], published=row["published"]).to_dict()
    return [claim for claim in record["claims"] if claim["event"] is not None]


def holds(row: Row, claims: list[Row]) -> bool:
    """Whether a sentence is right."""
    if row["event"] is None:
        return not any("happened" in told(claim) for claim in claims)
    taking = {name for claim in claims for name in parties(claim, "actors", "recipients")}
    if any(named(name, taking) for name in row.get("never_who", ())):
        return False
    if "never" in row:
        return not any(
            claim["event"]["type"] in row["never"] and "happened" in told(claim) for claim in claims
        )
    return any(fits(row, claim) for claim in claims)


def fits(row: Row, claim: Row) -> bool:
    """Whether a coded event has all that is asked."""
    event = claim["event"]
    sides = {
        "who": parties(claim, "actors", "recipients"),
        "actors": parties(claim, "actors"),
        "recipients": parties(claim, "recipients"),
        "speaker": set(claim["speaker"]),
    }
    return (
        event["type"] in row["event"].split("|")
        and bool(told(claim) & set(row["told"].split("|")))
        and all(named(name, found) for side, found in sides.items() for name in row.get(side, ()))
        and all(event[field] == row[field] for field in ("mode", "place") if field in row)
    )


def told(claim: Row) -> set[str]:
    """How a claim tells its event: one of TOLD, "happened", or "denied"."""
    if claim["stance"] == "denied":
        return {"denied"}
    how = (claim["polarity"], claim["modality"])
    words = {word for word, meaning in TOLD.items() if meaning == how}
    return words | ({"denied"} if claim["polarity"] == "negated" else set()) or {"happened"}


def parties(claim: Row, *sides: str) -> set[str]:
    """The names on some sides of an event."""
    return {actor["name"] for side in sides for actor in claim["event"][side]}


def named(wanted: str, found: set[str]) -> bool:
    """Whether one of the names "A|B" is among those found, in whole or as a part of one."""
    pairs = [(plain(name), plain(other)) for name in wanted.split("|") for other in found]
    return any(name in other or other in name for name, other in pairs)


def plain(name: str) -> str:
    """A name in small letters, without accents."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold().replace("ı", "i")
