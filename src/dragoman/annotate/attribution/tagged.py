"""What the tagger found, made one with what the rules found.

The tagger finds more, and knows better how far a content reaches; the rules know the layouts and
the chains, and what kind of act a cue is. A statement is the same where the cue is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from dragoman.annotate.attribution.direct import SAID
from dragoman.annotate.attribution.drafts import Draft, Scene
from dragoman.annotate.attribution.extent import tidy
from dragoman.annotate.attribution.indirect import addressee
from dragoman.annotate.attribution.lexicon import CueEntry, lexicon
from dragoman.annotate.attribution.tagger.looks import Stretch
from dragoman.annotate.attribution.tagger.tag import Tagged, tagger
from dragoman.annotate.parse import Paragraph
from dragoman.annotate.syntax import SUBJECTS, negated
from dragoman.model import Span

NAMES = {"PROPN", "NOUN", "PRON"}
DEED = CueEntry("other", frozenset(), speech=False)
"""The sense of a word that the lexicon does not know: no speech, an attitude shown by a deed."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score on the tagger is believed (tagged.toml)."""

    statement: float
    deed: float
    source: float
    extent: float


@cache
def thresholds() -> Thresholds:
    """The thresholds, read once a process."""
    table = tomllib.loads(files(__package__).joinpath("tagged.toml").read_text("utf-8"))
    return Thresholds(**table["from"])


def tag(reports: Sequence[Sequence[Paragraph]]) -> Iterator[list[list[Tagged]]]:
    """What the tagger finds in each paragraph of each report, all of them looked at together.

    It looks at a paragraph alone, so paragraphs of several reports that share a parse share that.
    """
    docs = {id(p.doc): p.doc for paragraphs in reports for p in paragraphs}
    found = dict(zip(docs, tagger().tag(list(docs.values())), strict=True))
    for paragraphs in reports:
        yield [found[id(p.doc)] for p in paragraphs]


def with_tagged(scene: Scene, drafts: list[Draft], found: Sequence[Tagged]) -> list[Draft]:
    """The rules' statements and those that only the tagger found, before chains are looked for.

    The tagger's source counts where the rules see another one.
    """
    kept = list(drafts)
    for tagged in found:
        same = next((d for d in kept if shares_cue(d, tagged)), None)
        if same is None:
            kept += (d for d in only_tagged(scene, tagged) if d.entry is not DEED)
            continue
        same.certainty = tagged.score
        sure = tagged.score >= thresholds().source
        if sure and tagged.source and not within(same.source, tagged.source):
            same.source = head(scene, tagged.source[0])
    return kept


def deeds(scene: Scene, drafts: Sequence[Draft], found: Sequence[Tagged]) -> Iterator[Draft]:
    """What the tagger found whose cue is no word of saying or believing.

    "The council imposed sanctions", "a bill backed by both parties": an attitude shown by a deed.
    It has no part in chains, and what it tells of is told by the outlet.
    """
    for tagged in found:
        if not any(shares_cue(draft, tagged) for draft in drafts):
            yield from (d for d in only_tagged(scene, tagged) if d.entry is DEED)


def reach(scene: Scene, drafts: Sequence[Draft], found: Sequence[Tagged]) -> list[Draft]:
    """The rules' statements with the extent that the tagger sees, where it is sure.

    Statements that came through somebody keep theirs: the tagger knows nothing of chains, and
    takes "state television reported" for a part of what was said. So do quotations that run on
    into the next paragraph, which the tagger does not see.
    """
    for tagged in found:
        if tagged.score < thresholds().extent:
            continue
        for draft in drafts:
            kept = draft.relays or draft.follows is not None or runs_on(scene, draft)
            if shares_cue(draft, tagged) and not kept:
                seen = spans(scene, tagged)
                if worded(scene, seen) != worded(scene, draft.content):
                    draft.content = seen or draft.content
    return once(drafts)


