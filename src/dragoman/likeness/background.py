"""How rare terms are in news at large, whatever the reports at hand are about."""

from __future__ import annotations

from functools import cache

from dragoman.likeness.words import Weights
from dragoman.models import load_frequencies

NAME = "terms"


@cache
def background() -> Weights:
    """Weights of terms by how many of a few thousand news texts hold them.

    They do not depend on the corpus, so a pair of texts is as alike in a dossier of five reports
    as in one of a hundred thousand.
    """
    frequencies = load_frequencies(NAME)
    return Weights(frequencies.terms, frequencies.documents)
