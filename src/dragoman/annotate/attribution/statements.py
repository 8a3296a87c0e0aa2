"""Statements: drafts of all paragraphs, with speakers named, as claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.annotate.actors import Cast
from dragoman.annotate.attribution.authors import speakers_of
from dragoman.annotate.attribution.carry import Discourse
from dragoman.annotate.attribution.chains import chain
from dragoman.annotate.attribution.direct import direct_drafts
from dragoman.annotate.attribution.drafts import Draft, Scene
from dragoman.annotate.attribution.hedges import hedged
from dragoman.annotate.attribution.hops import hops
from dragoman.annotate.attribution.indirect import indirect_drafts, share_sources
from dragoman.annotate.attribution.layouts import announced, laid_out, transcript
from dragoman.annotate.attribution.nested import nested_drafts
from dragoman.annotate.attribution.parenthetical import parenthetical_drafts
from dragoman.annotate.attribution.runs import join, runs_on, scenes
from dragoman.annotate.attribution.scores import evidence, score
from dragoman.annotate.attribution.tagged import DEED, deeds, reach, with_tagged
from dragoman.annotate.attribution.tagger.tag import Tagged
from dragoman.annotate.attribution.trailing import trailing_relays
from dragoman.annotate.attribution.unsaid import is_nobodys, unsaid
from dragoman.annotate.attribution.voices import Voices
from dragoman.annotate.parse import Paragraph
from dragoman.annotate.syntax import whole_phrase
from dragoman.model import Actor, Claim, ClaimKind, Hop, Report, Span, Stance, content_id

LAID_OUT = {":", "—", "–", "―", "-", "--"}
"""Cues that are no words: a label's colon, the dash before an author."""
LEAD = 3
"""Body paragraphs in which a report says what it is about."""


def find_statements(
    report: Report,
    paragraphs: Sequence[Paragraph],
    cast: Cast,
    tagged: Sequence[Sequence[Tagged]],
) -> list[Claim]:
    """Every statement the report gives to somebody, in order of its text.

    Args:
        report: the report.
        paragraphs: its readable lines, parsed.
        cast: who is who in it.
        tagged: for each paragraph what the tagger found.
    """
    return list(Statements(report, paragraphs, cast, tagged).claims())


class Statements:
    """The statements of one report, read paragraph by paragraph."""

    def __init__(
        self,
        report: Report,
        paragraphs: Sequence[Paragraph],
        cast: Cast,
        tagged: Sequence[Sequence[Tagged]],
    ) -> None:
        self.report = report
        self.paragraphs = paragraphs
        self.tagged = tagged
        self.voices = Voices(report, cast)
        self.discourse = Discourse()
        self.evidence: dict[str, frozenset[str]] = {}
        """For each claim's id what its score rests on."""
        self.resolved: dict[int, tuple[tuple[Actor, ...], tuple[Hop, ...]]] = {}

    def claims(self) -> Iterator[Claim]:
        """The claims, in order of the text."""
        body = 0
        for index, (scene, drafts) in enumerate(self._drafts()):
            role = scene.paragraph.role
            body += role == "body"
            for draft in drafts:
                yield self._claim(scene, draft, index, role != "body" or body <= LEAD)

    def _drafts(self) -> list[tuple[Scene, list[Draft]]]:
        """The statements of each paragraph, quotations that run over several joined."""
        found: list[tuple[Scene, list[Draft]]] = []
        previous: Draft | None = None
        read = scenes(self.paragraphs)
        turns = transcript(read)
        for index, scene in enumerate(read):
            whole = laid_out(scene, turns)
            drafts = (
                paragraph_drafts(scene, previous, self.tagged[index], self.voices, index)
                if whole is None
                else [whole]
            )
            joined = None
            if previous is not None and scene.paragraph.role == "body":
                before, earlier = found[-1]
                if runs_on(before):
                    joined = join(previous, earlier, before, drafts, scene)
            found.append((scene, drafts))
            if scene.paragraph.role == "body":
                quoted = (d for d in reversed(drafts) if is_quotation(scene, d))
                previous = next(quoted, None) or joined
        for (scene, drafts), (after, following) in pairwise(found):
            if scene.paragraph.role == after.paragraph.role == "body":
                announced(scene, drafts, after, following)
        return [(scene, [d for d in drafts if said(scene, d)]) for scene, drafts in found]

    def _claim(self, scene: Scene, draft: Draft, index: int, lead: bool) -> Claim:
        """A draft as a claim of its report."""
        paragraph = scene.paragraph
        here = [shift(paragraph, span) for span in draft.content]
        content = tuple(sorted([*here, *draft.elsewhere]))
        speakers, via = self._who(draft, index)
        kind = kind_of(scene, draft)
        cue = tuple(paragraph.locate(token) for token in draft.cue)
        source = () if draft.source is None else (shift(paragraph, whole_phrase(draft.source)),)
        to = self.voices.resolve(index, draft.to) if draft.to is not None else ()
        identity = content_id("c", self.report.id, kind, content, cue, source)
        self.evidence[identity] = evidence(draft, kind, speakers, via)
        return Claim(
            id=identity,
            kind=kind,
            content=content,
            context=context_of(scene, draft),
            cue=cue,
            source=source,
            speaker=speakers,
            to=to[0] if to else None,
            via=via,
            speech=draft.entry.speech and (not draft.act or quotes_what_was_said(kind, draft)),
            deed=draft.entry is DEED,
            stance=stance_of(draft),
            polarity="negated" if draft.negated or is_nobodys(draft) else "affirmed",
            lead=lead,
            score=self._score(draft, identity),
        )

    def _score(self, draft: Draft, identity: str) -> float:
        """How likely a statement is to be right, in [0, 1]."""
        if draft.entry is DEED and draft.certainty is not None:
            return draft.certainty
        return score(self.evidence[identity])

    def _who(self, draft: Draft, index: int) -> tuple[tuple[Actor, ...], tuple[Hop, ...]]:
        """The innermost speakers of a draft and the hops from them outwards."""
        if draft.follows is not None:
            found = self.resolved.get(id(draft.follows), ((), ()))
        else:
            speakers = speakers_of(draft, self.voices, index, self.discourse.speaking(index))
            via = hops(draft, self.voices, index)
            found = speakers, self.discourse.carry(draft, index, speakers, via)
        self.resolved[id(draft)] = found
        return found