def once(drafts: Sequence[Draft]) -> list[Draft]:
    """Statements without those that came to be the same: both halves of “I”, he said, “agree”."""
    first: dict[tuple[tuple[Span, ...], tuple[int, ...]], Draft] = {}
    same: dict[int, Draft] = {}
    for draft in drafts:
        key = tuple(draft.content), tuple(token.i for token in draft.cue)
        same[id(draft)] = first.setdefault(key, draft)
    for draft in drafts:
        if draft.follows is not None:
            draft.follows = same.get(id(draft.follows), draft.follows)
    return [draft for draft in drafts if same[id(draft)] is draft]


def runs_on(scene: Scene, draft: Draft) -> bool:
    """Whether a statement is in a quotation that its paragraph does not close."""
    left_open = [quote for quote in scene.quotes if not quote.closed]
    return any(quote.inner.touches(span) for quote in left_open for span in draft.content)


def spans(scene: Scene, tagged: Tagged) -> list[Span]:
    """The content's pieces as spans of the paragraph, without the punctuation around them."""
    pieces = (tidy(scene, without_marks(scene, words)) for words in tagged.content)
    return [piece for piece in pieces if piece is not None]


def worded(scene: Scene, content: Sequence[Span]) -> list[str]:
    """The letters and figures of some spans; extents that differ only in marks are the same."""
    return ["".join(filter(str.isalnum, span.of(scene.text))) for span in content]


def without_marks(scene: Scene, words: Stretch) -> Stretch:
    """Some words without what stands before them that is no word: a bullet, an emoji, a dash."""
    first, last = words
    while first < last and not opens_words(scene.doc[first]):
        first += 1
    return first, last


def opens_words(token: Token) -> bool:
    """Whether a token can be the first of somebody's words."""
    wordy = any(c.isalnum() for c in token.text)
    return wordy or token.is_quote or token.is_bracket or token.is_currency


def shares_cue(draft: Draft, tagged: Tagged) -> bool:
    """Whether a draft's cue is the tagger's."""
    first, last = tagged.cue
    return any(first <= token.i <= last for token in draft.cue)


def only_tagged(scene: Scene, tagged: Tagged) -> Iterator[Draft]:
    """The statement that only the tagger found, if it is likely and more than punctuation.

    Without a clause or quoted words it tells of an act of speech ("agreed to meet", "announced a
    truce") rather than of its words.
    """
    content = spans(scene, tagged)
    cue = head(scene, tagged.cue)
    entry = sense(cue)
    enough = thresholds().deed if entry is DEED else thresholds().statement
    if content and tagged.score >= enough:
        yield Draft(
            cue=(cue,),
            content=content,
            entry=entry,
            source=head(scene, tagged.source[0]) if tagged.source else None,
            to=addressee(cue, entry),
            negated=negated(cue),
            act=not clausal(scene, tagged.content),
            certainty=tagged.score,
        )


def within(token: Token | None, words: Sequence[Stretch]) -> bool:
    """Whether a token is one of some words."""
    return token is not None and any(first <= token.i <= last for first, last in words)


def head(scene: Scene, words: Stretch) -> Token:
    """The syntactic head of some words; a word, not a stray mark that the parse made one."""
    first, last = words
    stretch = scene.doc[first : last + 1]
    root: Token = stretch.root
    if any(c.isalnum() for c in root.text):
        return root
    return next((t for t in stretch if t.head.i == root.i and t.pos_ in NAMES), root)


def sense(cue: Token) -> CueEntry:
    """What kind of act a cue is: the sense that takes a clause where the word has several."""
    lemma = cue.lemma_.lower()
    if lemma == "accord":
        return SAID
    if cue.pos_ == "NOUN":
        return lexicon().nouns.get(lemma, DEED)
    entries = lexicon().verbs.get(lemma, (DEED,))
    return next((e for e in entries if "clause" in e.frames), entries[0])


def clausal(scene: Scene, content: Sequence[Stretch]) -> bool:
    """Whether what was said is a clause or quoted words, not just a thing or a deed."""
    for first, last in content:
        for token in scene.doc[first : last + 1]:
            if scene.quote_of[token.i] >= 0:
                return True
            if token.dep_ in SUBJECTS and first <= token.head.i <= last:
                return True
    return False
