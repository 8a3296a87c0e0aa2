"""Building from addresses and watching feeds, against a server of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.annotate import annotate as annotate_really
from dragoman.dossier import Dossier
from dragoman.fetch import Limits
from dragoman.model import Annotated, Linked
from dragoman.run import Web, build, building, linking, read_watchlist, watch
from dragoman.run.known import Known
from dragoman.run.web import evidence_of
from tests.webserver import Site, answer, page, serving

WEB = Web(allow_private=True, limits=Limits(seconds=5, pause=0))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are stored with nothing found in them: what is tested comes before."""
    monkeypatch.setattr(building, "annotate", lambda reports: [Annotated(r) for r in reports])
    monkeypatch.setattr(linking, "link", lambda *_: Linked())
    monkeypatch.setattr(linking, "compare", lambda *_, **__: [])
    assert annotate_really is not building.annotate


def feed(site: Site, *entries: tuple[str, str]) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>{site.url(path)}</link>"
        f"<pubDate>Sat, 04 May 2019 10:00:00 +0000</pubDate>"
        f"<description>In short: {title}.</description></item>"
        for path, title in entries
    )
    return f"<rss version='2.0'><channel><title>Dock News</title>{items}</channel></rss>".encode()


def stored(path: Path) -> list[dict[str, Any]]:
    with Dossier.open(path) as dossier:
        rows = dossier.sql("SELECT path, title, url, published_from FROM report ORDER BY path")
        return rows.to_pylist()


def problems(path: Path) -> dict[str, str]:
    with Dossier.open(path) as dossier:
        return {row["path"]: row["code"] for row in dossier.problems()}


def test_pages_are_fetched_kept_and_read_again_from_what_was_kept(
    site: Site, tmp_path: Path
) -> None:
    site.routes |= {"/a": answer(page("Accord signed")), "/b": answer(page("Strike ends"))}
    into, again = tmp_path / "x.duckdb", tmp_path / "y.duckdb"
    result = build([site.url("/a"), site.url("/b"), site.url("/gone")], into, web=WEB)
    assert (result.exit_code, result.counts["read"]) == (3, 2)
    assert [row["title"] for row in stored(into)] == ["Accord signed", "Strike ends"]
    assert [row["path"] for row in stored(into)] == [site.url("/a"), site.url("/b")]
    assert problems(into) == {site.url("/gone"): "F007"}
    build([evidence_of(into)], again)
    assert [row["url"] for row in stored(again)] == [site.url("/a"), site.url("/b")]


def test_a_page_that_has_changed_replaces_its_report(site: Site, tmp_path: Path) -> None:
    into = tmp_path / "x.duckdb"
    for title in ("Accord near", "Accord signed"):
        site.routes["/a"] = answer(page(title))
        result = build([site.url("/a")], into, web=WEB)
    assert result.counts["replaced"] == 1
    assert [row["title"] for row in stored(into)] == ["Accord signed"]


def test_the_evidence_in_a_folder_is_not_read_as_a_report(site: Site, tmp_path: Path) -> None:
    site.routes["/a"] = answer(page())
    into = tmp_path / "x.duckdb"
    build([site.url("/a")], into, web=WEB)
    (tmp_path / "own.txt").write_text("The harbour reopened on Tuesday, the port said.")
    build([tmp_path], into)
    assert [row["path"] for row in stored(into)] == [str(tmp_path / "own.txt"), site.url("/a")]


def test_a_feeds_pages_are_read_and_dated_by_it(site: Site, tmp_path: Path) -> None:
    site.routes |= {
        "/rss": answer(feed(site, ("/a", "Accord"), ("/gone", "Lost")), kind="application/rss+xml"),
        "/a": answer(page("Accord signed")),
    }
    into = tmp_path / "x.duckdb"
    result = build([f"feed:{site.url('/rss')}"], into, web=WEB)
    lost, accord = stored(into)
    assert (accord["path"], str(accord["published_from"])) == (site.url("/a"), "2019-05-04")
    assert lost["path"] == f"feed:{site.url('/rss')}#{site.url('/gone')}"
    assert problems(into)[site.url("/gone")] == "F007"
    assert result.exit_code == 3


def test_a_feed_alone_gives_its_own_words(site: Site, tmp_path: Path) -> None:
    site.routes["/rss"] = answer(feed(site, ("/a", "Accord")), kind="text/xml")
    into = tmp_path / "x.duckdb"
    build([site.url("/rss")], into, web=WEB)
    assert [row["path"] for row in stored(into)] == [f"{site.url('/rss')}#{site.url('/a')}"]
    assert site.asked == ["/robots.txt", "/rss"]


