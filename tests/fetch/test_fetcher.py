"""A fetcher against a server that is slow, lies, goes in circles, fails and floods."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx
import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import strategies as st

from dragoman.fetch import Archive, Fetcher, Limits, NotFetched, is_own, network
from dragoman.fetch import fetcher as fetcher_module
from dragoman.fetch.network import is_public
from tests.webserver import Site, answer, page, redirect, serving

QUICK = Limits(seconds=0.6, size=64 << 10, redirects=3, pause=0)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(None, QUICK, allow_private=True) as made:
        yield made


def refusal(fetcher: Fetcher, url: str) -> tuple[str, str]:
    with pytest.raises(NotFetched) as raised:
        fetcher.get(url)
    return raised.value.code, raised.value.detail


def test_a_page_comes_as_it_was_sent(site: Site, fetcher: Fetcher) -> None:
    site.routes["/a"] = answer(gzip.compress(page()), Content_Encoding="gzip")
    found = fetcher.get(site.url("/a#part"))
    assert (found.status, found.final) == (200, site.url("/a"))
    assert gzip.decompress(found.body) == page()
    assert found.headers["content-encoding"] == "gzip"
    assert site.headers[-1]["user-agent"].startswith("dragoman/")


def test_redirects_are_followed_to_the_end(site: Site, fetcher: Fetcher) -> None:
    site.routes |= {"/a": redirect("b"), "/b": redirect("/c", 308), "/c": answer(page())}
    assert fetcher.get(site.url("/a")).final == site.url("/c")


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, never so late that a limit for one read would notice."""
    handler.send_response(200)
    handler.send_header("Content-Length", "10000")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: x\r\n")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("behaviour", [drip, drip_headers])
def test_a_slow_server_is_given_up(site: Site, fetcher: Fetcher, behaviour: object) -> None:
    site.routes["/slow"] = behaviour  # type: ignore[assignment]
    began = time.monotonic()
    assert refusal(fetcher, site.url("/slow"))[0] == "F006"
    assert time.monotonic() - began < 3 * QUICK.seconds


def flood(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65536)


BAD = {
    "circle": (redirect("/circle2"), "F004"),
    "chain0": (redirect("/chain1"), "F004"),
    "file": (redirect("file:///etc/passwd"), "F008"),
    "gone": (answer(b"gone", 410), "F007"),
    "broken": (answer(b"oops", 500), "F007"),
    "nowhere": (answer(b"", 302), "F007"),
    "short": (answer(b"only this", Content_Length="5000"), "F009"),
    "huge": (answer(b"x", Content_Length=str(1 << 40)), "F005"),
    "flood": (flood, "F005"),
    "video": (answer(b"\0" * 100, kind="video/mp4"), "R002"),
}


@pytest.mark.parametrize("name", BAD)
def test_every_bad_answer_has_its_code(site: Site, fetcher: Fetcher, name: str) -> None:
    site.routes |= {f"/{each}": behaviour for each, (behaviour, _) in BAD.items()}
    site.routes["/circle2"] = redirect("/circle")
    site.routes |= {f"/chain{n}": redirect(f"/chain{n + 1}") for n in range(1, 9)}
    assert refusal(fetcher, site.url(f"/{name}"))[0] == BAD[name][1]


def test_more_than_it_stated_is_cut_at_what_it_stated(site: Site, fetcher: Fetcher) -> None:
    site.routes["/liar"] = answer(b"12345 and more", Content_Length="5")
    assert fetcher.get(site.url("/liar")).body == b"12345"


@pytest.mark.parametrize(
    "url", ["ftp://a.example/x", "https://", "http://[::1", "http://user:word@a.example/", "news"]
)
def test_what_is_no_address_is_refused(fetcher: Fetcher, url: str) -> None:
    assert refusal(fetcher, url)[0] == "F008"


def test_a_server_that_is_not_there(fetcher: Fetcher) -> None:
    with serving() as gone:
        url = gone.url("/a")
    assert refusal(fetcher, url)[0] == "F001"


