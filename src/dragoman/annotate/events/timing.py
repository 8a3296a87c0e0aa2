"""When: which temporal expression tells the time of an event."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.annotate.events.circumstances import circumstances, is_of_ground
from dragoman.annotate.events.triggers import Trigger
from dragoman.annotate.parse import Paragraph, text_of
from dragoman.annotate.times import stretch_of
from dragoman.model import Span, Time, When

FURTHEST = 8
"""Steps in the parse between a trigger and the expression that dates it."""


def when_of(
    trigger: Trigger, paragraph: Paragraph, times: Sequence[Time], barred: Sequence[Span] = ()
) -> When | None:
    """The time of an event: the nearest date in the parse, of the same sentence and clause.

    None where the sentence does not date it: an event's time is never taken from publication.
    """
    best: tuple[int, int, Time] | None = None
    sentence = paragraph.locate(trigger.word.sent)
    for time in times:
        if time.kind not in {"date", "time"} or not sentence.holds(time.span):
            continue
        if any(span.holds(time.span) for span in barred):
            continue
        head = head_at(paragraph, time.span)
        if head is not None and is_of_ground(trigger.word, head):
            continue
        steps = distance(trigger.clause, head) if head is not None else None
        if head is not None and head == dated_by_clause(trigger.clause):
            steps = 1
        whole = part_of(trigger.clause)
        if steps is None and head is not None and whole is not None:
            steps = distance(whole, head)
        if steps is None and head is not None:
            steps = from_circumstances(trigger, head)
        if steps is None or steps > FURTHEST:
            continue
        rank = (steps, abs(time.span.start - paragraph.locate(trigger.word).start), time)
        if best is None or rank[:2] < best[:2]:
            best = rank
    if best is None:
        return None
    offset = paragraph.span.start
    span, days = stretch_of(best[2], times, text_of(paragraph.doc), offset)
    words = text_of(paragraph.doc)[span.start - offset : span.end - offset]
    return When(days, words, best[2].anchor, span)


def from_circumstances(trigger: Trigger, head: Token) -> int | None:
    """Steps from a date to an act of force by way of another clause that tells of it.

    The date must hang on that clause: "officials said Friday" dates no act.
    """
    over = [head, *head.ancestors]
    for more, other in enumerate(circumstances(trigger), start=1):
        if other in over:
            way = over[1 : over.index(other)]
            if not any(word.pos_ in {"VERB", "AUX"} for word in way):
                return len(way) + more + 1
    return None


def part_of(clause: Token) -> Token | None:
    """The noun an event is an example of: "clashes this year, including the firing of rockets"."""
    if clause.dep_ == "pobj" and clause.head.lower_ == "including":
        return clause.head.head
    return None


def dated_by_clause(clause: Token) -> Token | None:
    """The noun whose when-clause an event is told in: "on May 17, when the two met"."""
    current = clause
    for _ in range(5):
        if current.dep_ in {"relcl", "advcl"} and any(t.lower_ == "when" for t in current.children):
            return current.head
        if current.head == current:
            return None
        current = current.head
    return None


def head_at(paragraph: Paragraph, span: Span) -> Token | None:
    """The head of the words of a temporal expression."""
    start, end = span.start - paragraph.span.start, span.end - paragraph.span.start
    words = paragraph.doc.char_span(start, end, alignment_mode="expand")
    return words.root if words is not None else None


def distance(clause: Token, word: Token) -> int | None:
    """Steps from a word up to the clause's head; None where another clause lies between.

    A date may also hang on the verb that the event's own phrase hangs on ("On June 9, after
    talks, they said …"), which counts one step more.
    """
    steps = 0
    current = word
    while current != clause:
        if current.pos_ in {"VERB", "AUX"} and current != word:
            return above(clause, current, steps)
        if current.head == current:
            return None
        current = current.head
        steps += 1
    return steps


def above(clause: Token, verb: Token, steps: int) -> int | None:
    """Steps to a verb that governs the clause's noun or is coordinated with its verb."""
    if verb.dep_ == "conj" and verb.head == clause:
        return steps + 1
    current = clause
    for more in range(1, 5):
        if current.head == verb:
            return steps + more
        if current.pos_ in {"VERB", "AUX"} and current.dep_ not in {"conj", "xcomp"}:
            return None
        current = current.head
    return None
