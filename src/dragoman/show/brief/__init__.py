"""The brief: a dossier as Markdown to read from top to bottom, every line with its evidence."""

from dragoman.show.brief.brief import brief

__all__ = ["brief"]
