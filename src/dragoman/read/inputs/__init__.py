"""From paths to reports, one file a format; what cannot be read becomes a problem."""

from dragoman.read.inputs.corpus import list_inputs, read_found, read_inputs, without_doubles
from dragoman.read.inputs.feeds import Entry, Feed, read_entry, read_feed
from dragoman.read.inputs.files import Found
from dragoman.read.inputs.lists import Listed, read_list
from dragoman.read.inputs.response import Response, read_response
from dragoman.read.inputs.rows import ROW_FIELDS
from dragoman.read.inputs.shared import Reading, Unreadable

__all__ = [
    "ROW_FIELDS",
    "Entry",
    "Feed",
    "Found",
    "Listed",
    "Reading",
    "Response",
    "Unreadable",
    "list_inputs",
    "read_entry",
    "read_feed",
    "read_found",
    "read_inputs",
    "read_list",
    "read_response",
    "without_doubles",
]
