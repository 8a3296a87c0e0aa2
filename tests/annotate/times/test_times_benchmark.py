"""The benchmark counts as TempEval-3 does, and the figures reached there hold."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dragoman.model import Span
from eval.seed_times import measure_seeds, read_gold
from eval.times import (
    Document,
    baseline,
    count,
    measure_set,
    paragraphs_of,
    read_document,
    scores,
)

TML = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" value="2018-06-20T10:00">x</TIMEX3></DCT>
<TEXT>They <EVENT>met</EVENT> <TIMEX3 tid="t1" value="2018-06-16">Saturday &amp; on</TIMEX3>.

And <EVENT>again <TIMEX3 tid="t2" value="2018-06-19">yesterday</TIMEX3></EVENT>
here.
</TEXT></TimeML>"""


@pytest.fixture
def tml(tmp_path: Path) -> Path:
    path = tmp_path / "a.tml"
    path.write_text(TML, encoding="utf-8")
    return path


def test_a_document_keeps_text_and_spans(tml: Path) -> None:
    document = read_document(tml)
    assert document.created == date(2018, 6, 20)
    assert {span.of(document.text): value for span, value in document.gold.items()} == {
        "Saturday & on": "2018-06-16",
        "yesterday": "2018-06-19",
    }
    assert [p.span.of(document.text)[:3] for p in paragraphs_of(document)] == ["The", "And"]
    assert set(baseline(document).values()) == {"2018-06-16", "2018-06-19"}


def test_the_score_of_a_half_right_answer() -> None:
    gold = {Span(0, 5): "2018", Span(10, 15): "P1D", Span(20, 25): "2017"}
    found = {Span(0, 5): "2018", Span(12, 15): "P2D"}
    counts = count(gold, found)
    assert counts == Counter(gold=3, found=2, strict=1, relaxed=2, value=1)
    assert scores(counts) == {"strict": 0.4, "relaxed": 0.8, "value": 0.4}


def test_the_baseline_reads_what_a_calendar_writes() -> None:
    text = "They met on June 9, on May 3, 2017 and on 2016-01-02, but not in July 1998 or 2001."
    found = baseline(Document(text, date(2018, 6, 20), {}))
    assert list(found.values()) == ["2018-06-09", "2017-05-03", "2016-01-02", "1998-07", "2001"]


@pytest.mark.quality
def test_the_floors_hold(shared: Path, tmp_path: Path) -> None:
    """On the smaller set; `python -m eval.times` measures both."""
    reached = measure_set(shared / "data/time/TBAQ-cleaned/AQUAINT", tmp_path)
    assert reached["value"] >= 0.765
    assert reached["relaxed"] >= 0.93
    assert reached["value"] > reached["baseline"]["value"] + 0.15
    assert "Friday" in (tmp_path / "times-AQUAINT.tsv").read_text(encoding="utf-8")


@pytest.mark.quality
def test_every_time_of_the_seeds_is_reached_with_their_dates_and_without(shared: Path) -> None:
    assert measure_seeds(shared) == {"dated": "19/19", "undated": "19/19", "invented": 0}


def test_the_gold_of_the_seeds_is_sound() -> None:
    for expressions in read_gold().values():
        spans = [e.span for e in expressions]
        assert spans == sorted(set(spans))
        for e in expressions:
            assert e.when.known == (e.anchor != "unknown")
            assert e.kind in {"date", "time", "duration", "set"}
