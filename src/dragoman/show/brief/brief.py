"""The whole brief, from what was read to what could not be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.dossier import Dossier
from dragoman.show.brief.compared import agreed_lines, comparison_line, conflict_lines
from dragoman.show.brief.event import event_line, event_section, naming_line, statement_line
from dragoman.show.brief.markdown import heading, item, section
from dragoman.show.material import Echo, Material, gather
from dragoman.show.phrases import UNNAMED, address, counted, listed, period
from dragoman.show.safe import code, markdown

Row = Mapping[str, Any]


def brief(dossier: Dossier) -> str:
    """`dossier` as a Markdown page.

    What reports say stands in it as literal text: none of it can become markup, a link or an
    escape code. Events come most-reported first; the order is the same for the same dossier.
    """
    held = gather(dossier)
    lines = [
        *_head(held),
        *section("## Events", _events(held)),
        *section("## Only mentioned, by one report", _mentions(held)),
        *section(
            "## In conflict across events",
            conflict_lines(held.compared(None, "conflict")),
        ),
        *section("## Agreed across events", agreed_lines(held.compared(None, "agree"))),
        *section(
            "## Close across events, and no contradiction",
            map(comparison_line, held.compared(None, "compatible")),
        ),
        *section("## The same under different names", map(naming_line, held.namings())),
        *_elsewhere(held),
        *section("## Not read, or not wholly", map(_problem_line, held.problems)),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _head(held: Material) -> Iterator[str]:
    outlets = list(dict.fromkeys(r["outlet"]["name"] for r in held.reports if r["outlet"]))
    yield heading(1, f"Brief of {counted(len(held.reports), 'report')}")
    yield ""
    yield item("Outlets", f"{len(outlets)} ({listed(outlets)})" if outlets else "none is named")
    yield item("Published", _published(held))
    yield item("Events", str(len(held.events)))
    yield item("Problems", f"{len(held.problems)}, listed at the end" if held.problems else "none")
    yield ""
    yield from section("## Reports", map(_report_line, held.reports))


def _published(held: Material) -> str:
    """The days between the first and the last publication, and how many have no date."""
    ends = [r["published"][end] for r in held.reports for end in ("from", "to")]
    days = sorted(str(day) for day in ends if day)
    undated = sum(period(r["published"]) == "undated" for r in held.reports)
    span = period({"from": days[0], "to": days[-1]}) if days else "not known"
    return f"{span}; {counted(undated, 'report')} without a date" if undated else span


def _report_line(report: Row) -> str:
    outlet = report["outlet"]["name"] if report["outlet"] else UNNAMED
    published = report["published"]
    known = "" if period(published) == "undated" else f" ({published['how']})"
    title = f", “{report['title']}”" if report["title"] else ""
    return f"- {markdown(f'{outlet}, {period(published)}{known}{title}')} — {code(report['path'])}"


def _events(held: Material) -> Iterator[str]:
    for event in held.events:
        if not held.is_mere_mention(event):
            yield from event_section(event, held)


def _mentions(held: Material) -> Iterator[str]:
    return (event_line(event) for event in held.events if held.is_mere_mention(event))


def _elsewhere(held: Material) -> Iterator[str]:
    """Statements that belong to no event, speaker by speaker in the order they first speak."""
    by_speaker: dict[str, list[Row]] = defaultdict(list)
    for claim in held.said_elsewhere():
        by_speaker[listed(claim["speaker"])].append(claim)
    said = (
        statement_line(Echo([claim], one_origin=False))
        for claims in by_speaker.values()
        for claim in claims
    )
    yield from section("## Said outside these events", said)


def _problem_line(row: Row) -> str:
    where = code(address(row["path"], row["span"]))
    return f"- **{row['code']}:** {markdown(row['what'])} {markdown(row['remedy'])} — {where}"
