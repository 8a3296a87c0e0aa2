"""Generated corpora: other names and days, the same stories."""

from datetime import date

from eval.generated import Original, generate

TEXT = (
    "Ottoline Grebe opened the ferry line to Tallinn on Tuesday. The ferry of March 2, 2021, was "
    "full, Grebe said. On 30 February nothing sails."
)
REPORTS = [
    Original("a", "1", date(2021, 3, 2), "a.example", "Grebe opens ferry", TEXT),
    Original("b", "1", date(2021, 3, 4), "b.example", "Ferry opens", "A line for Ottoline Grebe."),
    Original("c", "2", date(2021, 5, 3), "c.example", "Petrel Quill", "Quill met Osric Vane."),
]
ROWS = list(generate(REPORTS, 90, per_day=1))


def test_there_are_so_many_reports_of_so_many_stories() -> None:
    assert len(ROWS) == 90
    assert len({row["story"] for row in ROWS}) == 60
    assert len({row["url"] for row in ROWS}) == 90


def test_reports_of_one_story_share_their_new_names() -> None:
    first, second = (row for row in ROWS if row["story"] == "1-7")
    name = second["text"].removeprefix("A line for ").removesuffix(".")
    assert name != "Ottoline Grebe"
    assert first["text"].startswith(name)
    assert first["text"].count(name.split()[1]) == 2


def test_variants_differ_in_names_towns_and_days() -> None:
    texts = [row["text"] for row in ROWS if row["title"].endswith("opens ferry")]
    assert len({text.split()[0] for text in texts}) > 1
    assert len({text.split(" on Tuesday")[0].split()[-1] for text in texts}) == len(texts)
    assert len({row["published"] for row in ROWS}) > 10


def test_days_of_the_week_and_between_reports_stay() -> None:
    for story in {row["story"] for row in ROWS if row["story"].startswith("1-")}:
        days = sorted(date.fromisoformat(r["published"]) for r in ROWS if r["story"] == story)
        assert days[0].isoweekday() == 2
        assert (days[1] - days[0]).days == 2


def test_dates_in_the_text_move_with_publication() -> None:
    row = next(row for row in ROWS if "ferry line" in row["text"])
    day = date.fromisoformat(row["published"])
    assert f"{day:%B} {day.day}, {day.year}," in row["text"]
    assert "30 February" in row["text"]


def test_the_same_seed_gives_the_same_corpus() -> None:
    assert list(generate(REPORTS, 90, per_day=1)) == ROWS
    assert list(generate(REPORTS, 90, per_day=1, seed=5)) != ROWS
