"""What the outlet tells in its own voice is a claim of its own."""

import dragoman


def told(text: str) -> list[tuple[str, list[str]]]:
    """The narrated claims without an event: their words, and the fields of their figures."""
    found = dragoman.annotate(text, published="2021-03-02", title="News").annotated
    return [
        (claim.content[0].of(text), [q.field for q in claim.quantities])
        for claim in found.claims
        if claim.kind == "narrated" and claim.event is None
    ]


def test_a_plain_sentence_with_its_figure() -> None:
    text = "The harbour of Fellmouth shelters about 850 boats in winter."
    assert told(text) == [(text, ["boat"])]


def test_a_figure_beside_a_statement_is_the_outlets_own() -> None:
    text = "Ann Lee, who owns 40 boats, said that the storm had spared the harbour."
    assert [fields for _, fields in told(text)] == [["boat"]]


def test_what_a_statement_holds_is_its_speakers() -> None:
    assert told("“The storm has spared forty boats in the old harbour,” Ann Lee said.") == []


def test_a_line_without_a_verb_asserts_nothing() -> None:
    assert told("Photo of the old harbour") == []
