"""Relays: who passes a statement on, as far as its own clause says so.

"Was quoted by X as saying", "X said, citing S", "told X", "said in a statement carried by X",
"through a spokesman": each wording has one function here that reads it off the parse and notes the
relay in the draft, from the speaker outwards. What encloses a statement is for `chains` to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.annotate.attribution.authors import owner
from dragoman.annotate.attribution.drafts import Draft, Relay, Scene
from dragoman.annotate.attribution.lexicon import lexicon
from dragoman.annotate.attribution.passing import passing
from dragoman.annotate.attribution.voices import Voices, is_document
from dragoman.annotate.syntax import SUBJECTS, agent, child, subject

NAMES = {"NOUN", "PROPN"}
DESCRIBING = {"acl", "advcl", "relcl", "xcomp", "dep"}
"""How a clause hangs on what it describes; the parse often takes "quoted by X" for a complement."""


def own_relays(scene: Scene, draft: Draft, voices: Voices, paragraph: int) -> None:
    """Notes the relays that a statement's own clause words; may find its speaker on the way."""
    if not draft.cue:
        return
    if draft.source is None:
        draft.source = before(draft.cue[0])
    raised(draft)
    quoting_clause(draft)
    through_mouthpiece(draft)
    carried_by(draft, voices, paragraph)
    quoted_by(draft, voices, paragraph)
    told_to_medium(draft, voices, paragraph)
    citing(scene, draft, voices, paragraph)


def before(cue: Token) -> Token | None:
    """The name right before an active verb of saying whose subject the parse did not find."""
    if cue.tag_ not in {"VBD", "VBZ", "VBP"} or child(cue, "nsubj", "nsubjpass", "auxpass"):
        return None
    for token in reversed(cue.doc[cue.sent.start : cue.i]):
        if token.pos_ in {"ADV", "AUX"}:
            continue
        named = token.pos_ == "PROPN" and token.dep_ not in SUBJECTS
        return top_of_name(token) if named else None
    return None


def top_of_name(token: Token) -> Token:
    """The head of the noun phrase that ends with a name: "Rabbi Luski of the Temple"."""
    while token.dep_ == "pobj" and token.head.lower_ in {"of", "at", "for"}:
        token = token.head.head
    return token


# -- quoted


def quoting_clause(draft: Draft) -> None:
    """Speaker and hop of "X quoted him as saying", its passive, and "X quotes a man who says"."""
    cue = draft.cue[0]
    quoting = quoting_verb(cue)
    if quoting is not None:
        quoted_as(draft, cue, quoting)
        return
    source = draft.source
    if source is None or source.dep_ != "dobj" or cue.head != source:
        return
    if source.head.lemma_ in lexicon().quoting_verbs:
        by = subject(source.head)
        if by is not None:
            draft.relays.append(Relay(by))


def quoting_verb(cue: Token) -> Token | None:
    """The "quoted" of "quoted as saying", or the cue itself where it is "quoted"."""
    verbs = lexicon().quoting_verbs
    if cue.lemma_ in verbs:
        return cue
    if cue.dep_ in {"pcomp", "advcl"} and cue.tag_ == "VBG":
        mark = cue.head if cue.dep_ == "pcomp" else next(iter(cue.children), None)
        verb = cue.head.head if cue.dep_ == "pcomp" else cue.head
        if mark is not None and mark.lower_ == "as" and verb.lemma_ in verbs:
            return verb
    before = list(cue.doc[max(cue.sent.start, cue.i - 12) : cue.i]) if cue.tag_ == "VBG" else []
    if len(before) < 2 or before[-1].lower_ != "as":
        return None
    # Long subjects make the parse hang "as saying" elsewhere; the words still stand in order.
    return next((t for t in reversed(before) if t.lemma_ in verbs), None)


