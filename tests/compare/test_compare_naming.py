import pytest

from dragoman.compare import compare
from dragoman.compare.naming import differ
from dragoman.model import Annotated, Linked
from literals import LEE, mention, report, said


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Free Fells", "Mountain Bandits", True),
        ("the Norwegian government", "Norwegian regime", True),
        ("Free Fells", "the Free Fells", False),
        ("Free Fells", "Free Fell Fighters", False),  # a longer form of the same
        ("UN", "the United Nations", False),
        ("U.N.", "United Nations", False),
    ],
)
def test_differ(left: str, right: str, expected: bool) -> None:
    assert differ(left, right) == differ(right, left) == expected


def calling(name: str, label: str, times: int = 1, kind: str = "group") -> Annotated:
    text = " ".join(f"{label} fled." for _ in range(times))
    found = mention(label, kind, "Free Fells", "group:free-fells")
    return report(name, text, said(LEE, text), found)


def labels(*reports: Annotated) -> list[tuple[str, str]]:
    found = [c for c in compare(reports, Linked()) if c.field == "naming"]
    assert {c.verdict for c in found} <= {"compatible"}
    return [(c.left.value, c.right.value) for c in found]


def test_each_two_labels_once() -> None:
    reports = [calling("a", "Fells"), calling("b", "Bandits"), calling("c", "Bandits")]
    assert labels(*reports) == [("Fells", "Bandits")]


def test_persons_are_not_labelled() -> None:
    assert (
        labels(calling("a", "Fells", kind="person"), calling("b", "Bandits", kind="person")) == []
    )
