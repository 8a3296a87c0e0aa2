"""An undated report is dated by those that tell of the same event, and only by those."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from dragoman.dossier.dossier import Dossier
from dragoman.link import link
from dragoman.model import Annotated, Interval, Published, Span
from dragoman.run.local import build, remove
from literals import LEE, SAND, meeting, report, weekday

MONDAY = date(2021, 3, 1)
WORDS = "Ann Lee met Bo Sand in Oslo on Monday."


def undated(day: str = "Monday", iso: int = 1) -> Annotated:
    claim = meeting("met", LEE, SAND, place="Oslo", when=(day, None), lead=True)
    return report("undated", WORDS.replace("Monday", day), claim, weekday(day, iso))


def dated(name: str, day: str, iso: str, place: str = "Oslo") -> Annotated:
    words = f"{name}: Ann Lee met Bo Sand in {place} on {day}."
    claim = meeting("met", LEE, SAND, place=place, when=(day, iso), lead=True)
    return report(name, words, claim, published=iso)


def test_a_sibling_dates_the_weekday_and_so_the_report() -> None:
    one = undated()
    assert link([one, dated("b", "Monday", "2021-03-01")]).published == {
        one.report.id: Published(
            when=Interval(MONDAY, date(2021, 3, 7)),
            how="sibling",
            evidence=(Span(WORDS.index("Monday"), WORDS.index("Monday") + 6),),
            why="b dates the same event to 2021-03-01, which fits the day named here",
        )
    }


def test_another_weekday_another_town_or_nobody_proves_nothing() -> None:
    assert link([undated("Thursday", 4), dated("b", "Monday", "2021-03-01")]).published == {}
    assert link([undated(), dated("b", "Monday", "2021-03-01", "Bergen")]).published == {}
    assert link([undated()]).published == {}


def test_two_days_that_fit_leave_it_undated() -> None:
    others = [dated("b", "Monday", "2021-03-01"), dated("c", "Monday", "2021-03-08")]
    assert link([undated(), *others]).published == {}


def test_a_date_once_taken_from_siblings_is_not_evidence_the_next_time(tmp_path: Path) -> None:
    lead = "Norwegian Prime Minister Ann Lee met Swedish Prime Minister Bo Sand in Oslo on Monday."
    told = {"id": "b", "published": "2021-03-02", "text": f"{lead} They spoke of ships."}
    first, second, into = (tmp_path / name for name in ("a.txt", "b.jsonl", "x.duckdb"))
    first.write_text(f"{lead}\n\nThey spoke of fish.\n", encoding="utf-8")
    second.write_text(json.dumps(told) + "\n", encoding="utf-8")
    build([first, second], into)
    assert publication(into) == ("2021-03-01", "2021-03-07", "sibling")
    remove(into, "b.jsonl#b")
    assert publication(into) == (None, None, "unknown")


def publication(dossier: Path) -> tuple[str | None, ...]:
    with Dossier.open(dossier) as opened:
        (row,) = opened.sql(
            "SELECT published_from::VARCHAR, published_to::VARCHAR, published_how "
            "FROM report WHERE name = 'a.txt'"
        ).to_pylist()
    return tuple(row.values())
