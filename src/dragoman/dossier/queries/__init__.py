"""The questions a dossier answers, each as rows in the shapes of the interface."""

from dragoman.dossier.queries.claims import claims, conflicts
from dragoman.dossier.queries.events import events, relations
from dragoman.dossier.queries.judgements import judgements
from dragoman.dossier.queries.reports import problems, reports
from dragoman.dossier.queries.voices import actors, copies, sources

__all__ = [
    "actors",
    "claims",
    "conflicts",
    "copies",
    "events",
    "judgements",
    "problems",
    "relations",
    "reports",
    "sources",
]
