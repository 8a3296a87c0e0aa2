"""Words for kinds of things, rises and falls, and earlier values, as two reports give them."""

import pytest
from one_affair import affair, verdicts

from dragoman.compare.moves import move_of
from dragoman.compare.verdicts import load
from dragoman.model import Annotated, Claim, Span, content_id
from literals import LEE, SAND, Making, counted, figure, report, said, sentence, spot


def plain(words: str) -> Making:
    """A narrated claim over the sentence that holds the words."""

    def make(report_id: str, text: str) -> Claim:
        span = sentence(text, spot(text, words))
        return Claim(content_id("c", report_id, span), "narrated", (span,), span)

    return make


RAMMED = "A raider rammed a {} through the gate of the mint in Fellmouth before dawn."


def raid(name: str, vehicle: str, more: str = "", *parts: Making) -> Annotated:
    return report(name, f"{RAMMED.format(vehicle)}{more}", plain("rammed"), *parts)


@pytest.mark.parametrize(
    ("vehicle", "verdict"),
    [("truck", "agree"), ("pickup", "compatible"), ("bus", "conflict"), ("car", "conflict")],
)
def test_a_lorry_and_another_vehicle(vehicle: str, verdict: str) -> None:
    found = verdicts("vehicle", raid("a", "lorry"), raid("b", vehicle))
    assert found == [(verdict, "lorry", vehicle)]


def test_a_report_that_says_the_same_elsewhere_does_not_conflict() -> None:
    both = raid("b", "lorry", " A car rammed the gate too.", plain("too"))
    assert ("conflict", "lorry", "car") not in verdicts("vehicle", raid("a", "lorry"), both)


def test_another_vehicle_in_another_sentence_is_another_vehicle() -> None:
    other = report("b", "The mayor sold her old car to a farmer in spring.", plain("sold"))
    assert verdicts("vehicle", raid("a", "lorry"), other) == []


def test_cars_that_were_hit_are_not_the_lorry_that_hit_them() -> None:
    found = verdicts("vehicle", raid("a", "lorry"), raid("b", "row of cars"))
    assert "conflict" not in [verdict for verdict, *_ in found]


def test_the_part_somebody_had_in_a_deed() -> None:
    one = report("a", "Lee was the mastermind of the swindle.", plain("mastermind"))
    other = report("b", "Police think of the clerk as a go-between.", plain("Police"))
    assert verdicts("part", one, other) == [("conflict", "mastermind", "go-between")]


def test_every_word_for_a_kind_is_of_one_class() -> None:
    classes: dict[str, set[str]] = {}
    for field, kinds in load("kinds.toml").items():
        for words in kinds.values():
            for word in words:
                classes.setdefault(word, set()).add(field)
    assert [word for word, fields in classes.items() if len(fields) > 1] == []


def moved(text: str, words: str) -> tuple[int, str] | None:
    one = report("a", text)
    move = move_of(one, spot(text, words), Span(0, len(text)))
    return (move.sign, move.subject) if move else None


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Kestrel shares fell 4 percent.", -1),
        ("Kestrel (KST) gave up its gains to fall 4 percent.", -1),
        ("Kestrel edged up 4 percent on Monday.", 1),
        ("Harrow fell, while Kestrel gained 4 percent.", 1),
    ],
)
def test_which_way_a_percentage_points(text: str, sign: int) -> None:
    assert moved(text, "4 percent") == (sign, "kestre")


def test_what_moved_if_not_the_shares() -> None:
    fell = moved("Kestrel sales fell 4 percent.", "4 percent")
    assert fell != moved("Kestrel shares fell 4 percent.", "4 percent")
    assert moved("Kestrel owns 4 percent of Harrow.", "4 percent") is None


def shares(name: str, text: str, words: str, low: float) -> Annotated:
    return report(name, text, counted(plain(words), figure("percent", low, low, words, "percent")))


def test_a_rise_here_and_a_fall_there() -> None:
    one = shares("a", "Kestrel shares fell 3% after the bid.", "3%", 3)
    other = shares("b", "Kestrel edged up 0.2 percent.", "0.2 percent", 0.2)
    third = shares("c", "Harrow edged up 0.2 percent.", "0.2 percent", 0.2)
    assert verdicts("number:percent", one, other) == [("conflict", "3%", "0.2 percent")]
    assert verdicts("number:percent", one, third) == []


OFFERS = "The port made an {} offer of {} for the wreck."


def offer(name: str, kind: str, words: str, low: float) -> Annotated:
    text = OFFERS.format(kind, words)
    return report(name, text, counted(plain("offer"), figure("amount", low, low, words, "USD")))


def test_earlier_values_are_held_against_each_other() -> None:
    found = verdicts(
        "number:amount", offer("a", "initial", "$70", 70), offer("b", "original", "$75", 75)
    )
    assert found == [("conflict", "$70", "$75")]


@pytest.mark.parametrize(("low", "verdict"), [(90, "compatible"), (359, "conflict")])
def test_a_vague_count_leaves_room_for_so_much(low: float, verdict: str) -> None:
    told = "The harbour office counted {} broken masts after the storm."
    one, other = (
        report(
            name,
            told.format(words),
            counted(plain("counted"), figure("mast", least, most, words, "mast")),
        )
        for name, words, least, most in (
            ("a", "dozens of broken masts", 24, 99),
            ("b", f"{low} broken masts", low, low),
        )
    )
    found = verdicts("number:mast", one, other)
    assert [v for v, *_ in found] == [verdict]


def disputes(*words: str) -> list[tuple[str, str]]:
    makers = zip("ab", (LEE, SAND), words, strict=True)
    reports = [report(name, f"{text}, it was said.", said(by, text)) for name, by, text in makers]
    return [(c.left.value, c.right.value) for c in affair(*reports) if c.field == "position"]


def test_whether_somebody_acted_alone() -> None:
    alone, helped = "The gunman acted alone", "A second gunman fled to the hills"
    assert disputes(alone, helped) == [(alone, helped)]


def test_what_is_left_open_is_no_view() -> None:
    assert disputes("The gunman acted alone", "It is unclear whether a second gunman fled") == []


def test_two_nouns_count_two_things() -> None:
    told = "The treaty of Fellmouth was signed by {} on the quay."
    one, other = (
        report(name, told.format(words), counted(plain("signed"), figure(noun, 2, 2, words, noun)))
        for name, words, noun in (("a", "two countries", "country"), ("b", "two leaders", "leader"))
    )
    assert [c.field for c in affair(one, other) if c.field.startswith("number")] == []


def test_counts_of_some_of_the_people_are_no_conflict() -> None:
    told = "The storm of Fellmouth drove {} into the chapel overnight."
    one, other = (
        report(
            name,
            told.format(words),
            counted(plain("drove"), figure("displaced", low, low, words, "people")),
        )
        for name, words, low in (("a", "100 people", 100), ("b", "50 children", 50))
    )
    assert [c for c in affair(one, other) if c.verdict == "conflict"] == []
