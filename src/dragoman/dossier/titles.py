"""How an event reads in one line: "Ada Moss and Karl Brandt meet in Lindau"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.dossier.schema import event_types

_MOST_NAMES = 3


def title(
    type_: str,
    actors: Sequence[str],
    recipients: Sequence[str],
    place: str | None,
    status: str,
    *,
    mode: str | None = None,
    crowd: bool = False,
) -> str:
    """The title of an event, from its parts.

    Args:
        type_: PLOVER event type.
        actors: those who act, the best supported first.
        recipients: those acted on, likewise.
        place: settlement or region, if known.
        status: happened, or what is added in brackets because it did not, or not surely.
        mode: PLOVER mode, which may have words of its own ("visits"); None where not known.
        crowd: whether a single actor is of many and takes the verb of many ("nine people").
    """
    plain = event_types()[type_]
    words = plain | plain.get("modes", {}).get(mode, {})
    if words["mutual"]:
        actors, recipients = [*actors, *recipients], []
    many = crowd or len(actors) > 1
    if not actors:
        phrase = words["noun"]
        if recipients:
            phrase += f" {words['towards']} {_listed(recipients)}"
    elif recipients:
        phrase = f"{_listed(actors)} {words['many' if many else 'one']} {_listed(recipients)}"
    elif words["mutual"] and len(actors) > 1:
        phrase = f"{_listed(actors)} {words['many']}"
    else:
        phrase = f"{_listed(actors)} {words['without'][many]}"
    where = f" in {place}" if place and place not in recipients else ""
    doubt = "" if status == "happened" else f" ({status})"
    return f"{phrase[0].upper()}{phrase[1:]}{where}{doubt}"


def event_title(event: Mapping[str, Any], who: Sequence[Mapping[str, Any]]) -> str:
    """The title of an event, in which a person stands for the state as well.

    Args:
        event: its `type`, `mode`, `place` and `status`.
        who: those who take part, the best supported first: `name`, `kind`, `country`, `part`.
    """
    spoken_for = {actor["country"] for actor in who if actor["kind"] == "person"} - {None}
    told = [a for a in who if a["kind"] != "state" or a["country"] not in spoken_for]
    return title(
        event["type"],
        [actor["name"] for actor in told if actor["part"] == "actor"],
        [actor["name"] for actor in told if actor["part"] == "recipient"],
        event["place"],
        event["status"],
        mode=event["mode"],
        crowd=any(a["part"] == "actor" and is_crowd(a["name"], a["kind"]) for a in told[:1]),
    )


def is_crowd(name: str, kind: str) -> bool:
    """Whether an actor is a described group: "about 2,500 people", but not "Free Army"."""
    return kind == "group" and name.rsplit(maxsplit=1)[-1][:1].islower()


def _listed(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMES:
        names = [*names[: _MOST_NAMES - 1], "others"]
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
