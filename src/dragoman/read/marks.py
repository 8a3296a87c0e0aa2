"""Where a page prints whose it is: masthead, breadcrumbs, page title, footer, datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.knowledge import World
from dragoman.model import Line, Span
from dragoman.read.datelines import Dateline, dateline
from dragoman.read.dates.printed import find_dates
from dragoman.read.named import agency_called, pieces
from dragoman.read.rules import rules

_WORD = r"[\w’'&.+-]*\w"
# The first letter is a capital or a digit, or the name has a capital inside, as i24NEWS has.
_NAME = rf"(?-i:[^\W_a-z]{_WORD}|[a-z]+\d*[A-Z]{_WORD})"
NAME = rf"{_NAME}(?: (?:{_NAME}|(?-i:of|the|del|de|di|du|der|and|&))){{0,5}}"
_SPLIT = re.compile(r"\s*[»›>▶►|·•]\s*|\s+[/–—:-]+\s+|\s{2,}|,\s")
_URL = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
_MOST_WORDS = 6
_TITLE_WORDS = 3
_SIGNS = " \t-–—|·:»›•"


@dataclass(frozen=True, slots=True)
class Mark:
    """A name where an outlet's name is printed, and how much that says."""

    name: str
    span: Span
    score: float
    why: str


def page_marks(text: str, lines: Sequence[Line], world: World) -> list[Mark]:
    """Every mark of the page's own name in the lines around the article, in order.

    Lines of credits name others, and other stories' lines only count by their dateline.
    """
    readable = [i for i, line in enumerate(lines) if line.role in ("title", "body", "caption")]
    if not readable:
        return []
    found: list[Mark] = []
    for i, line in enumerate(lines):
        head, tail = i < readable[0], i > readable[-1]
        if line.role == "teaser":
            found += _teaser(text, line, world)
        if line.role in ("furniture", "teaser", "date", "other-language"):
            found += _wording(text, line, world)
        if line.why in rules("outlets")["buttons"]:
            continue
        if line.role in ("furniture", "date") and (head or tail):
            found += _names(text, line, world, head=head)
    found += _page_title(text, lines)
    found += list(_by_domain(text, lines, found, world))
    return sorted(found, key=lambda mark: mark.span)


def _wording(text: str, line: Line, world: World) -> Iterator[Mark]:
    """Marks that the line's wording makes sure: copyright, cookies, "Read more from X"."""
    for match, score, why in _worded(line.span.of(text)):
        name, start = match["name"], line.span.start + match.start("name")
        notice = rules("outlets")["scores"]["agency_notice"]  # of what others print of an agency
        worth = notice if agency_called(name, world) else score
        yield Mark(name, Span(start, start + len(name)), worth, why)


def named_by_wording(line: str) -> list[str]:
    """The names that a line's wording makes sure to be the site's, such as "© 2019 NAME"."""
    return [match["name"] for match, _, _ in _worded(line)]


def _worded(line: str) -> Iterator[tuple[re.Match[str], float, str]]:
    for pattern, score, why in _wordings():
        match = pattern.search(line)
        if match and not is_generic(match["name"]) and re.search(r"[^\W\d_]", match["name"]):
            yield match, score, why


@cache
def _wordings() -> list[tuple[re.Pattern[str], float, str]]:
    return [
        (re.compile(raw["pattern"].replace("NAME", NAME), re.IGNORECASE), raw["score"], raw["why"])
        for raw in rules("outlets")["mark"]
    ]


def _names(text: str, line: Line, world: World, *, head: bool) -> Iterator[Mark]:
    """The parts of a short line above or below the article that look like a name."""
    scores = rules("outlets")["scores"]
    for piece in pieces(text, line.span, _SPLIT):
        name = piece.of(text).rstrip("+")
        span = Span(piece.start, piece.start + len(name))
        words = name.split()
        if not re.fullmatch(NAME, name) or len(words) > _MOST_WORDS or is_generic(name):
            continue
        if find_dates(text, span):
            continue
        own_words = _has_name_word(words)
        if _is_known(name, world) and (len(words) > 1 or head):
            yield Mark(name, span, scores["known"], "a known outlet, beside the article")
        whole = span.end - span.start >= line.span.end - line.span.start - 1
        first = not text[: span.start].strip() and len(words) > 1
        if first and words[0].casefold() not in rules("outlets")["pixels"]:
            yield Mark(name, span, scores["first"], "the first words of the page")
        if head and (whole or own_words):
            yield Mark(name, span, scores["masthead"], "above the article")
        elif not head and whole:
            yield Mark(name, span, scores["footer"], "below the article")
        if own_words:
            yield Mark(name, span, scores["name_word"], "has a word of outlets' names")


