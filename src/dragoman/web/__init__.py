"""The face in the browser: a dossier as pages, read-only and on this machine."""

from dragoman.web.app import application
from dragoman.web.serving import serve

__all__ = ["application", "serve"]
