"""Extent: how far the words reach that a cue governs, to the character."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.annotate.attribution.direct import trim
from dragoman.annotate.attribution.drafts import Scene
from dragoman.annotate.attribution.lexicon import lexicon
from dragoman.annotate.syntax import child
from dragoman.model import Span

Words = tuple[int, int]
"""First and last token of a stretch, both inclusive."""


def boundary(scene: Scene, cue: Token, first: int) -> int:
    """The last token of what the cue governs from `first` on.

    It ends with the sentence, or before the next cue that shares the speaker (", adding that"),
    a relay (", according to X", ", X reported") or a clause that hangs on the cue itself.
    """
    last = sentence_end(scene, first)
    if cue.dep_ == "advcl" and cue.i < cue.head.i:
        last = min(last, max(t.i for t in cue.subtree))
    for token in scene.doc[first + 1 : last + 1]:
        if token.text == ";" and scene.quote_of[token.i] < 0:
            return token.i - 1
        if token.i > cue.i and breaks(scene, token, cue):
            return max(first, before_break(scene, token, cue))
    return last


def sentence_end(scene: Scene, first: int) -> int:
    """The last token of the sentence of `first`, a quotation not cut in two."""
    end = scene.doc[first].sent.end - 1
    number = scene.quote_of[end]
    while (
        number >= 0
        and end + 1 < len(scene.doc)
        and scene.quotes[number].outer.end > (scene.doc[end].idx + len(scene.doc[end]))
    ):
        end = max(end + 1, scene.doc[end + 1].sent.end - 1)
        number = scene.quote_of[end]
    return end


def breaks(scene: Scene, token: Token, cue: Token) -> bool:
    """Whether a new statement, relay or clause of the cue starts at `token`."""
    if scene.quote_of[token.i] >= 0:
        return False
    after_comma = token.i > 0 and scene.doc[token.i - 1].text == ","
    if token.lower_ == "according":
        return True
    if token.tag_ == "VBG" and after_comma and token.lemma_.lower() in lexicon().verbs:
        return True
    if token.head == cue and token.dep_ in {"conj", "advcl"} and token.i > cue.i:
        return token.dep_ == "conj" or adverbial(token)
    return is_trailing_relay(scene, token, cue)


def adverbial(verb: Token) -> bool:
    """Whether a clause tells when or while something was said, not what was said."""
    mark = next((t for t in verb.children if t.dep_ in {"mark", "advmod"}), None)
    return mark is not None and mark.lower_ in {"as", "when", "while"}


def is_trailing_relay(scene: Scene, token: Token, cue: Token) -> bool:
    """Whether `token` is the verb of a relay at the end: "…, state television reported."."""
    if token.lemma_.lower() not in lexicon().relay_verbs or token.pos_ != "VERB" or token == cue:
        return False
    rest = scene.doc[token.i + 1 : sentence_end(scene, token.i) + 1]
    if any(t.pos_ in {"VERB", "AUX"} for t in rest) or len(rest) > 6:
        return False
    source = child(token, "nsubj")
    return (
        source is not None
        and source.left_edge.i > 0
        and (scene.doc[source.left_edge.i - 1].text in {",", "”", '"'})
    )


def before_break(scene: Scene, token: Token, cue: Token) -> int:
    """The last word before the phrase that `token` heads."""
    first = token.i
    if token.lower_ != "according" and token.tag_ != "VBG":
        first = min(t.i for t in token.subtree if t.i > cue.i and scene.doc[t.i - 1].text != "”")
        source = child(token, "nsubj")
        if source is not None:
            first = source.left_edge.i
    if token.dep_ == "advcl" or token.dep_ == "conj":
        first = min(first, token.left_edge.i)
        while first > 0 and scene.doc[first - 1].dep_ == "cc":
            first -= 1
    return first - 1


def tidy(scene: Scene, words: Words) -> Span | None:
    """The span of some words without the punctuation around them, quotation marks balanced."""
    first, last = words
    doc = scene.doc
    while first <= last and (doc[first].is_space or doc[first].text in {",", ":", "—", "–", ";"}):
        first += 1
    while last >= first and (
        doc[last].is_space or doc[last].text in {",", ".", ":", "—", "–", ";"}
    ):
        last -= 1
    if last < first:
        return None
    span = Span(doc[first].idx, doc[last].idx + len(doc[last]))
    return balanced(scene, whole_word(scene.text, span))


def whole_word(text: str, span: Span) -> Span:
    """`span` with the rest of a hyphenated word that the parse broke: "co-operation"."""
    rest = re.match(r"(?:-\w+)+", text[span.end :])
    return Span(span.start, span.end + rest.end()) if rest else span


def balanced(scene: Scene, span: Span) -> Span:
    """`span` with both or none of each quotation's marks."""
    for quote in scene.quotes:
        if quote.inner.holds(span) and quote.outer.start >= span.start - 1:
            return trim(scene.text, quote.inner) if quote.inner == span else span
        if span.start == quote.outer.start and span.end in (quote.inner.end, quote.outer.end):
            return trim(scene.text, quote.inner)
        if quote.outer.start < span.start < quote.outer.end <= span.end and (
            quote.inner.start == span.start
        ):
            span = Span(quote.outer.start, span.end)
        if span.start <= quote.outer.start < span.end < quote.outer.end:
            span = Span(span.start, quote.outer.end)
    return span
