"""Numbers keep the vagueness the report gives them."""

import pytest

from dragoman.annotate.events.numbers import find_quantities
from dragoman.annotate.parse import Paragraph, pipeline
from dragoman.model import Span


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Seven people were killed.", [("killed", 7, 7)]),
        ("At least 12 people were killed and 30 wounded.", [("killed", 12, None)]),
        ("The blast killed dozens of civilians.", [("killed", 24, 99)]),
        ("Police arrested more than 200 protesters.", [("arrested", 200, None)]),
        ("The ministers signed 14 documents.", [("signed", 14, 14)]),
        ("He waited for 14 days.", []),
        ("The town has 4,000 residents.", []),
    ],
)
def test_quantities(sentence: str, expected: list[tuple[str, float | None, float | None]]) -> None:
    paragraph = Paragraph(Span(0, len(sentence)), "body", pipeline()(sentence))
    found = [(q.field, q.low, q.high) for q in find_quantities([paragraph])]
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)
    for quantity in find_quantities([paragraph]):
        assert 0 <= quantity.span.start < quantity.span.end <= len(sentence)