def quoted_as(draft: Draft, cue: Token, quoting: Token) -> None:
    """Speaker and hop of "X quoted him as saying" and of its passive."""
    passive = is_passive_participle(quoting)
    by = agent(quoting) or agent(cue)
    if passive:
        draft.source = passive_subject(quoting) or draft.source
        inside = within(quoting, {"in", "on"})
        if by is None and inside is not None:
            by = inside
    elif by is None:
        by = subject(quoting)
        draft.source = child(quoting, "dobj") or draft.source
    if by is not None:
        draft.relays.append(Relay(by))
    elif passive:
        draft.relays.append(Relay(quoting, agentless=True))


def is_passive_participle(verb: Token) -> bool:
    """Whether a verb is passive: "was quoted", and "quoted by X" alone."""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    return verb.tag_ == "VBN" and child(verb, "dobj", "nsubj") is None


def passive_subject(verb: Token) -> Token | None:
    """Who is quoted: the passive's subject, or the noun that "quoted" describes."""
    own = child(verb, "nsubjpass", "nsubj")
    if own is not None and own.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return verb.head
    return own or (verb.head if verb.dep_ == "acl" else subject(verb))


def quoted_by(draft: Draft, voices: Voices, paragraph: int) -> None:
    """Makes X a hop in "an official quoted by X said" and "said Y, as cited by X"."""
    cue = draft.cue[0]
    for part in describing(draft):
        if part.lemma_ in lexicon().quoting_verbs and part.tag_ in {"VBN", "VBD"}:
            by = agent(part) or within(part, {"in", "on"})
            if by is not None and part != cue and part not in cue.ancestors:
                trailing = part.i > cue.i and part.i > (draft.source or cue).i
                draft.relays.append(Relay(by, frames=not trailing))
        elif part.lemma_ in passing().speaking:
            listener = within(part, {"to", "with"})
            if listener is not None and voices.is_told(paragraph, listener):
                draft.relays.append(Relay(listener))


def describing(draft: Draft) -> Iterator[Token]:
    """The clauses that describe the speaker or hang on the cue."""
    source = draft.source
    heads = [draft.cue[0]]
    if source is not None:
        heads += [source, *(t for t in source.children if t.dep_ == "appos")]
    for head in heads:
        for part in head.children:
            if part.dep_ in DESCRIBING and part.pos_ == "VERB":
                yield part


def raised(draft: Draft) -> None:
    """Makes nobody a hop in "was said to have told", "was reported as having told"."""
    cue = draft.cue[0]
    verb = cue.head.head if cue.dep_ == "pcomp" else cue.head
    if cue.dep_ not in {"xcomp", "pcomp", "advcl"} or verb.lemma_ not in passing().raising:
        return
    if cue.tag_ == "VBG" or child(verb, "auxpass") is None:
        return
    draft.source = child(verb, "nsubjpass", "nsubj") or draft.source
    by = agent(verb)
    draft.relays.append(Relay(by) if by is not None else Relay(verb, agentless=True))


# -- citing


def citing(scene: Scene, draft: Draft, voices: Voices, paragraph: int) -> None:
    """Makes S the speaker and X a hop in "X said, citing S" and "citing S, X said"."""
    cue, source = draft.cue[0], draft.source
    if source is None or not voices.passes_on(paragraph, source):
        return
    for part in cue.sent:
        if part.lower_ not in passing().citing or part == cue:
            continue
        opens = part.is_sent_start or part.nbor(-1).text in {",", "”", '"', "''", "said"}
        cited = child(part, "dobj") or next_noun(part)
        within_content = any(s.start <= part.idx < s.end for s in draft.content)
        if cited is None or not opens or scene.inside_full_quote(part):
            continue
        if any(t.lower_ == "as" for t in part.children) or "as" in {
            t.lower_ for t in cited.children
        }:
            continue
        if voices.can_speak(paragraph, cited) and not (within_content and part.i < cue.i):
            draft.relays.insert(0, Relay(source))
            draft.source = cited
            return


