"""Dated facts about the world of the news: who held which office when, and what things are called.

`load()` gives the one `World`; everything in it comes from the files under `data/`, each of which
names its source (`data/sources.toml` says what they are and under which licence). Surfaces are
looked up without regard to case, diacritics, apostrophes, hyphens and a leading "the".
"""

from dragoman.knowledge.entries import Entry, Holding, Kind
from dragoman.knowledge.naming import compatible, person_key
from dragoman.knowledge.own import OwnFileError
from dragoman.knowledge.questions import who
from dragoman.knowledge.world import OWN_FILE, World, load, use

__all__ = [
    "OWN_FILE",
    "Entry",
    "Holding",
    "Kind",
    "OwnFileError",
    "World",
    "compatible",
    "load",
    "person_key",
    "use",
    "who",
]
