"""The reviewer's bench: judgements handed in one after the other, stored while the next is read."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.dossier import DecisionVerdict, DossierError

_PATIENCE = 1.5  # seconds a reviewer waits for a judgement to be stored before the next question


@dataclass(slots=True)
class Bench:
    """Where a person judges pairs of claims of the dossier at `path`.

    A judgement is stored beside the dossier and obeyed at once, which may take a while in a large
    one: they are carried out in turn, by one thread, and none is lost when the server ends.
    `judged` are the pairs handed in, so that no pair is asked twice before the dossier knows;
    `refused` says what could not be stored.
    """

    path: Path
    reviewer: str
    judged: set[frozenset[str]] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    _pending: list[Future[None]] = field(default_factory=list)
    _clerk: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(max_workers=1))

    @property
    def pending(self) -> int:
        """How many judgements are not yet obeyed."""
        self._pending = [each for each in self._pending if not each.done()]
        return len(self._pending)

    def hand_in(
        self, verdict: DecisionVerdict, left: str, right: str, about: str, why: str | None
    ) -> None:
        """Judge two claims the same, different, or unsure."""
        self.judged.add(frozenset((left, right)))
        done = self._clerk.submit(self._store, verdict, left, right, about, why)
        self._pending.append(done)
        try:
            done.result(_PATIENCE)
        except TimeoutError:
            return  # it goes on while the next question is read

    def close(self) -> None:
        """Wait until what was handed in is stored; nothing can be handed in afterwards."""
        self._clerk.shutdown(wait=True)

    def _store(
        self, verdict: DecisionVerdict, left: str, right: str, about: str, why: str | None
    ) -> None:
        from dragoman.run import judge  # noqa: PLC0415 -- it brings the parser, which no page needs

        try:
            judge(self.path, verdict, [left, right], by=self.reviewer, about=about, why=why)
        except (DossierError, OSError) as error:
            self.refused.append(str(error))
