"""Scores: how likely a statement is to be right, from how it was found and how it was resolved.

The evidence is a handful of yes-or-no facts about a statement; each moves the log-odds by a weight
of `scores.toml`, fitted by logistic regression (`python -m eval.calibrate`). "Right" means the
words, the speaker and the whole chain. What the tagger thinks of the words is one of these facts,
its probability cut into bins. A deed, which the chains gold does not count, has the tagger's own.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect
from functools import cache
from importlib.resources import files

from dragoman.annotate.attribution.drafts import Draft
from dragoman.model import Actor, ClaimKind, Hop

TAGGED = (0.25, 0.6, 0.9)
"""Where the tagger's probabilities are cut into bins."""
BINS = ("tagger doubts", "tagger wavers", "tagger agrees", "tagger is sure")


@cache
def weights() -> dict[str, float]:
    """The weight of each piece of evidence, read once a process."""
    data = tomllib.loads(files(__package__).joinpath("scores.toml").read_text("utf-8"))
    return {name: float(value) for name, value in data["weights"].items()}


def evidence(
    draft: Draft, kind: ClaimKind, speakers: tuple[Actor, ...], via: tuple[Hop, ...]
) -> frozenset[str]:
    """The facts about a statement that tell how far to trust it; names of `scores.toml`."""
    source = draft.source
    facts = {
        "direct": kind == "direct",
        "mixed": kind == "mixed",
        "no cue": not draft.cue,
        "hedge": bool(draft.cue) and source is None,
        "belief": not draft.entry.speech,
        "act": draft.act,
        "other stance": draft.entry.stance != "said",
        "in pieces": len(draft.content) + len(draft.elsewhere) > 1,
        "pronoun": source is not None and source.pos_ == "PRON",
        "nobody": not speakers,
        "known speaker": any(":" in (actor.id or "") for actor in speakers),
        "described speaker": any(actor.id is None for actor in speakers),
        "one hop": len(via) == 1,
        "more hops": len(via) > 1,
        "chain carried": bool(via) and not draft.relays,
        "unnamed hop": any(hop.id is None for hop in via),
    }
    tagger = "tagger is silent"
    if draft.certainty is not None:
        tagger = BINS[bisect(TAGGED, draft.certainty)]
    return frozenset([tagger, *(name for name, holds in facts.items() if holds)])


def score(facts: frozenset[str]) -> float:
    """The probability, in [0, 1], that a statement is right, given what `evidence` gives."""
    table = weights()
    odds = table["start"] + math.fsum(table.get(name, 0.0) for name in facts)
    return 1 / (1 + math.exp(-odds))
