"""Places in whole reports: told apart in the annotation, and never taken for a government."""

from __future__ import annotations

from dragoman.annotate.actors import Cast
from dragoman.annotate.actors.mentions import mentions
from dragoman.annotate.parse import Paragraph, pipeline
from dragoman.knowledge import load
from dragoman.model import UNDATED, Mention, Named, Span


def cast_of(text: str, outlet: Named | None = None) -> Cast:
    paragraph = Paragraph(Span(0, len(text)), "body", pipeline()(text))
    return Cast([paragraph], load(), UNDATED, outlet)


def place(cast: Cast, name: str) -> Mention:
    return next(m for m in mentions(cast, "r") if m.kind == "place" and m.entity == name)


def test_a_town_is_found_in_the_state_that_stands_beside_it() -> None:
    cast = cast_of("A fire broke out in Paris, Texas, on Monday. Dallas sent help.")
    paris = place(cast, "Paris")
    assert (paris.country, paris.feature) == ("US", "city")
    assert place(cast, "Dallas").country == "US"


def test_a_capital_acts_as_its_government_and_its_namesake_does_not() -> None:
    at_home = cast_of("Paris rejected the offer of Berlin on Monday.")
    names = [at_home.actor(name).id for name in at_home.names]
    assert names == ["state:FR", "state:DE"]
    abroad = cast_of("The town of Paris, Texas, rejected the offer of Dallas on Monday.")
    assert "state:FR" not in [abroad.actor(name).id for name in abroad.names]


def test_a_village_is_believed_only_with_company() -> None:
    assert load().places("Maaloula")
    alone = cast_of("The envoy, Hassan Berea, said nothing in Elnora on Monday.")
    assert all(m.lat is None for m in mentions(alone, "r") if m.entity == "Elnora")
