"""In how many documents of a large corpus each term occurs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Document frequencies: term → how many of `documents` hold it; rare terms may be left out."""

    documents: int
    terms: Mapping[str, int]


def load_frequencies(name: str) -> Frequencies:
    """Frequencies that ship with the package.

    Raises:
        FileNotFoundError: the package has none of that name.
    """
    with files(__package__).joinpath(f"{name}.npz").open("rb") as source:
        arrays = np.load(source)
        terms = bytes(arrays["terms"]).decode().split("\n")
        counts = arrays["counts"].tolist()
        return Frequencies(int(arrays["documents"]), dict(zip(terms, counts, strict=True)))


def save_frequencies(frequencies: Frequencies, path: Path) -> None:
    """Writes frequencies where `load_frequencies` finds them, terms in order."""
    terms = sorted(frequencies.terms)
    np.savez_compressed(
        path,
        documents=np.int64(frequencies.documents),
        terms=np.frombuffer("\n".join(terms).encode(), np.uint8),
        counts=np.array([frequencies.terms[term] for term in terms], np.uint32),
    )
