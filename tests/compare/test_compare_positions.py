import pytest

from dragoman.compare import compare
from dragoman.compare.positions import stances
from dragoman.model import Actor, Annotated, Linked
from literals import BERG, LEE, SAND, mention, report, said


@pytest.mark.parametrize(
    ("words", "opposition", "stance"),
    [
        ("There are tensions between the two", "discord-concord", "left"),
        ("There are no tensions between the two", "discord-concord", "right"),
        ("We cooperate closely", "discord-concord", "right"),
        ("They won’t leave the island", "leave-stay", "right"),
        ("The troops must withdraw", "leave-stay", "left"),
        ("The troops will remain", "leave-stay", "right"),
        ("Demands to remove them are not realistic", "leave-stay", "right"),
        ("to force the fleet out of the strait", "leave-stay", "left"),
        ("The truce is holding", "truce-violation", "left"),
        ("The truce was violated", "truce-violation", "right"),
        ("He had nothing to do with it", "guilt-innocence", "right"),
        ("He is not to blame", "guilt-innocence", "right"),
    ],
)
def test_stances(words: str, opposition: str, stance: str) -> None:
    assert stances(words)[opposition][0] == stance


def test_a_negation_ends_with_its_clause() -> None:
    assert stances("It was not easy, but they cooperate")["discord-concord"][0] == "right"


def test_words_that_take_both_sides_take_none() -> None:
    assert "discord-concord" not in stances("cooperation in spite of tensions")


def saying(
    name: str, by: Actor, words: str, published: str | None = "2021-03-02", **more: object
) -> Annotated:
    names = [
        mention(word, "state", word, f"state:{code}", code)
        for word, code in (("Norway", "NO"), ("Sweden", "SE"), ("Denmark", "DK"))
        if word in words
    ]
    text = f"{name}: {words}, it was said."
    return report(name, text, said(by, words, **more), *names, published=published)


def disputes(*reports: Annotated) -> list[tuple[str, str]]:
    found = compare(reports, Linked())
    return [(c.left.value, c.right.value) for c in found if c.field == "position"]


TENSE = "There are tensions between Norway and Sweden"
CLOSE = "Norway and Sweden cooperate closely"


def test_two_voices_on_the_same_parties() -> None:
    assert disputes(saying("a", LEE, TENSE), saying("b", SAND, CLOSE)) == [(TENSE, CLOSE)]


def test_other_parties_are_another_matter() -> None:
    other = "Denmark and Sweden cooperate closely"
    assert disputes(saying("a", LEE, TENSE), saying("b", SAND, other)) == []


def test_one_voice_does_not_dispute_itself() -> None:
    assert disputes(saying("a", LEE, TENSE), saying("b", LEE, CLOSE)) == []


def test_years_apart_both_may_have_been_right() -> None:
    assert disputes(saying("a", LEE, TENSE), saying("b", SAND, CLOSE, "2019-03-02")) == []
    assert disputes(saying("a", LEE, TENSE), saying("b", SAND, CLOSE, None)) == []


def test_who_denies_tension_is_on_the_other_side() -> None:
    denied = saying("b", SAND, TENSE, stance="denied")
    assert disputes(saying("a", LEE, TENSE), denied) == [(TENSE, TENSE)]


def test_one_dispute_for_each_two_reports() -> None:
    both = f"{CLOSE}, and Sweden and Norway are in harmony"
    reports = [saying("a", LEE, TENSE), saying("b", SAND, both), saying("c", BERG, CLOSE)]
    assert len(disputes(*reports)) == 2


def test_the_notion_must_be_about_what_they_share() -> None:
    one = "Norway and Sweden regret that Denmark will withdraw"
    other = "The fleets of Norway and Sweden will remain"
    assert disputes(saying("a", LEE, one), saying("b", SAND, other)) == []
