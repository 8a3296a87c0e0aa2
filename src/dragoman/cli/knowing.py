"""The command that asks what Dragoman knows: holders of offices, places of a name, outlets."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.app import app, examples
from dragoman.cli.errors import ExitCode, Refused
from dragoman.cli.options import FormatOption, KnowledgeOption, OutputOption, days
from dragoman.cli.output import Format, Row, write
from dragoman.model import Interval
from dragoman.show.tables import grid

if TYPE_CHECKING:
    from dragoman.knowledge import Entry, Holding, World

OWN_NAME = "knowledge.toml"


class Asked(StrEnum):
    """What can be asked."""

    WHO = "who"
    PLACES = "places"
    OUTLET = "outlet"


@app.command(
    epilog=examples(
        'dragoman knowledge who "president of Iran" --on 2018-06-09',
        "dragoman knowledge places Tripoli",
        "dragoman knowledge outlet tass.ru --format jsonl",
    )
)
def knowledge(
    asked: Annotated[Asked, typer.Argument(metavar="who|places|outlet", help="What is asked.")],
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="An office, the name of a place, a domain.")
    ],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only who was in office then.")
    ] = None,
    own: KnowledgeOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Tells who held an office and when, which places a name may mean, or whose a domain is.

    Every answer names its source; `certain` is false where a day is not certain.
    """
    world = known_world(own, Path())
    when = None if on is None else Interval(*days(on, "--on"))
    rows = _answers(world, asked, name, when)
    write(rows, form, output, table=lambda width: grid(list(rows[0]) if rows else [], rows, width))
    raise typer.Exit(ExitCode.FOUND if rows else ExitCode.NOTHING)


def known_world(own: Path | None, folder: Path) -> World:
    """The knowledge with the user's own file: the one named, else the one in `folder`, if any.

    Raises:
        Refused: the file is wrong somewhere; nothing of it is taken.
    """
    from dragoman.knowledge import OwnFileError, load, use  # noqa: PLC0415

    beside = folder / OWN_NAME
    file = own or (beside if beside.is_file() else None)
    try:
        return use(file) if file else load()
    except OwnFileError as error:
        raise Refused("U011", str(file or "DRAGOMAN_KNOWLEDGE"), str(error)) from error


def _answers(world: World, asked: Asked, name: str, when: Interval | None) -> list[Row]:
    from dragoman.knowledge import who  # noqa: PLC0415

    if asked is Asked.WHO:
        return [_holding_row(held) for held in who(world, name, when)]
    if asked is Asked.PLACES:
        return [_place_row(place, world) for place in world.places(name)]
    outlet = world.outlet_by_domain(name) or next(iter(world.lookup(name, "outlet")), None)
    return [_outlet_row(outlet)] if outlet else []


def _holding_row(held: Holding) -> Row:
    return {
        "person": held.person.name,
        "title": held.title,
        "body": held.body,
        "first": held.first and held.first.isoformat(),
        "last": held.last and held.last.isoformat(),
        "certain": held.certain,
        "source": held.source,
        "id": held.person.id,
    }


def _place_row(place: Entry, world: World) -> Row:
    parent = world.entry(place.parent) if place.parent else None
    return {
        "name": place.name,
        "feature": place.feature,
        "country": place.country,
        "in": parent.name if parent else None,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
        "source": place.source,
        "id": place.id,
    }


def _outlet_row(outlet: Entry) -> Row:
    return {
        "name": outlet.name,
        "kind": outlet.role,
        "country": outlet.country,
        "state_owned": outlet.state_owned,
        "domains": list(outlet.domains),
        "source": outlet.source,
        "id": outlet.id,
    }
