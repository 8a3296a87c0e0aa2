"""The gate itself: what it lets through and what it refuses."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from eval import floors, gate
from eval.floors import Benchmark, GateError

TABLE = """
[toy]
corpus = ["texts"]
sha256 = "{sha256}"
at_least = {{ recall = {recall}, "statements.F1" = 0.5, via = "7/9" }}
at_most = {{ touched = 0 }}
"""


def toy(recall: float | str = 0.8, sha256: str = "-", more: str = "") -> str:
    return TABLE.format(recall=recall, sha256=sha256) + more


@pytest.mark.parametrize(
    ("value", "side", "bound", "held"),
    [
        (0.8, "at_least", 0.8, True),
        (0.799, "at_least", 0.8, False),
        (1, "at_most", 0, False),
        (0, "at_most", 0, True),
        ("7/9", "at_least", "7/9", True),
        ("6/9", "at_least", "7/9", False),
        ("7/8", "at_least", "7/9", False),  # another total: another corpus
        ("3/32", "at_most", "3/32", True),
        (0.78, "at_least", "7/9", True),
    ],
)
def test_a_measure_against_its_bound(
    value: floors.Number, side: floors.Side, bound: floors.Number, held: bool
) -> None:
    assert floors.holds(value, side, bound) is held


def test_measures_are_found_below_their_level_and_a_missing_one_is_a_miss() -> None:
    benchmark = floors.read(toy())["toy"]
    measures = {"recall": 0.9, "statements": {"F1": 0.4, "P": 1.0}, "touched": 0}
    verdicts = {r.measure: r.held for r in gate.judge(benchmark, measures)}
    assert verdicts == {"recall": True, "statements.F1": False, "via": False, "touched": True}
    assert "MISS via" in gate.table(gate.judge(benchmark, measures))


def test_the_hash_follows_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    first = tmp_path / "texts" / "a.txt"
    first.write_text("A ship sailed.")
    seen = {gate.corpus_hash(tmp_path, ["texts"])}
    first.write_text("A ship sank.")
    seen.add(gate.corpus_hash(tmp_path, ["texts"]))
    first.rename(tmp_path / "texts" / "b.txt")
    seen.add(gate.corpus_hash(tmp_path, ["texts"]))
    assert len(seen) == 3


def test_another_corpus_is_refused_with_its_hash(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("A ship sailed.")
    found = gate.corpus_hash(tmp_path, ["texts"])
    gate.check_corpus(floors.read(toy(sha256=found))["toy"], tmp_path)
    with pytest.raises(GateError, match=found):
        gate.check_corpus(floors.read(toy(sha256="0" * 64))["toy"], tmp_path)


def test_a_corpus_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GateError, match="DRAGOMAN_SHARED"):
        gate.corpus_hash(tmp_path, ["texts"])


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (toy(0.8), toy(0.8)),
        (toy(0.8), toy(0.85)),
        (toy(0.8), toy('"9/10"')),
        (toy(0.8), toy(0.7, more='lowered_because = { recall = "the gold was wrong" }')),
    ],
)
def test_floors_may_stay_rise_or_fall_for_a_reason(before: str, now: str) -> None:
    floors.refuse_lowered(floors.read(now), [before])


@pytest.mark.parametrize(
    ("before", "now", "named"),
    [
        (toy(0.8), toy(0.79), "recall: at_least 0.8 became 0.79"),
        (toy(), toy().replace("touched = 0", "touched = 1"), "touched: at_most 0 became 1"),
        (toy(), toy().replace('via = "7/9"', 'via = "6/9"'), "via: at_least 7/9 became 6/9"),
        (toy(), toy().replace(', via = "7/9"', ""), "via: at_least 7/9 became nothing"),
        (toy(), "", "[toy] recall"),
        (
            toy(0.8),
            toy(0.7, more='lowered_because = { via = "not this one" }'),
            "recall: at_least 0.8 became 0.7",
        ),
    ],
)
def test_a_floor_lowered_silently_is_refused(before: str, now: str, named: str) -> None:
    with pytest.raises(GateError) as refusal:
        floors.refuse_lowered(floors.read(now), [before])
    assert named in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    ["[toy]\nsha256 = '-'", toy(more="colour = 'red'"), toy(more="timed = ['speed']"), "toy = 1"],
)
def test_a_table_that_is_no_benchmark_is_refused(text: str) -> None:
    with pytest.raises(GateError, match="toy"):
        floors.read(text)


def test_every_committed_version_counts(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    file = tmp_path / "gate.toml"
    assert list(floors.committed(file)) == []  # no repository yet
    git("init", "--quiet")
    for recall in (0.6, 0.9, 0.7):
        file.write_text(toy(recall))
        git("add", "gate.toml")
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
        git(*identity, "commit", "--quiet", "--message", "floors")
    versions = list(floors.committed(file))
    assert [floors.read(v)["toy"].at_least["recall"] for v in versions] == [0.7, 0.9, 0.6]
    with pytest.raises(GateError, match=r"0\.9 became 0\.7"):
        floors.refuse_lowered(floors.read(file.read_text()), versions)


def test_the_floors_of_this_repository_never_fell() -> None:
    now = floors.read(gate.GATE.read_text(encoding="utf-8"))
    assert all(isinstance(benchmark, Benchmark) for benchmark in now.values())
    floors.refuse_lowered(now, floors.committed(gate.GATE))


def test_an_unknown_benchmark_names_the_known_ones() -> None:
    with pytest.raises(GateError, match="seeds"):
        gate.run("nothing-of-the-kind")
