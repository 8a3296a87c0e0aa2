"""What people decide: obeyed at once and by every later run, kept apart from it, taken back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.dossier import Dossier, JudgementError, beside
from dragoman.dossier.judgements import read_decisions
from dragoman.run import build, import_judgements, judge, judging, remove, undo

MEETING = (
    "Lee and Sand meet\n\n"
    "Norwegian Prime Minister Ann Lee met Danish Prime Minister Carl Berg in Oslo on Monday.\n\n"
    "“We have agreed on the bridge,” Lee said after the talks.\n"
)
OTHER = (
    "Premiers confer\n\n"
    "Norwegian Prime Minister Ann Lee met Danish Prime Minister Carl Berg in Aarhus "
    "on 3 May 2021.\n\n"
    "“The bridge will be built by our two countries,” Berg said.\n"
)
ELSEWHERE = (
    "A strike in the port\n\n"
    "Dockers went on strike in Bergen on Tuesday, the harbour master Nils Foss said.\n"
)
TEXTS = {"a.txt": MEETING, "b.txt": OTHER, "c.txt": ELSEWHERE}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of the three reports that nobody judged."""
    folder = tmp_path_factory.mktemp("judged")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    build([folder / name for name in TEXTS], folder / "x.duckdb")
    return folder / "x.duckdb"