def test_private_addresses_are_refused_also_after_a_redirect(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = site.address.rsplit(":", 1)[1]
    site.routes |= {"/a": answer(page()), "/out": redirect(f"http://inside.example:{port}/a")}
    with Fetcher(None, QUICK) as guarded:
        assert refusal(guarded, site.url("/a"))[0] == "F003"
        assert refusal(guarded, f"http://localhost:{port}/a")[0] == "F003"
        assert not site.asked
        # A public name that redirects to one inside: both lead here, the first is let through.
        known = {"outside.example": "93.184.215.14", "inside.example": "10.0.0.7"}

        def resolve(host: str, port: int, *_: object, **__: object) -> list[object]:
            return [(2, 1, 6, "", (known.get(host, host), port))]

        monkeypatch.setattr(network.socket, "getaddrinfo", resolve)
        connect = network.httpcore.SyncBackend.connect_tcp
        monkeypatch.setattr(
            network.httpcore.SyncBackend,
            "connect_tcp",
            lambda self, _, *rest: connect(self, "127.0.0.1", *rest),
        )
        code, detail = refusal(guarded, f"http://outside.example:{port}/out")
    assert (code, detail) == ("F003", "inside.example is 10.0.0.7")
    assert site.asked == ["/robots.txt", "/out"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::ffff:192.168.0.1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_robots_are_asked_once_and_obeyed(site: Site, fetcher: Fetcher) -> None:
    rules = b"User-agent: *\nDisallow: /private/\nAllow: /\n"
    site.routes |= {"/robots.txt": answer(rules, kind="text/plain"), "/a": answer(page())}
    fetcher.get(site.url("/a"))
    assert refusal(fetcher, site.url("/private/a"))[0] == "F002"
    assert site.asked == ["/robots.txt", "/a"]


def test_a_redirect_into_what_robots_forbid_is_refused(site: Site, fetcher: Fetcher) -> None:
    site.routes |= {
        "/robots.txt": answer(b"User-agent: dragoman\nDisallow: /x", kind="text/plain"),
        "/a": redirect("/x"),
    }
    assert refusal(fetcher, site.url("/a"))[0] == "F002"


def test_a_server_that_cannot_say_what_it_forbids_forbids_all(site: Site, fetcher: Fetcher) -> None:
    site.routes |= {"/robots.txt": answer(b"", 503), "/a": answer(page())}
    assert refusal(fetcher, site.url("/a"))[0] == "F002"
    assert site.asked == ["/robots.txt"]


def test_a_host_is_given_pauses_and_the_longer_one_it_asks_for(site: Site) -> None:
    slept: list[float] = []
    limits = Limits(seconds=5, pause=1)
    site.routes |= {"/a": answer(page())}
    with Fetcher(None, limits, allow_private=True, sleep=slept.append) as polite:
        for _ in range(3):
            polite.get(site.url("/a"))
    assert len(slept) == 2
    assert all(0.5 < seconds <= 2 for seconds in slept)
    slept.clear()
    rules = b"User-agent: *\nCrawl-delay: 7\n"
    site.routes["/robots.txt"] = answer(rules, kind="text/plain")
    with Fetcher(None, limits, allow_private=True, sleep=slept.append) as polite:
        polite.get(site.url("/a"))
        polite.get(site.url("/a"))
    assert slept[0] > 6


def test_every_answer_is_kept_also_what_was_refused(site: Site, tmp_path: Path) -> None:
    site.routes |= {
        "/a": redirect("/b"),
        "/b": answer(gzip.compress(page()), Content_Encoding="gzip"),
        "/short": answer(b"only this", Content_Length="5000"),
    }
    path = tmp_path / "x.warc.gz"
    for _ in range(2):
        with Archive(path) as archive, Fetcher(archive, QUICK, allow_private=True) as fetcher:
            fetcher.get(site.url("/a"))
            refusal(fetcher, site.url("/short"))
    with path.open("rb") as file:
        kept = [
            (
                str(record.headers["WARC-Target-URI"]).removeprefix(site.address),
                record.http_headers.status_code,
                record.headers.get("WARC-Truncated"),
                record.headers.get("WARC-IP-Address"),
            )
            for record in ArchiveIterator(file)
            if record.http_headers is not None
        ]
    one_run = [
        ("/robots.txt", 404, None, "127.0.0.1"),
        ("/a", 302, None, "127.0.0.1"),
        ("/b", 200, None, "127.0.0.1"),
        ("/short", 200, "disconnect", "127.0.0.1"),
    ]
    assert kept == one_run * 2
    assert is_own(path)
    assert not is_own(tmp_path / "none.warc.gz")


@given(st.text(max_size=60), st.sampled_from(("", "http://", "https://", "//", "http://[")))
def test_whatever_is_given_as_an_address_is_one_or_is_refused(text: str, start: str) -> None:
    for base in (None, httpx.URL("https://a.example/b/c")):
        with suppress(NotFetched):
            parsed = fetcher_module._parsed(start + text, base)
            assert parsed.scheme in ("http", "https")
            assert parsed.host
