"""Statements: drafts of all paragraphs, with speakers named, as claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.annotate.actors import Cast
from dragoman.annotate.attribution.chains import chain, hops, is_document
from dragoman.annotate.attribution.direct import direct_drafts
from dragoman.annotate.attribution.drafts import Draft, Scene
from dragoman.annotate.attribution.indirect import indirect_drafts, share_sources
from dragoman.annotate.parse import Paragraph
from dragoman.annotate.syntax import whole_phrase
from dragoman.model import Actor, Claim, ClaimKind, Hop, Report, Span, Stance, content_id

LEAD = 3
"""Body paragraphs in which a report says what it is about."""
SCORES: dict[ClaimKind, float] = {"direct": 0.95, "mixed": 0.9, "indirect": 0.85}


def find_statements(report: Report, paragraphs: Sequence[Paragraph], cast: Cast) -> list[Claim]:
    """Every statement the report gives to somebody, in order of its text."""
    claims: list[Claim] = []
    previous: Draft | None = None
    resolved: dict[int, tuple[tuple[Actor, ...], tuple[Hop, ...]]] = {}
    body = 0
    for index, paragraph in enumerate(paragraphs):
        body += paragraph.role == "body"
        scene = Scene(paragraph)
        drafts = paragraph_drafts(scene, previous, cast, index)
        for draft in drafts:
            lead = paragraph.role != "body" or body <= LEAD
            claim = as_claim(report, paragraph, draft, cast, index, resolved, lead)
            claims.append(claim)
        if paragraph.role == "body":
            previous = next((d for d in reversed(drafts) if is_quotation(scene, d)), None)
    return claims


def paragraph_drafts(scene: Scene, previous: Draft | None, cast: Cast, index: int) -> list[Draft]:
    """The statements of one paragraph in order, chains resolved."""
    quoted = direct_drafts(scene, previous)
    taken = {token.i for draft in quoted for token in draft.cue}
    drafts = quoted + indirect_drafts(scene, taken)
    share_sources(drafts)
    drafts = chain(scene, drafts, cast, index)
    return sorted(drafts, key=lambda d: d.content[0])


def is_quotation(scene: Scene, draft: Draft) -> bool:
    """Whether a statement is direct speech, which a next paragraph may go on with."""
    return any(q.inner.touches(draft.content[-1]) for q in scene.quotes)


def as_claim(
    report: Report,
    paragraph: Paragraph,
    draft: Draft,
    cast: Cast,
    index: int,
    resolved: dict[int, tuple[tuple[Actor, ...], tuple[Hop, ...]]],
    lead: bool,
) -> Claim:
    """A draft as a claim of its report."""
    content = tuple(shift(paragraph, span) for span in draft.content)
    speakers, via = who(draft, cast, index, resolved)
    resolved[id(draft)] = (speakers, via)
    kind = kind_of(paragraph, draft)
    cue = tuple(paragraph.locate(token) for token in draft.cue)
    source = (shift(paragraph, whole_phrase(draft.source)),) if draft.source is not None else ()
    to = cast.resolve(index, draft.to) if draft.to is not None else ()
    return Claim(
        id=content_id("c", report.id, kind, content, cue, source),
        kind=kind,
        content=content,
        context=context_of(paragraph, draft),
        cue=cue,
        source=source,
        speaker=speakers,
        to=to[0] if to else None,
        via=via,
        speech=draft.entry.speech and not draft.act,
        stance=stance_of(draft),
        polarity="negated" if draft.negated else "affirmed",
        lead=lead,
        score=SCORES[kind] if speakers else SCORES[kind] - 0.3,
    )


def who(
    draft: Draft,
    cast: Cast,
    index: int,
    resolved: dict[int, tuple[tuple[Actor, ...], tuple[Hop, ...]]],
) -> tuple[tuple[Actor, ...], tuple[Hop, ...]]:
    """The innermost speakers of a draft and the hops from them outwards."""
    if draft.follows is not None:
        return resolved.get(id(draft.follows), ((), ()))
    via = hops(draft, cast, index)
    if draft.source is None:
        return (), via
    if is_document(draft.source):
        return authors(draft.source, cast, index), via
    return cast.resolve(index, draft.source), via


def authors(document: Token, cast: Cast, index: int) -> tuple[Actor, ...]:
    """Whose document it is: who issued it earlier in the report, or whose it is said to be."""
    for part in document.children:
        if part.dep_ == "poss":
            return cast.resolve(index, part)
        if part.dep_ == "prep" and part.lower_ in {"by", "from", "of"}:
            inner = next((t for t in part.children if t.dep_ == "pobj"), None)
            if inner is not None:
                return cast.resolve(index, inner)
    for earlier in range(index, -1, -1):
        for actors in issuers(document, cast, earlier, index):
            return actors
    return ()


def issuers(document: Token, cast: Cast, paragraph: int, index: int) -> Iterator[tuple[Actor, ...]]:
    """Who issued a document of that name in a paragraph."""
    for token in cast.paragraphs[paragraph].doc:
        same = token.lemma_ == document.lemma_ and (paragraph < index or token.i < document.i)
        if not same or token.dep_ not in {"dobj", "nsubjpass"}:
            continue
        subject = next((t for t in token.head.children if t.dep_ == "nsubj"), None)
        if subject is not None:
            yield cast.resolve(paragraph, subject)


def kind_of(paragraph: Paragraph, draft: Draft) -> ClaimKind:
    """Direct where all of the content is quoted, mixed where a part is, else indirect."""
    quotes = Scene(paragraph).quotes
    if all(any(q.inner.holds(span) for q in quotes) for span in draft.content):
        return "direct"
    touched = any(q.inner.touches(span) for q in quotes for span in draft.content)
    return "mixed" if touched else "indirect"


def stance_of(draft: Draft) -> Stance:
    """The cue's stance; to not say something is to decline."""
    if draft.negated and draft.entry.stance == "said" and draft.cue:
        return "declined" if draft.cue[0].lemma_ == "say" else "said"
    return draft.entry.stance


def context_of(paragraph: Paragraph, draft: Draft) -> Span:
    """The sentences a draft stands in."""
    tokens = [t for t in paragraph.doc if draft.content[0].start <= t.idx < draft.content[-1].end]
    tokens += draft.cue
    first = min((t.sent.start_char for t in tokens), default=draft.content[0].start)
    last = max((t.sent.end_char for t in tokens), default=draft.content[-1].end)
    return shift(paragraph, Span(first, last))


def shift(paragraph: Paragraph, span: Span) -> Span:
    """A span of the paragraph as a span of the report."""
    return Span(paragraph.span.start + span.start, paragraph.span.start + span.end)
