"""Outlet, republication, credits: what a page shows, and what it does not."""

from __future__ import annotations

import pytest

from dragoman.knowledge import load
from dragoman.model import Report, Span
from dragoman.read import Stated, read_text
from dragoman.read.datelines import dateline

BODY = """\
The transport ministers of the two countries signed an accord on ferries on Friday.

“We have waited for this for years,” one of them told reporters in the harbour.

Work on the quay begins in June, the ministry said.
"""
TITLE = "Ministers sign ferry accord after long talks"


def page(before: str = "", after: str = "", dateline: str = "", **stated: str) -> Report:
    text = f"{before}\n\n{TITLE}\n\n{dateline}{BODY}\n{after}\n"
    report, _ = read_text(text, stated=Stated(**stated))  # type: ignore[arg-type]
    assert report.title == TITLE
    for name in (report.outlet, report.republished_by, *report.credits):
        for span in name.evidence if name else ():
            assert 0 <= span.start < span.end <= len(text)
    return report


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The Quay Ledger", ""),
        ("THE QUAY LEDGER / DIPLOMACY", ""),
        ("Quay Ledger » Home » Region", ""),
        ("Live ▶  Quay Ledger - World", ""),
        (f"Quantcast The Quay Ledger - {TITLE}", ""),
        (f"{TITLE} | The Quay Ledger", ""),
        ("", "Read more from Quay Ledger:\n\nFog halts trams"),
        ("", "© 2019 Quay Ledger. All rights reserved."),
        ("", "Quay Ledger uses cookies to measure what you read."),
        ("", "The Quay Ledger\n\nhttps://www.quayledger.example"),
        ("", "Quay Ledger — About us — Contact"),
    ],
)
def test_the_places_where_a_page_prints_its_name(before: str, after: str) -> None:
    outlet = page(before, after).outlet
    assert outlet is not None
    assert outlet.name.casefold().removeprefix("the ") == "quay ledger"
    assert outlet.evidence


def test_an_unsigned_page_has_no_outlet() -> None:
    report = page("Home › World\n\n3 May 2019", "Source: News Agencies\n\nLeave a Reply")
    assert report.outlet is None
    assert [credit.name for credit in report.credits] == ["News Agencies"]


def test_an_agency_in_brackets_is_credited_and_not_the_outlet() -> None:
    report = page(dateline="TEHRAN (Reuters) – ")
    assert report.outlet is None
    assert [credit.name for credit in report.credits] == ["Reuters"]
    assert report.credits[0].id == "outlet:reuters"
    assert report.credits[0].evidence[0].of(report.text) == "Reuters"


@pytest.mark.parametrize(
    ("line", "evidence"),
    [
        ("By AFP", "AFP"),
        ("by AFP News", "AFP"),
        ("By Agence France-Presse", "Agence France-Presse"),
        ("By Ana Bell, AFP", "AFP"),
        ("AFP", "AFP"),
        ("AFP, Oslo", "AFP"),
        ("AFP - 14/06/2019", "AFP"),
        ("AFP | Updated: 2019-06-14 09:12", "AFP"),
        ("Ana Bell\nAFP", "AFP"),
        ("AFP, June 14.", "AFP"),
        ("AFP Staff", "AFP"),
    ],
)
def test_an_agency_between_title_and_article_is_credited(line: str, evidence: str) -> None:
    report = page(dateline=f"{line}\n\n")
    assert [credit.id for credit in report.credits] == ["outlet:afp"]
    assert [span.of(report.text) for span in report.credits[0].evidence] == [evidence]


@pytest.mark.parametrize(
    "line",
    [
        "(AFP)",
        "- AFP",
        "(AP, AFP, dpa)",
        "(With inputs from AFP)",
        "With additional reporting by AFP and dpa",
        "AFP contributed to this report.",
        "Reporting by AFP",
        "This story was provided by AFP.",
    ],
)
def test_an_agency_behind_the_article_is_credited(line: str) -> None:
    report = page(after=line)
    assert "outlet:afp" in [credit.id for credit in report.credits]


@pytest.mark.parametrize(
    ("dateline", "after"),
    [
        ("By Ana Bell\n\n", ""),
        ("", "Most read\n\nAFP\n\nReuters"),
        ("", "Photo: AFP"),
        ("", "Like us\n\nFollow us\n\nWrite to us\n\nAbout us\n\nAFP"),
        ("AFP said on Friday that ministers of the two countries had met in Oslo.\n\n", ""),
        ("AFP Moot Court of Quay Law School\n\n", ""),
    ],
)
def test_who_is_named_for_something_else_is_not_credited(dateline: str, after: str) -> None:
    assert not page(dateline=dateline, after=after).credits


def test_an_author_outside_the_text_is_credited_without_a_span() -> None:
    report = page(byline="AFP")
    assert [(credit.id, credit.evidence) for credit in report.credits] == [("outlet:afp", ())]


