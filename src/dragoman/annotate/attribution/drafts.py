"""What attribution works on: a statement as words of one paragraph, before anyone is named."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Token

from dragoman.annotate.attribution.lexicon import CueEntry, lexicon
from dragoman.annotate.attribution.quotes import Quote, find_quotes
from dragoman.annotate.parse import Paragraph, text_of
from dragoman.model import Span

STOPS = {".", "?", "!", ":", ";", "…"}


@dataclass(frozen=True, slots=True)
class Relay:
    """Somebody who passes the words on, by the head of the noun phrase.

    `agentless` is a verb of passing on without anybody ("was quoted as saying"). `frames` is
    false for a relay hung on at the end ("…, Tasnim reported"), which holds for its sentence only.
    """

    head: Token
    agentless: bool = False
    frames: bool = True


@dataclass(slots=True)
class Draft:
    """A statement found in one paragraph.

    `content` holds spans of the paragraph's text, `elsewhere` spans of the report's text in other
    paragraphs that a quotation runs over. `source` is the head of the speaker's noun phrase (None:
    not worded here). `relays` run from the speaker outwards. `certainty` is a tagger's marginal
    probability for the words, in (0, 1); None where rules found them. `besides` is the source of
    the quotation that a statement stands in: whoever says "she" there does not mean herself.
    """

    cue: tuple[Token, ...]
    content: list[Span]
    entry: CueEntry
    source: Token | None = None
    to: Token | None = None
    relays: list[Relay] = field(default_factory=list)
    follows: Draft | None = None
    negated: bool = False
    act: bool = False
    elsewhere: list[Span] = field(default_factory=list)
    certainty: float | None = None
    besides: Token | None = None

    def hull(self) -> Span:
        """From the first character of the content to the last."""
        return Span(self.content[0].start, self.content[-1].end)


class Scene:
    """One paragraph with its quotations, ready to be asked what stands where."""

    def __init__(
        self, paragraph: Paragraph, quotes: list[Quote] | None = None, text: str | None = None
    ) -> None:
        self.paragraph = paragraph
        self.doc = paragraph.doc
        self.text = text_of(paragraph.doc) if text is None else text
        self.quotes = find_quotes(self.text) if quotes is None else quotes

    @cached_property
    def quote_of(self) -> list[int]:
        """For each token the number of the quotation it stands in, or -1."""
        found = [-1] * len(self.doc)
        for number, quote in enumerate(self.quotes):
            first = bisect_left(self.starts, quote.inner.start)
            for place in range(first, bisect_left(self.starts, quote.inner.end)):
                found[place] = number
        return found

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts."""
        return [token.idx for token in self.doc]

    @cached_property
    def with_subject(self) -> set[int]:
        """The tokens that have a subject."""
        return {token.head.i for token in self.doc if token.dep_ == "nsubj"}

    @cached_property
    def sentences(self) -> list[Span]:
        """Where each sentence lies in the paragraph."""
        return [Span(s.start_char, s.end_char) for s in self.doc.sents]

    @cached_property
    def full(self) -> list[bool]:
        """For each quotation whether it is speech of its own, not words inside a clause."""
        return [self._is_full(quote) for quote in self.quotes]

    def _is_full(self, quote: Quote) -> bool:
        if len(quote.inner.of(self.text).split()) < 2:
            return False
        before = self.before(quote.outer.start)
        leading = not any(map(str.isalnum, self.text[: quote.outer.start]))
        opens = leading or before is None or before.is_quote or before.text in STOPS
        after = self.text[quote.outer.end : quote.outer.end + 2]
        stopped = quote.inner.of(self.text).rstrip()[-1:] in ",.?!…—–-;" or after[:1] in ",.;"
        if opens:
            return stopped or not quote.closed or not after.strip()
        if before is not None and before.text in {",", "—", "–"}:
            return self.after_introduction(before)
        return before is not None and is_saying(before)

    def after_introduction(self, comma: Token) -> bool:
        """Whether a comma closes an introduction of speech: "he said, …", "according to X, …"."""
        start = max(0, comma.i - 10)
        before = self.doc[start : comma.i]
        return any(is_saying(t) or t.lower_ == "according" for t in before)

    def before(self, offset: int) -> Token | None:
        """The last token that ends at or before `offset`, spaces left out."""
        for place in range(bisect_left(self.starts, offset) - 1, -1, -1):
            token = self.doc[place]
            if token.idx + len(token) <= offset and not token.is_space:
                return token
        return None

    def inside_full_quote(self, token: Token) -> bool:
        """Whether a token is part of somebody's direct speech."""
        number = self.quote_of[token.i]
        return number >= 0 and self.full[number]


def is_saying(token: Token) -> bool:
    """Whether a token is a verb after which a quotation can follow at once."""
    entries = lexicon().verbs.get(token.lemma_.lower(), ())
    if token.pos_ not in {"VERB", "AUX"} or not any("clause" in e.frames for e in entries):
        return False
    return not token.i or token.nbor(-1).text != "-"
