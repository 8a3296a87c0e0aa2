"""Run: ties the stages to a store, on one machine or with a Spark cluster."""

from dragoman.read import ROW_FIELDS, Reading, Stated, parse_published
from dragoman.run.corrections import FIELDS
from dragoman.run.judging import import_judgements, judge, undo
from dragoman.run.local import annotate_paths, build, in_memory, remove
from dragoman.run.profile import Profile, StageCost, profile
from dragoman.run.result import INTERRUPTED, BuildResult, Progress, Removed, failed
from dragoman.run.spark import build as build_on_spark
from dragoman.run.watch import Watchlist, read_watchlist, watch
from dragoman.run.web import Web

__all__ = [
    "FIELDS",
    "INTERRUPTED",
    "ROW_FIELDS",
    "BuildResult",
    "Profile",
    "Progress",
    "Reading",
    "Removed",
    "StageCost",
    "Stated",
    "Watchlist",
    "Web",
    "annotate_paths",
    "build",
    "build_on_spark",
    "failed",
    "import_judgements",
    "in_memory",
    "judge",
    "parse_published",
    "profile",
    "read_watchlist",
    "remove",
    "undo",
    "watch",
]