def test_an_agencys_notice_below_its_text_does_not_tell_who_printed_it() -> None:
    report = page(after="Copyright 2019 The Associated Press. All rights reserved.")
    assert report.outlet is None
    assert [credit.id for credit in report.credits] == ["outlet:ap"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("This article originally appeared on Quay Ledger.", "Quay Ledger"),
        ("Originally published by The Quay Ledger", "Quay Ledger"),
        ("Agencies", "Agencies"),
    ],
)
def test_a_line_that_says_where_a_text_is_from_names_it(line: str, name: str) -> None:
    assert [credit.name for credit in page(after=line).credits] == [name]


def test_a_menu_names_no_outlet() -> None:
    menu = "Home\n\nCompany News\n\nPress Releases\n\nOrder Now\n\nOur Services"
    assert (
        page(menu, f"{menu}\n\nPrivacy Policy — Terms\n\n© 2019 All Rights Reserved").outlet is None
    )


@pytest.mark.parametrize("head", ["FILE - ", "WATCH — ", "UPDATED – "])
def test_a_word_before_a_dash_may_be_no_dateline(head: str) -> None:
    report = page(dateline=head)
    assert report.outlet is None
    assert not report.credits
    assert all(line.role != "dateline" for line in report.lines)


def test_a_day_is_no_outlet_and_a_company_is_called_as_its_paper() -> None:
    assert page("Fri 14 Jun 2019 09.12 BST").outlet is None
    outlet = page(after="© 2019 Quay Ledger Ltd. All rights reserved.").outlet
    assert outlet is not None
    assert outlet.name == "Quay Ledger"


def test_an_agency_after_the_city_is_the_outlet_where_nothing_else_is() -> None:
    alone = page(dateline="Moscow, SANA – ")
    assert alone.outlet is not None
    assert alone.outlet.name == "SANA"
    printed = page("The Quay Ledger", dateline="Moscow, SANA – ")
    assert printed.outlet is not None
    assert printed.outlet.name == "The Quay Ledger"
    assert [credit.name for credit in printed.credits] == ["SANA"]


@pytest.mark.parametrize("dateline", ["TEHRAN – ", "Sochi, November 22 — ", "BERLIN, Germany -- "])
def test_a_city_is_not_an_outlet(dateline: str) -> None:
    report = page(dateline=dateline)
    assert report.outlet is None
    assert not report.credits


def test_a_reprint_names_its_writer_at_the_head() -> None:
    report = page(
        after="Story Code: 77\n\nThe Quay Ledger\n\nhttps://quayledger.example",
        dateline="Strait Monitor | : ",
    )
    assert report.outlet is not None
    assert report.republished_by is not None
    assert report.outlet.name == "Strait Monitor"
    assert report.republished_by.name == "The Quay Ledger"


def test_a_known_address_names_the_outlet() -> None:
    report = page(url="https://www.reuters.com/world/some-story")
    assert report.outlet is not None
    assert report.outlet.id == "outlet:reuters"


def test_what_is_stated_is_believed() -> None:
    report = page("The Quay Ledger", outlet="Strait Monitor")
    assert report.outlet is not None
    assert report.outlet.name == "Strait Monitor"
    assert report.republished_by is not None
    assert report.republished_by.name == "The Quay Ledger"


def test_other_outlets_in_buttons_and_teasers_are_not_it() -> None:
    report = page(
        "Share on Telegram\n\nFacebook  Twitter  Telegram",
        "Most read\n\nReuters to close its office\n\nGuardian of the harbour retires",
    )
    assert report.outlet is None


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        ("TEHRAN, June 9, 2018 (Reuters) – The", "TEHRAN", "Reuters"),
        ("BEIRUT/ANKARA, Aug 8 (Reuters) - The", "BEIRUT/ANKARA", "Reuters"),
        ("MOSCOW, March 28. /TASS/. The", "MOSCOW", "TASS"),
        ("Kabul (Pajhwok): The", "Kabul", "Pajhwok"),
        ("Moscow, SANA- The", "Moscow", "SANA"),
        ("(Tide Wire) The", None, "Tide Wire"),
        ("AKTAU, Kazakhstan — The", "AKTAU", None),
    ],
)
def test_datelines(head: str, place: str | None, agency: str | None) -> None:
    found = dateline(head, Span(0, len(head)), load())
    assert found is not None
    assert (found.place.of(head) if found.place else None) == place
    assert (found.agency.of(head) if found.agency else None) == agency


@pytest.mark.parametrize(
    "sentence",
    [
        "Putin – a former officer – said so.",
        "Rouhani (left) - the president of Iran - spoke.",
        "Vladimir Putin (Russia): the host of the meeting.",
        "The deal – Moscow’s idea – failed.",
        "President Putin, Moscow – said nothing.",
    ],
)
def test_sentences_with_dashes_and_brackets_have_no_dateline(sentence: str) -> None:
    assert dateline(sentence, Span(0, len(sentence)), load()) is None
