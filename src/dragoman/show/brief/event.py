"""One event in the brief: what, when, where, who, who said what at it, agreed, in conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dragoman.show.brief.compared import agreed_lines, comparison_line, conflict_lines
from dragoman.show.brief.markdown import heading, item, quoted, section, spot
from dragoman.show.columns import told_by
from dragoman.show.material import Echo, Material, is_echo
from dragoman.show.phrases import (
    UNNAMED,
    address,
    by_whom,
    is_said,
    listed,
    marks,
    period,
    place_of,
    words_of,
)
from dragoman.show.safe import code, markdown

Row = Mapping[str, Any]


def event_section(event: Row, held: Material) -> list[str]:
    """The lines of one event, from its heading to what only one report says of it."""
    agreed = [row for row in held.compared(event, "agree") if not is_echo(row)]
    echoes, repeated = held.echoes(event), held.repeated(event)
    said = [claim for claim in held.claims_of(event) if is_said(claim)]
    alone = [Echo([claim], one_origin=False) for claim in said if claim["id"] not in repeated]
    told_once = len(event["reports"]) == 1
    return [
        heading(3, f"{event['title']} ({period(event['when'])})"),
        "",
        *_facts(event, held.claims_of(event)),
        "",
        *section("#### In conflict", conflict_lines(held.compared(event, "conflict"))),
        *section("#### Agreed", agreed_lines(agreed)),
        *section(
            "#### Close, and no contradiction",
            map(comparison_line, held.compared(event, "compatible")),
        ),
        *section("#### Said, as several report it", map(statement_line, echoes)),
        *section(
            "#### Said" if told_once else "#### Said, as only one reports it",
            map(statement_line, alone),
        ),
    ]


def event_line(event: Row) -> str:
    """`- Title, when, where — outlet, evidence`, for what one report only mentions."""
    told = ", ".join(filter(None, (event["title"], period(event["when"]), place_of(event))))
    outlets = listed(dict.fromkeys(report["outlet"] or UNNAMED for report in event["reports"]))
    shown = "; ".join(map(spot, event["evidence"][:1]))
    return f"- {markdown(told)} — {markdown(outlets)}, {shown}"


def statement_line(echo: Echo) -> str:
    """`- Speaker: “quote” (denied) — outlet, via chain, where; another outlet, where “its words”`.

    The words of another report are given where they are not those of the first.
    """
    first, *others = echo.claims
    voice = markdown(listed(first["speaker"]) or "unnamed")
    known = (*marks(first), *["one origin"] * echo.one_origin)
    notes = f" ({', '.join(known)})" if known else ""
    told = "; ".join((_told(first), *(_told(other, first) for other in others)))
    return f"- **{voice}:** {quoted(words_of(first))}{notes} — {told}"


def _told(claim: Row, first: Row | None = None) -> str:
    """Who reports a statement and where, with the words where they are not those of `first`."""
    channel = markdown(by_whom((), claim["via"], claim["outlet"] or UNNAMED))
    where = code(address(claim["path"], claim["span"]))
    differs = first is not None and words_of(claim) != words_of(first)
    return f"{channel}, {where} {quoted(words_of(claim))}" if differs else f"{channel}, {where}"


def naming_line(row: Row) -> str:
    """`- “One name”, outlet, where / “another name”, outlet, where`."""
    sides = (
        f"{quoted(side['value'])}, {markdown(side['outlet'] or UNNAMED)}, {spot(side, quote=False)}"
        for side in (row["left"], row["right"])
    )
    return f"- {' / '.join(sides)}"


def _facts(event: Row, claims: Sequence[Row]) -> Iterator[str]:
    """What, when, where, who and by how many, each with the first words that show it."""
    told = [claim for claim in claims if claim["event"]]
    yield item("What", f"{event['event_type']}, {event['status']}", *event["evidence"][:1])
    yield item("When", _when(event, told), *_shown(event, told, _dates))
    if place_of(event):
        yield item("Where", place_of(event), *_shown(event, told, _places))
    towards = f" → {listed(event['recipients'])}" if event["recipients"] else ""
    if event["actors"] or towards:
        who = listed(event["actors"]) + towards
        yield item("Who", who, *_shown(event, told, _participants))
    yield item("Told by", told_by(event))
    for report in event["reports"]:
        recalls = ", only in passing" if report["role"] == "background" else ""
        yield f"  - {markdown(report['outlet'] or UNNAMED)}{recalls}, {code(report['path'])}"


def _when(event: Row, told: Sequence[Row]) -> str:
    """The days and how they are known; of an undated event the words that do not date it."""
    when = event["when"]
    days = period(when)
    words = [claim["event"]["when"]["text"] for claim in told if claim["event"]["when"]]
    hints = list(dict.fromkeys(f"“{text}”" for text in words if text))
    if days == "undated":
        return f"undated: {listed(hints)}" if hints else days
    return f"{days} ({when['how']})"


def _shown(event: Row, told: Sequence[Row], words: Callable[[Row, Row], Row | None]) -> list[Row]:
    """The first words among the claims that show something, else the event's own evidence."""
    found = (words(event, claim) for claim in told)
    return [place for place in found if place][:1] or list(event["evidence"][:1])


def _dates(event: Row, claim: Row) -> Row | None:
    when = claim["event"]["when"]
    if not when or period(when) != period(event["when"]):
        return None
    return _part(claim, claim["quote"].find(when["text"]), when["text"]) if when["text"] else claim


def _places(event: Row, claim: Row) -> Row | None:
    name = event["venue"] or event["place"] or event["country"]
    if name not in (claim["event"]["venue"], claim["event"]["place"], claim["event"]["country"]):
        return None
    return _part(claim, claim["quote"].find(name), name)


def _participants(_: Row, claim: Row) -> Row | None:
    coded = claim["event"]["actors"] + claim["event"]["recipients"]
    spans = [actor["span"] for actor in coded if actor["span"]]
    if not spans:
        return None
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    at = first - claim["span"][0]
    return _part(claim, at, claim["quote"][max(at, 0) : last - claim["span"][0]])


def _part(claim: Row, at: int, words: str) -> Row:
    """The words that start `at` in the claim's quote as a place of their own; else the claim."""
    if at < 0 or not words or at + len(words) > len(claim["quote"]):
        return claim
    start = claim["span"][0] + at
    return {"path": claim["path"], "span": [start, start + len(words)], "quote": words}
