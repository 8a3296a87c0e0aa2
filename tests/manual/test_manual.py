"""The manual cannot rot: nothing that a user meets is left out, or stands there unexplained."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.export import EXPORTERS
from dragoman.problems import CATALOGUE
from manual import commands, data_model, exports, http_api, python_api, rules
from manual.assembled import STANDS_FOR, WRITTEN, assemble
from manual.links import broken

ROOT = Path(__file__).parents[2]
SOURCE = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py"))
)
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
TABLES = data_model.tables()
RULES = list(rules.rules())


@pytest.fixture(scope="module")
def assembled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the site."""
    to = tmp_path_factory.mktemp("manual") / "docs"
    assemble(ROOT, to)
    return to


def in_nav(entries: list[dict[str, object]]) -> Iterator[str]:
    for entry in entries:
        for held in entry.values():
            yield from [held] if isinstance(held, str) else in_nav(held)  # type: ignore[arg-type]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_and_column_is_documented(table: data_model.Table) -> None:
    assert table.comment
    assert [column.name for column in table.columns if not column.comment] == []
    section = data_model.page().split(f"### {table.name}\n")[1].split("\n### ")[0]
    assert [column.name for column in table.columns if f"| `{column.name}` |" not in section] == []


def test_every_rule_is_documented_and_known() -> None:
    page = rules.rules_page()
    for rule in RULES:
        assert rule.meaning.endswith("."), rule.id
        assert rule.verdict in {"agree", "compatible", "conflict", "incomparable"}, rule.id
        assert f"| `{rule.id}` |" in page
    used = set(re.findall(r'verdict\("([a-z]+\.[a-z-]+)"\)', SOURCE))
    assert len(used) > 10
    assert used <= {rule.id for rule in RULES}


def test_every_problem_is_documented_and_known() -> None:
    page = rules.problems_page()
    for code, known in CATALOGUE.items():
        assert known.what.endswith((".", "?")), code
        assert known.remedy, code
        assert f"| `{code}` |" in page
    used = set(re.findall(r'"([RFALSEU]\d{3})"', SOURCE))
    assert used <= CATALOGUE.keys()


def test_every_file_of_numbers_is_shown() -> None:
    shown = {name for names in rules.THRESHOLDS.values() for name in names}
    package = ROOT / "src" / "dragoman"
    deciding = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.toml")
        if path.stem in {"thresholds", "weights", "scores", "tagged", "alignment"}
        or path.relative_to(package).as_posix() == "link/rules.toml"
    }
    assert deciding <= shown


def test_every_variable_of_the_environment_is_documented() -> None:
    held = set(re.findall(r'"(DRAGOMAN_[A-Z]+)"', SOURCE))
    held |= {
        one.envvar for each in commands.commands().values() for one in each.params if one.envvar
    }
    assert "DRAGOMAN_KNOWLEDGE" in held
    told = set(re.findall(r"^\| `(DRAGOMAN_[A-Z]+)` \|", SETTINGS, re.MULTILINE))
    assert told == held | {"DRAGOMAN_SHARED"}


def test_every_model_has_a_card() -> None:
    models = ROOT / "src" / "dragoman" / "models"
    cards = {path.stem for path in models.glob("*.md")}
    assert {path.stem.partition("-")[0] for path in models.glob("*.npz")} == cards


def test_every_extra_is_documented() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `dragoman\[(\w+)\]` \|", page, re.MULTILINE))
    assert told == project["optional-dependencies"].keys() - {"dev", "train"}  # ours, not a user's


def test_every_option_says_what_it_means() -> None:
    page = commands.page()
    for name, command in commands.commands().items():
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for one in command.params:
            assert one.help or one.name == "help", f"{name} {one.name}"
            assert all(f"`{option}`" in section for option in one.opts if option[0] == "-")


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_export_says_what_it_writes(name: str) -> None:
    section = exports.page().split(f"\n## {name}\n")[1].split("\n## ")[0]
    assert EXPORTERS[name].__doc__
    for columns in exports.columns().get(name, {}).values():
        assert [column for column in columns if f"`{column}`" not in section] == []


def test_ten_names_are_public_and_every_one_says_what_it_is() -> None:
    assert len(dragoman.__all__) == 10
    page = python_api.page()
    for name in dragoman.__all__:
        found = getattr(dragoman, name)
        assert found.__doc__, name
        assert f"\n## {name}\n" in page
        if isinstance(found, type):
            for method, member in python_api.methods(found):
                assert member.__doc__, f"{name}.{method}"


def test_every_address_is_told_of() -> None:
    page = http_api.page()
    assert "### GET /events.json" in page
    assert "| `independent_sources` | integer |" in page


def test_the_site_has_every_page_and_leads_to_each(assembled: Path) -> None:
    settings = tomllib.loads((ROOT / "manual" / "zensical.toml").read_text(encoding="utf-8"))
    nav = list(in_nav(settings["project"]["nav"]))
    pages = {path.relative_to(assembled).as_posix() for path in assembled.rglob("*.md")}
    assert len(nav) == len(set(nav))
    assert set(nav) == pages
    assert WRITTEN.keys() <= pages
    assert set(STANDS_FOR.values()) <= pages


def test_links_lead_to_where_things_lie_on_the_site(assembled: Path) -> None:
    model = (assembled / "data-model.md").read_text(encoding="utf-8")
    assert "](reference/tables.md)" in model
    house = (assembled / "house" / "contributing.md").read_text(encoding="utf-8")
    assert "](../architecture.md)" in house
    reading = (assembled / "reading.md").read_text(encoding="utf-8")
    assert "](files/src/dragoman/read/data/lines.toml)" in reading
    assert (assembled / "files/src/dragoman/read/data/lines.toml").is_file()


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[there](nowhere.md)", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"nowhere\.md"):
        assemble(tmp_path, tmp_path / "site")


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ('<a href="b.html">', None),
        ('<a href="b.html#here">', None),
        ('<a href="https://example.org/">', None),
        ('<a href="c.html">', "no such file"),
        ('<a href="b.html#gone">', "no such part"),
        ('<a href="#gone">', "no such part"),
        ('<img src="gone.png">', "not there"),
        ('<script src="https://example.org/count.js">', "loads https://example.org/count.js"),
        ('<link rel="stylesheet" href="//example.org/font.css">', "loads //example.org/font.css"),
        ('<link rel="canonical" href="https://example.org/">', None),
    ],
)
def test_a_built_page_is_checked(body: str, wrong: str | None, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(body, encoding="utf-8")
    (tmp_path / "b.html").write_text('<p id="here">', encoding="utf-8")
    found = list(broken(tmp_path))
    assert len(found) == (wrong is not None)
    assert wrong is None or wrong in found[0]