def next_noun(verb: Token) -> Token | None:
    """The head of the noun phrase after a verb whose object the parse did not find."""
    following = verb.doc[verb.i + 1 : verb.i + 6]
    return next((t for t in following if t.pos_ in NAMES and t.dep_ != "compound"), None)


# -- told, said in, said through


def told_to_medium(draft: Draft, voices: Voices, paragraph: int) -> None:
    """Makes a medium that was told a hop: the words reached the report through it."""
    cue = draft.cue[0]
    if cue.lemma_ not in passing().telling:
        return
    listener = draft.to or after(cue)
    if listener is not None and voices.is_told(paragraph, listener):
        draft.to = draft.to or listener
        draft.relays.append(Relay(listener))


def after(verb: Token) -> Token | None:
    """The head of the noun phrase right after a verb, by the words alone."""
    head = None
    for token in verb.doc[verb.i + 1 : verb.i + 8]:
        if token.pos_ not in {"DET", "ADJ", "PROPN", "NOUN", "PART", "NUM"}:
            break
        if token.pos_ in NAMES:
            head = token
        elif head is not None:
            break
    return head


def carried_by(draft: Draft, voices: Voices, paragraph: int) -> None:
    """Makes the document a hop in "said in a statement", and who carried it or held the talk."""
    source = draft.source
    if source is not None and is_document(source):
        author = owner(source)
        draft.relays += [Relay(c) for c in carriers(source, voices, paragraph) if c != author]
        return
    own = source is not None and voices.medium(paragraph, source) is not None
    beside = [t for t in source.children if t.dep_ == "prep"] if source is not None else []
    for prep in (*adjuncts(draft.cue[0]), *beside):
        inner = child(prep, "pobj")
        if inner is None or prep.lower_ not in {"in", "via", "through", "during", "at", "on", "to"}:
            continue
        lemma = inner.lemma_.lower()
        if lemma in passing().carried and prep.lower_ in {"in", "via", "through"} and not own:
            draft.relays.append(Relay(inner))
        for carrier in carriers(inner, voices, paragraph):
            draft.relays.append(Relay(carrier))
        broadcast = prep.lower_ in {"in", "on"} and draft.to != inner
        if broadcast and not own and voices.is_told(paragraph, inner, named=True):
            draft.relays.append(Relay(inner))


def carriers(occasion: Token, voices: Voices, paragraph: int) -> Iterator[Token]:
    """Who carried an occasion of speech: "an interview published by X", "an interview with X"."""
    for part in occasion.children:
        if part.dep_ in {"acl", "relcl"} and part.lemma_ in passing().carrying:
            yield from filter(None, (agent(verb) for verb in (part, *part.conjuncts)))
        elif part.lower_ in {"with", "to", "on", "for"}:
            other = child(part, "pobj")
            interview = occasion.lemma_.lower() in passing().interviews
            if interview and other is not None and voices.is_told(paragraph, other):
                yield other


def adjuncts(cue: Token) -> Iterator[Token]:
    """The prepositions of a cue, and those before the verb it is coordinated with or hangs on."""
    yield from (t for t in cue.children if t.dep_ in {"prep", "agent"})
    first = cue
    while first.dep_ in {"conj", "xcomp", "pcomp"} and first.head != first:
        first = first.head.head if first.dep_ == "pcomp" else first.head
        yield from (t for t in first.children if t.dep_ == "prep" and t.i < first.i)


def through_mouthpiece(draft: Draft) -> None:
    """Makes a spokesman a hop in "through a spokesman, X denied"."""
    for prep in adjuncts(draft.cue[0]):
        inner = child(prep, "pobj") if prep.dep_ == "prep" else None
        lent = inner is not None and inner.lemma_.lower() in passing().mouthpieces
        if inner is not None and lent and prep.lower_ in passing().through:
            draft.relays.append(Relay(inner))


def within(verb: Token, prepositions: set[str]) -> Token | None:
    """What a verb's preposition governs."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in prepositions:
            return child(prep, "pobj")
    return None
