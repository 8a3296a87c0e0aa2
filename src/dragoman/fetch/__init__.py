"""Fetch: addresses → answers, politely, within limits, and each kept as it came.

The only room that uses the network, and only for addresses that were given.
"""

from dragoman.fetch.archive import Archive, is_own
from dragoman.fetch.fetcher import Answer, Fetcher, Limits
from dragoman.fetch.refusal import NotFetched

__all__ = ["Answer", "Archive", "Fetcher", "Limits", "NotFetched", "is_own"]
