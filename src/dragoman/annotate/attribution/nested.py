"""Nested speech: statements inside the words of a quotation, found by reading the words again.

"“She says that they were devastated,” her spokeswoman said" is what she says. Outside quotations
the rules see inner cues at once; inside they look only where somebody quotes a third voice.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.annotate.attribution.drafts import Draft, Scene
from dragoman.annotate.attribution.indirect import verbal
from dragoman.annotate.attribution.lexicon import lexicon
from dragoman.annotate.syntax import subject

EVERYBODY = {"i", "we", "you", "they", "people", "it", "who", "that", "which", "what", "everyone"}
"""Subjects that are the speaker himself or nobody in particular."""


def nested_drafts(scene: Scene, drafts: list[Draft]) -> Iterator[Draft]:
    """The statements of third voices inside the quotations of a paragraph."""
    if not any(scene.full):
        return
    taken = {token.i for draft in drafts for token in draft.cue}
    for token in scene.doc:
        if token.i in taken or not scene.inside_full_quote(token) or not reports(token):
            continue
        source = subject(token)
        if source is None or source.lower_ in EVERYBODY or source.pos_ not in {"PROPN", "PRON"}:
            continue
        found = verbal(scene, token)
        if found is not None and found.entry.speech and not found.act:
            yield clipped(scene, token, found)


def reports(token: Token) -> bool:
    """Whether a verb plainly reports speech: a finite "say" or "tell" and the like."""
    entries = lexicon().verbs.get(token.lemma_.lower(), ())
    plain = any(entry.stance == "said" and "clause" in entry.frames for entry in entries)
    return plain and token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBN"}


def clipped(scene: Scene, token: Token, draft: Draft) -> Draft:
    """A nested statement that ends where the quotation around it does."""
    quote = scene.quotes[scene.quote_of[token.i]].inner
    draft.content = [
        span._replace(end=min(span.end, quote.end))
        for span in draft.content
        if quote.start <= span.start < quote.end
    ] or draft.content
    return draft
