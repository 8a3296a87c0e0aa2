"""Watching feeds: every so often the new reports of each are fetched and added to a dossier."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from dragoman.dossier import interruptible
from dragoman.fetch import Archive, Fetcher
from dragoman.model import Problem, Report
from dragoman.read import Reading, Stated
from dragoman.run.building import Build
from dragoman.run.known import Known
from dragoman.run.result import BuildResult, Watcher
from dragoman.run.web import Web, WebReader, evidence_of

_EVERY = 30.0  # minutes; most feeds change hourly at most


@dataclass(frozen=True, slots=True)
class WatchedFeed:
    """A feed to watch: its address, who publishes it if stated, whether its pages are read."""

    address: str
    outlet: str | None = None
    linked: bool = True


@dataclass(frozen=True, slots=True)
class Watchlist:
    """The feeds to watch, and how many minutes lie between two rounds."""

    feeds: tuple[WatchedFeed, ...]
    every: float = _EVERY


def read_watchlist(path: Path) -> Watchlist:
    """The list in a TOML file: `every` and a table `[[feed]]` a feed (docs/reading.md).

    Raises:
        OSError: it cannot be read.
        ValueError: it is no such list; says why.
    """
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    every, feeds = raw.pop("every", _EVERY), raw.pop("feed", [])
    if raw:
        raise ValueError(f"{', '.join(sorted(raw))} is nothing that it can hold")
    if not isinstance(every, int | float) or not every > 0:
        raise ValueError(f"every is {every!r}, not a number of minutes")
    if not isinstance(feeds, list) or not feeds:
        raise ValueError("it has no [[feed]]")
    return Watchlist(tuple(_feed(each) for each in feeds), float(every))


def _feed(raw: Any) -> WatchedFeed:  # noqa: ANN401 -- whatever TOML holds
    try:
        feed = WatchedFeed(**raw)
    except TypeError as error:
        raise ValueError(f"a feed has address, outlet and linked, not {raw!r}") from error
    outlet = feed.outlet is None or isinstance(feed.outlet, str)
    if not (isinstance(feed.address, str) and outlet and isinstance(feed.linked, bool)):
        raise ValueError(f"a feed has a value of another kind: {raw!r}")
    return feed


def watch(
    watchlist: Watchlist,
    into: str | Path,
    how: Reading | None = None,
    web: Web | None = None,
    *,
    rounds: int | None = None,
    progress: Watcher,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[BuildResult | None]:
    """Polls the feeds and adds what is new to the dossier at `into`.

    What was fetched once is not fetched again, in later runs neither: `X.fetched.jsonl` beside the
    dossier remembers it. Every answer is kept in `X.warc.gz`.

    Args:
        watchlist: the feeds.
        into: the dossier; it is made if there is none.
        how: how pages are read.
        web: how addresses are read.
        rounds: how many; None for ever.
        progress: called with how far a round is.
        sleep: waits between two rounds.

    Yields:
        The outcome of each round; None where nothing was new.

    Raises:
        DossierError: the dossier cannot be opened or written.
        KeyboardInterrupt: the watch was interrupted; what finished rounds stored is there.
    """
    path = Path(into)
    known = Known(path.with_suffix(".fetched.jsonl"))
    done = 0
    while True:
        with interruptible():
            result = _round(watchlist, path, how or Reading(), web or Web(), known, progress)
        yield result
        done += 1
        if done == rounds:
            return
        sleep(60 * watchlist.every)


def _round(
    watchlist: Watchlist, path: Path, how: Reading, web: Web, known: Known, progress: Watcher
) -> BuildResult | None:
    with (
        Archive(evidence_of(path)) as archive,
        Fetcher(archive, web.limits, allow_private=web.allow_private) as fetcher,
    ):
        items = _items(watchlist, fetcher, how, web, known)
        first = next(items, None)
        result = None
        if first is not None:
            result = Build(path, force=False, progress=progress).run(chain([first], items))
    known.save()
    return result


def _items(
    watchlist: Watchlist, fetcher: Fetcher, how: Reading, web: Web, known: Known
) -> Iterator[Report | Problem]:
    for feed in watchlist.feeds:
        reader = WebReader(fetcher, how, replace(web, linked=feed.linked), known)
        yield from reader.read([feed.address], Stated(outlet=feed.outlet))
