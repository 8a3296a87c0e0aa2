"""Connections that go to public addresses only, and end when their time is up.

The address is checked where the connection is made, so that neither a redirect nor a name that
changes its address between a check and its use can lead into a private network.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import httpcore
import httpx

from dragoman.fetch.refusal import NotFetched

SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)


class Deadline:
    """When the answer that is waited for must be there, in seconds of `clock`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = 0.0

    def start(self, seconds: float) -> None:
        """Gives so many seconds from now."""
        self._end = self._clock() + seconds

    def left(self, most: float | None) -> float:
        """How long one step may take, given its own limit.

        Raises:
            httpcore.ReadTimeout: the time is up.
        """
        rest = self._end - self._clock()
        if rest <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return rest if most is None else min(rest, most)


class GuardedTransport(httpx.HTTPTransport):
    """httpx's transport, whose connections are made by `Backend`.

    Proxies of the environment are not used: behind one, whose address is reached is out of sight.
    """

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=backend, max_connections=4
        )


class Backend(httpcore.NetworkBackend):
    """Opens connections to checked addresses.

    Args:
        deadline: holds for every step of a connection.
        allow_private: whether addresses of this machine and of local networks are allowed too.
    """

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers, all of them being public.

        Raises:
            NotFetched: the host has a private address (F003).
            httpcore.ConnectError: it has none, or none answers.
        """
        failure: Exception | None = None
        for address in self._checked(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._deadline)
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known") from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        private = [each for each in addresses if not is_public(each)]
        if private and not self._allow_private:
            raise NotFetched("F003", host if host in private else f"{host} is {private[0]}")
        return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet's."""
    parsed: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address):
        parsed = parsed.ipv4_mapped or parsed.sixtofour or parsed
    return parsed.is_global and not parsed.is_multicast


class _Timed(httpcore.NetworkStream):
    """A connection every step of which ends with the deadline, however slowly bytes drip."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes; none at the end."""
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends the bytes."""
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Closes the connection."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The connection, encrypted; the certificate is that of the name, not of the address."""
        left = self._deadline.left(timeout)
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 -- as in httpcore
        """Facts about the connection."""
        return self._inner.get_extra_info(info)
