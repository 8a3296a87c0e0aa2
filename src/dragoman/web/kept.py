"""Pages that were made once and are asked for again, as long as the dossier stays the same."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.desk import Desk

_ROOM: Final = 64_000_000  # bytes of all answers kept
_LARGEST: Final = 2_000_000  # of one
_NEVER: Final = "/review"  # what it shows changes with every judgement
Key = tuple[str, str, bytes, str | None]


class Kept:
    """Middleware that keeps answers, the least lately asked for going first.

    Args:
        app: what answers.
        desk: tells one publication of the dossier from the next.
    """

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._answers: OrderedDict[Key, tuple[Message, Message]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass on and keep what comes back."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] == _NEVER:
            await self._app(scope, receive, send)
            return
        self._desk.shelf()  # looks whether the dossier was replaced
        key = (self._desk.version, scope["path"], scope["query_string"], scope.get("form"))
        found = self._take(key)
        if found is not None:
            for message in found:
                await send(message)
            return
        messages: list[Message] = []

        async def overheard(message: Message) -> None:
            messages.append(message)
            await send(message)

        await self._app(scope, receive, overheard)
        self._keep(key, messages)

    def _take(self, key: Key) -> tuple[Message, Message] | None:
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def _keep(self, key: Key, messages: list[Message]) -> None:
        match messages:
            case [{"status": 200} as head, {"body": bytes() as body} as rest]:
                if len(body) > _LARGEST or rest.get("more_body"):
                    return
            case _:
                return
        with self._lock:
            if key in self._answers:  # two asked for it at once
                return
            self._answers[key] = (head, rest)
            self._size += len(body)
            while self._size > _ROOM:
                _, (_, gone) = self._answers.popitem(last=False)
                self._size -= len(gone["body"])
