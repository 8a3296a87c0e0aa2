"""Blocks that a heading opens in a page: other stories, comments, forms; and where each ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from dragoman.model import LineRole
from dragoman.read.rows import Row, limits
from dragoman.read.rules import rules


def blocks(rows: Sequence[Row], likely: Sequence[float] | None) -> list[LineRole | None]:
    """For each row, the role that the block it lies in gives it; None outside of blocks.

    Comment forms and "Most read" run to the page's end, but only once enough of the article has
    been seen: the same words stand in the bars above an article. Other blocks end at prose, so do
    those whose heading is strewn over the article, and every block where the classifier is sure
    that the article goes on, surer if it goes on with another line than a paragraph.

    Args:
        rows: of one text.
        likely: how likely each is the article's; None where nobody was asked.
    """
    bounds: dict[str, float] = rules("lines")["likely"]
    sure = {True: bounds["resumes"], False: bounds["resumes_anyhow"]}
    total = sum(len(row.words) for row in rows if row.prose)
    strewn = _strewn(rows)
    seen, opener, closes = 0, None, "end"
    found: list[LineRole | None] = []
    for i, row in enumerate(rows):
        if opener and closes == "prose" and _resumes(rows, i):
            opener = None
        if opener and likely and likely[i] >= sure[row.prose and opener.opens == "teaser"]:
            opener = None
        if (
            row.rule
            and row.rule.opens
            and (opener is None or closes == "prose" or row.rule.until == "end")
        ):
            enough = total > 0 and seen >= row.rule.share * total and i not in strewn
            if enough or opener is None:
                opener, closes = row.rule, (row.rule.until or "prose") if enough else "prose"
        found.append(opener.opens if opener else None)
        if opener is None and row.prose:
            seen += len(row.words)
    return found


def _strewn(rows: Sequence[Row]) -> set[int]:
    """The headings of other stories that recur word for word, paragraphs between all of them.

    "Check also" stands once above the teasers at a page's end, or again and again inside an article
    that goes on below each of them.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row.rule and row.rule.opens == "teaser":
            places[row.text.casefold()].append(i)
    return {
        i
        for same in places.values()
        if len(same) > 1 and all(_holds_prose(rows[a + 1 : b]) for a, b in pairwise(same))
        for i in same
    }


def _holds_prose(rows: Sequence[Row]) -> bool:
    return any(_resumes(rows, i) for i in range(len(rows)))


def _resumes(rows: Sequence[Row], i: int) -> bool:
    """Whether the article goes on at row `i`: whole sentences, enough of them, not cut off."""
    if not rows[i].prose or rows[i].text.endswith(("…", "...")):
        return False
    following = [row for row in rows[i : i + 3] if row.prose]
    return sum(len(row.words) for row in following) >= limits()["resume_words"]
