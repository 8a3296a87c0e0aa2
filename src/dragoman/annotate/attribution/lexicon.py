"""The lexicon of attribution: which words report speech, and in which frames.

`cues.toml` holds the words with their reasons; this module only indexes them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.model import Stance


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One sense of a cue word.

    `frames` are the complements it takes (see cues.toml); `needs`, where not empty, are the
    lemmas one of which must head an infinitive complement. `act` marks words that tell of an act
    of speech rather than of its words, unless a clause follows ("praised him", "urged them to").
    """

    stance: Stance
    frames: frozenset[str]
    speech: bool = True
    act: bool = False
    needs: frozenset[str] = frozenset()

    def prepositions(self) -> frozenset[str]:
        """The prepositions whose object is what was said."""
        return frozenset(f.removeprefix("prep:") for f in self.frames if f.startswith("prep:"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue of several words: a verb's lemma and the words that must follow it."""

    lemma: str
    tail: tuple[str, ...]
    entry: CueEntry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cue words, indexed by lemma; a lemma may have several senses.

    `nobody` are words for no speaker at all. Words that begin with one of `cited` are about how a
    source may be cited; with one of `cited_declined`, where it declines.
    """

    verbs: dict[str, tuple[CueEntry, ...]]
    nouns: dict[str, CueEntry]
    phrases: tuple[Phrase, ...]
    relay_verbs: frozenset[str]
    quoting_verbs: frozenset[str]
    nobody: frozenset[str]
    cited: tuple[str, ...]
    cited_declined: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    data = tomllib.loads(files(__package__).joinpath("cues.toml").read_text("utf-8"))
    verbs: dict[str, tuple[CueEntry, ...]] = {}
    for group in data["verbs"]:
        entry = CueEntry(
            group["stance"],
            frozenset(group["frames"]),
            group.get("speech", True),
            group.get("act", False),
            frozenset(group.get("needs", ())),
        )
        for lemma in group["lemmas"]:
            verbs[lemma] = (*verbs.get(lemma, ()), entry)
    clause = frozenset({"clause"})
    return Lexicon(
        verbs=verbs,
        nouns={n: CueEntry(g["stance"], clause) for g in data["nouns"] for n in g["lemmas"]},
        phrases=tuple(
            Phrase(p["lemma"], tuple(p["tail"]), CueEntry(p["stance"], clause))
            for p in data["phrases"]
        ),
        relay_verbs=frozenset(data["relays"]["verbs"]),
        quoting_verbs=frozenset(data["relays"]["quoting"]),
        nobody=frozenset(data["unsaid"]["nobody"]),
        cited=tuple(data["unsaid"]["cited"]),
        cited_declined=tuple(data["unsaid"]["cited_declined"]),
    )
