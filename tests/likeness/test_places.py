import pytest

from dragoman.knowledge import load
from dragoman.likeness.places import Place, distance_km, place_of, relation
from dragoman.model import EventCode, Span

OSLO = Place("Oslo", "place:oslo", "NO", lat=59.91, lon=10.75)
FORNEBU = Place("Fornebu", "place:fornebu", "NO", lat=59.89, lon=10.63)
BERGEN = Place("Bergen", "place:bergen", "NO", lat=60.39, lon=5.32)
MALMO = Place("Malmö", "place:malmo", "SE", lat=55.60, lon=13.00)
NORWAY = Place("Norway", "place:norway", "NO", wide=True, whole_country=True)
FINNMARK = Place("Finnmark", "place:finnmark", "NO", wide=True)
SOMEWHERE = Place("Lower Middleham", None, "NO")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (OSLO, OSLO, "same"),
        (OSLO, FORNEBU, "inside"),  # nine kilometres
        (OSLO, BERGEN, "apart"),
        (OSLO, MALMO, "apart"),
        (OSLO, NORWAY, "inside"),
        (MALMO, NORWAY, "apart"),
        (OSLO, FINNMARK, "unknown"),
        (OSLO, SOMEWHERE, "unknown"),
        (OSLO, Place(), "unknown"),
        (Place(country="NO", wide=True, whole_country=True), NORWAY, "inside"),
    ],
)
def test_relation(left: Place, right: Place, expected: str) -> None:
    assert relation(left, right) == relation(right, left) == expected


def test_distance_is_that_of_the_map() -> None:
    found = distance_km(OSLO, BERGEN)
    assert found is not None
    assert 295 < found < 315


def event_in(place: str | None, venue: str | None = None, country: str | None = None) -> EventCode:
    return EventCode("CONSULT", None, None, Span(0, 1), place=place, venue=venue, country=country)


def test_a_venue_stands_for_its_town() -> None:
    world = load()
    kremlin, moscow = (place_of(event_in(*at), world) for at in ((None, "Kremlin"), ("Moscow",)))
    assert relation(kremlin, moscow) == "same"
    assert kremlin.venue == "Kremlin"


def test_a_country_holds_its_towns_and_no_others() -> None:
    world = load()
    kazakhstan = place_of(event_in("Kazakhstan"), world)
    assert relation(place_of(event_in("Aktau"), world), kazakhstan) == "inside"
    assert relation(place_of(event_in("Sochi"), world), kazakhstan) == "apart"


def test_a_place_nobody_knows_is_kept_by_name() -> None:
    place = place_of(event_in("Lower Middleham", country="GB"), load())
    assert (place.name, place.country, place.id) == ("Lower Middleham", "GB", None)
