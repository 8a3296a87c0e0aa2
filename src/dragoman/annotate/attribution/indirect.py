"""Indirect and mixed speech: what the complement of a reporting verb or noun says.

Each sense of a cue names the complements it takes (cues.toml); each frame has one function here
that finds the words of that complement in the parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from dragoman.annotate.attribution.direct import SAID, according_to, trim
from dragoman.annotate.attribution.drafts import Draft, Scene
from dragoman.annotate.attribution.lexicon import CueEntry, lexicon
from dragoman.annotate.syntax import agent, child, negated, subject
from dragoman.model import Span

Words = tuple[int, int]
"""First and last token of a stretch, both inclusive."""


def indirect_drafts(scene: Scene, taken: set[int]) -> list[Draft]:
    """The indirect and mixed statements of one paragraph.

    Args:
        scene: the paragraph.
        taken: tokens that are cues of direct statements already.
    """
    drafts: list[Draft] = []
    for token in scene.doc:
        if scene.inside_full_quote(token) or token.i in taken:
            continue
        drafts.extend(readings(scene, token))
    return drafts


def share_sources(drafts: list[Draft]) -> None:
    """Participles after a comma (", adding that …") speak for whoever spoke before them.

    The parse often hangs them on a verb of the words that were said, whose subject is another.
    """
    ordered = sorted((d for d in drafts if d.cue), key=lambda d: d.cue[0].i)
    for before, draft in pairwise(ordered):
        cue = draft.cue[0]
        if (
            cue.tag_ != "VBG"
            or cue.lower_ == "according"
            or cue.sent != before.cue[0].sent
            or cue.dep_ == "pcomp"
        ):
            continue
        if cue.i and cue.nbor(-1).text in {",", "”", '"'}:
            draft.source = before.source


def readings(scene: Scene, token: Token) -> Iterator[Draft]:
    """The statements a token is the cue of: at most one, the first frame that fits."""
    found = None
    if token.lower_ == "according":
        found = according(scene, token)
    elif token.pos_ in {"VERB", "AUX"} or child(token, "nsubj") is not None:
        found = verbal(scene, token)
    elif token.pos_ == "NOUN" and token.lemma_.lower() in lexicon().nouns:
        found = nominal_cue(scene, token)
    if found is not None:
        yield found


def verbal(scene: Scene, cue: Token) -> Draft | None:
    """A statement whose cue is a verb or a verb phrase."""
    lemma = cue.lemma_.lower()
    for phrase in lexicon().phrases:
        following = scene.doc[cue.i + 1 : cue.i + 6].text.lower()
        tail = next((t for t in phrase.tail if following.startswith(t)), None)
        if phrase.lemma == lemma and tail is not None:
            words = clause(scene, cue, cue.i + len(tail.split()))
            if words is not None:
                return draft(scene, cue, words, phrase.entry)
    if cue.dep_ in {"amod", "compound", "aux", "auxpass"} or reduced_passive(cue):
        return None
    for entry in lexicon().verbs.get(lemma, ()):
        words = clause(scene, cue, cue.i) if "clause" in entry.frames else None
        if words is not None:
            return draft(scene, cue, words, entry)
        words = complement(scene, cue, entry)
        if words is not None:
            found = draft(scene, cue, words, entry)
            if found is not None:
                found.act = entry.act
            return found
    return None


def reduced_passive(cue: Token) -> bool:
    """Whether a cue is a bare participle, whose subject hears: "Asked whether …, he said"."""
    return (
        cue.tag_ == "VBN"
        and cue.dep_ in {"advcl", "acl"}
        and (child(cue, "aux", "auxpass") is None and agent(cue) is None)
    )


def complement(scene: Scene, cue: Token, entry: CueEntry) -> Words | None:
    """The words of the first frame without a clause that the cue's complements fit."""
    if "infinitive" in entry.frames:
        inner = child(cue, "xcomp")
        if inner is not None and (not entry.needs or inner.lemma_ in entry.needs):
            return reach(scene, cue, inner)
    if "order" in entry.frames:
        words = order(scene, cue)
        if words is not None:
            return words
    return phrasal(scene, cue, entry)


def phrasal(scene: Scene, cue: Token, entry: CueEntry) -> Words | None:
    """The words of a complement that is no clause: a noun phrase, alone or after a preposition."""
    thing = child(cue, "dobj")
    nominal = "nominal" in entry.frames
    completed = any(t.lower_ in {"as", "on"} for t in cue.children)
    if "predicate" in entry.frames and thing is not None and completed:
        return thing.left_edge.i, boundary(scene, cue, thing.left_edge.i)
    for preposition in entry.prepositions():
        inner = after_preposition(cue, preposition)
        if inner is not None:
            return reach(scene, cue, inner)
    said = thing is not None and thing.pos_ == "NOUN"
    return reach(scene, cue, thing) if thing is not None and said and nominal else None


def clause(scene: Scene, cue: Token, after: int) -> Words | None:
    """The clause that was said: after the cue, or before it ("X, he said").

    A "that" right after the cue (and whoever is told) opens the clause even where the parse lost
    its way, since journalists' "that" is more reliable than any parser.
    """
    that = opening_that(scene, after)
    inner = next((t for t in cue.children if t.dep_ == "ccomp" and t.i > after), None)
    if that is not None:
        return that.i, boundary(scene, cue, that.i)
    if inner is not None and (finite(inner) or child(inner, "mark") is not None):
        first = min(t.i for t in inner.subtree if t.i > after)
        return first, boundary(scene, cue, first)
    if child(cue, "nsubj", "auxpass") is None:
        return None
    before = child(cue, "ccomp")
    if before is not None and before.i < cue.i:
        return before_cue(before, cue)
    if cue.dep_ in {"parataxis", "ccomp"} and cue.head.i < cue.i and comma_before(scene, cue):
        return before_cue(cue.head, cue)
    return None


