"""The roles of lines: pages as scrapers leave them, and what every text must keep to."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read import read_text
from dragoman.read.lines import split
from dragoman.read.roles import assign
from dragoman.read.rows import Row, rows_of

PAGE = """\
Quantcast The Dock Herald - Ministers sign ferry accord after long talks

The Dock Herald | World

Ministers sign ferry accord after long talks

By Mara Quill

3 May 2019, 14:20

Share Tweet Email

The transport minister shakes hands with his colleague in the port of Rum on May 3 2019.

RUM (Tidewire) – The transport ministers of the two countries signed an accord on ferries on Friday.

Photo: Tidewire/J. Salt

“We have waited for this for years,” one of them told reporters in the harbour.

NewThe crossing had been closed since a dispute over harbour dues in the winter.

ADVERTISEMENT

A new quay

‘Waited for this for years’

Work on the quay begins in June, the ministry said.

Source: Agencies

Read more from The Dock Herald:

Fog halts trams in capital

Minister denies that dues were ever raised

2 replies

Leave a Reply

I was there and the minister said nothing of the kind to anybody on the quay.

© 2019 The Dock Herald. All rights reserved.

Questo sito utilizza i cookie per migliorare la navigazione; proseguendo acconsenti al loro uso.
"""

EXPECTED = {
    "Quantcast": "furniture",
    "The Dock Herald |": "furniture",
    "Ministers sign": "title",
    "By Mara": "byline",
    "3 May": "date",
    "Share": "furniture",
    "The transport minister shakes": "caption",
    "RUM (Tidewire) –": "dateline",
    "The transport ministers": "body",
    "Photo:": "credit",
    "“We": "body",
    "NewThe": "body",
    "ADVERT": "furniture",
    "A new": "body",
    "‘Waited": "furniture",
    "Work": "body",
    "Source": "credit",
    "Read more": "teaser",
    "Fog": "teaser",
    "Minister denies": "teaser",
    "2 replies": "furniture",
    "Leave": "furniture",
    "I was": "furniture",
    "©": "furniture",
    "Questo": "furniture",
}


def test_a_page_with_all_its_furniture() -> None:
    report, problems = read_text(PAGE)
    found = {line.span.of(PAGE): line.role for line in report.lines}
    wrong = {
        start: role
        for line, role in found.items()
        for start in [max((s for s in EXPECTED if line.startswith(s)), key=len)]
        if EXPECTED[start] != role
    }
    assert not wrong
    assert len(report.lines) == len(EXPECTED)
    assert report.title == "Ministers sign ferry accord after long talks"
    assert report.byline == "Mara Quill"
    assert not problems


def test_every_line_says_why() -> None:
    report, _ = read_text(PAGE)
    assert all(line.why for line in report.lines)


def prose(n: int) -> str:
    return f"The committee of the harbour met for the {n} time on that day, members said."


def roles(*lines: str) -> dict[str, str]:
    text = "\n\n".join(lines)
    report, _ = read_text(text)
    return {line.span.of(text): line.role for line in report.lines}


def test_a_share_bar_above_the_article_does_not_end_it() -> None:
    found = roles("Harbour committee meets", "Comments", "Related", *map(prose, range(8)))
    assert all(found[prose(n)] == "body" for n in range(8))


def test_an_article_goes_on_after_a_box_of_related_stories() -> None:
    before, after = map(prose, range(4)), [prose(n) for n in range(4, 10)]
    found = roles("Harbour committee meets", *before, "Related", "Fog halts trams", *after)
    assert found["Fog halts trams"] == "teaser"
    assert all(found[line] == "body" for line in after)


@pytest.mark.parametrize("extracted", [True, False])
@pytest.mark.parametrize("opener", ["Check also", "Don't miss", "Leggi anche"])
def test_an_article_goes_on_after_each_of_several_openers(opener: str, extracted: bool) -> None:
    paragraphs = list(map(prose, range(16)))
    lines = ["Harbour committee meets", *paragraphs[:10]]
    for start in (10, 12, 14):
        lines += [opener, f"Fog halts trams {start}", *paragraphs[start : start + 2]]
    text = "\n\n".join(lines)
    found = assign(rows_of(text), title="Harbour committee meets", extracted=extracted)
    roles = {line.span.of(text): line.role for line in found}
    assert {roles[paragraph] for paragraph in paragraphs} == {"body"}
    assert {roles[line] for line in lines if line.startswith("Fog")} == {"teaser"}


def test_one_opener_below_the_article_ends_it_and_so_do_two_with_teasers_between() -> None:
    teaser = "RUM, Tidewire- The minister stressed on Sunday that the delegation would …"
    for openers in (["Check also"], ["Check also", "Fog halts trams", teaser, "Check also"]):
        lines = ["Harbour committee meets", *map(prose, range(6)), *openers, *map(prose, (6, 7, 8))]
        text = "\n\n".join(lines)
        found = assign(rows_of(text), extracted=True)
        roles = {line.span.of(text): line.role for line in found}
        assert {roles[prose(n)] for n in range(6)} == {"body"}
        assert {roles[prose(n)] for n in (6, 7, 8)} == {"teaser"}


def test_an_article_printed_twice_is_read_once() -> None:
    article = [*map(prose, range(3)), "A new quay", *map(prose, range(3, 9))]
    lines = ["Harbour committee meets", *article, "Photo: Tidewire/J. Salt", *article, prose(9)]
    text = "\n\n".join(lines)
    found = assign(rows_of(text), title="Harbour committee meets", extracted=True)
    first, second = found[1 : 1 + len(article)], found[2 + len(article) : -1]
    assert {line.role for line in first} == {"body"}
    assert {line.role for line in second} == {"furniture"}
    assert found[-1].role == "body"


@pytest.mark.parametrize(("sure", "role"), [(0.99, "body"), (0.9, "furniture")])
def test_a_long_sentence_is_furniture_by_wording_unless_it_is_surely_the_articles(
    monkeypatch: pytest.MonkeyPatch, sure: float, role: str
) -> None:
    said = (
        "The harbour master told reporters on Friday that cookies which the site of the ferry line "
        "had left on computers broke the law on privacy, and that they would be gone by May."
    )
    monkeypatch.setattr("dragoman.read.roles.classify", lambda rows: [sure] * len(rows))
    lines = [*map(prose, range(8)), said, prose(8)]
    text = "\n\n".join(lines)
    roles = {found.span.of(text): found.role for found in assign(rows_of(text))}
    assert roles[said] == role
    assert roles[prose(8)] == "body"


def test_a_sentence_said_again_is_no_copy() -> None:
    refrain = "“We have waited for this for years,” he said."
    lines = ["Harbour committee meets", *map(prose, range(3)), refrain, prose(4), refrain, prose(5)]
    found = assign(rows_of("\n\n".join(lines)), title="Harbour committee meets", extracted=True)
    assert [line.role for line in found] == ["title", *["body"] * 7]


@pytest.mark.parametrize(
    ("line", "goes_on"),
    [("More on that in a post about harbours.", True), ("More on ferries", False)],
)
def test_a_sentence_about_more_to_come_does_not_end_the_article(line: str, goes_on: bool) -> None:
    lines = ["Harbour committee meets", *map(prose, range(6)), line, "Quays", *map(prose, (6, 7))]
    text = "\n\n".join(lines)
    roles = {found.span.of(text): found.role for found in assign(rows_of(text), extracted=True)}
    assert {roles[prose(6)], roles[prose(7)]} == {"body" if goes_on else "teaser"}


SURE = "\n\n".join(
    [
        "Ministers sign ferry accord after long talks",
        *(f"The ministers signed page {i} of the accord on ferries on Friday." for i in range(9)),
        "You may also like",
        "Fog halts trams in capital",
        "The trams of the capital stood still for a day, as they do every autumn in the fog.",
        "The accord on ferries lasts nine years, a spokeswoman for the port told reporters.",
        "Fog halts trams again",
    ]
)


@pytest.mark.parametrize(("sure", "role"), [(0.95, "body"), (0.6, "teaser")])
def test_a_block_of_other_stories_ends_where_the_article_surely_goes_on(
    monkeypatch: pytest.MonkeyPatch, sure: float, role: str
) -> None:
    def likely(rows: list[Row]) -> list[float]:
        return [sure if "accord" in row.text else 0.1 for row in rows]

    monkeypatch.setattr("dragoman.read.roles.classify", likely)
    report, _ = read_text(SURE)
    roles = {line.span.of(report.text): line.role for line in report.lines}
    resumed = [text for text in roles if "nine years" in text]
    assert [roles[text] for text in resumed] == [role]
    assert roles["Fog halts trams in capital"] == "teaser"
    assert not any(roles[text] == "body" for text in roles if "trams" in text)


def test_readers_comments_are_never_the_article() -> None:
    comment = "I live in that street and nobody has ever asked us what we think of it."
    found = roles("Harbour committee meets", *map(prose, range(5)), "3 comments", comment, comment)
    assert found[comment] == "furniture"


def test_a_cut_off_teaser_is_not_prose() -> None:
    teaser = "RUM, Tidewire- The minister stressed on Sunday that the delegation would …"
    found = roles("Harbour committee meets", *map(prose, range(5)), "Check Also", teaser)
    assert found[teaser] == "teaser"


@pytest.mark.parametrize(
    "sentence",
    [
        "The law obliges sites to ask before they store cookies, the court ruled on Monday.",
        "Share prices fell after the minister resigned, traders in the capital said.",
        "Previous governments had refused to sign, the ministry said in a statement.",
        "Comments by the minister on Friday angered his colleagues in the cabinet.",
        "Image is everything in this campaign, a consultant to the party said.",
        "By Friday the army had taken the town, a spokesman told reporters.",
        "Photographs of the meeting were published by the palace in the evening.",
        "More than forty people were hurt in the blast, the hospital said.",
        "Date palms were cut down along the road, villagers told the agency.",
        "Sources in the ministry said: the treaty would be signed within a month.",
    ],
)
def test_sentences_that_begin_like_furniture_are_body(sentence: str) -> None:
    found = roles("Harbour committee meets", prose(1), sentence, prose(2))
    assert found[sentence] == "body"


def test_a_line_in_another_language_is_told_apart() -> None:
    german = "Der Minister hat das Abkommen am Freitag unterzeichnet, wie sein Sprecher mitteilte."
    russian = "Министр подписал соглашение."
    found = roles("Harbour committee meets", prose(1), german, russian, prose(2))
    assert found[german] == found[russian] == "other-language"


def test_one_sentence_alone_is_body() -> None:
    report, problems = read_text("Putin met Rouhani.")
    assert [line.role for line in report.lines] == ["body"]
    assert not problems


def test_a_text_without_sentences_has_no_article() -> None:
    report, problems = read_text("Home\nWorld\nSport\nWeather\nContact\nImprint")
    assert not report.spans("body", "title", "caption")
    assert [problem.code for problem in problems] == ["R007"]


WORDS = st.sampled_from(["Share", "the", "minister", "said.", "🚢", "e\u0301tat", "“no”", "–"])
LINES = st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=12)
BREAKS = st.sampled_from(["\n", "\r\n", "\n\n", "\u2028", " \n\t"])


@given(st.one_of(st.text(max_size=300), st.builds(lambda b, ls: b.join(ls), BREAKS, LINES)))
def test_lines_cover_all_but_white_space_and_keep_the_text(text: str) -> None:
    report, _ = read_text(text)
    assert report.text == text
    assert [line.span for line in report.lines] == list(split(text))
    inside = {i for line in report.lines for i in range(*line.span)}
    outside = "".join(c for i, c in enumerate(text) if i not in inside)
    assert not set(outside) & set(string.ascii_letters + string.digits + string.punctuation)
    for line in report.lines:
        exact = line.span.of(text)
        assert exact == exact.strip()
        assert "\n" not in exact


FRENCH = (
    "Les ministres des transports ont signé vendredi un accord sur les bacs, à midi.",
    "« Nous attendions cela depuis des années », a déclaré l'un d'eux sur le quai du port.",
    "La grève des bacs a pris fin la veille, selon le syndicat, et les bateaux ont repris la mer.",
)
ENGLISH = (
    "The transport ministers signed an accord on ferries on Friday, after nine months of talks.",
    "“We have waited for this for years,” one of them told reporters on the quay before he left.",
    "The strike on the ferries ended the day before, the union said, and the boats sailed again.",
)


@pytest.mark.parametrize("paragraphs", [FRENCH + ENGLISH, ENGLISH + FRENCH])
def test_of_a_report_in_two_languages_the_english_half_is_read(paragraphs: tuple[str, ...]) -> None:
    report, problems = read_text("\n\n".join(paragraphs))
    roles = {line.span.of(report.text): line.role for line in report.lines}
    assert roles == {
        **dict.fromkeys(FRENCH, "other-language"),
        **dict.fromkeys(ENGLISH, "body"),
    }
    assert report.language == "en"
    assert [problem.code for problem in problems] == ["R037"]


def test_an_english_quotation_makes_no_english_report() -> None:
    report, problems = read_text("\n\n".join((*FRENCH, *FRENCH, ENGLISH[1])))
    assert report.language == "fr"
    assert [problem.code for problem in problems] == ["R006"]


@pytest.mark.parametrize("heading", ["Читайте также:", "À lire aussi :", "Leggi anche:"])
def test_a_heading_of_other_stories_may_end_in_a_colon(heading: str) -> None:
    report, _ = read_text("\n\n".join((*ENGLISH, heading, "Fog halts trams in the capital")))
    assert [line.role for line in report.lines] == ["body"] * 3 + ["teaser"] * 2


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("FILE - In this May 3, 2019 file photo, ferries lie in the port of Rum.", "caption"),
        ("Ferries lie in the port of Rum in 2018. © Mara Quill, AFP", "credit"),
        ("Our Standards: The Thomson Reuters Trust Principles.", "furniture"),
        ("Text by: NEWS WIRES", "byline"),
    ],
)
def test_what_agencies_print_beside_their_text_is_none_of_it(line: str, role: str) -> None:
    report, _ = read_text(PAGE.replace("ADVERTISEMENT", line))
    assert [one.role for one in report.lines if one.span.of(report.text) == line] == [role]
