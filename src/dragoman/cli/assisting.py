"""The command that lets an assistant ask a dossier."""

from __future__ import annotations

from dragoman.assist.server import server
from dragoman.cli.app import app, examples
from dragoman.cli.errors import Refused
from dragoman.cli.options import DossierPath


@app.command(
    name="mcp",
    epilog=examples(
        "dragoman mcp affair.duckdb",
        "claude mcp add affair -- dragoman mcp affair.duckdb",
    ),
)
def serve_assistants(dossier: DossierPath) -> None:
    """Answers an assistant over standard input and output (Model Context Protocol).

    Read-only tools: search, event, who_said, conflicts, cite. Every answer carries report, span,
    quote and chain. Ends when the assistant does.
    """
    try:
        made = server(dossier)
    except ImportError as error:
        raise Refused("E002", "dragoman mcp", "mcp") from error
    made.run()
