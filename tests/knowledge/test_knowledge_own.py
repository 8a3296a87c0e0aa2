"""A user's own facts: they are added, they overrule, and a wrong file is refused whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman import knowledge
from dragoman.knowledge import OwnFileError, World, who
from dragoman.knowledge.own import read_own
from dragoman.knowledge.world import OWN_FILE
from dragoman.model import Interval

OWN = """\
[[holder]]
body = "IR"
title = "president"
person = "Mohammad Example"
first = 2018-06-01
last = 2018-06-30

[[holder]]
body = "IR"
title = "ambassador"
person = "Hassan Rouhani"
first = 2022-01-01

[[name]]
kind = "group"
name = "Example Front"
others = ["EFX", "Front of the Example"]
country = "SY"

[[name]]
kind = "outlet"
name = "Example Post"
domains = ["post.example"]

[[name]]
kind = "place"
name = "Example Crossing"
lat = 33.1
lon = 36.2
country = "SY"
"""


def on(day: str) -> Interval:
    return Interval(date.fromisoformat(day), date.fromisoformat(day))


@pytest.fixture
def world(tmp_path: Path) -> World:
    file = tmp_path / "knowledge.toml"
    file.write_text(OWN, "utf-8")
    return World(read_own(file))


def test_it_overrules_for_the_days_it_names(world: World) -> None:
    in_june = who(world, "president of Iran", on("2018-06-09"))
    assert [(h.person.name, h.source) for h in in_june] == [("Mohammad Example", "own")]
    before, after = (who(world, "Iran's president", on(d)) for d in ("2018-05-31", "2018-07-01"))
    assert [h.person.name for h in (*before, *after)] == ["Hassan Rouhani"] * 2


def test_it_adds_names_and_offices(world: World) -> None:
    assert [e.id for e in world.lookup("EFX")] == ["group:example-front"]
    post = world.outlet_by_domain("www.post.example")
    assert post is not None
    assert post.name == "Example Post"
    crossing = world.places("Example Crossing")[0]
    assert (crossing.lat, crossing.feature, crossing.source) == (33.1, "venue", "own")
    assert world.entry(crossing.id) == crossing
    envoy = who(world, "Iranian ambassador", on("2023-01-01"))
    assert "Rowhani" in envoy[0].person.names, "the person is the one who is known already"


def test_what_it_does_not_name_stays(world: World) -> None:
    shipped = knowledge.load()
    assert who(world, "president of France") == who(shipped, "president of France")
    assert world.lookup("Islamic State") == shipped.lookup("Islamic State")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[[holder]\n", 1, "Expected"),
        ('\n[[holder]]\nbody = "IR"\n', 2, "title, person, first: missing"),
        ('[[holder]]\nbody="IR"\ntitle="vizier"\nperson="A B"\nfirst=2018-01-01', 1, "vizier"),
        ('[[holder]]\nbody="IR"\ntitle="president"\nperson="A"\nfirst="2018"', 1, "is no day"),
        ('[[holder]]\nbody="IR"\ntitle="king"\nperson="A"\nfirst=2018-01-02\nlast=2018-01-01', 1,
         "lies before"),
        ('[[name]]\nkind="group"\nname="A"\n\n[[name]]\nkind="deity"\nname="B"\n', 5, "deity"),
        ('[[name]]\nkind="place"\nname="A"\n', 1, "needs lat and lon"),
        ('[[name]]\nkind="place"\nname="A"\nlat=91\nlon=0\n', 1, "not within 90"),
        ('[[name]]\nkind="group"\nname=""\n', 1, "not text"),
        ('[[name]]\nkind="group"\nname="A"\nothers="B"\n', 1, "not a list"),
        ('[[name]]\nkind="group"\nname="A"\ncolour="red"\n', 1, "colour: not known here"),
        ('x = 1\n\n[[nmae]]\nname="A"\n', 1, "no table [[x]]"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    file = tmp_path / "knowledge.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(OwnFileError) as caught:
        read_own(file)
    assert caught.value.line == line
    assert reason in caught.value.reason


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "knowledge.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OwnFileError, match="not UTF-8"):
        read_own(tmp_path / "knowledge.toml")


def test_nothing_of_a_wrong_file_is_applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(OWN_FILE, raising=False)
    file = tmp_path / "knowledge.toml"
    file.write_text(OWN + '\n[[name]]\nkind = "nothing"\nname = "C"\n', "utf-8")
    before = knowledge.load()
    with pytest.raises(OwnFileError):
        knowledge.use(file)
    assert knowledge.load() is before


def test_it_is_used_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OWN_FILE, "")
    file = tmp_path / "knowledge.toml"
    file.write_text(OWN, "utf-8")
    try:
        knowledge.use(file)
        assert knowledge.load().lookup("Example Front")
    finally:
        monkeypatch.undo()
        knowledge.load.cache_clear()
    assert not knowledge.load().lookup("Example Front")
