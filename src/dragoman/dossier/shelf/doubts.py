"""What a person should look at: weak links and conflicts, the most doubtful first."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.dossier.shelf.shelf import Row, Shelf

_AHEAD = 50  # pairs read beyond those just judged


def next_doubt(shelf: Shelf, judged: Collection[frozenset[str]], skip: int = 0) -> Row | None:
    """The next pair of claims to judge, None when there is none.

    Args:
        shelf: the dossier.
        judged: pairs of claims judged since the shelf was laid out; they are passed over.
        skip: how many more to pass over.

    Returns:
        `kind` (link or conflict), `about` (event or utterance), `left_claim`, `right_claim`,
        `event`, `score`, `why`.
    """
    rows = shelf.rows("FROM shelf.doubt ORDER BY place LIMIT ?", [len(judged) + skip + _AHEAD])
    open_ = [r for r in rows if frozenset((r["left_claim"], r["right_claim"])) not in judged]
    return open_[skip] if skip < len(open_) else None


def doubts(shelf: Shelf) -> int:
    """How many pairs there were to judge when the shelf was laid out."""
    return int(shelf.rows("SELECT count(*) AS n FROM shelf.doubt")[0]["n"])


def judgements(shelf: Shelf, most: int = 20) -> list[Row]:
    """The latest judgements that the dossier holds, the latest first."""
    return shelf.rows(
        "SELECT id, verdict, about, left_id, right_id, value, why, decided_by, decided_at, state "
        "FROM judgement ORDER BY ordinal DESC LIMIT ?",
        [most],
    )
