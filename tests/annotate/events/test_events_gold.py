"""Our own gold of what dictionary coders get wrong, and that its scorer can fail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.events_gold import fits, gold_rows, gold_score, holds, named, told


def claim(**changed: Any) -> dict[str, Any]:
    event = {
        "type": "CONSULT",
        "mode": "meet",
        "place": None,
        "actors": [{"name": "Ana"}, {"name": "Bo"}],
        "recipients": [],
    }
    base = {"polarity": "affirmed", "modality": "actual", "stance": "said", "speaker": []}
    return {**base, **changed, "event": {**event, **changed.get("event", {})}}


ROW = {"event": "CONSULT", "who": ["Ana", "Bo"], "told": "happened"}


def test_the_scorer_asks_for_everything() -> None:
    assert fits(ROW, claim())
    assert not fits(ROW, claim(polarity="negated"))
    assert not fits(ROW, claim(event={"type": "ASSAULT"}))
    assert not fits(ROW, claim(event={"actors": [{"name": "Ana"}]}))
    assert not fits({**ROW, "speaker": ["Cem"]}, claim())
    assert not fits({**ROW, "mode": "phone"}, claim())
    assert not holds({"event": None}, [claim()])
    assert holds({"event": None}, [claim(modality="planned")])
    assert not holds({"event": "CONSULT", "never": ["CONSULT"]}, [claim()])
    assert not holds(ROW, [])


def test_how_a_claim_tells_its_event() -> None:
    assert told(claim()) == {"happened"}
    assert "cancelled" in told(claim(polarity="negated", modality="planned"))
    assert told(claim(stance="denied")) == {"denied"}


def test_names_are_compared_without_accents() -> None:
    assert named("Recep Tayyip Erdogan", {"Recep Tayyip Erdoğan"})
    assert not named("Ana", {"Bo"})


def test_there_are_enough_sentences_and_no_two_ask_the_same() -> None:
    rows = gold_rows()
    asked = [(row["text"], str(row["event"]), str(row.get("never"))) for row in rows]
    assert len(rows) >= 150
    assert len(set(asked)) == len(asked)


def test_nine_of_ten_are_right(tmp_path: Path) -> None:
    reached = gold_score(tmp_path)
    missed = (tmp_path / "events-own.jsonl").read_text(encoding="utf-8")
    assert reached["all"] >= 0.94, missed
    for group in ("denial", "meetings", "modality", "negation", "nothing", "reported"):
        assert reached[group] >= 0.9, missed
