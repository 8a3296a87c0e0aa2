"""Bytes to reports: decoding, the article and the roles of its lines, outlet, date, language."""

from dragoman.read.inputs import (
    ROW_FIELDS,
    Entry,
    Feed,
    Found,
    Listed,
    Reading,
    Response,
    Unreadable,
    list_inputs,
    read_entry,
    read_feed,
    read_found,
    read_inputs,
    read_list,
    read_response,
    without_doubles,
)
from dragoman.read.report import Source, read_text
from dragoman.read.stated import Stated, parse_published

__all__ = [
    "ROW_FIELDS",
    "Entry",
    "Feed",
    "Found",
    "Listed",
    "Reading",
    "Response",
    "Source",
    "Stated",
    "Unreadable",
    "list_inputs",
    "parse_published",
    "read_entry",
    "read_feed",
    "read_found",
    "read_inputs",
    "read_list",
    "read_response",
    "read_text",
    "without_doubles",
]
