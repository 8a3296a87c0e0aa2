"""Whether a built site holds what its pages link to, and loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "link": "href"}
# what a `link` element only names, and no browser asks for by itself
_NAMED = {"canonical", "prev", "next", "alternate", "edit", "author", "license"}


class _Read(HTMLParser):
    """The ids of a page, what it links to, and what a browser would load for it."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.ids |= {held[name] for name in ("id", "name") if name in held}
        if tag == "a" and "href" in held:
            self.links.append(held["href"])
        named = tag == "link" and set(held.get("rel", "").split()) <= _NAMED
        if tag in _LOADED and _LOADED[tag] in held and not named:
            self.loaded.append(held[_LOADED[tag]])


@cache
def _read(path: Path) -> _Read:
    found = _Read()
    found.feed(path.read_text(encoding="utf-8"))
    return found


def broken(site: Path) -> Iterator[str]:
    """What is wrong with a built site, a sentence each.

    Raises:
        FileNotFoundError: there is no page in `site`.
    """
    pages = sorted(site.rglob("*.html"))
    if not pages:
        raise FileNotFoundError(f"{site} holds no page")
    for path in pages:
        page, name = _read(path), path.relative_to(site).as_posix()
        for address in page.loaded:
            if _elsewhere(address):
                yield f"{name} loads {address}"
            elif not _target(site, path, address).is_file():
                yield f"{name} loads {address}, which is not there"
        for address in page.links:
            if not _elsewhere(address) and (wrong := _dead(site, path, address)):
                yield f"{name} links to {address}: {wrong}"


def _dead(site: Path, page: Path, address: str) -> str | None:
    """Why a link leads nowhere; None where it leads somewhere."""
    target = _target(site, page, address)
    if not target.is_file():
        return "there is no such file"
    part = unquote(urlsplit(address).fragment)
    if part and target.suffix == ".html" and part not in _read(target).ids | {"__top"}:
        return "the page has no such part"
    return None


def _target(site: Path, page: Path, address: str) -> Path:
    path = unquote(urlsplit(address).path)
    found = site / path.lstrip("/") if path.startswith("/") else page.parent / path
    target = found if path else page
    return target / "index.html" if target.is_dir() else target


def _elsewhere(address: str) -> bool:
    return bool(urlsplit(address).scheme or urlsplit(address).netloc)
