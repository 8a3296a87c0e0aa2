"""Exports of press databases, composed in the layouts of Nexis and Factiva, split into articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.model import Problem, Report
from dragoman.read import read_inputs

NEXIS = """                               1 of 2 DOCUMENTS


                              The Harbour Post

                            May 3, 2019 Friday
                              Late Edition - Final

Ministers sign ferry accord after
nine months of talks

BYLINE: By ANNA BERG

SECTION: Section A; Column 1; Foreign Desk; Pg. 1

LENGTH: 52 words

DATELINE: BERGEN, Norway

BODY:
   The transport ministers of the two countries signed an accord on
ferries on Friday.

   "We have waited for this for years," one of them told reporters in
the harbour.

LOAD-DATE: May 3, 2019

LANGUAGE: ENGLISH

                 Copyright 2019 The Harbour Post Company
                              All Rights Reserved


                               2 of 2 DOCUMENTS

                              Dock News

                            May 4, 2019 Saturday

Ferry strike ends

LENGTH: 20 words

The strike on the ferries ended on Saturday, the union said.

LOAD-DATE: May 4, 2019
"""
UNI = """Ministers sign ferry accord after nine months of talks

The Harbour Post
May 3, 2019 Friday

Copyright 2019 The Harbour Post Company All Rights Reserved
Section: Section A; Column 1; Pg. 1
Length: 52 words
Byline: ANNA BERG
Body

The transport ministers of the two countries signed an accord on ferries on Friday.

"We have waited for this for years," one of them told reporters in the harbour.

Graphic

PHOTO: The harbour.

Load-Date: May 3, 2019

End of Document

Ferry strike ends

Dock News
May 4, 2019 Saturday

Length: 20 words
Body

The strike on the ferries ended on Saturday, the union said.

Load-Date: May 4, 2019

End of Document
"""
FACTIVA = """Ministers sign ferry accord after nine months of talks
By ANNA BERG
52 words
3 May 2019
10:32
The Harbour Post
HARBP
English
(c) 2019 The Harbour Post

The transport ministers of the two countries signed an accord on ferries on Friday.

"We have waited for this for years," one of them told reporters in the harbour.

Document HARBP00020190503ef5300abc

Ferry strike ends
20 words
4 May 2019
Dock News
DOCK
English
Copyright 2019. All rights reserved.

The strike on the ferries ended on Saturday, the union said.

Document DOCK000020190504ef5400xyz
"""
CODED = """HD Ministers sign ferry accord
   after nine months of talks
BY By ANNA BERG
WC 52 words
PD 3 May 2019
SN The Harbour Post
SC HARBP
LA English
LP
The transport ministers of the two countries signed an accord on ferries on Friday.
TD
"We have waited for this for years," one of them told reporters in the harbour.
CO harb : Harbour AG
AN Document HARBP00020190503ef5300abc
HD
Ferry strike ends
PD
4 May 2019
SN
Dock News
LP
The strike on the ferries ended on Saturday, the union said.
AN
Document DOCK000020190504ef5400xyz
"""
MARKUP = "<html><body><div class='article enArticle'>{}</div></body></html>".format(
    "".join(f"<p>{line}</p>" for line in FACTIVA.splitlines() if line)
)
FIRST = (
    "Ministers sign ferry accord after nine months of talks\n\n"
    "The transport ministers of the two countries signed an accord on ferries on Friday.\n\n"
    '"We have waited for this for years," one of them told reporters in the harbour.'
)
SECOND = "Ferry strike ends\n\nThe strike on the ferries ended on Saturday, the union said."


def read(path: Path) -> tuple[list[Report], list[str]]:
    items = list(read_inputs([path]))
    return (
        [item for item in items if isinstance(item, Report)],
        [item.code for item in items if isinstance(item, Problem)],
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nexis.txt", NEXIS),
        ("uni.txt", UNI),
        ("factiva.txt", FACTIVA),
        ("coded.txt", CODED),
        ("factiva.html", MARKUP),
    ],
)
def test_an_export_is_split_with_what_it_says_of_each(
    tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    (first, second), codes = read(tmp_path / name)
    assert codes == []
    assert (first.text, second.text) == (FIRST, SECOND)
    assert [r.outlet.name for r in (first, second) if r.outlet] == ["The Harbour Post", "Dock News"]
    assert [r.published.when.first for r in (first, second)] == [
        date(2019, 5, 3),
        date(2019, 5, 4),
    ]
    assert (first.byline, second.byline) == ("ANNA BERG", None)
    assert [line.role for line in first.lines] == ["title", "body", "body"]
    if "nexis" not in name and "uni" not in name:
        assert first.path.endswith("#HARBP00020190503ef5300abc")


def test_an_article_without_text_is_told(tmp_path: Path) -> None:
    empty = "Only a title\nDock News\nMay 4, 2019\nLength: 20 words\nBody\n\nEnd of Document\n"
    (tmp_path / "x.txt").write_text(UNI + empty)
    reports, codes = read(tmp_path / "x.txt")
    assert len(reports) == 2
    assert codes == ["R031"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met.\n\nEnd of Document\n\nThey went home.",
        "He held up Document DOCK000020190504ef5400xyz for all to see.\n\nThey left.",
        "1 of 2 DOCUMENTS was found, the court heard.",
    ],
)
def test_a_report_that_only_looks_like_one_is_one_report(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.txt").write_text(text)
    (report,), _ = read(tmp_path / "x.txt")
    assert report.text == text


def test_an_article_of_which_only_the_outlet_is_left_is_told(tmp_path: Path) -> None:
    lost = "2 of 3 DOCUMENTS\n\n\nThe Harbour Post\n\n\n"
    file = tmp_path / "export.txt"
    file.write_text(NEXIS.replace("2 of 2 DOCUMENTS", f"{lost}3 of 3 DOCUMENTS"), encoding="utf-8")
    found = list(read_inputs([str(file)]))
    problems = [
        (one.code, one.path.rpartition("#")[2]) for one in found if isinstance(one, Problem)
    ]
    assert problems == [("R031", "2")]
    assert sum(isinstance(one, Report) for one in found) == 2
