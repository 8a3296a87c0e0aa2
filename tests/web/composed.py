"""A dossier composed by hand: a conflict, a copy, a change of position, words of every script."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dragoman.compare import compare
from dragoman.dossier import Store
from dragoman.model import (
    Annotated,
    Claim,
    Comparison,
    Entity,
    Event,
    Line,
    Link,
    Linked,
    Mention,
    Side,
    Span,
)
from literals import BERG, LEE, SAND, counted, figure, hop, meeting, mention, report, said

EVENT, ATTACK, LATER = Event("v1", "CONSULT"), Event("v2", "ASSAULT"), Event("v3", "CONSULT")
QUOTE = "The ferry 🚢 will sail"

# Emoji of several code points and letters with combining marks stand before everything marked.
HARBOUR = report(
    "harbour.txt",
    "👩‍👩‍👧‍👦 Fe\u0301te in Oslo: leaders meet\n"
    "Ann Lee met Bo Sand in Oslo on 3 May. “The ferry 🚢 will sail,” Lee said.\n"
    "Three people died when a crane fell, police said.",
    meeting("met", LEE, SAND, place="Oslo", country="NO", when=("3 May", "2021-05-03"), lead=True),
    said(LEE, QUOTE, via=(hop("Lake Agency"),)),
    counted(meeting("died", place="Oslo", type="ASSAULT"), figure("killed", 3, 3, "Three people")),
    mention("Oslo:", "place", "Oslo", "place:oslo", "NO"),
    published="2021-05-04",
    outlet="The Harbour",
)
MORNING = report(
    "morning.txt",
    "No ferry, says Sand\n"
    "Lee and Sand held talks in Oslo on 4 May. The ferry stays in port, Sand warned.\n"
    "Seven people died under a crane, a spokesman said.",
    meeting("talks", LEE, SAND, place="Oslo", country="NO", when=("4 May", "2021-05-04")),
    said(SAND, "The ferry stays in port", stance="threatened", kind="indirect"),
    counted(meeting("died", place="Oslo", type="ASSAULT"), figure("killed", 7, 7, "Seven people")),
    published="2021-05-05",
    outlet="The Morning",
)
WEEKLY = report(
    "weekly.txt",
    "A weekly look back\nIn May Lee and Sand met in Oslo. “The ferry stays,” Lee now says.",
    meeting("met", LEE, SAND, place="Oslo", when=("May", "2021-05-01/2021-05-31")),
    said(LEE, "The ferry stays"),
    outlet="The Weekly",
)
ELSEWHERE = report(
    "elsewhere.txt",
    "Three in Malmö\nAnn Lee, Bo Sand and Carl Berg met in Malmö on 9 May.",
    meeting("met in", LEE, SAND, BERG, place="Malmö", country="SE", when=("9 May", "2021-05-09")),
    published="2021-05-10",
    outlet="The Evening",
)


def titled(one: Annotated, url: str | None = None) -> Annotated:
    """The report with its first line for a headline."""
    first, *rest = one.report.lines
    span = first.span
    found = replace(
        one.report,
        title=span.of(one.report.text),
        title_span=span,
        url=url,
        lines=(Line(span, "title", "by hand"), *rest),
    )
    return replace(one, report=found)


def located(one: Annotated) -> Annotated:
    """The report with coordinates for its places."""
    points = {"Oslo": (59.91, 10.75, "city"), "Malmö": (55.6, 13.0, "city")}

    def at(found: Mention) -> Mention:
        lat, lon, feature = points[found.entity]
        return replace(found, lat=lat, lon=lon, feature=feature)

    mentions = tuple(at(m) if m.kind == "place" else m for m in one.mentions)
    claims = tuple(_placed(claim, one) for claim in one.claims)
    return replace(one, mentions=mentions, claims=claims)


def _placed(claim: Claim, one: Annotated) -> Claim:
    spot = next((m for m in one.mentions if m.kind == "place"), None)
    if claim.event is None or claim.event.place is None or spot is None:
        return claim
    return replace(claim, event=replace(claim.event, place_span=spot.span))


REPORTS = (
    located(titled(HARBOUR, "https://harbour.example/2021/ferry?a=1#top")),
    titled(MORNING),
    titled(WEEKLY),
    titled(ELSEWHERE),
)


def links(reports: tuple[Annotated, ...] = REPORTS) -> Linked:
    """The reports' claims in their events, the weekly a copy of the morning, and comparisons."""
    found = []
    for one in reports:
        for claim in one.claims:
            event = EVENT
            if claim.quantities:
                event = ATTACK
            elif one.report.name == "elsewhere.txt":
                event = LATER
            role = "background" if one.report.name == "weekly.txt" else "main"
            found.append(Link("event", claim.id, event.id, "same", 0.9, "by hand", role=role))
    ids = {one.report.name: one.report.id for one in reports}
    copy = Link("copy", ids["weekly.txt"], ids["morning.txt"], "same", 0.8, "by hand")
    linked = Linked(
        entities=tuple(
            Entity(actor.id or "", "person", actor.name, (actor.name, actor.name.split()[1]))
            for actor in (LEE, SAND, BERG)
        ),
        events=(EVENT, ATTACK, LATER),
        links=(*found, copy),
    )
    compared = (*compare(reports, linked), _position(reports))
    return replace(linked, comparisons=compared)


