"""Whether scores mean what they say: of the statements scored .8, are four in five right?"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from eval.harness import Measures

BINS = 5
Judged = tuple[float, bool]
"""A statement's score, and whether its words, speaker and chain are right."""


def load_scorer(script: Path) -> ModuleType:
    """A scorer of the data folder as a module, for its own idea of what is the same."""
    folder = str(script.parent)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location(f"shared_{script.stem}", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(
    scorer: ModuleType, gold: Iterable[Mapping[str, Any]], records: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Each statement given in an annotated passage, and whether it is right in all it says.

    A statement that matches no gold one is wrong; beliefs that match none are left out, as the
    scorer leaves them out.
    """
    for passage in gold:
        record = records.get(scorer.stem(passage))
        if record is None:
            continue
        text, low, high = record["text"], passage["start"], passage["end"]
        given = [
            claim
            for claim in record["claims"]
            if claim["kind"] != "narrated"
            and claim["content"]
            and low <= claim["content"][0][0] < high
        ]
        for claim, said in paired(scorer, passage["statements"], given, text, low, high):
            if said is not None:
                yield claim, right(scorer, said, claim, text)
            elif claim["speech"]:
                yield claim, False


def paired(
    scorer: ModuleType,
    statements: Sequence[Mapping[str, Any]],
    given: Sequence[Mapping[str, Any]],
    text: str,
    low: int,
    high: int,
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any] | None]]:
    """Each given statement with the gold one it matches (words IoU at least .5), or None."""
    wanted = [scorer.words(text, said["content"], low, high) for said in statements]
    found = [scorer.words(text, claim["content"], low, high + 400) for claim in given]
    overlaps = sorted(
        (
            (len(x & y) / len(x | y), i, j)
            for i, x in enumerate(wanted)
            for j, y in enumerate(found)
            if x & y
        ),
        reverse=True,
    )
    match: dict[int, int] = {}
    for overlap, i, j in overlaps:
        if overlap >= 0.5 and i not in match.values() and j not in match:
            match[j] = i
    for j, claim in enumerate(given):
        yield claim, statements[match[j]] if j in match else None


def right(scorer: ModuleType, said: Mapping[str, Any], claim: Mapping[str, Any], text: str) -> bool:
    """Whether speaker and chain of a matched statement are the gold's."""
    names = [scorer.label(x) for x in claim["speaker"]]
    source = text[slice(*said["source"])] if said["source"] else ""
    if scorer.NAMELESS.match(said["speaker"]):
        heard = not names or any(
            scorer.same(n, said["speaker"]) or scorer.same(n, source) or n[:1].islower()
            for n in names
        )
    else:
        heard = any(scorer.same(n, said["speaker"]) for n in names)
    via = claim["via"]
    links = [
        gold["role"] == hop["role"]
        and (scorer.NAMELESS.match(gold["name"]) is not None or scorer.same(gold["name"], hop))
        for gold, hop in zip(said["via"], via, strict=False)
    ]
    return heard and len(via) == len(said["via"]) and all(links)


def curve(pairs: Sequence[Judged]) -> Measures:
    """The reliability curve: equal shares of the statements by score, and the mean error.

    Returns:
        `bins`: for each, from the lowest scores up, "mean score → share right (count)"; `error`:
        the expected calibration error, in [0, 1]; `brier`: the mean squared error.
    """
    ranked = sorted(pairs, key=lambda pair: pair[0])
    size = max(1, -(-len(ranked) // BINS))
    bins: dict[str, str] = {}
    error = 0.0
    for number, start in enumerate(range(0, len(ranked), size), start=1):
        part = ranked[start : start + size]
        mean = sum(score for score, _ in part) / len(part)
        share = sum(is_right for _, is_right in part) / len(part)
        error += abs(mean - share) * len(part) / len(ranked)
        bins[str(number)] = f"{mean:.2f} → {share:.2f} ({len(part)})"
    brier = sum((score - is_right) ** 2 for score, is_right in ranked) / max(1, len(ranked))
    return {"bins": bins, "error": round(error, 3), "brier": round(brier, 3)}
