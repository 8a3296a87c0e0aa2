"""Listings as tables of Arrow, pandas and polars; and the ten names of the package."""

from __future__ import annotations

import subprocess
import sys

import pytest

import dragoman
from dragoman.dossier import Dossier, LibraryMissingError, Listing

LISTINGS = ("events", "claims", "conflicts", "sources", "actors", "relations", "reports")


@pytest.mark.parametrize("name", LISTINGS)
def test_every_listing_is_a_table_of_its_rows(name: str, hard: Dossier) -> None:
    listing = getattr(hard, name)()
    assert isinstance(listing, Listing)
    table = listing.to_arrow()
    assert table.num_rows == len(listing) > 0
    assert not any(str(field.type).startswith("struct") for field in table.schema)
    assert len(listing.to_pandas()) == len(listing.to_polars()) == len(listing)
    assert list(listing.to_pandas().columns) == table.column_names == listing.to_polars().columns


def test_what_is_nested_has_columns_of_its_own(hard: Dossier) -> None:
    events = hard.events().to_pandas().set_index("id")
    assert events.loc["v1", "when_from"] == "2021-05-03"
    assert "when" not in events.columns  # though the planned one has none
    conflicts = hard.conflicts().to_polars()
    assert conflicts["left_quote"].to_list() == ["3 May"]
    assert conflicts["left_span"].to_list()[0] == hard.conflicts()[0]["left"]["span"]


def test_an_empty_listing_is_an_empty_table(hard: Dossier) -> None:
    assert hard.events(actor="Nobody").to_arrow().num_rows == 0
    assert hard.events(actor="Nobody").to_pandas().empty


@pytest.mark.parametrize(("library", "method"), [("pandas", "to_pandas"), ("polars", "to_polars")])
def test_without_the_library_the_remedy_is_named(
    library: str, method: str, hard: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(LibraryMissingError, match=r"E002 .*dragoman\[frames\]"):
        getattr(hard.events(), method)()


def test_the_package_has_ten_names() -> None:
    assert len(dragoman.__all__) == 10
    assert all(getattr(dragoman, name).__doc__ for name in dragoman.__all__)
    assert set(dir(dragoman)) == set(dragoman.__all__)


def test_the_rooms_do_not_hide_the_functions() -> None:
    program = (
        "import dragoman, dragoman.export, dragoman.annotate\n"
        "from dragoman.export import EXPORTERS\n"
        "assert callable(dragoman.export) and callable(dragoman.annotate)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_importing_the_package_is_quick() -> None:
    program = "import sys, dragoman; print({'spacy', 'duckdb', 'pyarrow'} & sys.modules.keys())"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "set()"
