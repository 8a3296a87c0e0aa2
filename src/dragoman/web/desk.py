"""The dossier that is being served: opened once, and opened anew when a build replaces its file."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from dragoman.dossier import DossierError
from dragoman.dossier.shelf import Shelf
from dragoman.dossier.shelf import events as events_of
from dragoman.dossier.shelf import reports as reports_of

_LOOK_AGAIN = 1.0  # seconds between looks at the file; a build takes longer
Stamp = tuple[int, int, int]

_log = logging.getLogger(__name__)


class Desk:
    """The shelf of the dossier at `path`, as of its latest publication.

    A newly published dossier is laid out beside the old one, which answers until the new one is
    ready; pages that are being made keep the one they began with.

    Args:
        path: the dossier.

    Raises:
        DossierError: it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp = _stamp(path)
        self._shelf = _opened(path)
        self._lock = Lock()
        self._looked = monotonic()
        self._busy: Thread | None = None

    @property
    def version(self) -> str:
        """What tells one publication from another; for caches."""
        return "-".join(f"{part:x}" for part in self._stamp)

    def shelf(self) -> Shelf:
        """The dossier as it stands now."""
        with self._lock:
            if self._busy is None and monotonic() - self._looked >= _LOOK_AGAIN:
                self._looked = monotonic()
                self._follow()
            return self._shelf

    def look_again(self) -> None:
        """Look at the file at the next question, however lately it was looked at."""
        self._looked = -_LOOK_AGAIN

    def settle(self) -> None:
        """Wait until a dossier that is being laid out is ready; at once where none is."""
        busy = self._busy
        if busy is not None:
            busy.join()

    def _follow(self) -> None:
        try:
            stamp = _stamp(self.path)
        except OSError as error:  # it may be back at the next look; until then the old one serves
            _log.warning("%s: %s", self.path, error.strerror)
            return
        if stamp != self._stamp:
            self._busy = Thread(target=self._replace, args=(stamp,), daemon=True)
            self._busy.start()

    def _replace(self, stamp: Stamp) -> None:
        try:
            shelf = _opened(self.path)
        except DossierError as error:
            _log.warning("%s", error)
            shelf = self._shelf
        with self._lock:
            self._shelf, self._stamp, self._busy = shelf, stamp, None


def _stamp(path: Path) -> Stamp:
    facts = path.stat()
    return facts.st_ino, facts.st_mtime_ns, facts.st_size


def _opened(path: Path) -> Shelf:
    """The shelf of a dossier; what everybody's first page asks is answered already, and kept."""
    shelf = Shelf.open(path)
    reports_of.numbers(shelf)
    events_of.conflicts(shelf)
    return shelf
