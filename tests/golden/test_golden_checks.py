"""The goldens' own yardstick: what it accepts, what it refuses."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from golden_demo import dated_right
from golden_names import alike, plain, same_names
from golden_sentences import check

TEXT = "Ann met Bob in Rome, the Kestrel news agency quoted Ann as saying."
GOLDEN: dict[str, Any] = {
    "says": [{"content": "Ann met Bob in Rome", "speaker": ["Ann"], "via": ["Kestrel"]}],
    "event": [{"type": "CONSULT", "who": ["Bob", "Ann"], "date": "2020-01-02"}],
    "never": {"speakers": ["Kestrel"], "held": ["ASSAULT"], "claims_on": ["quoted"]},
}
RECORD: dict[str, Any] = {
    "text": TEXT,
    "published": {"from": None, "to": None},
    "mentions": [],
    "claims": [
        {
            "kind": "indirect",
            "speech": True,
            "stance": "said",
            "polarity": "affirmed",
            "modality": "actual",
            "content": [[0, 19]],
            "speaker": ["Ann"],
            "to": None,
            "via": [{"name": "Kestrel news agency", "role": "agency", "span": [25, 44]}],
            "event": {
                "type": "CONSULT",
                "actors": [{"name": "Ann"}, {"name": "Bob"}],
                "recipients": [],
                "place": "Rome",
                "when": {"from": "2020-01-02", "to": "2020-01-02"},
            },
        }
    ],
}


def test_a_right_record_passes() -> None:
    assert [str(c) for c in check(GOLDEN, RECORD) if not c.holds] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("content", [[0, 7]]),
        ("content", [[0, 60]]),
        ("speaker", ["Kestrel"]),
        ("speaker", ["Ann", "Bob"]),
        ("via", []),
        ("speech", False),
        ("event", None),
    ],
)
def test_a_wrong_record_fails(key: str, value: object) -> None:
    wrong = deepcopy(RECORD)
    wrong["claims"][0][key] = value
    assert not all(c.holds for c in check(GOLDEN, wrong))


def test_names_are_compared_by_identity_not_by_form() -> None:
    assert plain("the Kestrel news agency") == "kestrel"
    assert same_names(["Sauli Niinistö"], ["Sauli Niinisto"])
    assert not same_names(["Donald Trump"], ["Trump Organization"])
    assert not same_names(["Ann"], ["Ann", "Bob"])
    assert same_names(["Sergey|Sergei"], ["Sergei"])
    assert same_names([], [])
    assert not same_names(["Sergey|Sergei", "Ann"], ["Ann"])


def test_likeness_of_words_is_symmetric_and_bounded() -> None:
    assert alike("that the ferry sails", "the ferry sails") == 1
    assert alike("the ferry", "a bridge") == 0
    assert alike("one two", "one") == alike("one", "one two") == 0.5


@pytest.mark.parametrize(
    ("expected", "found", "right"),
    [
        ("2018-07-16", ("2018-07-16", "2018-07-16"), True),
        ("2018-07-16", ("2018-07-15", "2018-07-16"), False),
        (["2018-07-07", "2018-07-08"], ("2018-07-08", "2018-07-08"), True),
        (None, (None, None), True),
        (None, ("2018-09-01", "2018-11-30"), True),
        (None, ("2018-07-16", "2018-07-16"), False),
    ],
)
def test_days(expected: Any, found: tuple[str | None, str | None], right: bool) -> None:
    assert dated_right(expected, {"from": found[0], "to": found[1]}) is right