def _position(reports: tuple[Annotated, ...]) -> Comparison:
    """Lee's ferry sails, then stays."""
    sides = [
        Side(claim.id, one.report.id, claim.content[0], claim.content[0].of(one.report.text))
        for one in reports
        for claim in one.claims
        if claim.speaker == (LEE,)
    ]
    left, right = sides
    return Comparison("x1", None, "position", "conflict", "position.by-hand", left, right, False)


def write(
    path: Path, reports: tuple[Annotated, ...] = REPORTS, linked: Linked | None = None
) -> Path:
    """A published dossier of the reports."""
    with Store.open(path, "dragoman test") as store:
        store.put(list(reports), "1")
        store.put_linked(linked or links(reports), "1")
        store.publish()
    return path


# What strangers may put into a page: scripts, handlers, styles, links, steering characters.
SCRIPT = "<script>window.pwned=1</script>"
HANDLER = "\"><img src=x onerror='window.pwned=1'>"
STYLE = "</style><style>*{display:none}</style>"
STEERING = "\u202eevil\u202c \x1b[31mred\x07"
FORMULA = '=HYPERLINK("https://evil.example","x")'
EVIL = replace(SAND, name=f"{HANDLER} Sand", id='person:"><svg onload=window.pwned=1>')


def hostile() -> tuple[Annotated, ...]:
    """Two reports in which every field that a stranger fills is an attack."""
    text = f"{SCRIPT}{STYLE}\n{HANDLER} Sand met Ann Lee in {STEERING}. “{SCRIPT} is {FORMULA}”"
    one = report(
        "../../evil<script>.txt",
        text,
        meeting("met", EVIL, LEE, place=HANDLER, when=(STEERING, "2021-05-03")),
        said(EVIL, f"{SCRIPT} is {FORMULA}", via=(hop(f"{SCRIPT} Agency"),)),
        published="2021-05-03",
        outlet=f"{FORMULA}{SCRIPT}",
        credit=STYLE,
    )
    other = report(
        "javascript:alert(1)",
        f"{FORMULA}\nSand met Lee {{{{7*7}}}} {{% include 'x' %}}",
        meeting("met", EVIL, LEE, when=("{{7*7}}", "2021-05-09")),
        published="2021-05-04",
        outlet="javascript:window.pwned=1",
    )
    return (
        titled(one, "javascript:window.pwned=1"),
        titled(other, 'https://user:pass@evil.example/"onmouseover=window.pwned=1'),
    )


def hostile_links(reports: tuple[Annotated, ...]) -> Linked:
    """Both reports in one event, under names that are attacks."""
    found = Linked(
        entities=(
            Entity(EVIL.id or "", "person", EVIL.name, (EVIL.name, SCRIPT, STYLE)),
            Entity(LEE.id or "", "person", LEE.name, (LEE.name,)),
        ),
        events=(EVENT,),
        links=tuple(
            Link("event", claim.id, EVENT.id, "same", 0.9, SCRIPT)
            for one in reports
            for claim in one.claims
        ),
    )
    return replace(found, comparisons=tuple(compare(reports, found)))


def words(reports: tuple[Annotated, ...], name: str, span: Span) -> str:
    """The characters of a span in the report of that name."""
    return next(span.of(one.report.text) for one in reports if one.report.name == name)
