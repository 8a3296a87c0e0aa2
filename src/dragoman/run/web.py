"""Reading addresses: pages, feeds, and the pages that feeds link to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urljoin

from dragoman.fetch import Answer, Archive, Fetcher, Limits, NotFetched, is_own
from dragoman.model import Problem, Report
from dragoman.problems import problem
from dragoman.read import (
    Entry,
    Reading,
    Response,
    Source,
    Stated,
    Unreadable,
    read_entry,
    read_feed,
    read_inputs,
    read_list,
    read_response,
)
from dragoman.run.known import Known

_FEED = "feed:"
_LIST = "list:"
_NOT_MODIFIED = 304

Items = Iterator[Report | Problem]


@dataclass(frozen=True, slots=True)
class Web:
    """How addresses are read.

    Attributes:
        allow_private: whether those of this machine and of local networks may be fetched.
        linked: whether the pages that a feed links to are read in the place of its entries, also
            where the address does not begin with `feed:`.
        limits: of time, size and politeness.
        most: pages of one feed that are fetched in one run.
    """

    allow_private: bool = False
    linked: bool = False
    limits: Limits = field(default_factory=Limits)
    most: int = 500


def is_address(path: str | Path) -> bool:
    """Whether an input is an address to be fetched, not a path."""
    return isinstance(path, str) and path.startswith(("http://", "https://", _FEED, _LIST))


def evidence_of(dossier: Path) -> Path:
    """Where the answers are kept that a dossier was built from: `X.warc.gz` beside `X.duckdb`."""
    return dossier.with_suffix(".warc.gz")


class WebReader:
    """Reads addresses with one fetcher, and none of them twice.

    Args:
        fetcher: fetches.
        how: how what is fetched is read.
        web: how addresses are read.
        known: what earlier runs have fetched, and are not to fetch again; it learns of what is
            fetched now.
    """

    def __init__(
        self, fetcher: Fetcher, how: Reading, web: Web, known: Known | None = None
    ) -> None:
        self._fetcher = fetcher
        self._how = how
        self._web = web
        self._known = known or Known()

    def read(self, addresses: Iterable[str], stated: Stated) -> Items:
        """The reports at the addresses, each followed by the problems about it."""
        for address in dict.fromkeys(addresses):
            try:
                if address.startswith(_LIST):
                    yield from self._read_list(address.removeprefix(_LIST), stated)
                else:
                    yield from self._read(address, stated)
            except (NotFetched, Unreadable) as refusal:
                yield problem(refusal.code, address, detail=refusal.detail)

    def _read(self, address: str, stated: Stated) -> Items:
        linked = self._web.linked or address.startswith(_FEED)
        url = address.removeprefix(_FEED)
        if url.startswith("//"):  # feed://news.example/rss, as some sites write it
            url = f"https:{url}"
        answer = self._fetcher.get(url, self._known.validators(address))
        if answer.status == _NOT_MODIFIED:
            return
        response = _response(answer)
        content = response.content()
        if address.startswith(_FEED) or response.kind(content) == "feed":
            yield from self._read_feed(content, answer, Source(address, address, stated), linked)
            self._known.learn(address, answer.headers)
        else:
            yield from self._read_page(answer, Source(url, url, stated))

    def _read_list(self, file: str, stated: Stated) -> Items:
        """The pages whose addresses a file lists, with what it says of them."""
        try:
            content = Path(file).read_bytes()
        except OSError as error:
            yield problem("R003", file, detail=error.strerror or str(error))
            return
        for url, own in read_list(content, file):
            if url in self._known:
                continue
            try:
                yield from self._read_page(
                    self._fetcher.get(url), Source(url, url, own.over(stated))
                )
            except (NotFetched, Unreadable) as refusal:
                yield problem(refusal.code, url, detail=refusal.detail)

    def _read_page(self, answer: Answer, source: Source) -> Items:
        own = Stated(url=answer.final).over(source.stated)
        yield from read_response(_response(answer), replace(source, stated=own), self._how)
        self._known.learn(answer.url, {})

    def _read_feed(self, content: bytes, answer: Answer, source: Source, linked: bool) -> Items:
        feed = read_feed(content, answer.final)
        if feed.damage:
            yield problem("R027", source.path, detail=feed.damage)
        followed = 0
        for entry in feed.entries:
            url = urljoin(answer.final, entry.url) if entry.url else None
            if not linked or url is None:
                yield from read_entry(entry, source, self._how)
            elif url not in self._known:
                if followed == self._web.most:
                    yield problem("R030", source.path, detail=f"{followed:,}")
                    return
                followed += 1
                yield from self._read_linked(url, entry, source)

    def _read_linked(self, url: str, entry: Entry, source: Source) -> Items:
        """The page of an entry, dated and titled by the feed.

        What the entry says itself is read in its place where the page will not be had later either.
        """
        # The title of a feed is often that of a section, so the page says who publishes it.
        own = replace(entry.stated, outlet=None, url=None).over(source.stated)
        try:
            yield from self._read_page(self._fetcher.get(url), Source(url, url, own))
        except (NotFetched, Unreadable) as refusal:
            yield problem(refusal.code, url, detail=refusal.detail)
            if isinstance(refusal, Unreadable) or refusal.lasting:
                self._known.learn(url, {})
                if entry.text:
                    yield from read_entry(entry, source, self._how)


def read_all(
    paths: Iterable[str | Path],
    stated: Stated | None,
    how: Reading | None,
    web: Web | None,
    dossier: Path | None = None,
) -> Items:
    """The reports at paths, then those at addresses.

    Args:
        paths: files, folders, patterns, "-", and addresses.
        stated: what holds for all of them.
        how: how they are read.
        web: how addresses are read.
        dossier: beside which every answer is kept; None keeps none.
    """
    given, how, web = list(paths), how or Reading(), web or Web()
    evidence = evidence_of(dossier) if dossier else None
    own = [evidence] if evidence and is_own(evidence) else []
    yield from read_inputs([p for p in given if not is_address(p)], stated, how, pass_over=own)
    addresses = [str(path) for path in given if is_address(path)]
    if addresses:
        with (
            Archive(evidence) if evidence else nullcontext() as archive,
            Fetcher(archive, web.limits, allow_private=web.allow_private) as fetcher,
        ):
            yield from WebReader(fetcher, how, web).read(addresses, stated or Stated())


def _response(answer: Answer) -> Response:
    return Response(answer.final, answer.body, answer.headers)
