"""Linking and comparing what is stored, as people's decisions want it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.compare import compare
from dragoman.dossier import Store
from dragoman.link import link
from dragoman.model import Link, Problem
from dragoman.run.obeying import digest, obey
from dragoman.run.versions import stage_version


def settle(store: Store) -> list[Problem]:
    """Obey what people decided, then link and compare if anything changed since that was done.

    Returns:
        The problems of the decisions and of storing what was linked.
    """
    decided, problems = obey(store)
    version = stage_version("link")
    if decided:
        version = f"{version} {digest(decided)}"
    if store.made("link").get("all") != version:
        problems += relink(store, decided, version)
    return problems


def relink(store: Store, decided: Sequence[Link], version: str) -> list[Problem]:
    """Link and compare all that is stored; the problems of storing it."""
    annotated = store.annotated()
    linked = link(annotated, decided)
    comparisons = tuple(compare(annotated, linked))
    return store.put_linked(replace(linked, comparisons=comparisons), version)