@pytest.fixture
def path(untouched: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "x.duckdb"
    shutil.copy(untouched, copy)
    return copy


def ask(path: Path, query: str) -> list[dict[str, Any]]:
    with Dossier.open(path) as dossier:
        return dossier.sql(query).to_pylist()


def logical_hash(path: Path) -> str:
    with Dossier.open(path) as dossier:
        return dossier.logical_hash()


def states(path: Path) -> list[str]:
    with Dossier.open(path) as dossier:
        return [row["state"] for row in dossier.judgements()]


def claim(path: Path, report: str, words: str) -> str:
    """The id of the claim of a report that holds these words."""
    with Dossier.open(path) as dossier:
        rows = dossier.claims()
    found = [r["id"] for r in rows if r["path"].endswith(report) and words in r["quote"]]
    assert found, (report, words)
    return str(found[0])


def told(path: Path) -> tuple[str, str]:
    """The claims of a.txt and b.txt that tell of the meeting."""
    query = """
        SELECT claim.id FROM claim JOIN report ON report.id = claim.report
        WHERE event_type = 'CONSULT' AND name = '{}.txt' ORDER BY lead DESC, ordinal LIMIT 1
    """
    return tuple(ask(path, query.format(name))[0]["id"] for name in "ab")  # type: ignore[return-value]


def events_of(path: Path, claim: str) -> set[str]:
    same = "FROM link WHERE kind = 'event' AND judgement = 'same'"
    query = f"{same} AND left_id = '{claim}'"
    return {row["right_id"] for row in ask(path, query)}


def test_same_joins_two_events_and_an_undo_parts_them(path: Path) -> None:
    before, (one, other) = logical_hash(path), told(path)
    strike = claim(path, "c.txt", "strike")
    events = [min(events_of(path, each)) for each in (one, other)]
    assert events[0] != events[1]
    made = judge(path, "same", events, by="Ann", why="one handshake")
    assert events_of(path, one) == events_of(path, other)
    linked = ask(path, f"FROM link WHERE kind = 'event' AND left_id = '{other}'")
    assert [(row["decided_by"], row["why"], row["score"]) for row in linked] == [
        ("Ann", "one handshake", 1.0)
    ]
    with Dossier.open(path) as dossier:
        assert {dossier.resolve(event) for event in events} == events_of(path, one)
        assert dossier.judgements()[0]["left"]["quote"]
    assert strike
    undo(path, made.id[:6], by="Ann")
    assert states(path) == ["undone", "obeyed"]
    assert [min(events_of(path, each)) for each in (one, other)] == events
    assert {row["decided_by"] for row in ask(path, "FROM link")} <= {"rule", "model"}
    assert before != logical_hash(path)  # what was decided and taken back is still told of


def test_different_parts_what_the_machine_joined(path: Path) -> None:
    one, other = told(path)
    judge(path, "same", [one, other], by="Ann")
    judge(path, "different", [other, one], by="Bo", why="another year")
    assert not events_of(path, one) & events_of(path, other)
    assert states(path) == ["undone", "obeyed"]  # the later decides the same pair
    apart = ask(path, "FROM link WHERE judgement = 'different'")
    assert {(row["left_id"], row["decided_by"]) for row in apart} == {(one, "Bo"), (other, "Bo")}


def test_two_claims_of_one_report_can_be_told_apart_and_put_together(path: Path) -> None:
    query = """
        SELECT claim.id FROM claim JOIN report ON report.id = report
        WHERE event_type = 'CONSULT' AND name = 'a.txt' ORDER BY 1
    """
    claims = [row["id"] for row in ask(path, query)]
    if len(claims) < 2:
        pytest.fail("the report should tell of its meeting twice")
    joined = bool(events_of(path, claims[0]) & events_of(path, claims[1]))
    judge(path, "different" if joined else "same", claims[:2], by="Ann")
    assert bool(events_of(path, claims[0]) & events_of(path, claims[1])) is not joined


def test_a_rebuild_from_nothing_obeys_what_was_decided(path: Path, untouched: Path) -> None:
    judge(path, "same", told(path), by="Ann")
    judge(
        path,
        "set",
        [claim(path, "a.txt", "agreed on the bridge")],
        by="Ann",
        about="speaker",
        value="Carl Berg",
    )
    judge(path, "set", ["b.txt"], by="Ann", about="date", value="2021-05-04")
    fresh = path.with_name("fresh.duckdb")
    shutil.copy(beside(path), beside(fresh))
    build([untouched.parent / name for name in TEXTS], fresh)
    assert logical_hash(fresh).replace("fresh", "x") != logical_hash(untouched)
    for query in (
        "FROM link ORDER BY ALL",
        "FROM participant ORDER BY ALL",
        "FROM claim ORDER BY ALL",
    ):
        assert ask(fresh, query) == ask(path, query)
    before = fresh.read_bytes()
    build([untouched.parent / name for name in TEXTS], fresh)
    assert fresh.read_bytes() == before


def set_speaker(path: Path) -> None:
    quote = claim(path, "a.txt", "agreed on the bridge")
    judge(path, "set", [quote], by="Ann", about="speaker", value="Carl Berg")
    (row,) = ask(path, f"FROM participant WHERE claim = '{quote}' AND part = 'speaker'")
    assert row["name"] == "Carl Berg"


def set_date(path: Path) -> None:
    judge(path, "set", ["a.txt"], by="Ann", about="date", value="2021-05-05")
    (row,) = ask(path, "FROM report WHERE name = 'a.txt'")
    assert (str(row["published_from"]), row["published_how"]) == ("2021-05-05", "given")
    # the report was annotated anew: its Monday has a date now
    assert ask(
        path, "FROM claim WHERE when_text ILIKE '%monday%' AND when_from = DATE '2021-05-03'"
    )


def set_outlet(path: Path) -> None:
    judge(path, "set", ["a.txt"], by="Ann", about="outlet", value="The Harbour")
    (row,) = ask(path, "FROM report WHERE name = 'a.txt'")
    assert row["outlet_name"] == "The Harbour"


def set_role(path: Path) -> None:
    judge(
        path,
        "set",
        [f"c.txt:{ELSEWHERE.index('Dockers')}-{len(ELSEWHERE) - 2}"],
        by="Ann",
        about="role",
        value="furniture",
    )
    assert not ask(
        path,
        """
        SELECT 1 FROM claim JOIN report ON report.id = report
        WHERE name = 'c.txt' AND exact LIKE '%Dockers%'
        """,
    )


def set_polarity(path: Path) -> None:
    meeting = told(path)[0]
    judge(path, "set", [meeting], by="Ann", about="polarity", value="negated")
    assert ask(path, f"FROM claim WHERE id = '{meeting}'")[0]["polarity"] == "negated"


@pytest.mark.parametrize("setting", [set_speaker, set_date, set_outlet, set_role, set_polarity])
def test_what_is_set_holds_shows_what_was_and_can_be_undone(
    path: Path, setting: Callable[[Path], None]
) -> None:
    tables = ("claim", "participant", "line", "report", "link", "event", "comparison")
    before = {table: ask(path, f"FROM {table} ORDER BY ALL") for table in tables}
    setting(path)
    with Dossier.open(path) as dossier:
        (row,) = dossier.judgements()
        assert dossier.verify() == []
    assert (row["state"], row["by"]) == ("obeyed", "Ann")
    assert json.loads(row["was"]) != row["value"]
    undo(path, row["id"], by="Bo")
    assert {table: ask(path, f"FROM {table} ORDER BY ALL") for table in tables} == before


def test_unsure_is_noted_and_changes_nothing(path: Path) -> None:
    links = ask(path, "FROM link ORDER BY ALL")
    judge(path, "unsure", told(path), by="Ann")
    assert states(path) == ["noted"]
    assert ask(path, "FROM link ORDER BY ALL") == links


def test_entities_are_joined_and_parted(path: Path) -> None:
    lee, berg = (
        ask(path, f"SELECT id FROM entity WHERE name = '{n}'")[0]["id"]
        for n in ("Ann Lee", "Carl Berg")
    )
    made = judge(path, "same", [lee, berg], by="Ann")
    assert len(ask(path, f"FROM entity WHERE id IN ('{lee}', '{berg}')")) == 1
    with Dossier.open(path) as dossier:
        assert dossier.resolve(lee) == dossier.resolve(berg)
    undo(path, made.id, by="Ann")
    assert len(ask(path, f"FROM entity WHERE id IN ('{lee}', '{berg}')")) == 2


def test_a_name_that_two_reports_share_can_be_two_people(path: Path) -> None:
    query = "SELECT min(id) AS id FROM mention WHERE name = 'Ann Lee' GROUP BY report ORDER BY 1"
    mentions = [row["id"] for row in ask(path, query)]
    judge(path, "different", mentions, by="Ann")
    assert len(ask(path, "SELECT id FROM entity WHERE name = 'Ann Lee'")) == 2


def test_reports_are_copies_if_people_say_so(path: Path) -> None:
    judge(path, "same", ["a.txt", "b.txt"], by="Ann")
    assert [row["decided_by"] for row in ask(path, "FROM link WHERE kind = 'copy'")] == ["Ann"]


def test_shared_judgements_are_obeyed_where_the_reports_are(
    path: Path, tmp_path: Path, untouched: Path
) -> None:
    judge(path, "same", told(path), by="Ann")
    judge(path, "set", ["c.txt"], by="Ann", about="outlet", value="The Harbour")
    theirs = tmp_path / "theirs" / "y.duckdb"
    theirs.parent.mkdir()
    build([untouched.parent / "a.txt", untouched.parent / "b.txt"], theirs)
    new, problems = import_judgements(theirs, beside(path))
    assert (new, problems) == (2, [])
    assert states(theirs) == ["obeyed", "waiting"]
    assert [row["code"] for row in ask(theirs, "FROM problem WHERE stage = 'link'")] == ["L002"]
    result = build([untouched.parent / "c.txt"], theirs)
    assert (states(theirs), result.exit_code) == (["obeyed", "obeyed"], 0)
    assert import_judgements(theirs, beside(path)) == (0, [])


def test_judgements_outlive_a_changed_text(path: Path, tmp_path: Path) -> None:
    judge(
        path,
        "set",
        [claim(path, "a.txt", "agreed on the bridge")],
        by="Ann",
        about="speaker",
        value="Carl Berg",
    )
    folder = tmp_path / "again"
    folder.mkdir()
    (folder / "a.txt").write_text("An update.\n\n" + MEETING, encoding="utf-8")
    fresh = folder / "x.duckdb"
    shutil.copy(beside(path), beside(fresh))
    build([folder / "a.txt"], fresh)
    quote = claim(fresh, "a.txt", "agreed on the bridge")
    assert ask(
        fresh, f"SELECT name FROM participant WHERE claim = '{quote}' AND part = 'speaker'"
    ) == [{"name": "Carl Berg"}]


def test_a_broken_line_is_a_problem_and_no_stop(path: Path, untouched: Path) -> None:
    judge(path, "same", told(path), by="Ann")
    file = beside(path)
    good = file.read_bytes()
    bad = (
        b'{"verdict": "same"}\nnot json\n\xff\xfe\n[1]\n'
        b'{"verdict": "set", "about": "x", "by": "A", "at": "t", "subjects": [{}]}\n'
    )
    file.write_bytes(bad + good + b'{"verdict": "undo", "about": "j')  # torn by a kill
    result = build([untouched.parent / "a.txt"], path)
    assert [each.code for each in result.problems] == ["L001"] * 6
    assert (states(path), result.exit_code) == (["obeyed"], 3)
    judge(path, "unsure", ["a.txt", "b.txt"], by="Ann")  # closes the torn line
    assert states(path) == ["obeyed", "noted"]
    assert file.read_bytes().startswith(bad + good)  # nothing is ever rewritten


def test_a_value_that_cannot_be_is_refused(path: Path) -> None:
    judge(path, "set", [told(path)[0]], by="Ann", about="polarity", value="perhaps")
    assert states(path) == ["refused"]
    assert [row["code"] for row in ask(path, "FROM problem WHERE stage = 'link'")] == ["L004"]


def test_contradictions_are_said_and_the_later_wins(path: Path) -> None:
    one, other = told(path)
    third = claim(path, "c.txt", "strike")
    judge(path, "same", [one, other], by="Ann", about="event")
    judge(path, "same", [other, third], by="Ann", about="event")
    judge(path, "different", [one, third], by="Bo", about="event")
    assert states(path) == ["overruled", "obeyed", "obeyed"]
    assert [row["code"] for row in ask(path, "FROM problem WHERE stage = 'link'")] == ["L003"]


@pytest.mark.parametrize(
    ("things", "about", "code"),
    [
        (["a.txt", "nobody"], None, "U013"),
        (["a.txt", "a.txt"], None, "U014"),
        (["a.txt", "CLAIM"], None, "U014"),
        (["a.txt", "b.txt"], "event", "U014"),
    ],
)
def test_what_cannot_be_judged_is_refused_and_changes_nothing(
    path: Path, things: list[str], about: str | None, code: str
) -> None:
    given = [told(path)[0] if thing == "CLAIM" else thing for thing in things]
    before = path.read_bytes()
    with pytest.raises(JudgementError, match=code):
        judge(path, "same", given, by="Ann", about=about)
    with pytest.raises(JudgementError, match="U015"):
        undo(path, "j", by="Ann")
    assert path.read_bytes() == before
    assert not beside(path).exists()


def test_a_kill_between_file_and_dossier_loses_nothing(
    path: Path, untouched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: object) -> None:
        raise KeyboardInterrupt

    one, other = told(path)
    with monkeypatch.context() as patch:
        patch.setattr(judging, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            judge(path, "same", [one, other], by="Ann")
    assert not events_of(path, one) & events_of(path, other)
    build([untouched.parent / "a.txt"], path)
    assert events_of(path, one) & events_of(path, other)
    assert len(read_decisions(beside(path))[0]) == 1


def test_removing_a_report_leaves_the_judgement_waiting(path: Path) -> None:
    judge(path, "same", told(path), by="Ann")
    remove(path, "b.txt")
    assert states(path) == ["waiting"]
    assert not ask(path, "FROM link WHERE decided_by = 'Ann'")
