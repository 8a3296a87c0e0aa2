"""Direct speech: each quotation that is speech of its own finds its cue, or its predecessor.

After a quotation the cue stands within a few words ("…," the minister said), before it directly
("He said: "…"). A quotation without a cue carries on the one before it: in the same paragraph it
is the same statement, in a new one it is a new statement by the same speaker through the same
chain.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.annotate.attribution.drafts import Draft, Scene, is_saying
from dragoman.annotate.attribution.lexicon import CueEntry, lexicon
from dragoman.annotate.syntax import agent, child, subject
from dragoman.model import Span

NEAR = 14
"""Words between a quotation and its cue: longer stretches are another sentence's business."""
SAID = CueEntry("said", frozenset({"clause"}))


def direct_drafts(scene: Scene, previous: Draft | None) -> list[Draft]:
    """The direct statements of one paragraph.

    Args:
        scene: the paragraph.
        previous: the last statement of the paragraph before, which a quotation without any cue
            goes on from; None where there is none.
    """
    drafts: list[Draft] = []
    for number, quote in enumerate(scene.quotes):
        if not scene.full[number]:
            continue
        content = trim(scene.text, quote.inner)
        start = starts_sentence(scene, number)
        cue = introduced(scene, number) or cue_after(scene, number) or cue_before(scene, number)
        if cue is not None and not (start and drafts and cue in drafts[-1].cue):
            drafts.append(draft_of(scene, cue, content))
        elif drafts:
            drafts[-1].content.append(content)
        elif start and (previous is not None or not quote.closed):
            entry = previous.entry if previous is not None else SAID
            drafts.append(Draft((), [content], entry, follows=previous))
    return drafts


def draft_of(scene: Scene, cue: Token, content: Span) -> Draft:
    """A statement from a quotation and its cue: who said it, to whom, through whom."""
    if cue.lower_ == "according":
        return Draft((cue,), [content], SAID, source=according_to(cue))
    entry = clause_entry(cue)
    source = subject(cue)
    if source is None or source.idx < content.end <= cue.idx:
        # The parse reached over the quotation for a subject; who stands by the cue is nearer.
        source = beside(scene, cue, content) or source
    draft = Draft((cue,), [content], entry, source=source)
    told = child(cue, "dobj", "dative")
    if cue.lemma_ in {"tell", "inform", "assure", "remind"} and told is not None:
        draft.to = told
    return draft


def clause_entry(cue: Token) -> CueEntry:
    """The sense in which a cue takes a clause."""
    entries = lexicon().verbs.get(cue.lemma_.lower(), ())
    return next((e for e in entries if "clause" in e.frames), SAID)


def according_to(according: Token) -> Token | None:
    """The X of "according to X"."""
    to = child(according, "prep")
    return child(to, "pobj") if to is not None else None


def beside(scene: Scene, cue: Token, content: Span) -> Token | None:
    """The noun next to a cue whose subject the parse did not find."""
    window = scene.doc[max(0, cue.i - 8) : cue.i]
    nouns = [
        t
        for t in window
        if t.pos_ in {"PROPN", "PRON", "NOUN"}
        and (t.idx >= content.end or content.end > cue.idx)
        and scene.quote_of[t.i] < 0
        and t.dep_ not in {"compound", "pobj"}
    ]
    if nouns:
        return nouns[-1]
    follow = [t for t in scene.doc[cue.i + 1 : cue.i + 6] if t.pos_ in {"PROPN", "NOUN"}]
    return follow[0] if follow and agent(cue) is None else None


def cue_after(scene: Scene, number: int) -> Token | None:
    """The cue that follows a quotation, before the sentence ends or another one starts."""
    quoting: Token | None = None
    for token in outside(scene, scene.quotes[number].outer.end):
        if token.text in {".", "?", "!", ":"}:
            return quoting
        if is_saying(token) and not heads_own_clause(scene, token, number):
            return token
        if token.lower_ == "according":
            return token
        if token.pos_ == "VERB" and token.lemma_ in lexicon().quoting_verbs:
            quoting = token
        elif token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"}:
            return quoting
    return quoting


def outside(scene: Scene, offset: int) -> Iterator[Token]:
    """The next words after `offset` that stand outside direct speech."""
    count = 0
    for token in scene.doc:
        if token.idx < offset or token.is_quote or token.text == ",":
            continue
        if scene.inside_full_quote(token) or count >= NEAR:
            return
        count += 1
        yield token


def heads_own_clause(scene: Scene, cue: Token, number: int) -> bool:
    """Whether a cue after a quotation has a clause of its own ("…," and said that …)."""
    quote = scene.quotes[number]
    following = [c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i]
    mark = next((t for c in following for t in c.children if t.lower_ == "that"), None)
    return mark is not None and mark.idx > quote.outer.end


def introduced(scene: Scene, number: int) -> Token | None:
    """The cue of a quotation after a colon, which points at it: "He said: …"."""
    before = scene.before(scene.quotes[number].outer.start)
    return cue_before(scene, number) if before is not None and before.text == ":" else None


def cue_before(scene: Scene, number: int) -> Token | None:
    """The cue that introduces a quotation: the verb before it, or "according to X,"."""
    quote = scene.quotes[number]
    last = scene.before(quote.outer.start)
    words = 0
    while last is not None and last.i >= 0 and words < NEAR:
        if scene.inside_full_quote(last) or (last.text in {".", "?", "!"} and words):
            return None
        if is_saying(last) or last.lower_ == "according":
            return last
        words += 1
        last = scene.doc[last.i - 1] if last.i else None
    return None


def starts_sentence(scene: Scene, number: int) -> bool:
    """Whether a quotation starts its sentence."""
    start = scene.quotes[number].outer.start
    before = scene.before(start)
    if before is None or not any(map(str.isalnum, scene.text[:start])):
        return True
    return bool(before.text in {".", "?", "!"} or before.is_quote)


def trim(text: str, span: Span) -> Span:
    """A quotation's words without the space, comma or full stop at its end."""
    start, end = span
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",."):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)
