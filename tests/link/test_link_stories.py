from dragoman.compare.told import BESIDE
from dragoman.link import link
from dragoman.link.speeches import COUNTED_AT, SAID_AT
from dragoman.model import Annotated
from literals import LEE, SAND, meeting, report, said

BRIDGE = (
    "The old bridge at Fellmouth fell into the river during the storm, and the ferry stopped. "
    "Engineers had warned the council for years that its piers were rotten. "
)
QUOTE = "we shall build a new bridge before the summer regatta"
FILLER = [
    "Herring prices rose again at the auction in the western harbour.",
    "A choir from the islands won the prize of the mountain festival.",
    "The museum of clocks has closed for repairs until further notice.",
]


def tells(name: str, published: str | None, more: str) -> Annotated:
    text = f"{BRIDGE}{more} “{QUOTE},” the mayor said."
    return report(name, text, said(LEE, QUOTE), published=published)


def corpus(*reports: Annotated) -> list[Annotated]:
    """The reports among others: words are rare only where there is something else."""
    return [*reports, *(report(f"z{i}", text) for i, text in enumerate(FILLER))]


def utterances(*reports: Annotated) -> int:
    return sum(k.kind == "utterance" for k in link(corpus(*reports)).links)


def test_a_story_without_an_event_still_joins_its_quotations() -> None:
    one = tells("a", "2021-03-02", "Nobody was hurt.")
    assert utterances(one, tells("b", "2021-03-03", "Two boats sank at the quay.")) == 1


def test_months_later_it_is_another_story() -> None:
    one = tells("a", "2021-03-02", "Nobody was hurt.")
    assert utterances(one, tells("b", "2021-09-03", "Two boats sank at the quay.")) == 0


def test_without_a_date_the_words_must_do() -> None:
    one = tells("a", "2021-03-02", "Nobody was hurt.")
    assert utterances(one, tells("b", None, "Two boats sank at the quay.")) == 1


def test_one_story_and_the_same_people_make_one_event() -> None:
    one, other = (
        report(
            name,
            f"Ann Lee met Bo Sand. {BRIDGE}{more}",
            meeting("met", LEE, SAND, lead=True),
            published=day,
        )
        for name, day, more in (
            ("a", "2021-03-02", "Nobody was hurt."),
            ("b", "2021-03-03", "Two boats sank at the quay."),
        )
    )
    assert len(link(corpus(one, other)).events) == 1


def test_compare_knows_links_to_the_event_where_something_was_said() -> None:
    assert {SAID_AT, COUNTED_AT} == BESIDE
