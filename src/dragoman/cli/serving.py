"""The command that serves a dossier to a browser."""

from __future__ import annotations

import errno
from typing import Annotated

import typer

from dragoman.cli.app import app, examples
from dragoman.cli.errors import Refused, talk
from dragoman.cli.options import DossierPath
from dragoman.show.safe import inert


@app.command(
    epilog=examples(
        "dragoman serve affair.duckdb",
        "dragoman serve affair.duckdb --port 0 --open",
        "dragoman serve affair.duckdb --review --as Ann",
        'dragoman serve affair.duckdb --review --as "Ada Moss"',
    )
)
def serve(
    dossier: DossierPath,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Listen there; anybody who reaches it can read.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="Listen at this port; 0 takes any.")
    ] = 8321,
    known_as: Annotated[
        list[str] | None,
        typer.Option("--known-as", metavar="NAME", help="Answer under this host name too."),
    ] = None,
    review: Annotated[
        bool, typer.Option("--review", help="Serve the pages where doubtful pairs are judged.")
    ] = False,
    reviewer: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", envvar="DRAGOMAN_NAME", help="Who judges there."),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the pages in a browser.")] = False,
) -> None:
    """Serves the dossier as web pages, on this machine and read-only, until interrupted."""
    if review and not reviewer:
        raise Refused("U021", "--review")
    from dragoman.web import serve as serve_pages  # noqa: PLC0415 -- a server takes a second to load

    def ready(address: str) -> None:
        talk().print(f"{inert(str(dossier))}: {address} (Ctrl-C ends)")
        if open_:
            typer.launch(address)

    try:
        serve_pages(
            dossier,
            host=host,
            port=port,
            hosts=tuple(known_as or ()),
            reviewer=reviewer if review else None,
            ready=ready,
        )
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
            raise Refused("U020", f"{host}:{port}", error.strerror or str(error)) from error
        raise
    except KeyboardInterrupt:
        talk().print("Ended.")
