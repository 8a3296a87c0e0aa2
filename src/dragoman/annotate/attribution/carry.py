"""Carrying on: a chain holds for the next statement of the same speaker while he goes on talking.

"Peskov was quoted by TASS as saying: … “…,” he said." is TASS twice. A relay that frames its
sentence ("State television said he had told …", "according to the article, …") carries over to the
next sentence, also into the next paragraph; one that is only hung on at the end ("…, RT reports")
holds for its paragraph. A new occasion, a new hearer or a refusal to speak ends it.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.annotate.attribution.drafts import Draft
from dragoman.annotate.attribution.hops import UNKNOWN
from dragoman.annotate.attribution.passing import passing
from dragoman.model import Actor, Hop

Speakers = tuple[Actor, ...]
RECENT = 3
"""Statements back in which an unnamed relay ("he was quoted as saying") finds its name."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One statement as it was resolved: who spoke, through whom, and whether the relay frames."""

    draft: Draft
    paragraph: int
    speakers: Speakers
    via: tuple[Hop, ...]
    frames: bool


class Discourse:
    """The statements of a report so far."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []

    def carry(
        self, draft: Draft, paragraph: int, speakers: Speakers, via: tuple[Hop, ...]
    ) -> tuple[Hop, ...]:
        """The chain of a statement, taken over from an earlier one where the talk goes on."""
        frames = all(relay.frames for relay in draft.relays)
        if [hop.name for hop in via] == [UNKNOWN]:
            via = self._named_before(speakers, paragraph) or via
        elif self._goes_on(draft, paragraph, speakers, via):
            last = self.turns[-1]
            via, frames = last.via, last.frames
        self.turns.append(Turn(draft, paragraph, speakers, via, frames))
        return via

    def speaking(self, paragraph: int) -> Speakers:
        """Who spoke last, in this paragraph or the one before; () where nobody did."""
        if not self.turns or paragraph - self.turns[-1].paragraph > 1:
            return ()
        return self.turns[-1].speakers

    def _goes_on(
        self, draft: Draft, paragraph: int, speakers: Speakers, via: tuple[Hop, ...]
    ) -> bool:
        """Whether a statement without a chain goes on with the talk of the one before.

        "The statement said" has the document for its chain, and takes over who carried it.
        """
        if not self.turns or draft.source is None or not draft.cue:
            return False
        earlier = self.turns[-1].via[:1]
        if via and ([h.role for h in via] != ["document"] or names(via) != names(earlier)):
            return False
        last = self.turns[-1]
        again = taken_up(draft.source, last.draft.source)
        if not last.via or starts_anew(draft) or not (again or last.speakers):
            return False
        if not same_people(last.speakers, speakers) and not same_noun(draft.source, last.draft):
            return False
        if paragraph == last.paragraph:
            return sentences_between(last.draft, draft) <= 1
        if paragraph != last.paragraph + 1 or not last.frames or not opens_paragraph(draft):
            return False
        return again

    def _named_before(self, speakers: Speakers, paragraph: int) -> tuple[Hop, ...]:
        """The chain of the same speaker's statement shortly before, if it names its relay."""
        for turn in reversed(self.turns[-RECENT:]):
            named = turn.via and turn.via[0].name != UNKNOWN and turn.frames
            if named and same_people(turn.speakers, speakers) and paragraph - turn.paragraph <= 2:
                return turn.via
        return ()


def names(via: tuple[Hop, ...]) -> list[str]:
    """The names along a chain."""
    return [hop.name for hop in via]


def same_people(left: Speakers, right: Speakers) -> bool:
    """Whether two statements are by the same speakers, a surname for a full name allowed."""
    if len(left) != len(right) or not left:
        return False
    return all(
        a.name == b.name or (a.id is not None and a.id == b.id) or surname(a) == surname(b)
        for a, b in zip(left, right, strict=True)
    )


def surname(actor: Actor) -> str:
    """The last word of a name."""
    return actor.name.split()[-1].lower() if actor.name.split() else ""


def same_noun(source: Token, before: Draft) -> bool:
    """Whether a source takes up the noun of the one before: "a friend", then "the friend"."""
    definite = any(t.lower_ in {"the", "that", "this"} for t in source.children)
    earlier = before.source
    return definite and earlier is not None and earlier.lemma_ == source.lemma_ != "-PRON-"


def taken_up(source: Token, before: Token | None) -> bool:
    """Whether a source is a pronoun, or the bare noun of the source before: "the source"."""
    if source.pos_ == "PRON":
        return True
    bare = all(t.dep_ in {"det", "appos", "punct"} for t in source.children)
    return before is not None and bare and source.lemma_ == before.lemma_


def starts_anew(draft: Draft) -> bool:
    """Whether a statement has an occasion or hearer of its own, or refuses to speak."""
    if draft.negated or draft.to is not None or not draft.entry.speech:
        return True
    cue = draft.cue[0]
    occasions = passing().occasions
    for verb in {cue, cue.head}:
        for prep in verb.children:
            nouns = [t.lemma_.lower() for t in prep.subtree] if prep.dep_ == "prep" else []
            if occasions.intersection(nouns) and prep.i < cue.i + 6:
                return True
    return False


def sentences_between(before: Draft, after: Draft) -> int:
    """How many sentences lie between two statements of one paragraph; 0 in the same one."""
    doc = after.cue[0].doc
    starts = [sent.start_char for sent in doc.sents]
    first, last = before.content[0].start, after.content[0].start
    return sum(first < start <= last for start in starts)


def opens_paragraph(draft: Draft) -> bool:
    """Whether a statement stands in the first sentence of its paragraph."""
    first = next(iter(draft.cue[0].doc.sents))
    return draft.cue[0].sent.start == first.start or draft.content[0].start < first.end_char
