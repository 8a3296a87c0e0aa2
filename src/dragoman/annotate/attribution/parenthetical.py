"""Cues set between commas: "The problem, he said, was that …", "If it fails, she added, “…”".

The words lie on both sides of the cue, and the parse gives only one of them to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.annotate.attribution.direct import clause_entry
from dragoman.annotate.attribution.drafts import Draft, Scene, is_saying
from dragoman.annotate.attribution.extent import sentence_end, tidy
from dragoman.annotate.attribution.lexicon import lexicon

SOURCE = {"PRON", "PROPN", "NOUN"}


def parenthetical_drafts(scene: Scene, drafts: list[Draft]) -> Iterator[Draft]:
    """Statements of cues between commas that no draft has; drafts that have one are completed."""
    known = {draft.cue[0].i: draft for draft in drafts if draft.cue}
    for cue in scene.doc:
        source = bracketed(scene, cue)
        if source is None:
            continue
        opening = source.left_edge.i - 1
        if any(opening > i >= cue.sent.start for i in known):
            continue
        front = tidy(scene, (cue.sent.start, opening))
        back = tidy(scene, (cue.i + 2, sentence_end(scene, cue.i)))
        if front is None or back is None:
            continue
        draft = known.get(cue.i)
        if draft is None:
            yield Draft((cue,), [front, back], clause_entry(cue), source=source)
        elif len(draft.content) == 1 and (draft.content[0].touches(back)):
            first = min(draft.content[0].start, back.start)
            draft.content = [front, back._replace(start=max(first, cue.idx + len(cue)))]


def bracketed(scene: Scene, cue: Token) -> Token | None:
    """The source of a cue that stands with it between two commas; None for other words."""
    if cue.pos_ not in {"VERB", "AUX"} or cue.i + 2 >= len(scene.doc):
        return None
    if scene.quote_of[cue.i] >= 0 or not is_saying(cue):
        return None
    if cue.nbor().text != "," or cue.i <= cue.sent.start + 1 or cue.lemma_ not in lexicon().verbs:
        return None
    source = cue.nbor(-1)
    if source.pos_ not in SOURCE or source.left_edge.i <= cue.sent.start:
        return None
    before = source.left_edge.nbor(-1)
    return source if before.text == "," and scene.quote_of[before.i] < 0 else None
