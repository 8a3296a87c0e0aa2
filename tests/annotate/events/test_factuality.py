"""What did not happen, may happen or was called off is never told as done."""

import pytest

from dragoman.annotate.events.modality import factuality
from dragoman.annotate.parse import pipeline


@pytest.mark.parametrize(
    ("sentence", "trigger", "polarity", "modality"),
    [
        ("The king met the emir.", "met", "affirmed", "actual"),
        ("The king did not meet the emir.", "meet", "negated", "actual"),
        ("The king never met the emir.", "met", "negated", "actual"),
        ("The king may meet the emir next month.", "meet", "affirmed", "possible"),
        ("The king will meet the emir on Monday.", "meet", "affirmed", "planned"),
        ("The king plans to meet the emir.", "meet", "affirmed", "planned"),
        ("The king is expected to visit Oman.", "visit", "affirmed", "planned"),
        ("The king denied that he had met the emir.", "met", "negated", "actual"),
        ("The king refused to meet the emir.", "meet", "negated", "actual"),
        ("The king cancelled a visit to Oman.", "visit", "negated", "planned"),
        ("No meeting took place between the two kings.", "meeting", "negated", "actual"),
        ("If the king meets the emir, prices will fall.", "meets", "affirmed", "conditional"),
        ("The king should meet the emir.", "meet", "affirmed", "hypothetical"),
        ("A spokesman denied that the talks had been cancelled.", "talks", "affirmed", "planned"),
        ("The talks have not been cancelled.", "talks", "affirmed", "planned"),
        ("The king did not cancel the visit.", "visit", "affirmed", "planned"),
        ("Nobody claimed that the king had met the emir.", "met", "negated", "actual"),
        ("Neither Oslo nor Oman said that they had met.", "met", "negated", "actual"),
        ("Nobody denied that the king had met the emir.", "met", "affirmed", "actual"),
        ("Nobody doubts that the king met the emir.", "met", "affirmed", "actual"),
        ("Oslo did not know that the king had met the emir.", "met", "affirmed", "actual"),
        ("Oslo did not expect to meet the emir.", "meet", "negated", "planned"),
        ("No guest met the emir.", "met", "negated", "actual"),
        ("None of the guests met the emir.", "met", "negated", "actual"),
        ("He asked how the talks would be led.", "talks", "affirmed", "hypothetical"),
        ("Oslo announced how the talks will be led.", "talks", "affirmed", "planned"),
    ],
)
def test_factuality(sentence: str, trigger: str, polarity: str, modality: str) -> None:
    doc = pipeline()(sentence)
    word = next(token for token in doc if token.text == trigger)
    found = factuality(word)
    assert (found.polarity, found.modality) == (polarity, modality)
