"""HTML pages: the article, its captions and metadata, and pages that have none."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dragoman.model import Report
from dragoman.read import read_inputs
from dragoman.read.page import read_page

PARAGRAPHS = [
    "The transport ministers of the two countries signed an accord on ferries on Friday, ending "
    "a dispute over harbour dues that had closed the crossing for most of the winter.",
    "“We have waited for this for years,” one of them told reporters in the harbour, where a "
    "crowd of several hundred people had gathered since the early hours of the morning.",
    "Work on the quay begins in June, the ministry said, and the first boat is to leave before "
    "the end of the summer if the money that parliament promised arrives in time.",
]
PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}">
<title>Ministers sign ferry accord | The Dock Herald</title>
<meta property="og:title" content="Ministers sign ferry accord">
<meta property="og:site_name" content="The Dock Herald">
<meta property="og:url" content="https://dockherald.example/ferries">
<meta property="article:published_time" content="2019-05-03T09:30:00+02:00">
<meta name="author" content="Mara Quill">
<meta property="article:section" content="Region"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Ministers sign ferry accord</h1>
<figure><img src="a.jpg"><figcaption>The ministers on the quay of Rum.</figcaption></figure>
{body}</article>
<aside><h3>Most read</h3><a href="/x">Fog halts trams</a></aside>
<footer>© 2019 The Dock Herald</footer></body></html>"""


def read_one(path: Path, content: bytes) -> tuple[Report, list[str]]:
    path.write_bytes(content)
    report, *problems = read_inputs([path])
    assert isinstance(report, Report)
    return report, [getattr(problem, "code", "report") for problem in problems]


def page(charset: str = "utf-8") -> str:
    return PAGE.format(charset=charset, body="".join(f"<p>{text}</p>" for text in PARAGRAPHS))


def test_a_page_gives_its_article_and_nothing_else(tmp_path: Path) -> None:
    report, problems = read_one(tmp_path / "a.html", page().encode())
    assert not problems
    shown = [(line.role, line.span.of(report.text)) for line in report.lines]
    assert shown == [
        ("title", "Ministers sign ferry accord"),
        ("caption", "The ministers on the quay of Rum."),
        *(("body", text) for text in PARAGRAPHS),
    ]


def test_metadata_name_outlet_date_address_and_writer(tmp_path: Path) -> None:
    report, _ = read_one(tmp_path / "a.html", page().encode())
    assert report.outlet is not None
    assert report.outlet.name == "The Dock Herald"
    assert report.published.how == "metadata"
    assert report.published.when.first == report.published.when.last == date(2019, 5, 3)
    assert report.url == "https://dockherald.example/ferries"
    assert report.byline == "Mara Quill"
    assert report.section == "Region"
    assert report.title == "Ministers sign ferry accord"


def without_site(title: str, footer: str) -> str:
    """The page with another title and footer, and no word of whose it is in its metadata."""
    html = re.sub(r"<title>.*?</title>", f"<title>{title}</title>", page())
    html = re.sub(r"<footer>.*?</footer>", f"<footer>{footer}</footer>", html)
    html = html.replace('<meta property="og:site_name" content="The Dock Herald">', "")
    return html.replace('<meta property="og:url" content="https://dockherald.example/ferries">', "")


@pytest.mark.parametrize(
    ("title", "footer", "outlet"),
    [
        (
            "Ministers sign ferry accord | The Dock Herald",
            "© 2019 The Dock Herald",
            "The Dock Herald",
        ),
        ("Dock Herald – Region – Ministers sign ferry accord", "© Dock Herald", "Dock Herald"),
        ("Ministers sign ferry accord | Harbours", "© 2019 The Dock Herald", None),
        ("Ministers sign ferry accord | The Dock Herald", "Imprint", None),
        ("Ministers sign ferry accord | World", "© 2019 World", None),
    ],
)
def test_a_title_names_the_site_where_the_page_says_so_again(
    tmp_path: Path, title: str, footer: str, outlet: str | None
) -> None:
    report, _ = read_one(tmp_path / "a.html", without_site(title, footer).encode())
    assert (report.outlet and report.outlet.name) == outlet


def test_the_declared_charset_is_used(tmp_path: Path) -> None:
    report, problems = read_one(tmp_path / "a.htm", page("windows-1252").encode("cp1252"))
    assert "“We have waited" in report.text
    assert not problems


def test_a_page_without_an_article_is_kept_as_furniture(tmp_path: Path) -> None:
    content = b"<html><body><ul><li>Home</li><li>World</li></ul><p>Imprint</p></body></html>"
    report, problems = read_one(tmp_path / "menu.html", content)
    assert problems == ["R007"]
    assert {line.role for line in report.lines} == {"furniture"}


def test_a_page_without_a_suffix_is_known_by_its_look(tmp_path: Path) -> None:
    report, _ = read_one(tmp_path / "saved", page().encode())
    assert report.text.startswith("Ministers sign ferry accord\n\n")


@pytest.mark.parametrize(
    ("shown", "day"), [("03/05/2019", None), ("23/05/2019", 23), ("2019-05-03 03/05/2019", 3)]
)
def test_a_day_that_htmldate_may_have_the_wrong_way_round_is_not_taken(
    shown: str, day: int | None
) -> None:
    html = page().replace("</article>", f'<p class="date">{shown}</p></article>')
    plain = re.sub(r'<meta property="article:published_time"[^>]*>', "", html)
    marked = read_page(plain).metadata.dates.marked
    assert (marked.day if marked else None) == day