def said(scene: Scene, draft: Draft) -> bool:
    """Whether anything gives a statement to somebody: a cue, or one before that it goes on from."""
    return (bool(draft.cue) or draft.follows is not None) and not unsaid(scene, draft)


def paragraph_drafts(
    scene: Scene, previous: Draft | None, found: Sequence[Tagged], voices: Voices, index: int
) -> list[Draft]:
    """The statements of one paragraph in order, chains resolved."""
    quoted = direct_drafts(scene, previous)
    taken = {token.i for draft in quoted for token in draft.cue}
    drafts = quoted + indirect_drafts(scene, taken)
    share_sources(drafts)
    drafts += parenthetical_drafts(scene, drafts)
    drafts = with_tagged(scene, drafts, found)
    drafts += trailing_relays(scene, drafts, voices, index)
    drafts += nested_drafts(scene, drafts)
    drafts += hedged(scene, drafts)
    drafts = chain(scene, drafts, voices, index)
    drafts = reach(scene, drafts, found)
    drafts += deeds(scene, drafts, found)
    return sorted(drafts, key=lambda d: d.content[0])


def is_quotation(scene: Scene, draft: Draft) -> bool:
    """Whether a statement is direct speech, which a next paragraph may go on with."""
    return any(q.inner.touches(draft.content[-1]) for q in scene.quotes)


def kind_of(scene: Scene, draft: Draft) -> ClaimKind:
    """Direct where all of the content is quoted, mixed where a part is, else indirect.

    What stands in paragraphs of its own, or under a speaker's label, is direct without marks.
    """
    if not draft.content or (draft.cue and draft.cue[0].text in LAID_OUT):
        return "direct"
    quotes = scene.quotes
    if all(any(q.inner.holds(span) for q in quotes) for span in draft.content):
        return "direct"
    touched = any(q.inner.touches(span) for q in quotes for span in draft.content)
    return "mixed" if touched else "indirect"


def quotes_what_was_said(kind: ClaimKind, draft: Draft) -> bool:
    """Whether an act of plain saying quotes words of it: called the vote "a farce"."""
    return kind == "mixed" and draft.entry.stance == "said"


def stance_of(draft: Draft) -> Stance:
    """The cue's stance; to not say something is to decline."""
    if draft.negated and draft.entry.stance == "said" and draft.cue:
        return "declined" if draft.cue[0].lemma_ == "say" else "said"
    return draft.entry.stance


def context_of(scene: Scene, draft: Draft) -> Span:
    """The sentences a draft stands in."""
    reached = [Span(t.idx, t.idx + len(t)) for t in draft.cue] + draft.content
    first, last = min(s.start for s in reached), max(s.end for s in reached)
    touched = [s for s in scene.sentences if s.start < last and s.end > first]
    start = min((s.start for s in touched), default=first)
    return shift(scene.paragraph, Span(start, max((s.end for s in touched), default=last)))


def shift(paragraph: Paragraph, span: Span) -> Span:
    """A span of the paragraph as a span of the report."""
    return Span(paragraph.span.start + span.start, paragraph.span.start + span.end)