def opening_that(scene: Scene, after: int) -> Token | None:
    """The "that" that opens a clause after the cue, an addressee or adverbial between allowed."""
    for token in scene.doc[after + 1 : after + 10]:
        if token.lower_ == "that":
            follows = token.nbor() if token.i + 1 < len(scene.doc) else None
            opens = token.tag_ in {"IN", "DT", "WDT"} and follows is not None
            return token if opens and token.dep_ not in {"nsubj", "dobj"} else None
        if token.pos_ in {"VERB", "AUX", "SCONJ"} or token.text in {".", ";", ":"}:
            return None
        if token.is_quote or (token.text == "," and token.i > after + 1):
            return None
    return None


def finite(verb: Token) -> bool:
    """Whether a complement is a clause with a subject or a finite verb."""
    if verb.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
        return True
    return any(t.dep_ in {"nsubj", "nsubjpass", "expl"} for t in verb.children)


def comma_before(scene: Scene, cue: Token) -> bool:
    """Whether a comma stands before the cue's own phrase."""
    first = min(t.i for t in cue.subtree)
    return any(t.text == "," for t in scene.doc[max(0, first - 1) : cue.i])


def before_cue(inner: Token, cue: Token) -> Words:
    """The clause before a cue that follows it, the cue's own words left out."""
    own = {t.i for t in cue.subtree} if cue.head == inner else set()
    limit = min([cue.i, *(t.i for t in cue.children if t.i < cue.i and t != inner)])
    stop = max((t.i for t in inner.sent if t.text == ";" and t.i < cue.i), default=-1)
    words = [t.i for t in inner.subtree if t.i not in own and stop < t.i < limit]
    return min(words, default=inner.i), max(words, default=inner.i)


def order(scene: Scene, cue: Token) -> Words | None:
    """What somebody is told to do: the infinitive after an object."""
    for inner in cue.children:
        if inner.dep_ in {"xcomp", "ccomp"} and inner.i > cue.i and inner.tag_ == "VB":
            to = next((t for t in inner.children if t.lower_ == "to" and t.i < inner.i), None)
            if to is not None:
                return to.i, boundary(scene, cue, to.i)
    return None


def after_preposition(cue: Token, preposition: str) -> Token | None:
    """What the cue's preposition governs: a noun or a clause."""
    for prep in cue.children:
        if prep.lower_ == preposition and prep.dep_ in {"prep", "mark"}:
            return child(prep, "pobj", "pcomp") or None
    return None


def reach(scene: Scene, cue: Token, inner: Token) -> Words:
    """From the first word of a complement to its end."""
    words = [t.i for t in inner.subtree if t.i > cue.i]
    first = min(words, default=inner.i)
    return first, min(max(words, default=inner.i), boundary(scene, cue, first))


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


def draft(scene: Scene, cue: Token, words: Words, entry: CueEntry) -> Draft | None:
    """A statement from a cue and the words it governs; None where nothing is left of them."""
    content = tidy(scene, words)
    if content is None:
        return None
    found = Draft((cue,), [content], entry, source=subject(cue), negated=negated(cue))
    if cue.dep_ == "pcomp" and cue.head.head.lemma_ in lexicon().quoting_verbs:
        quoting = cue.head.head
        found.source = child(quoting, "nsubjpass") or child(quoting, "dobj")
        found.to = addressee(cue, entry)
    elif child(cue, "nsubjpass", "auxpass") is not None:
        found.source = agent(cue)
    else:
        found.to = addressee(cue, entry)
    return found


def addressee(cue: Token, entry: CueEntry) -> Token | None:
    """Who is spoken to: the object of a verb whose object is a hearer, not what is said."""
    told = child(cue, "dative", "dobj")
    if told is None and "order" in entry.frames:
        told = next(
            (
                t
                for c in cue.children
                if c.dep_ == "ccomp"
                for t in c.children
                if t.dep_ == "nsubj" and c.tag_ == "VB"
            ),
            None,
        )
    hearing = cue.lemma_ in {"tell", "inform", "assure", "remind", "ask", "urge", "thank", "order"}
    if told is not None and hearing:
        return told
    to = next((t for t in cue.children if t.lower_ == "to" and t.dep_ in {"prep", "dative"}), None)
    return child(to, "pobj") if to is not None else None


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


def nominal_cue(scene: Scene, noun: Token) -> Draft | None:
    """A statement whose cue is a noun with a that-clause: "his claim that …"."""
    inner = next(
        (t for t in noun.children if t.dep_ in {"acl", "ccomp"} and child(t, "mark")), None
    )
    if inner is None or inner.i < noun.i:
        return None
    mark = child(inner, "mark")
    if mark is None or mark.lower_ != "that":
        return None
    content = tidy(scene, (mark.i, max(t.i for t in inner.subtree)))
    source = child(noun, "poss")
    if content is None or source is None:
        return None
    return Draft((noun,), [content], lexicon().nouns[noun.lemma_.lower()], source=source)


def according(scene: Scene, cue: Token) -> Draft | None:
    """A statement by "according to X": the rest of the sentence is what X says."""
    source = according_to(cue)
    sentence = cue.sent
    if source is None:
        return None
    own = {t.i for t in cue.subtree}
    if min(own) <= sentence.start + 1:
        after = max(own) + 1
        end = sentence_end(scene, min(after, len(scene.doc) - 1))
        words: Words = (after, end)
    else:
        words = (sentence.start, min(own) - 1)
    content = tidy(scene, words)
    if content is None:
        return None
    return Draft((cue,), [content], SAID, source=source)
