"""Who is mentioned where: sentences a journalist could write, with the answer beside them."""

import pytest

from annotate.actors.conftest import Annotate
from dragoman.model import Annotated


def told(one: Annotated, *kinds: str) -> list[tuple[str, str]]:
    """Surface and entity of the mentions of some kinds (all but places where none is given)."""
    text = one.report.text
    return [
        (m.span.of(text), m.entity)
        for m in one.mentions
        if (m.kind in kinds if kinds else m.kind != "place")
    ]


NAMES = [
    (
        "Iranian President Hassan Rouhani met Vladimir Putin.",
        {"Iranian President Hassan Rouhani": "Hassan Rouhani", "Vladimir Putin": "Vladimir Putin"},
    ),
    (
        "Iran's President Hassan Rouhani spoke.",
        {"Iran": "Iran", "President Hassan Rouhani": "Hassan Rouhani"},
    ),
    (
        "Ivan Brel, Russia's ambassador to Norway, spoke.",
        {"Ivan Brel": "Ivan Brel", "Russia": "Russia", "ambassador to Norway": "Ivan Brel"},
    ),
    (
        "Russia's ambassador to Norway Ivan Brel spoke.",
        {"Russia": "Russia", "ambassador to Norway Ivan Brel": "Ivan Brel", "Norway": "Norway"},
    ),
    ("Crowds gathered in Moscow.", {}),
    ("Moscow warned Ankara on Monday.", {"Moscow": "Russia", "Ankara": "Turkey"}),
    ("Iran-Russia cooperation grows.", {"Iran": "Iran", "Russia": "Russia"}),
    ("Despite Israeli claims, talks went on.", {"Israeli": "Israel"}),
    ("Israeli bread is good.", {}),
    ("They asked the Russians for help.", {"Russians": "Russia"}),
    ("Five Russians were hurt.", {}),
    ("Iran-backed forces withdrew.", {"Iran": "Iran", "Iran-backed forces": "Iran-backed forces"}),
    ("A diplomatic source said that talks failed.", {"diplomatic source": "diplomatic source"}),
    (
        "The minister spoke, the Russian Sputnik News reported.",
        {"Sputnik News": "Sputnik"},
    ),
    ("They fought the Islamic State near the town.", {"Islamic State": "Islamic State"}),
    ("Let's start with the news.", {}),
    ("The deal was signed.", {}),
]


@pytest.mark.parametrize(("sentence", "expected"), NAMES)
def test_a_sentence_mentions_whom_it_names(
    report: Annotate, sentence: str, expected: dict[str, str]
) -> None:
    assert expected.items() <= dict(told(report(sentence))).items()
    if not expected:
        assert told(report(sentence)) == []


WHO = [
    # what the report says, the words asked for, whom they mean
    (["Putin met Rouhani. For his part, Rouhani said talks went well."], "his", "Hassan Rouhani"),
    (["Elizabeth Warren told John Stumpf after he spoke."], "he", "John Stumpf"),
    (["Ms Brel met Ivan Kolt. She praised the talks."], "She", "Brel"),
    (["Ivan Kolt met Dora Vik.", '"He is a liar," Vik said.'], "He", "Ivan Kolt"),
    (["Russia is changing its course."], "its", "Russia"),
    (
        ["Hillary Clinton met Bill Clinton. Later President Clinton spoke."],
        "President Clinton",
        "Bill Clinton",
    ),
    (["Tadesse Werede led the talks. Later Tadesse spoke."], "Tadesse", "Tadesse Werede"),
    (
        ["Putin met Rouhani.", "Putin was glad to be there. “So am I,” his host replied."],
        "host",
        "Hassan Rouhani",
    ),
    (
        ["Putin met Rouhani. The Iranian president thanked him."],
        "Iranian president",
        "Hassan Rouhani",
    ),
    (
        ["The two Koreas talked. Kim Jong Un met Moon Jae-in.", "The southern president smiled."],
        "southern president",
        "Moon Jae-in",
    ),
]


@pytest.mark.parametrize(("paragraphs", "words", "who"), WHO)
def test_who_is_meant(report: Annotate, paragraphs: list[str], words: str, who: str) -> None:
    assert (words, who) in told(report(*paragraphs, on="2018-06-10"))


def test_an_undated_report_is_bounded_by_the_offices_it_names(report: Annotate) -> None:
    lead = "President Emmanuel Macron met Chancellor Olaf Scholz of Germany."
    text = "The Russian president was not there."
    assert ("Russian president", "Vladimir Putin") in told(report(lead, text))


def test_an_office_spoken_of_bounds_a_report_that_names_its_holder(report: Annotate) -> None:
    one = report("The American president met the leader of North Korea.", "Mr Trump smiled.")
    assert ("leader of North Korea", "Kim Jong Un") in told(one, "person")


def test_an_undated_report_without_bounds_knows_no_holder(report: Annotate) -> None:
    assert told(report("The Russian president was not there."), "person") == []


def test_a_former_president_is_not_the_president(report: Annotate) -> None:
    found = told(report("The former Russian president spoke.", on="2018-06-10"), "person")
    assert "Vladimir Putin" not in dict(found).values()


def test_every_president_is_nobody_in_particular(report: Annotate) -> None:
    assert told(report("Every French president goes there.", on="2018-06-10"), "person") == []


def test_a_paper_that_names_itself_is_an_outlet(report: Annotate) -> None:
    one = report("A delegate told Anatolia Ledger so.", outlet="Anatolia Ledger")
    assert told(one, "outlet") == [("Anatolia Ledger", "Anatolia Ledger")]


def test_unnamed_sources_of_two_reports_have_private_entities(report: Annotate) -> None:
    one = report("A diplomatic source said that talks failed.")
    mention = next(m for m in one.mentions if m.kind == "person")
    assert mention.form == "nominal"
    assert mention.entity == "diplomatic source"


def test_mentions_are_in_order_and_say_what_stands_there(report: Annotate) -> None:
    one = report("Ivan Brel met Dora Vik in Oslo. He thanked her.", "Oslo and Moscow agreed.")
    spans = [m.span for m in one.mentions]
    assert spans == sorted(spans)
    assert len({m.id for m in one.mentions}) == len(one.mentions)
    forms = {m.span.of(one.report.text): m.form for m in one.mentions}
    assert forms["He"] == "pronoun"
    assert forms["Ivan Brel"] == "name"
