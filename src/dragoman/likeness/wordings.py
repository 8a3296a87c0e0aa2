"""The content of a stretch of a report as terms: stems, and names under which all call a thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.likeness.words import located_terms
from dragoman.model import Annotated, Mention, Span


def concepts(annotated: Annotated, spans: Sequence[Span]) -> list[str]:
    """Terms of what stands in `spans`, names replaced by what they name.

    "ISIS" and "Daesh" become one term, and "Tehran", "Iran" and "the Iranian government" all
    carry the term of their state, so that paraphrases by outlets with other habits still meet.
    """
    return [term for _, term in located_concepts(annotated, spans)]


def located_concepts(annotated: Annotated, spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """The terms of `concepts`, each with the offset of the word or name that carries it."""
    text = annotated.report.text
    for span in spans:
        inside = _outermost([m for m in annotated.mentions if span.holds(m.span)])
        position = span.start
        for mention in inside:
            yield from located_terms(text, Span(position, mention.span.start))
            yield from ((mention.span.start, name) for name in names(mention))
            position = mention.span.end
        yield from located_terms(text, Span(position, span.end))


def names(mention: Mention) -> list[str]:
    """Terms for a name: its entity, or its state where it stands for one or lies in one."""
    state = [f"={mention.country}"] if mention.country else []
    if mention.kind in {"person", "group", "outlet"}:
        return [mention.entity_id]
    if mention.kind == "place" and mention.feature not in {"country", "capital"}:
        return [mention.entity_id, *state]
    return state or [mention.entity_id]


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in order of place, without those that lie inside an earlier or longer one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.id)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept
