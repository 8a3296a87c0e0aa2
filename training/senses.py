"""Writes the classes of words for what happens: `python -m training.senses --wordnet DIR`.

DIR holds WordNet 3.0's `data.verb`, `data.noun`, `index.verb`, `index.noun` (Debian: wordnet-base).
A class is a synset of verbs, or of nouns for acts and events, with the words of the synsets derived
from it ("die", "death"). A word is of the classes of its commonest senses only, and only words that
news use are kept.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.likeness.background import background
from dragoman.likeness.words import stem

OUT = Path("src/dragoman/likeness/senses.tsv")
COMMONEST = 4
"""Senses of a word that count, by WordNet's frequency: beyond them all things are alike."""
HAPPENING = {4, 9, 10, 11, 12, 19, 21, 22, 26}
"""Lexicographer files of nouns: act, cognition, communication, event, feeling, phenomenon,
possession, process, state (lexnames(5WN))."""
HEAD = """\
# Classes of words for what happens: class, the classes above it, its words.
# Source: WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. THIS SOFTWARE
# AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES,
# EXPRESS OR IMPLIED. Used under the WordNet licence (NOTICE). Made by training/senses.py: synsets
# of verbs and of nouns for acts and events with what is derived from them, commonest senses only.
"""


@dataclass(frozen=True, slots=True)
class Synset:
    """Words of one meaning; `above` are its hypernyms, `derived` (own word or 0, other synset)."""

    file: int
    words: tuple[str, ...]
    above: tuple[str, ...]
    derived: tuple[tuple[int, str], ...]


def read_synsets(folder: Path) -> dict[str, Synset]:
    """All synsets of verbs and nouns by part of speech and offset (wndb(5WN))."""
    return {
        part[0] + line[:8]: _synset(line)
        for part in ("verb", "noun")
        for line in _lines(folder / f"data.{part}")
    }


def read_senses(folder: Path) -> dict[tuple[str, str], list[str]]:
    """(word, part of speech) → its synsets, the commonest first."""
    found: dict[tuple[str, str], list[str]] = {}
    for part in ("verb", "noun"):
        for line in _lines(folder / f"index.{part}"):
            fields = line.split()
            senses = fields[-int(fields[2]) :]
            found[fields[0], part[0]] = [part[0] + offset for offset in senses]
    return found


def _lines(file: Path) -> Iterator[str]:
    """The lines of a file without the licence at its head."""
    return (line for line in file.read_text("utf-8").splitlines() if not line.startswith(" "))


def _synset(line: str) -> Synset:
    fields = line.partition(" | ")[0].split()
    count = int(fields[3], 16)
    words = tuple(fields[4 + 2 * i].lower() for i in range(count))
    at = 4 + 2 * count
    pointers = [fields[at + 1 + 4 * i : at + 5 + 4 * i] for i in range(int(fields[at]))]
    return Synset(
        int(fields[1]),
        words,
        tuple(part + offset for sign, offset, part, _ in pointers if sign == "@"),
        tuple(
            (int(of[:2], 16), part + offset) for sign, offset, part, of in pointers if sign == "+"
        ),
    )


def classes_of(
    word: str, synsets: Mapping[str, Synset], senses: Mapping[tuple[str, str], list[str]]
) -> set[str]:
    """The classes of a word: its commonest senses that tell of what happens, and their kin."""
    nouns = [s for s in senses.get((word, "n"), ()) if synsets[s].file in HAPPENING]
    own = [*senses.get((word, "v"), ())[:COMMONEST], *nouns[:COMMONEST]]
    found = set(own)
    for synset in (synsets[one] for one in own):
        place = synset.words.index(word) + 1 if word in synset.words else 0
        found.update(
            other
            for mine, other in synset.derived
            if mine in {0, place} and (other[0] == "v" or _happens(other, synsets))
        )
    return found


def _happens(identity: str, synsets: Mapping[str, Synset]) -> bool:
    return identity in synsets and synsets[identity].file in HAPPENING


def main() -> None:
    """Reads WordNet and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, required=True, help="the folder of data.verb")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    synsets, senses = read_synsets(given.wordnet), read_senses(given.wordnet)
    known = background().frequency
    members: dict[str, set[str]] = defaultdict(set)
    for word in sorted({word for word, _ in senses if word.isalpha() and stem(word) in known}):
        for identity in classes_of(word, synsets, senses):
            members[identity].add(word)
    numbers = {identity: i for i, identity in enumerate(sorted(members), 1)}
    rows = [
        f"{number}\t{' '.join(str(numbers[a]) for a in synsets[identity].above if a in numbers)}"
        f"\t{' '.join(sorted(members[identity]))}\n"
        for identity, number in numbers.items()
    ]
    given.out.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
