"""Search: reports by their words, ranked, with the words that matched; narrowed by facets.

Ranked by BM25 (Robertson and Zaragoza 2009), without its regard to length since news reports are
of a kind, and with words of a headline counted three times. All words must occur.
"""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

from dragoman.dossier.shelf.shelf import Page, Row, Shelf

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 12
_LONGEST = 40  # characters of a word; no word of a language is longer
FACETS: Final = ("outlet", "month", "language")
_FACET = {
    "outlet": "coalesce(outlet, '')",
    "month": "coalesce(strftime(published_from, '%Y-%m'), '')",
    "language": "coalesce(language, '')",
}
# A word's weight is its rarity; a report's share of it is dampened.
_RANKED = """
    WITH asked AS (SELECT unnest($words) AS asked), hit AS (
        SELECT asked, word.place, sum(times) + 2 * count_if(word.title) AS times
        FROM asked JOIN shelf.word ON word.word = asked
        GROUP BY asked, word.place
    ), rarity AS (
        SELECT asked, ln(1 + (n_reports - count(*) + 0.5) / (count(*) + 0.5)) AS weight
        FROM hit, (SELECT count(*) AS n_reports FROM shelf.report_card)
        GROUP BY asked, n_reports
    ), ranked AS (
        SELECT hit.place, sum(weight * 2.2 * times / (times + 1.2)) AS score
        FROM hit JOIN rarity USING (asked)
        GROUP BY hit.place HAVING count(*) = len($words)
    )
    SELECT card.*, score FROM ranked JOIN shelf.report_card AS card USING (place)
"""


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: words that must all occur, and a value for any of `FACETS`.

    `words` are folded: lower case, without accents. An empty value of a facet asks for reports
    that have none.
    """

    words: tuple[str, ...]
    facets: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, text: str, **facets: str | None) -> Query:
        """The query for what a user typed; no more than twelve words of it."""
        found = [word[:_LONGEST] for word in _WORD.findall(folded(text))]
        chosen = [(name, facets[name]) for name in FACETS if facets.get(name) is not None]
        return cls(tuple(dict.fromkeys(found))[:_MOST_WORDS], tuple(chosen))  # type: ignore[arg-type]


def folded(text: str) -> str:
    """Lower case without accents; as long as `text` only where it has none to lose."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


def search(shelf: Shelf, query: Query, *, number: int = 1, size: int = 20) -> Page:
    """A page of reports that have all the words, best first; each with its `score`."""
    if not query.words:
        return Page([], number, size, 0)
    sql, values = _question(query)
    return shelf.page(sql, values, number=number, size=size, order="score DESC, place")


def facets(shelf: Shelf, query: Query, most: int = 12) -> dict[str, list[Row]]:
    """For each facet, how many matching reports have each value; its own choice left open."""
    found: dict[str, list[Row]] = {}
    for name in FACETS if query.words else ():
        others = Query(query.words, tuple(f for f in query.facets if f[0] != name))
        sql, values = _question(others)
        found[name] = shelf.rows(
            f"SELECT {_FACET[name]} AS value, count(*) AS n FROM ({sql}) GROUP BY 1 "
            f"ORDER BY {'value' if name == 'month' else 'n DESC, value'} LIMIT {most}",
            values,
        )
    return found


def _question(query: Query) -> tuple[str, dict[str, Any]]:
    conditions = [f"{_FACET[name]} = ${name}" for name, _ in query.facets]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"{_RANKED}{where}", {"words": list(query.words), **dict(query.facets)}
