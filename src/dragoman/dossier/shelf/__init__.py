"""A dossier laid out for browsing: the questions that pages ask, each a few look-ups."""

from dragoman.dossier.shelf.shelf import Page, Shelf

__all__ = ["Page", "Shelf"]
