"""Actors: who is meant by a name, a role, a nationality or a pronoun, within one report."""

from dragoman.annotate.actors.cast import Cast
from dragoman.annotate.actors.mentions import mentions
from dragoman.annotate.actors.names import Name
from dragoman.annotate.actors.tandems import untangle

__all__ = ["Cast", "Name", "mentions", "untangle"]