def _has_name_word(words: Sequence[str]) -> bool:
    """Whether a name begins or ends as papers' names do: "Quay Ledger", "Quay News Agency"."""
    ends = {words[0].casefold(), words[-1].casefold(), " ".join(words[-2:]).casefold()}
    return len(words) > 1 and not ends.isdisjoint(rules("outlets")["name_words"])


def _is_known(name: str, world: World) -> bool:
    """Whether a name is surely a known outlet's."""
    return any(name not in known.ambiguous for known in world.lookup(name, "outlet"))


def _page_title(text: str, lines: Sequence[Line]) -> Iterator[Mark]:
    """What a page's title holds beside the headline: "NAME - headline"."""
    title = next((line.span.of(text) for line in lines if line.role == "title"), "")
    for line in lines:
        exact = line.span.of(text)
        if line.role != "furniture" or len(title.split()) < _TITLE_WORDS:
            continue
        if title not in exact or title == exact:
            continue
        at = exact.index(title)
        rest = exact[:at] or exact[at + len(title) :]
        start = line.span.start + (0 if at else len(title))
        for pixel in rules("outlets")["pixels"]:
            rest = re.sub(rf"(?i)\b{pixel}\b", lambda m: " " * len(m[0]), rest)
        name = rest.strip(_SIGNS)
        parted = rest.rstrip() != rest.rstrip(_SIGNS) or rest.lstrip() != rest.lstrip(_SIGNS)
        if parted and re.fullmatch(NAME, name) and not is_generic(name):
            start += rest.index(name)
            score = rules("outlets")["scores"]["page_title"]
            yield Mark(name, Span(start, start + len(name)), score, "in the page's title")


def _by_domain(
    text: str, lines: Sequence[Line], marks: Sequence[Mark], world: World
) -> Iterator[Mark]:
    """Addresses of the page: a known outlet's, or one that spells a name found elsewhere."""
    scores = rules("outlets")["scores"]
    for line in lines:
        if line.role not in ("furniture", "byline") or not (
            match := _URL.search(line.span.of(text))
        ):
            continue
        span = Span(line.span.start + match.start(1), line.span.start + match.end(1))
        if known := world.outlet_by_domain(match[1]):
            yield Mark(known.name, span, scores["known_address"], "address of a known outlet")
            continue
        labels = {squash(label) for label in match[1].split(".")}
        for name in dict.fromkeys(mark.name for mark in marks):
            if not labels.isdisjoint((squash(name), squash(bare(name)))):
                yield Mark(name, span, scores["domain"], "spelt by the page's address")


def _teaser(text: str, line: Line, world: World) -> Iterator[Mark]:
    """The agency before another story of the site: "Tehran, SANA- …", "LEVANT WIRE – …"."""
    found = dateline(text, line.span, world)
    if found and found.agency and (found.alone or found.place):
        name = found.agency.of(text)
        sure = " " in name or _is_known(name, world)  # not a heading in capitals
        score = rules("outlets")["scores"]["teaser_dateline" if sure else "name_dateline"]
        yield Mark(name, found.agency, score, "before another story of the site")


def dateline_mark(text: str, found: Dateline) -> Mark | None:
    """What the article's own dateline says about who published it."""
    if not found.agency:
        return None
    scores = rules("outlets")["scores"]
    bracketed = text[max(0, found.agency.start - 1)] in "(/"
    kind = "name" if found.alone else "credit" if bracketed else "agency"
    return Mark(found.agency.of(text), found.agency, scores[f"{kind}_dateline"], "dateline")


def is_generic(name: str) -> bool:
    """Whether a name is a section's or a page part's."""
    return name.casefold().strip(" .:") in rules("outlets")["generic"]


def bare(name: str) -> str:
    """A name without its article: "The Quay Ledger" is "Quay Ledger"."""
    return re.sub(r"(?i)^the\s+", "", name)


def squash(name: str) -> str:
    """A name as a domain spells it: "The Iran Project" gives "theiranproject"."""
    return re.sub(r"[\W_]+", "", name.casefold())
