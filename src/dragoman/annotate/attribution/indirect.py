"""Indirect and mixed speech: what the complement of a reporting verb or noun says.

Each sense of a cue names the complements it takes (cues.toml); each frame has one function here
that finds the words of that complement in the parse.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from spacy.tokens import Token

from dragoman.annotate.attribution.direct import SAID, according_to
from dragoman.annotate.attribution.drafts import Draft, Scene
from dragoman.annotate.attribution.extent import Words, boundary, sentence_end, tidy
from dragoman.annotate.attribution.lexicon import CueEntry, lexicon
from dragoman.annotate.attribution.passing import passing
from dragoman.annotate.syntax import agent, child, negated, subject

FAR = 32
"""Words within which the "that" of a reporting verb follows, an aside between them."""


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
    elif token.pos_ in {"VERB", "AUX"} or token.i in scene.with_subject:
        found = verbal(scene, token)
    elif token.pos_ == "NOUN" and token.lemma_.lower() in lexicon().nouns:
        found = nominal_cue(scene, token)
    if found is not None:
        yield found


def verbal(scene: Scene, cue: Token) -> Draft | None:
    """A statement whose cue is a verb or a verb phrase."""
    lemma = cue.lemma_.lower()
    for phrase in lexicon().phrases:
        if phrase.lemma != lemma:
            continue
        following = scene.doc[cue.i + 1 : cue.i + 6].text.lower()
        tail = next((t for t in phrase.tail if following.startswith(t)), None)
        if tail is not None:
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
    if "gerund" in entry.frames:
        inner = child(cue, "xcomp", "dobj")
        if inner is not None and inner.i > cue.i and is_gerund(inner):
            return reach(scene, cue, inner)
    if "order" in entry.frames:
        words = order(scene, cue)
        if words is not None:
            return words
    return phrasal(scene, cue, entry)


def is_gerund(verb: Token) -> bool:
    """Whether a verb is a gerund, simple or perfect: "leaving", "having left"."""
    return verb.tag_ == "VBG" or any(t.tag_ == "VBG" and t.dep_ == "aux" for t in verb.children)


def phrasal(scene: Scene, cue: Token, entry: CueEntry) -> Words | None:
    """The words of a complement that is no clause: a noun phrase, alone or after a preposition."""
    thing = child(cue, "dobj")
    nominal = "nominal" in entry.frames
    completed = any(t.lower_ in {"as", "on"} for t in cue.children)
    named = child(cue, "oprd") is not None and thing is not None and thing.i > cue.i
    fits = ("predicate" in entry.frames and completed) or ("naming" in entry.frames and named)
    if thing is not None and fits:
        return thing.left_edge.i, boundary(scene, cue, thing.left_edge.i)
    inner = after_preposition(cue, entry.prepositions())
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
    if child(cue, "nsubj", "auxpass") is None and inverted(cue) is None:
        return None
    before = child(cue, "ccomp")
    if before is not None and before.i < cue.i:
        return before_cue(before, cue)
    aside = {"parataxis", "ccomp", "conj"} if inverted(cue) else {"parataxis", "ccomp"}
    if cue.dep_ in aside and cue.head.i < cue.i and comma_before(scene, cue):
        return before_cue(cue.head, cue)
    return None


def inverted(cue: Token) -> Token | None:
    """The speaker after a cue that ends its sentence: "It will rain, predicts a fisherman".

    The parse takes him for an object.
    """
    said = child(cue, "dobj")
    if cue.tag_ not in {"VBZ", "VBP", "VBD"} or said is None or said.i < cue.i or cue.i == 0:
        return None
    alone = all(t.dep_ in {"dobj", "ccomp", "punct", "prep", "npadvmod"} for t in cue.children)
    return said if alone and cue.nbor(-1).text == "," and said.pos_ in {"NOUN", "PROPN"} else None


def opening_that(scene: Scene, after: int) -> Token | None:
    """The "that" that opens a clause after the cue, an addressee or adverbial between allowed."""
    telling = scene.doc[after].lemma_ in passing().telling
    for token in scene.doc[after + 1 : after + 10]:
        if token.lower_ == "that":
            follows = token.nbor() if token.i + 1 < len(scene.doc) else None
            opens = token.tag_ in {"IN", "DT", "WDT"} and follows is not None
            relative = token.dep_ == "nsubj" or (token.dep_ == "dobj" and not telling)
            return token if opens and not relative else None
        comma = token.text == "," and token.i + 1 < len(scene.doc)
        aside = token.nbor() if comma else token
        if aside.tag_ in {"VBN", "VBG"} and aside.i > after + 1:
            return distant_that(scene, after)
        if token.pos_ in {"VERB", "AUX", "SCONJ"} or token.text in {".", ";", ":"}:
            return None
        if token.is_quote or (token.text == "," and token.i > after + 1):
            return None
    return None


def distant_that(scene: Scene, after: int) -> Token | None:
    """The "that" behind an aside: "said in a statement posted online that", "said, citing X, that".

    Between the cue and it there are only participles, no clause.
    """
    for token in scene.doc[after + 1 : after + FAR]:
        finite_verb = token.tag_ in {"VBD", "VBZ", "VBP", "MD"} and token.dep_ != "conj"
        if finite_verb or token.text in {".", ";", ":"} or token.is_quote:
            return None
        if token.lower_ == "that":
            return token if token.dep_ == "mark" and token.nbor().pos_ != "VERB" else None
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


def after_preposition(cue: Token, prepositions: Collection[str]) -> Token | None:
    """What the first of the cue's prepositions governs, in order of the text: a noun or a clause.

    "Accused of theft for taking the money": of theft.
    """
    for prep in cue.children:
        if prep.lower_ in prepositions and prep.dep_ in {"prep", "mark"}:
            inner = child(prep, "pobj", "pcomp")
            if inner is not None:
                return inner
    return None


def reach(scene: Scene, cue: Token, inner: Token) -> Words:
    """From the first word of a complement to its end."""
    words = [t.i for t in inner.subtree if t.i > cue.i]
    first = min(words, default=inner.i)
    return first, min(max(words, default=inner.i), boundary(scene, cue, first))


def draft(scene: Scene, cue: Token, words: Words, entry: CueEntry) -> Draft | None:
    """A statement from a cue and the words it governs; None where nothing is left of them."""
    content = tidy(scene, words)
    if content is None:
        return None
    found = Draft(
        (cue,), [content], entry, source=inverted(cue) or subject(cue), negated=negated(cue)
    )
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
