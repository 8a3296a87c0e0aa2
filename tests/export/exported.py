"""A dossier whose texts are hard on offsets, and everything found in it by its words.

Two reports of one meeting with characters beyond the Basic Multilingual Plane, combining marks,
emoji made of several, right-to-left words, tabs and carriage returns before and within spans.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from dragoman.dossier import Dossier, Store
from dragoman.model import (
    Annotated,
    Comparison,
    Entity,
    Event,
    Hop,
    Link,
    Linked,
    Published,
    Quantity,
    Side,
    Span,
)
from literals import LEE, SAND, interval, meeting, mention, report, said, spot

HARD = (
    "🚢🚢 Cafe\u0301 talks 👩‍👩‍👧 in Oslo\r\n"
    'Ann Lee met Bo Sand in Oslo on 3 May. "The 🚢 ferry, déjà\tvu," Lee said, '
    '"will sail 🏴󠁧󠁢󠁳󠁣󠁴󠁿 again." 𝔏ake Agency 🗞️ had it first. Seven 𝟕 ships, עברית שלום, <b>&amp;</b>.'
)
CONTENT = ("The 🚢 ferry, déjà\tvu", "will sail 🏴󠁧󠁢󠁳󠁣󠁴󠁿 again")
SOFT = 'Lee and Sand held talks in Oslo on 4 May. "=1+1 🚢, no ferry," Sand said.'


def hard() -> Annotated:
    made = report(
        "hard.txt",
        HARD,
        meeting("met", LEE, SAND, place="Oslo", country="NO", when=("3 May", "2021-05-03")),
        said(LEE, CONTENT[0]),
        mention("Ann Lee", "person", "Ann Lee", LEE.id, "NO"),
        mention("Cafe\u0301 talks 👩‍👩‍👧", "organisation", "Café Talks", "org:café talks"),
        mention("Oslo on", "place", "Oslo", "place:oslo", "NO"),
        published="2021-05-04",
        outlet="The “Harbour” 🚢",
    )
    statement = next(claim for claim in made.claims if claim.kind == "direct")
    rich = replace(
        statement,
        content=tuple(spot(HARD, words) for words in CONTENT),
        cue=(spot(HARD, "said"),),
        source=(Span(spot(HARD, "Lee said").start, spot(HARD, "Lee said").start + 3),),
        via=(Hop("Lake Agency", "agency", None, spot(HARD, "𝔏ake Agency 🗞️")),),
        quantities=(Quantity("ships", 7, 7, "ships", spot(HARD, "𝟕")),),
    )
    (met,) = (claim for claim in made.claims if claim.event)
    assert met.event
    placed = replace(met, event=replace(met.event, place_id="place:oslo", cameo="036"))
    claims = tuple({statement: rich, met: placed}[claim] for claim in made.claims)
    return replace(
        made,
        report=replace(
            made.report,
            sha256=sha256(HARD),
            language="en",
            url="https://harbour.example/1?a=ü&b=🚢",
            title="Café talks",
            title_span=spot(HARD, "Cafe\u0301 talks"),
        ),
        claims=claims,
    )


def soft() -> Annotated:
    made = report(
        "soft.txt",
        SOFT,
        meeting("held talks", LEE, SAND, place="Oslo", country="NO", when=("4 May", "2021-05-04")),
        said(SAND, "=1+1 🚢, no ferry", stance="denied", polarity="negated"),
    )
    return replace(
        made, report=replace(made.report, sha256=sha256(SOFT), published=Published(interval(None)))
    )


def plans() -> Annotated:
    text = "Ann Lee may meet Bo Sand again."
    made = report("plans.txt", text, meeting("meet", LEE, SAND, modality="planned"))
    return replace(made, report=replace(made.report, sha256=sha256(text)))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def write(path: Path) -> Path:
    """The dossier at `path`: the two reports of one meeting, and one of a meeting planned."""
    one, other, planned = hard(), soft(), plans()
    met, talked, meets = (r.claims[0] for r in (one, other, planned))
    dates = Comparison(
        "x1",
        "v1",
        "date",
        "conflict",
        "date.disjoint",
        Side(met.id, one.report.id, spot(HARD, "3 May"), "2021-05-03"),
        Side(talked.id, other.report.id, spot(SOFT, "4 May"), "2021-05-04"),
        shared_origin=False,
    )
    linked = Linked(
        entities=(
            Entity(LEE.id or "", "person", "Ann Lee", ("Ann Lee", "Lee"), "NO"),
            Entity(SAND.id or "", "person", "Bo Sand", ("Bo Sand", "Sand"), "SE"),
            Entity("org:café talks", "organisation", "Café Talks", ("Café Talks",)),
            Entity("place:oslo", "place", "Oslo", ("Oslo",), "NO", 59.91, 10.75),
        ),
        events=(Event("v1", "CONSULT"), Event("v2", "CONSULT")),
        links=(
            Link("event", met.id, "v1", "same", 0.9, "by hand", role="main"),
            Link("event", talked.id, "v1", "same", 0.9, "by hand", role="main"),
            Link("event", meets.id, "v2", "same", 0.9, "by hand", role="main"),
        ),
        comparisons=(dates,),
    )
    with Store.open(path, "dragoman test") as store:
        problems = store.put([one, other, planned], "1")
        problems += store.put_linked(linked, "1")
        assert not problems, problems
        store.publish()
    return path


def opened(path: Path) -> Dossier:
    return Dossier.open(write(path))


def of_plans(path: Path) -> Dossier:
    """A dossier of a report that has an address, of a meeting that is only planned."""
    one = plans()
    one = replace(one, report=replace(one.report, url="https://plans.example"))
    (claim,) = one.claims
    links = (Link("event", claim.id, "v2", "same", 0.9, "by hand", role="main"),)
    with Store.open(path, "dragoman test") as store:
        store.put([one], "1")
        store.put_linked(Linked(events=(Event("v2", "CONSULT"),), links=links), "1")
        store.publish()
    return Dossier.open(path)
