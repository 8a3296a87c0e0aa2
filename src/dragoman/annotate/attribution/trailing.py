"""Trailing relays: "…, AP news agency reported.", read from the words alone.

At the end of a long sentence the parse often loses who reports; the shape never changes: a comma or
closing mark, a medium, a verb of passing on, perhaps a day, a full stop.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from dragoman.annotate.attribution.direct import SAID
from dragoman.annotate.attribution.drafts import Draft, Scene
from dragoman.annotate.attribution.extent import tidy
from dragoman.annotate.attribution.lexicon import lexicon
from dragoman.annotate.attribution.passing import passing
from dragoman.annotate.attribution.relays import after
from dragoman.annotate.attribution.voices import Voices

LONGEST = 14
"""Words of a trailing relay, its "citing officials" left out."""
CLOSERS = {",", "”", '"', "''", "’", "'"}
PHRASE = {"PROPN", "NOUN", "DET", "ADJ", "PART", "NUM"}
AFTER = {"TIME", "DATE"}


def trailing_relays(
    scene: Scene, drafts: list[Draft], voices: Voices, paragraph: int
) -> Iterator[Draft]:
    """A statement by each medium that closes a sentence, where no draft has its cue yet."""
    taken = {token.i for draft in drafts for token in draft.cue}
    for sentence in scene.doc.sents:
        cue = closing_cue(scene, sentence)
        if cue is None or cue.i in taken:
            continue
        telling = cue.lemma_ in passing().telling
        source = speaker_before(cue) if telling else next_to(cue, voices, paragraph)
        first = min(cue.i, source.left_edge.i if source is not None else cue.i)
        comma = last_closer(scene.doc[sentence.start : first + 1])
        if source is None or comma is None or first - comma.i > LONGEST:
            continue
        content = tidy(scene, (sentence.start, comma.i))
        if content is not None and comma.i > sentence.start:
            yield Draft((cue,), [content], SAID, source=source, to=after(cue) if telling else None)


def closing_cue(scene: Scene, sentence: DocSpan) -> Token | None:
    """The verb of passing on near a sentence's end, with nothing but a day or a source after it."""
    for token in reversed(sentence):
        if scene.quote_of[token.i] >= 0 or sentence.end - token.i > LONGEST:
            return None
        if token.tag_ not in {"VBD", "VBZ", "NNS"}:
            continue
        rest = [t for t in sentence.doc[token.i + 1 : sentence.end] if not t.is_punct]
        if token.lemma_.lower() in lexicon().relay_verbs:
            return token if all(is_appendix(t) for t in rest) else None
        if token.lemma_ in passing().telling:
            told = [t for t in rest if not is_appendix(t)]
            return token if told and all(t.pos_ in PHRASE for t in told) else None
    return None


def speaker_before(cue: Token) -> Token | None:
    """The head of the noun phrase right before a verb, whoever it is."""
    token = cue.nbor(-1) if cue.i > cue.sent.start else None
    named = token is not None and token.pos_ in {"PROPN", "NOUN", "PRON"}
    return token if named else None


def is_appendix(token: Token) -> bool:
    """Whether a word can follow a closing relay: a day, or "citing" and whom."""
    if token.ent_type_ in AFTER or token.lower_ in {"on", "in", "late", "earlier", "the", "a"}:
        return True
    verbs = [t for t in (token, *token.ancestors) if t.tag_ == "VBG"]
    return any(t.lemma_ in {"cite", "quote"} for t in verbs)


def next_to(cue: Token, voices: Voices, paragraph: int) -> Token | None:
    """The head of the medium right before a cue, or right after it ("reported Tasnim")."""
    if cue.i > cue.sent.start:
        before = cue.nbor(-1)
        if before.dep_ in {"aux", "advmod", "npadvmod"} and before.i > cue.sent.start:
            before = before.nbor(-1)
        if voices.medium(paragraph, before) is not None:
            return before
    for token in cue.doc[cue.i + 1 : min(cue.i + 6, cue.sent.end)]:
        if token.text == "," or token.tag_ in {"VBG", "IN"}:
            return None
        medium = voices.medium(paragraph, token)
        if medium is not None and token.dep_ != "compound":
            return token
    return None


def last_closer(words: DocSpan) -> Token | None:
    """The last comma or closing mark among some words."""
    return next((t for t in reversed(words) if t.text in CLOSERS), None)
