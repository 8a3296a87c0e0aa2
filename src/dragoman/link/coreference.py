"""Which mentions of events are of one event: a trained pair model, and clusters by its mean.

The model is for what rules leave undecided: mentions in reports of one story, told in other words.
It knows nothing of calendars and maps; where two events lie on other days or in other towns,
`evidence.refusal` says so, and is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dragoman.link.linkage import average_linkage
from dragoman.link.pairs import EventMention, matrix
from dragoman.link.rules import rules
from dragoman.models import Boosted, load_boosted

NAME = "coreference"


def probabilities(
    mentions: Sequence[EventMention],
    places: Sequence[tuple[int, int]],
    model: Boosted | None = None,
) -> NDArray[np.float64]:
    """How likely the two of each pair are of one event, in [0, 1].

    Args:
        mentions: all mentions in the reports of one story; the model was trained on no others.
        places: where the two of each pair stand in `mentions`.
        model: another than the one that ships, for cross-validation.
    """
    return (model or load_boosted(NAME)).probabilities(matrix(mentions, places))


def coreferent(mentions: Sequence[EventMention], model: Boosted | None = None) -> list[list[int]]:
    """Parts mentions in reports of one story into events.

    Groups are joined while the mean probability over all pairs between them is high enough, so one
    mistaken pair joins nothing. Quadratic in the number of mentions.

    Args:
        mentions: of the reports of one story.
        model: another than the one that ships.

    Returns:
        Groups of places in `mentions`, each ascending, in the order of their first.
    """
    settings = rules("coreference")
    places = list(combinations(range(len(mentions)), 2))
    likely = probabilities(mentions, places, model)
    scored = [
        (float(p), i, j)
        for p, (i, j) in zip(likely, places, strict=True)
        if p >= settings["least_probability"]
    ]
    return average_linkage(len(mentions), scored, settings["least_mean"])
