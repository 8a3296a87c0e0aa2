"""The data files themselves: sources, ids, dates, and what happens when one is malformed."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman import knowledge
from dragoman.knowledge import Holding, named, tables
from dragoman.knowledge.bodies import named_after, read_states
from dragoman.knowledge.gazetteer import load_gazetteer
from dragoman.knowledge.naming import normalise
from dragoman.knowledge.people import OFFICE_TABLES, read_people
from dragoman.knowledge.tables import listed, read_table, read_toml
from dragoman.knowledge.titles import office_of, plain
from dragoman.knowledge.world import World

DATA = files("dragoman.knowledge") / "data"
TABLES = sorted(file.name for file in DATA.iterdir() if file.name.endswith(".tsv"))


@pytest.mark.parametrize("file", TABLES)
def test_every_table_names_a_known_source(file: str) -> None:
    assert read_table(file).source in read_toml("sources.toml")


def test_every_source_has_a_licence() -> None:
    assert all(s["title"] and s["licence"] for s in read_toml("sources.toml").values())


def test_every_entry_has_a_known_source() -> None:
    sources = set(read_toml("sources.toml"))
    people, holdings = read_people()
    found = {e.source for e in (*people.values(), *named.read_named(), *holdings)}
    found |= {e.source for e in named_after(read_states())}
    world = knowledge.load()
    places = ("Qingdao", "Caspian Sea", "Kremlin")
    found |= {e.source for name in places for e in world.places(name)}
    assert found <= sources
    assert {"curated", "archigos", "geonames"} <= found


def test_no_two_entries_share_an_id() -> None:
    entries = [*(s.entry for s in read_states()), *named.read_named(), *named_after(read_states())]
    twice = [identity for identity, n in Counter(e.id for e in entries).items() if n > 1]
    assert twice == []
    described = [row["name"] for row in read_table("persons.tsv").rows]
    assert len(described) == len(set(described))


def test_no_two_outlets_share_a_domain() -> None:
    domains = [d for e in named.read_named() for d in e.domains]
    assert [d for d, n in Counter(domains).items() if n > 1] == []


def test_holdings_are_well_formed() -> None:
    _, holdings = read_people()
    states = {s.entry.country for s in read_states()}
    bodies = {e.id for e in named.read_named()}
    for held in holdings:
        assert held.first is not None, held
        assert held.last is None or held.first <= held.last, held
        assert held.body in states or held.body in bodies, held
        assert held.office == office_of(held.title)


# Bodies with rival holders of one title at a time: both had it, so both may be meant.
RIVALS = {"LY", "GM", "CI"}
SEVERAL_AT_ONCE = {"spokesman", "special envoy"}


def test_one_title_has_one_holder_but_on_the_day_of_a_change() -> None:
    _, holdings = read_people()
    spells: dict[tuple[str, str], list[Holding]] = {}
    for held in holdings:
        if held.certain and held.office not in SEVERAL_AT_ONCE and held.body not in RIVALS:
            spells.setdefault((held.body, held.title), []).append(held)
    for held_by in spells.values():
        in_order = sorted(held_by, key=lambda h: h.first or date.min)
        for earlier, later in pairwise(in_order):
            assert earlier.last is not None, (earlier, later)
            assert later.first is not None
            assert earlier.last <= later.first, (earlier, later)


def test_an_empty_last_day_is_the_successors_first() -> None:
    world = knowledge.load()
    clinton = world.offices_of("person:bill-clinton")[0]
    bush = world.offices_of("person:george-w-bush")[0]
    assert clinton.last == bush.first


def test_uncertain_days_are_marked() -> None:
    _, holdings = read_people()
    by_source = Counter((h.source, h.certain) for h in holdings)
    assert by_source["archigos", True] == 0
    assert by_source["curated", True] > 1000
    assert by_source["curated", False] > 50


def test_all_titles_are_known() -> None:
    titles = {row["title"] for file in OFFICE_TABLES for row in read_table(file).rows}
    assert all(office_of(title) for title in titles)
    assert plain("acting president") == "president"
    with pytest.raises(KeyError):
        office_of("grand vizier")


def test_surfaces_of_one_kind_are_unambiguous_save_for_persons_and_places() -> None:
    world = knowledge.load()
    for kind in ("state", "group", "organisation", "outlet"):
        shared = {key: ids for key, ids in world.surfaces(kind).items() if len(ids) > 1}
        assert shared == {}, kind


def test_persons_share_surnames_but_not_whole_names() -> None:
    people, _ = read_people()
    canonical = Counter(normalise(person.name) for person in people.values())
    assert [name for name, n in canonical.items() if n > 1] == []
    world = knowledge.load()
    assert len(world.persons("Kim")) > 3


def test_the_gazetteer_is_complete_and_sorted() -> None:
    gazetteer = load_gazetteer()
    assert len(gazetteer) > 200_000
    assert len(gazetteer.surfaces) > 20_000
    for identity in ("place:geonames-130758", "place:golan-heights"):
        entry = gazetteer.entry(identity)
        assert entry is not None
        assert entry.id == identity
        assert entry.kind == "place"
    assert gazetteer.entry("place:nowhere") is None


def test_metonyms_stand_for_something_known() -> None:
    world = knowledge.load()
    assert all(world.entry(identity) for identity in world.metonyms().values())
    assert all(world.entry(identity) for identity in world.demonyms().values())


def test_loading_is_quick() -> None:
    """A quarter of a second where the machine is idle; the bound leaves room for a busy one."""
    begin = time.process_time()
    World()
    assert time.process_time() - begin < 1.5


def test_a_table_without_a_source_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tables, "_DATA", tmp_path)
    (tmp_path / "bad.tsv").write_text("name\tid\nA\ta\n", "utf-8")
    with pytest.raises(ValueError, match="no line '# source: KEY'"):
        read_table("bad.tsv")


def test_a_row_that_is_too_long_is_refused_with_its_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tables, "_DATA", tmp_path)
    (tmp_path / "bad.tsv").write_text("# source: curated\nname\tid\nA\ta\tmore\n", "utf-8")
    with pytest.raises(ValueError, match=r"bad\.tsv:3: 3 cells for 2 columns"):
        read_table("bad.tsv")


def test_short_rows_and_lists_of_nothing_are_empty(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tables, "_DATA", tmp_path)
    (tmp_path / "ok.tsv").write_text("# source: curated\n\nname\tothers\nA\nB\tb|  |c\n", "utf-8")
    rows = read_table("ok.tsv").rows
    assert [listed(row["others"]) for row in rows] == [(), ("b", "c")]
