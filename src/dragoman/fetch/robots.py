"""What a site's robots.txt allows (RFC 9309), asked once a site and run."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from dragoman.fetch.refusal import NotFetched

_LONGEST = 500 << 10  # bytes of a robots.txt that must be obeyed, by RFC 9309
_LONGEST_DELAY = 30.0  # seconds; sites that ask for more between two pages mean crawlers of all


class Robots:
    """The rules of every site met.

    Args:
        agent: the name that rules are looked up for.
        get: fetches a robots.txt; raises `NotFetched`, with F007 and the status where the server
            answered something else.
    """

    def __init__(self, agent: str, get: Callable[[str], bytes]) -> None:
        self._agent = agent
        self._get = get
        self._rules: dict[str, Protego | NotFetched] = {}

    def check(self, origin: str, url: str) -> float:
        """Seconds the site wants between two requests; 0 where it says nothing.

        Args:
            origin: scheme, host and port, e.g. `https://news.example`.
            url: the address to be fetched there.

        Raises:
            NotFetched: the site forbids it, or its server fails to say what it forbids, which
                RFC 9309 takes for a full stop (both F002); or it cannot be reached at all.
        """
        if origin not in self._rules:
            self._rules[origin] = self._read(origin)
        rules = self._rules[origin]
        if isinstance(rules, NotFetched):
            raise NotFetched(rules.code, rules.detail)
        if not rules.can_fetch(url, self._agent):
            raise NotFetched("F002", f"{origin}/robots.txt")
        return min(float(rules.crawl_delay(self._agent) or 0), _LONGEST_DELAY)

    def _read(self, origin: str) -> Protego | NotFetched:
        """The rules of a site, none where it has no robots.txt, or why they cannot be had."""
        try:
            raw = self._get(f"{origin}/robots.txt")
        except NotFetched as refusal:
            if refusal.code != "F007":
                return refusal
            if refusal.detail < "500":
                return Protego.parse("")
            return NotFetched("F002", f"{origin}/robots.txt is answered with {refusal.detail}")
        return Protego.parse(raw[:_LONGEST].decode("utf-8", "replace"))
