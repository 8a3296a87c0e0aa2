"""Which line of a page's head is the headline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.read.rules import rules

_STEM = 5  # letters; enough that "cooperate" meets "cooperation" and "Iran" meets "Iranian"
_PAGE_TITLE_WITHIN = 3  # scrapers put a page's <title> first; later repeats are menu entries
_LEAST_WORDS = 3  # of a headline; shorter lines inside a title are names of sections


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that no rule speaks about, with its index among the text's lines."""

    index: int
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The line that is the headline (None where there is none), and lines that repeat it."""

    index: int | None
    why: str
    repeats: frozenset[int] = field(default_factory=frozenset)


def choose_title(
    head: Sequence[Candidate], first: int, known: str | None, prose: Iterable[str]
) -> Heading:
    """The headline among the lines up to the article's first.

    A line that is the known title; the line that an earlier one, the page's title, repeats with
    the site's name; else the first of those that share most words with the article.

    Args:
        head: unruled lines, in order, the article's first one among them.
        first: the index of the article's first line.
        known: the title as stated or as the page's metadata give it.
        prose: the words of the article.
    """
    if known and (heading := _known(head, known)):
        return heading
    if heading := _repeated(head):
        return heading
    low, high = rules("lines")["limits"]["title_words"]
    above = [c for c in head if c.index < first and low <= len(c.words) <= high]
    whole = [c for c in above if not _is_breadcrumb(c.text)] or above
    if not whole:
        return _question(head, first)
    stems = _stems(prose)
    shared = {c.index: len(_stems(c.words) & stems) for c in whole}
    best = max(shared.values())
    if best == 0:
        longer = [c for c in whole if len(c.words) >= 3] or whole
        return Heading(longer[-1].index, "the last heading above the article")
    chosen = next(c for c in whole if 2 * shared[c.index] > best)
    return Heading(chosen.index, "a heading that shares its words with the article")


def _known(head: Sequence[Candidate], known: str) -> Heading | None:
    wanted = _folded(known)
    equal = [c.index for c in head if _folded(c.text) == wanted]
    return Heading(equal[0], "the known title", frozenset(equal[1:])) if equal else None


def _repeated(head: Sequence[Candidate]) -> Heading | None:
    """The headline that the page's title, one of the first lines, holds at its beginning or end."""
    for title in head[:_PAGE_TITLE_WITHIN]:
        whole = _folded(title.text)
        within = [
            line
            for line in head
            if line.index > title.index
            and len(line.words) >= _LEAST_WORDS
            and (whole.startswith(_folded(line.text)) or whole.endswith(_folded(line.text)))
        ]
        if within:
            found = max(within, key=lambda line: len(line.text))
            return Heading(found.index, "the page's title repeats it", frozenset({title.index}))
    return None


def _question(head: Sequence[Candidate], first: int) -> Heading:
    """A headline that ends like a sentence: the first line, short, a question or quotation."""
    line = next((c for c in head if c.index == first), None)
    if (
        line
        and len(head) == 1
        and len(line.words) <= 16
        and line.text.endswith(("?", "!", "’", "'"))
    ):
        return Heading(line.index, "a short question or quotation above the article")
    return Heading(None, "")


def _is_breadcrumb(text: str) -> bool:
    return any(mark in text for mark in rules("lines")["breadcrumb"]["separators"])


def _stems(words: Iterable[str]) -> set[str]:
    common = {*rules("languages")["english"], *rules("outlets")["name_words"]}
    folded = (word.casefold() for word in words)
    return {word[:_STEM] for word in folded if len(word) > 3 and word not in common}


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
