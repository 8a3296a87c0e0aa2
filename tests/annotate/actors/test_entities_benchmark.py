"""The benchmark of actors counts what it says it counts."""

from pathlib import Path

from dragoman.knowledge import load
from dragoman.model import Span
from eval.entities import Reference, count, read_gold, read_pairs, scores


def test_a_mention_counts_by_span_and_an_identity_by_any_known_name() -> None:
    gold = {
        Span(0, 4): Reference("group", "Islamic State"),
        Span(9, 12): Reference("person", "Dora Vik"),
    }
    found = {
        Span(0, 4): Reference("group", "Daesh", "group:islamic-state"),
        Span(9, 13): Reference("person", "Dora Vik"),
    }
    counts = count(gold, found, load())
    assert (counts["both"], counts["right"]) == (1, 1)
    assert scores(counts)["mentions.F1"] == 0.5


def test_another_entity_on_the_same_span_is_no_hit() -> None:
    gold = {Span(0, 4): Reference("person", "Dora Vik")}
    found = {Span(0, 4): Reference("person", "Lena Vik")}
    assert count(gold, found, load())["right"] == 0


def test_the_gold_is_read_whole() -> None:
    gold = read_gold()
    assert len(gold) == 5
    assert sum(map(len, gold.values())) > 200
    assert len(read_pairs()) >= 40


def test_a_gold_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text("# note\nreport\tstart\tend\tkind\tentity\na.txt\t0\t3\tperson\tVik\n", "utf-8")
    assert read_gold(path) == {"a.txt": {Span(0, 3): Reference("person", "Vik")}}