@pytest.mark.parametrize(
    ("name", "behaviour", "code"),
    [
        ("film", answer(b"\0\0", kind="video/mp4"), "R002"),
        ("paper", answer(b"%PDF-1.7 torn", kind="application/pdf"), "R026"),
        ("empty", answer(b""), "R001"),
        ("data", answer(b"{}", kind="application/json"), "R002"),
        ("notfeed", answer(b"<html><body>no</body></html>"), "R027"),
    ],
)
def test_what_is_no_report_has_its_code(
    site: Site, tmp_path: Path, name: str, behaviour: Any, code: str
) -> None:
    site.routes[f"/{name}"] = behaviour
    address = ("feed:" if code == "R027" else "") + site.url(f"/{name}")
    build([address], tmp_path / "x.duckdb", web=WEB)
    assert problems(tmp_path / "x.duckdb") == {address: code}


def test_a_feed_is_followed_so_far_and_the_rest_is_told(site: Site, tmp_path: Path) -> None:
    entries = [(f"/{n}", f"Boat {n}") for n in range(10)]
    site.routes |= {path: answer(page(title)) for path, title in entries}
    site.routes["/rss"] = answer(feed(site, *entries), kind="application/rss+xml")
    web = Web(allow_private=True, limits=WEB.limits, most=3)
    address = f"feed:{site.url('/rss')}"
    build([address], tmp_path / "x.duckdb", web=web)
    assert len(stored(tmp_path / "x.duckdb")) == 3
    assert problems(tmp_path / "x.duckdb") == {address: "R030"}


def test_private_addresses_are_not_fetched_unless_allowed(site: Site, tmp_path: Path) -> None:
    build([site.url("/a")], tmp_path / "x.duckdb", web=Web())
    assert problems(tmp_path / "x.duckdb") == {site.url("/a"): "F003"}
    assert site.asked == []


def test_a_watch_adds_what_is_new_and_asks_for_nothing_twice(site: Site, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(
        f'every = 15\n[[feed]]\naddress = "{site.url("/rss")}"\noutlet = "Dock News"\n'
    )
    entries = [("/a", "Accord")]
    site.routes |= {path: answer(page(f"{path} reports")) for path in ("/a", "/b")}
    site.routes["/rss"] = answer(feed(site, *entries), kind="application/rss+xml", ETag='"1"')
    into = tmp_path / "x.duckdb"
    watchlist = read_watchlist(tmp_path / "feeds.toml")
    slept: list[float] = []

    def rounds(count: int) -> list[int | None]:
        found = watch(
            watchlist, into, web=WEB, rounds=count, progress=lambda _: None, sleep=slept.append
        )
        return [result and result.counts["read"] for result in found]

    assert rounds(2) == [1, None]
    assert slept == [15 * 60]
    assert [headers.get("if-none-match") for headers in site.headers][-1] == '"1"'
    entries.append(("/b", "More"))
    site.routes["/rss"] = answer(feed(site, *entries), kind="application/rss+xml", ETag='"2"')
    assert rounds(1) == [1]
    assert [row["path"] for row in stored(into)] == [site.url("/a"), site.url("/b")]
    assert site.asked.count("/a") == 1


def test_a_failure_that_may_pass_is_tried_again(site: Site, tmp_path: Path) -> None:
    site.routes |= {
        "/rss": answer(feed(site, ("/a", "Accord")), kind="application/rss+xml"),
        "/a": answer(b"", 503),
    }
    into = tmp_path / "x.duckdb"
    (tmp_path / "feeds.toml").write_text(f'[[feed]]\naddress = "{site.url("/rss")}"\n')
    watchlist = read_watchlist(tmp_path / "feeds.toml")

    def once() -> None:
        list(watch(watchlist, into, web=WEB, rounds=1, progress=lambda _: None))

    once()
    assert stored(into) == []
    site.routes["/a"] = answer(page())
    once()
    assert len(stored(into)) == 1
    assert problems(into) == {}


@pytest.mark.parametrize(
    "text",
    ["", "every = 0\n[[feed]]\naddress='x'", "feeds = 1", "[[feed]]\nurl = 'x'", "[feed]\n", "=",
     "[[feed]]\naddress = 7"],
)  # fmt: skip
def test_a_bad_list_of_feeds_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "feeds.toml").write_text(text)
    with pytest.raises(ValueError, match=r"."):
        read_watchlist(tmp_path / "feeds.toml")


def test_what_is_known_outlives_the_run_and_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "x.fetched.jsonl"
    known = Known(path)
    known.learn("https://a.example/1", {"etag": '"1"', "server": "x"})
    assert "https://a.example/1" not in Known(path)
    known.save()
    with path.open("a") as file:
        file.write('{"url": "https://a.exa')
    again = Known(path)
    assert again.validators("https://a.example/1") == {"if-none-match": '"1"'}
    assert "https://a.exa" not in again
