"""Charts: Vega-Lite specifications by altair, and the same as SVG where no script runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import altair as alt
import vl_convert

from dragoman.show.phrases import UNNAMED
from dragoman.show.safe import inert

Row = Mapping[str, Any]
Chart = alt.Chart | alt.LayerChart | alt.VConcatChart

# Colours that hold 3:1 against a white and against a near-black page (WCAG 2.2, 1.4.11).
QUADS: Final = {
    "material conflict": "#b5402a",
    "verbal conflict": "#d0805f",
    "verbal cooperation": "#5f93b5",
    "material cooperation": "#2f6ea3",
}
_INK: Final = "#7d786f"
_FONT: Final = "Inter, Helvetica Neue, Arial, sans-serif"
_WIDTH: Final = 1080  # of a drawing with its labels, in pixels


def spec(chart: Chart) -> dict[str, Any]:
    """The chart as a Vega-Lite specification, its data inside."""
    found: dict[str, Any] = _styled(chart).to_dict()
    return found


def svg(chart: Chart) -> str:
    """The chart as an SVG image, without script and without anything from outside."""
    return vl_convert.vegalite_to_svg(spec(chart), vl_version=_vega_lite())


@cache
def script() -> str:
    """The script that draws specifications in a page: Vega, Vega-Lite and Vega-Embed, bundled.

    It takes some seconds to bundle, once.
    """
    return str(
        vl_convert.javascript_bundle(
            "globalThis.dragomanEmbed = vegaEmbed;", vl_version=_vega_lite()
        )
    )


def timeline(events: Sequence[Row]) -> Chart:
    """Events above, the reports that tell of them below, each as a bar as long as it is uncertain.

    Args:
        events: rows with `title`, `first`, `last`, `quad_class`, `url`, and `published`, a list of
            rows with `outlet`, `first`, `last`; days without a date are left out.
    """
    labels = _labels([event["title"] for event in events])
    bars = [
        bar
        for label, event in zip(labels, events, strict=True)
        for bar in (
            _bar(label, event, event, "happened", event["title"], event["quad_class"]),
            *(
                _bar(label, event, one, "reported", one["outlet"] or UNNAMED, "report")
                for one in event["published"]
            ),
        )
        if bar
    ]
    names = [*QUADS, "report"]
    base = alt.Chart(alt.InlineData(values=bars)).encode(
        x=alt.X("from:T", title=None, axis=alt.Axis(format="%-d %b %Y", labelOverlap=True)),
        y=alt.Y("event:N", sort=labels, title=None, axis=alt.Axis(labelLimit=330, ticks=False)),
        yOffset=alt.YOffset("track:N", sort=["happened", "reported"]),
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=names, range=[*QUADS.values(), _INK]),
            legend=alt.Legend(title=None, orient="top"),
        ),
        href="url:N",
        tooltip=["what:N", "track:N", "when:N", "kind:N"],
    )
    # a day is less than a pixel of a year: a point stands at the start of every bar
    happened = base.transform_filter("datum.track === 'happened'")
    reported = base.transform_filter("datum.track === 'reported'")
    chart: Chart = (
        base.mark_bar(height=4, cornerRadius=1, opacity=0.55).encode(x2="to:T")
        + happened.mark_point(filled=True, opacity=1, size=60)
        + reported.mark_tick(thickness=2, size=8, opacity=1)
    ).properties(width=_WIDTH - 340, height=alt.Step(10))
    return chart


def relation(months: Sequence[Row]) -> Chart:
    """What passed between two actors month by month: cooperation upwards, conflict downwards.

    Args:
        months: rows of `month` (a day, or None, which is left out), `quad_class`, `events`.
    """
    bars = [
        {
            "month": row["month"].isoformat(),
            "kind": row["quad_class"],
            "events": row["events"],
            "height": -row["events"] if row["quad_class"].endswith("conflict") else row["events"],
        }
        for row in months
        if row["month"]
    ]
    chart: Chart = (
        alt.Chart(alt.InlineData(values=bars))
        .mark_bar()
        .encode(
            x=alt.X("yearmonth(month):T", title=None),
            y=alt.Y("sum(height):Q", title="conflict ←  events  → cooperation"),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=list(QUADS), range=list(QUADS.values())),
                legend=alt.Legend(title=None, orient="top"),
            ),
            tooltip=["yearmonth(month):T", "kind:N", "sum(events):Q"],
        )
        .properties(width=_WIDTH - 60, height=220)
    )
    return chart


def coverage(outlets: Sequence[Row]) -> Chart:
    """How many events each outlet tells of, and how many of those nobody else tells of.

    Args:
        outlets: rows of `name`, `events`, `alone`.
    """
    bars = [
        {"outlet": inert(row["name"]), "told": told, "events": number}
        for row in outlets
        for told, number in (
            ("with others", row["events"] - row["alone"]),
            ("alone", row["alone"]),
        )
        if row["events"]
    ]
    chart: Chart = (
        alt.Chart(alt.InlineData(values=bars))
        .mark_bar()
        .encode(
            x=alt.X("events:Q", title="events told of", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("outlet:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
            color=alt.Color(
                "told:N",
                scale=alt.Scale(domain=["with others", "alone"], range=["#2f6ea3", "#b8860b"]),
                legend=alt.Legend(title=None, orient="top"),
            ),
            tooltip=["outlet:N", "told:N", "events:Q"],
        )
        .properties(width=_WIDTH - 260, height=alt.Step(18))
    )
    return chart


def _labels(titles: Sequence[str]) -> list[str]:
    """The titles, numbered where one stands for several events, which must not share a line."""
    seen: Counter[str] = Counter()
    labels = []
    for title in map(inert, titles):
        seen[title] += 1
        labels.append(title if seen[title] == 1 else f"{title} [{seen[title]}]")
    return labels


def _bar(
    label: str, event: Row, dated: Row, track: str, what: str, kind: str
) -> dict[str, Any] | None:
    """A bar from the first day to the end of the last; an open end is one day long.

    None where `dated` has no date.
    """
    first, last = dated["first"] or dated["last"], dated["last"] or dated["first"]
    if first is None:
        return None
    return {
        "event": label,
        "track": track,
        "what": inert(what),
        "kind": kind,
        "url": event["url"],
        "from": _iso(first),
        "to": _iso(last + timedelta(days=1)),
        "when": str(first) if first == last else f"{first} to {last}",
    }


def _iso(day: date) -> str:
    # a bare ISO day is midnight in UTC to a script and may fall on the day before where it runs
    return f"{day.isoformat()}T00:00:00"


def _styled(chart: Chart) -> Chart:
    styled: Chart = (
        chart.configure(background="transparent", font=_FONT)
        .configure_view(strokeWidth=0)
        .configure_axis(
            labelColor=_INK,
            titleColor=_INK,
            gridColor=_INK,
            gridOpacity=0.25,
            domain=False,
            tickColor=_INK,
            labelFontSize=11,
            titleFontWeight="normal",
        )
        .configure_legend(labelColor=_INK, labelFontSize=11, symbolType="square")
    )
    return styled


@cache
def _vega_lite() -> str:
    """The version of Vega-Lite that altair writes, as vl-convert names it: `v6_1`."""
    major, minor, *_ = str(alt.SCHEMA_VERSION).removeprefix("v").split(".")
    return f"v{major}.{minor}"
