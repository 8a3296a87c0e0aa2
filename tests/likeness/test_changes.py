"""What a copy changed, sentence by sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.likeness.changes import changes
from dragoman.model import Span
from dragoman.read.lines import split

WIRE = """\
The two premiers met in Oslo on Monday. Both sides called the meeting useful.

They will meet again in the autumn, when new figures on cod are due. Nothing was signed."""
PRINTED = """\
THE TWO PREMIERS met in Oslo on Monday! Both sides called the long meeting fruitful.

Nothing was signed. Our correspondent saw them leave by train."""


def told(original: str, copy: str) -> dict[str, list[object]]:
    found = changes(original, list(split(original)), copy, list(split(copy)))
    return {
        "added": [span.of(copy) for span in found.added],
        "left_out": [span.of(original) for span in found.left_out],
        "reworded": [(a.of(original), b.of(copy)) for a, b in found.reworded],
    }


def test_sentences_put_in_left_out_and_reworded() -> None:
    assert told(WIRE, PRINTED) == {
        "added": ["Our correspondent saw them leave by train."],
        "left_out": ["They will meet again in the autumn, when new figures on cod are due."],
        "reworded": [
            (
                "Both sides called the meeting useful.",
                "Both sides called the long meeting fruitful.",
            )
        ],
    }


def test_the_same_text_has_no_changes_however_its_lines_break() -> None:
    assert told(WIRE, WIRE.replace(". ", ".\n\n")) == {"added": [], "left_out": [], "reworded": []}


SENTENCES = st.lists(st.sampled_from([*WIRE.split(". "), *PRINTED.split(". "), "One. Two", "?"]))


@given(SENTENCES, SENTENCES)
def test_every_sentence_is_told_once_at_most(left: list[str], right: list[str]) -> None:
    original, copy = "\n".join(left), "\n".join(right)
    found = changes(original, list(split(original)), copy, list(split(copy)))
    ours = [*found.left_out, *(a for a, _ in found.reworded)]
    theirs = [*found.added, *(b for _, b in found.reworded)]
    for spans in (ours, theirs):
        assert len(set(spans)) == len(spans)
        assert all(isinstance(span, Span) and span.start < span.end for span in spans)
