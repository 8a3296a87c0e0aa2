"""What pages draw themselves: the map and the network around an actor."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.atlas import SCALE, drawn
from dragoman.web.charts import spec, svg, timeline
from dragoman.web.network import network

PLACES = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.just("x"),
            "lat": st.one_of(st.none(), st.floats(-85, 85)),
            "lon": st.one_of(st.none(), st.floats(-180, 180)),
            "feature": st.sampled_from(["city", "country", None]),
            "events": st.integers(1, 10_000),
        }
    ),
    max_size=12,
)


@given(PLACES)
def test_the_map_holds_every_place_that_has_coordinates(places: list[dict[str, object]]) -> None:
    drawing = drawn(places)
    left, top, width, height = drawing.box
    assert 0 <= left <= left + width <= 360 * SCALE + 0.2
    assert 0 <= top <= top + height <= 180 * SCALE + 0.2
    known = [row for row in places if row["lat"] is not None and row["lon"] is not None]
    assert len(drawing.discs) == len(known)
    for disc in drawing.discs:
        assert left - 0.2 <= disc.x <= left + width + 0.2
        assert top - 0.2 <= disc.y <= top + height + 0.2
        assert disc.area == (disc.place["feature"] == "country")


def test_a_network_has_sixty_nodes_at_most_and_none_on_another() -> None:
    around = [{"id": f"n{n}", "name": f"N {n}", "events": 60 - n, "conflict": 0} for n in range(59)]
    among = [{"one": "n0", "other": "n1", "events": 2, "conflict": 2}]
    found = network({"id": "ego", "name": "E" * 40}, around, among)
    assert len(found.nodes) == 60
    assert len({(node.x, node.y) for node in found.nodes}) == 60
    assert found.nodes[0].name.endswith("…")
    assert [edge.width for edge in found.edges] == sorted(
        (edge.width for edge in found.edges), reverse=True
    )
    assert found.among[0].conflict == 1.0
    left, top, width, height = found.box
    assert all(left < node.x < left + width for node in found.nodes)
    assert all(top < node.y < top + height for node in found.nodes)


def test_nobody_around_is_a_network_of_one() -> None:
    assert len(network({"id": "ego", "name": "Ann"}, [], []).nodes) == 1


def test_two_events_of_one_title_have_two_lines_and_undated_ones_none() -> None:
    event = {
        "title": "Talks \u202e<b>",
        "first": None,
        "last": None,
        "quad_class": "verbal cooperation",
        "url": "/event/v1",
        "published": [],
    }
    dated = [{**event, "first": day, "last": day} for day in (_day(3), _day(9))]
    found = spec(timeline([*dated, event]))
    (bars,) = found["datasets"].values()
    assert [bar["event"] for bar in bars] == ["Talks <U+202E><b>", "Talks <U+202E><b> [2]"]
    assert bars[0]["from"] == "2021-05-03T00:00:00"
    assert bars[0]["to"] == "2021-05-04T00:00:00"
    assert "<b>" not in svg(timeline(dated))


def _day(number: int) -> date:
    return date(2021, 5, number)
