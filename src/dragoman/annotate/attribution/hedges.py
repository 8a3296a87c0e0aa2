"""Hedges: statements that are given to nobody, and whose speaker stays unknown.

"Tens of thousands have reportedly been arrested", "1,700 are believed to have died", "the envoy is
said to be ill": the words are somebody's, the text does not say whose, and nobody is invented.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.annotate.attribution.drafts import Draft, Scene
from dragoman.annotate.attribution.extent import Words, sentence_end, tidy
from dragoman.annotate.attribution.lexicon import CueEntry
from dragoman.annotate.attribution.passing import passing
from dragoman.annotate.syntax import agent, child
from dragoman.model import Span

CLAUSE = frozenset({"clause"})
SAID = CueEntry("said", CLAUSE)
BELIEVED = CueEntry("other", CLAUSE, speech=False)
BREAKS = {"advcl", "relcl", "parataxis"}


def hedged(scene: Scene, drafts: list[Draft]) -> Iterator[Draft]:
    """The statements of nobody in a paragraph, where no other statement holds the same words.

    A hedge inside somebody's words is his; one beside a cue ("reportedly told") hedges the telling,
    which is a statement already.
    """
    cues = {token for draft in drafts for token in draft.cue}
    for token in filter(hedges, scene.doc):
        if token in cues or scene.quote_of[token.i] >= 0 or inside(token, drafts):
            continue
        found = adverb(scene, token, cues) or raising(scene, token)
        if found is not None:
            yield found


def hedges(token: Token) -> bool:
    """Whether a word is one of those that hedge, whatever stands around it."""
    return token.lower_ in passing().hedges or token.lemma_ in passing().hearsay_verbs


def inside(token: Token, drafts: list[Draft]) -> bool:
    """Whether a word is part of what somebody says."""
    return any(s.start <= token.idx < s.end for draft in drafts for s in draft.content)


def adverb(scene: Scene, token: Token, cues: set[Token]) -> Draft | None:
    """The clause that an adverb such as "reportedly" hedges."""
    if token.lower_ not in passing().hedges or token.head in cues:
        return None
    verb = token.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    content = tidy(scene, clause_words(scene, verb))
    return Draft((token,), [content], SAID) if content is not None else None


def clause_words(scene: Scene, verb: Token) -> Words:
    """A clause without the clauses that hang on it after a comma."""
    last = min(verb.right_edge.i, sentence_end(scene, verb.i))
    for part in verb.children:
        comma = part.left_edge.i > 0 and part.left_edge.nbor(-1).text == ","
        if part.i > verb.i and part.dep_ in BREAKS and comma:
            last = min(last, part.left_edge.i - 2)
    return verb.left_edge.i, last


def raising(scene: Scene, verb: Token) -> Draft | None:
    """A passive of saying or believing before an infinitive: "is believed to have left".

    The content is in two pieces, what it is about and the infinitive.
    """
    speech = passing().hearsay_verbs.get(verb.lemma_)
    subject = child(verb, "nsubjpass", "expl", "nsubj")
    inner = child(verb, "xcomp", "ccomp")
    passive = verb.tag_ == "VBN" and child(verb, "auxpass") is not None
    if speech is None or subject is None or inner is None or not passive or agent(verb):
        return None
    marked = [t for t in inner.children if t.lower_ == "to" and t.i < inner.i]
    if not marked or inner.i < verb.i or subject.i > verb.i or subject.pos_ == "PRON":
        return None
    about = tidy(scene, (subject.left_edge.i, subject.right_edge.i))
    said = tidy(scene, (marked[0].i, min(inner.right_edge.i, sentence_end(scene, inner.i))))
    spans: list[Span] = [span for span in (about, said) if span is not None]
    return Draft((verb,), spans, SAID if speech else BELIEVED) if len(spans) > 1 else None
