"""The brief: a dossier to read from top to bottom, every line with its evidence."""

from dragoman.show.brief.brief import brief
from dragoman.show.brief.page import brief_page

__all__ = ["brief", "brief_page"]
