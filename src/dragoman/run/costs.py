"""What each stage of a run costs, in seconds of processor time.

The stages know nothing of it. A build names the stages it goes through (`Costs.of`, `Costs.each`);
for a closer look functions of the stages are called through the stopwatch for a while (`watching`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from typing import Any, Final, NamedTuple, TypeVar

T = TypeVar("T")


class Watched(NamedTuple):
    """A function that belongs to a stage: its name where it is called from."""

    stage: str
    home: str
    name: str


WATCHED: Final = (
    Watched("read", "dragoman.run.web", "read_inputs"),
    Watched("annotate: the rest", "dragoman.run.building", "annotate"),
    Watched("annotate: parse", "dragoman.annotate", "parse"),
    Watched("annotate: tag attributions", "dragoman.annotate", "tag"),
    Watched("annotate: times", "dragoman.annotate", "find_times"),
    Watched("annotate: times", "dragoman.annotate", "publication_from_text"),
    Watched("annotate: actors and places", "dragoman.annotate", "Cast"),
    Watched("annotate: actors and places", "dragoman.annotate", "mentions"),
    Watched("annotate: statements", "dragoman.annotate", "find_statements"),
    Watched("annotate: events", "dragoman.annotate", "code_events"),
    Watched("store", "dragoman.dossier.Store", "put"),
    Watched("store", "dragoman.dossier.Store", "put_all_problems"),
    Watched("store", "dragoman.dossier.Store", "put_linked"),
    Watched("store", "dragoman.dossier.Store", "annotated"),
    Watched("store", "dragoman.dossier.Store", "publish"),
    Watched("link", "dragoman.run.linking", "link"),
    Watched("compare", "dragoman.run.linking", "compare"),
)


class Costs:
    """A stopwatch with a hand a stage; the time of a stage within another counts for the inner.

    Args:
        clock: seconds, only ever rising; the processor time of this process by default.

    Attributes:
        seconds: by stage, in the order in which they were first entered.
    """

    def __init__(self, clock: Callable[[], float] = time.process_time) -> None:
        self.seconds: dict[str, float] = {}
        self._clock = clock
        self._stages: list[str] = []
        self._since = 0.0

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Counts the time until the block ends for `stage`."""
        self._book()
        self.seconds.setdefault(stage, 0.0)
        self._stages.append(stage)
        try:
            yield
        finally:
            self._book()
            self._stages.pop()

    def each(self, stage: str, items: Iterable[T]) -> Iterator[T]:
        """The items; the time it takes to get each counts for `stage`."""
        source = iter(items)
        while True:
            with self.of(stage):
                try:
                    item = next(source)
                except StopIteration:
                    return
            yield item

    def add(self, stage: str, seconds: float) -> None:
        """Counts time that another process has spent."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def _book(self) -> None:
        """Books the time since the last booking to the stage that is on."""
        now = self._clock()
        if self._stages:
            self.seconds[self._stages[-1]] += now - self._since
        self._since = now


@contextmanager
def watching(costs: Costs, watched: Iterable[Watched] = WATCHED) -> Iterator[None]:
    """Has functions called through a stopwatch until the block ends; for one thread at a time."""
    replaced: list[tuple[Any, str, Any]] = []
    try:
        for stage, home, name in watched:
            place = _place(home)
            function = getattr(place, name)
            replaced.append((place, name, function))
            setattr(place, name, _through(costs, stage, function))
        yield
    finally:
        for place, name, function in reversed(replaced):
            setattr(place, name, function)


def _place(home: str) -> Any:  # noqa: ANN401 -- a module or a class
    package, _, last = home.rpartition(".")
    if last[:1].isupper():
        return getattr(import_module(package), last)
    return import_module(home)


def _through(costs: Costs, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, its time counted; of what it gives item by item, the time of each item."""

    @wraps(function, updated=())
    def timed(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 -- whatever it takes and gives
        with costs.of(stage):
            result = function(*arguments, **named)
        return costs.each(stage, result) if isinstance(result, Iterator) else result

    return timed
