"""Serving: the application under uvicorn, on this machine unless told otherwise."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import uvicorn

from dragoman.web import charts
from dragoman.web.app import application


def serve(
    path: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8321,
    hosts: tuple[str, ...] = (),
    reviewer: str | None = None,
    ready: Callable[[str], object] = str,
) -> None:
    """Serve the dossier at `path` until interrupted.

    Args:
        path: the dossier.
        host: the address to listen at.
        port: the port; 0 takes a free one.
        hosts: names besides localhost under which the pages may be asked for.
        reviewer: who judges on the review pages; None serves no such pages.
        ready: called with the address of the pages once somebody listens there.

    Raises:
        DossierError: the dossier cannot be opened.
        OSError: nothing can listen there.
    """
    with _listening(host, port) as listener:
        app = application(path, (*hosts, host), reviewer)
        # the script takes seconds to bundle: begun before anybody asks
        Thread(target=charts.script, daemon=True).start()
        name = f"[{host}]" if ":" in host else host
        ready(f"http://{name}:{listener.getsockname()[1]}/")
        config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
        uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()  # who asks between now and the server's first turn waits
    except OSError as error:
        listener.close()
        error.filename = f"{host}:{port}"
        raise
    return listener
