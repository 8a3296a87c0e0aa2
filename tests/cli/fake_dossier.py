"""A dossier without a file: three composed reports of one meeting, in the interface's shapes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from typer.testing import Result

from dragoman.dossier import Filter

Row = dict[str, Any]
Run = Callable[..., Result]

QUOTE = "The bridge will be open before the harvest."


def place(path: str, start: int, quote: str) -> Row:
    return {"path": path, "span": [start, start + len(quote)], "quote": quote}


def statement(
    number: int, path: str, outlet: str | None, start: int, quote: str, **fields: Any
) -> Row:
    return {
        "type": "claim",
        "id": f"c{number}",
        "kind": "direct",
        "speech": True,
        "deed": False,
        "speaker": ["Ada Moss"],
        "to": None,
        "via": [],
        "stance": "said",
        "polarity": "affirmed",
        "modality": "actual",
        "event": None,
        "report": {"id": f"r-{path}", "path": path, "outlet": outlet},
        "outlet": outlet,
        "score": 0.9,
        **place(path, start, quote),
        "evidence": [place(path, start, quote)],
        **fields,
    }


def meeting(text: str | None, first: str | None, last: str | None) -> Row:
    when = {"from": first, "to": last, "text": text, "anchor": "explicit" if first else "unknown"}
    return {
        "type": "CONSULT",
        "mode": "meet",
        "actors": [{"name": "Ada Moss", "span": [0, 4]}, {"name": "Karl Brandt", "span": [9, 15]}],
        "recipients": [],
        "place": "Lindau",
        "venue": None,
        "country": "DE",
        "when": when,
    }


def narrated(number: int, path: str, outlet: str | None, quote: str, event: Row) -> Row:
    return statement(
        number, path, outlet, 0, quote, kind="narrated", speech=False, speaker=[], event=event
    )


def side(claim: Row, value: str) -> Row:
    picked = {name: claim[name] for name in ("path", "span", "quote", "speaker", "via", "outlet")}
    return {"claim": claim["id"], "value": value, **picked}


def comparison(field: str, verdict: str, left: Row, right: Row, **fields: Any) -> Row:
    return {
        "type": "comparison",
        "id": f"{field}-{left['claim']}-{right['claim']}",
        "event": "e1",
        "field": field,
        "verdict": verdict,
        "rule": f"{field}.rule",
        "shared_origin": False,
        "left": left,
        "right": right,
        **fields,
    }


TOLD = narrated(
    1,
    "morning.txt",
    "The Morning",
    "Moss met Brandt in Lindau on 3 May",
    meeting("3 May", "2021-05-03", "2021-05-03"),
)
TOLD_TOO = narrated(
    2, "harbour.txt", None, "The two met on 4 May", meeting("4 May", "2021-05-04", "2021-05-04")
)
SAID = statement(3, "morning.txt", "The Morning", 60, QUOTE)
SAID_TOO = statement(
    4, "harbour.txt", None, 80, QUOTE, via=[{"name": "Lake Agency", "role": "agency", "span": None}]
)
ALONE = statement(
    5,
    "harbour.txt",
    None,
    200,
    "No toll was agreed",
    speaker=["Karl Brandt"],
    stance="denied",
    polarity="negated",
)
ELSEWHERE = statement(6, "weekly.txt", "The Weekly", 10, "Bridges take time", speaker=[])

EVENT: Row = {
    "type": "event",
    "id": "e1",
    "event_type": "CONSULT",
    "title": "Ada Moss and Karl Brandt meet in Lindau",
    "actors": ["Ada Moss", "Karl Brandt"],
    "recipients": [],
    "place": "Lindau",
    "venue": None,
    "country": "DE",
    "when": {"from": "2021-05-03", "to": "2021-05-03", "how": "explicit"},
    "status": "happened",
    "reports": [
        {"id": "r1", "path": "morning.txt", "outlet": "The Morning", "role": "main"},
        {"id": "r2", "path": "harbour.txt", "outlet": None, "role": "main"},
    ],
    "independent_sources": 2,
    "claims": ["c1", "c2", "c3", "c4", "c5"],
    "evidence": TOLD["evidence"] + TOLD_TOO["evidence"],
}
UNDATED_CLAIM = narrated(
    7, "weekly.txt", "The Weekly", "They met on a Tuesday", meeting("a Tuesday", None, None)
)
UNDATED: Row = {
    **EVENT,
    "id": "e2",
    "when": None,
    "reports": [{"id": "r3", "path": "weekly.txt", "outlet": "The Weekly", "role": "background"}],
    "independent_sources": 1,
    "claims": ["c7"],
    "evidence": UNDATED_CLAIM["evidence"],
}


def report(path: str, outlet: str | None, day: str | None) -> Row:
    return {
        "id": f"r-{path}",
        "path": path,
        "outlet": outlet and {"name": outlet, "evidence": []},
        "title": f"From {path}",
        "published": {"from": day, "to": day, "how": "printed" if day else "unknown"},
    }


PROBLEM = {
    "type": "problem",
    "path": "torn.html",
    "code": "R013",
    "stage": "read",
    "span": None,
    "what": "The page could not be parsed: cut short.",
    "remedy": "Save it again, or save its text.",
}


class FakeDossier:
    """Answers as a dossier does, from literals; `asked` remembers the filters it was given."""

    def __init__(self, **rows: list[Row]) -> None:
        self.asked: list[Filter | None] = []
        self.rows: dict[str, list[Row]] = copy.deepcopy(
            {
                "reports": [
                    report("morning.txt", "The Morning", "2021-05-04"),
                    report("harbour.txt", None, None),
                    report("weekly.txt", "The Weekly", "2021-05-09"),
                ],
                "events": [UNDATED, EVENT],
                "claims": [TOLD, TOLD_TOO, SAID, SAID_TOO, ALONE, ELSEWHERE, UNDATED_CLAIM],
                "conflicts": [
                    comparison(
                        "date", "conflict", side(TOLD, "2021-05-03"), side(TOLD_TOO, "2021-05-04")
                    ),
                    comparison("statement", "agree", side(SAID, QUOTE), side(SAID_TOO, QUOTE)),
                ],
                "problems": [PROBLEM],
                "copies": [],
                **rows,
            }
        )

    def __enter__(self) -> FakeDossier:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def _answer(self, kind: str, where: Filter | None) -> list[Row]:
        self.asked.append(where)
        return self.rows[kind]

    def reports(self) -> list[Row]:
        return self.rows["reports"]

    def counts(self) -> dict[str, int]:
        return {kind: len(rows) for kind, rows in self.rows.items()}

    def problems(self) -> list[Row]:
        return self.rows["problems"]

    def events(self, where: Filter | None = None) -> list[Row]:
        return self._answer("events", where)

    def claims(self, where: Filter | None = None) -> list[Row]:
        return self._answer("claims", where)

    def conflicts(self, where: Filter | None = None, *, all: bool = False) -> list[Row]:  # noqa: A002
        rows = self._answer("conflicts", where)
        return rows if all else [row for row in rows if row["verdict"] == "conflict"]

    def sources(self, where: Filter | None = None, *, copies: bool = False) -> list[Row]:
        return self._answer("copies" if copies else "sources", where)
