"""Bounds: where a statement's words end because another statement begins.

The parse lets "X insisted that A while Y insists that B" run on to the end, and gives the relay of
"…, AP reports" to the words before it. Once both statements are known, the first is cut short.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.attribution.drafts import Draft
from dragoman.annotate.attribution.lexicon import lexicon
from dragoman.annotate.parse import text_of

CONTRASTS = {"while", "whereas", "although", "though", "but"}
LOOSE = " ,;:–—-"


def settle(drafts: list[Draft]) -> None:
    """Cuts every statement where another one of the same sentence begins beside it."""
    for draft in drafts:
        for other in drafts:
            if other is draft or not draft.cue or not other.cue or not holds(draft, other.cue[0]):
                continue
            end = beginning(draft, other)
            if end is not None:
                cut(draft, end)


def beginning(draft: Draft, other: Draft) -> int | None:
    """Where a statement inside another's words begins, if it really stands beside them."""
    if contrasted(draft, other) or background(other):
        first = first_word(other)
        return first.nbor(-1).idx if first.i and first.nbor(-1).lower_ in CONTRASTS else first.idx
    # A relay at the end: each seems to hold the other's cue, and the later one is outside.
    if holds(other, draft.cue[0]) and other.cue[0].i > draft.cue[0].i:
        return first_word(other).idx
    return None


def cut(draft: Draft, end: int) -> None:
    """Ends a statement's words before an offset; what would be left empty stays as it is."""
    text = text_of(draft.cue[0].doc)
    kept = []
    for span in draft.content:
        if span.start >= end:
            continue
        words = text[span.start : min(span.end, end)]
        kept.append(span._replace(end=span.start + len(words.rstrip(LOOSE))))
    if kept and all(span.end > span.start for span in kept):
        draft.content = kept


def holds(draft: Draft, token: Token) -> bool:
    """Whether a word is among a statement's words."""
    return any(span.start <= token.idx < span.end for span in draft.content)


def first_word(draft: Draft) -> Token:
    """The first word of a statement's cue and source."""
    cue, source = draft.cue[0], draft.source
    if source is None or source.sent != cue.sent or source.i > cue.i:
        return cue
    return source.left_edge


def contrasted(before: Draft, after: Draft) -> bool:
    """Whether "while", "but" or "although" sets a statement against the one before it.

    It then is the reporter's next clause, not part of what the other said.
    """
    first = first_word(after)
    if first.i <= before.cue[0].i or first.i == 0:
        return False
    joint = first.nbor(-1)
    if joint.pos_ == "ADV" and joint.i:
        joint = joint.nbor(-1)
    return joint.lower_ in CONTRASTS


def background(draft: Draft) -> bool:
    """Whether a statement is a clause of background: "…, who was quoted as saying …"."""
    verb = draft.cue[0]
    while verb.dep_ in {"pcomp", "prep"} and verb.head != verb:
        verb = verb.head
    quoting = verb.lemma_ in lexicon().quoting_verbs
    relative = next((t for t in verb.children if t.lower_ in {"who", "which"}), None)
    comma = relative is not None and relative.i > 0 and relative.nbor(-1).text == ","
    return quoting and comma
