"""One address at a time: allowed, polite, bounded, kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from types import TracebackType

import httpx

from dragoman.fetch.archive import Archive, Truncated
from dragoman.fetch.network import Backend, Deadline, GuardedTransport
from dragoman.fetch.refusal import NotFetched
from dragoman.fetch.robots import Robots

AGENT = "dragoman"
_OK, _NOT_MODIFIED = 200, 304
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NO_TEXT = ("video/", "audio/", "image/", "font/")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of servers and taken from them.

    Attributes:
        seconds: for an answer, from the request to its last byte.
        size: bytes of an answer.
        redirects: followed for one address.
        pause: seconds between two requests to one host; a longer one that its robots.txt asks for
            is kept instead.
    """

    seconds: float = 60.0
    size: int = 16 << 20
    redirects: int = 5
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        url: that was asked for.
        final: that answered, after redirects.
        status: 200, or 304 where an earlier answer still holds.
        headers: names in lower case.
        body: as it came, content encoding and all.
    """

    url: str
    final: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Fetcher:
    """Fetches addresses one after another; to be closed, or used in a `with` block.

    Args:
        archive: takes every answer, also those that are refused; None keeps nothing.
        limits: of time, size and so on.
        allow_private: whether addresses of this machine and of local networks may be fetched.
        sleep: waits; time.sleep but in tests.
    """

    def __init__(
        self,
        archive: Archive | None = None,
        limits: Limits | None = None,
        *,
        allow_private: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._archive = archive
        self._limits = limits or Limits()
        self._sleep = sleep
        self._deadline = Deadline()
        backend = Backend(self._deadline, allow_private=allow_private)
        self._client = httpx.Client(
            transport=GuardedTransport(backend),
            headers={
                "user-agent": f"{AGENT}/{version('dragoman')} (reads news for its user)",
                "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
                "accept-encoding": "gzip, deflate",
            },
            timeout=self._limits.seconds,
            trust_env=False,
        )
        self._robots = Robots(AGENT, lambda url: self._follow(url, {}, polite=False).body)
        self._last: dict[str, float] = {}  # when each host was last asked

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Fetches an address, following redirects.

        Args:
            url: an http or https address.
            headers: to be sent along, e.g. `if-none-match`.

        Raises:
            NotFetched: it is not allowed, not reachable, not answered with success, or beyond the
                limits. What came of it is in the archive all the same.
        """
        return self._follow(url, headers or {}, polite=True)

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _follow(self, url: str, headers: Mapping[str, str], *, polite: bool) -> Answer:
        here, seen = _parsed(url), set[httpx.URL]()
        while True:
            seen.add(here)
            if polite:
                self._wait(here)
            answer = self._once(here, headers)
            target = answer.headers.get("location")
            if answer.status in (_OK, _NOT_MODIFIED):
                return Answer(url, str(here), answer.status, answer.headers, answer.body)
            if answer.status not in _REDIRECTS or not target:
                raise NotFetched("F007", str(answer.status))
            here = _parsed(target, here)
            if here in seen:
                raise NotFetched("F004", "they go in a circle")
            if len(seen) > self._limits.redirects:
                raise NotFetched("F004", f"there are more than {self._limits.redirects}")

    def _wait(self, url: httpx.URL) -> None:
        """Waits until the host may be asked again; refuses what its robots.txt forbids."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        pause = max(self._limits.pause, self._robots.check(origin, str(url)))
        now = time.monotonic()
        ready = self._last.get(url.host, now - pause) + pause
        if ready > now:
            self._sleep(ready - now)
        self._last[url.host] = max(now, ready)

    def _once(self, url: httpx.URL, headers: Mapping[str, str]) -> Answer:
        """One request and its answer, whatever the status."""
        self._deadline.start(self._limits.seconds)
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as response:
                return self._taken(url, response)
        except httpx.TimeoutException as error:
            raise NotFetched("F006", f"{self._limits.seconds:g} seconds") from error
        except httpx.HTTPError as error:
            raise NotFetched("F001", str(error) or type(error).__name__) from error

    def _taken(self, url: httpx.URL, response: httpx.Response) -> Answer:
        """The answer with its body, which goes into the archive as far as it came."""
        body, server = bytearray(), _server(response)
        refusal: NotFetched | None = None
        truncated: Truncated | None = None
        try:
            self._take(response, body)
        except httpx.TimeoutException:
            refusal, truncated = NotFetched("F006", f"{self._limits.seconds:g} seconds"), "time"
        except httpx.HTTPError as error:
            refusal, truncated = NotFetched("F009", str(error)), "disconnect"
        except NotFetched as raised:
            refusal, truncated = raised, "length" if body else "unspecified"
        if self._archive is not None:
            _keep(self._archive, url, response, bytes(body), server, truncated)
        if refusal:
            raise refusal
        stated = {name.lower(): value for name, value in response.headers.items()}
        stated.pop("transfer-encoding", None)  # httpx has taken it off
        return Answer(str(url), str(url), response.status_code, stated, bytes(body))

    def _take(self, response: httpx.Response, body: bytearray) -> None:
        """Reads the body.

        Raises:
            NotFetched: it is no text (R002) or too large (F005).
        """
        kind = response.headers.get("content-type", "").strip().lower()
        if kind.startswith(_NO_TEXT):
            raise NotFetched("R002", kind)
        most, stated = self._limits.size, response.headers.get("content-length", "")
        if stated.isdecimal() and int(stated) > most:
            raise NotFetched("F005", f"{most >> 20} MiB")
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > most:
                del body[most:]
                raise NotFetched("F005", f"{most >> 20} MiB")


def _keep(
    archive: Archive,
    url: httpx.URL,
    response: httpx.Response,
    body: bytes,
    server: str | None,
    truncated: Truncated | None,
) -> None:
    status = f"{response.http_version} {response.status_code} {response.reason_phrase}".strip()
    archive.put(
        str(url),
        status.encode("ascii", "replace"),
        response.headers.raw,
        body,
        address=server,
        truncated=truncated,
    )


def _server(response: httpx.Response) -> str | None:
    """The IP address that answers, as long as the connection is open."""
    stream = response.extensions.get("network_stream")
    address = stream.get_extra_info("server_addr") if stream is not None else None
    return str(address[0]) if address else None


def _parsed(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """The address, seen from the one that refers to it, without its fragment.

    Raises:
        NotFetched: it is no address of a web page (F008).
    """
    try:
        parsed = (base.join(url) if base else httpx.URL(url)).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise NotFetched("F008", str(error)) from error
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
        raise NotFetched("F008", f"it begins with {parsed.scheme or 'nothing'}:")
    return parsed
