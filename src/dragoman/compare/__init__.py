"""Compare: what linked claims agree on, and where they conflict.

Every comparison names the rule that decided it (`rules.toml`) and whether both sides go back to
the same witness. Pure: nothing is read or written, and the order of the reports means nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from dragoman import knowledge
from dragoman.compare import actors, dates, origins, outcomes, places
from dragoman.compare.naming import compare_naming
from dragoman.compare.pairs import Held, hold
from dragoman.compare.parcels import Each, compare_parcel, parcels
from dragoman.compare.positions import compare_positions
from dragoman.compare.statements import compare_statements
from dragoman.compare.told import Corpus
from dragoman.model import Annotated, Comparison, Event, Linked, content_id

__all__ = ["Each", "compare"]


def compare(
    annotated: Sequence[Annotated],
    linked: Linked,
    settled: Collection[str] = (),
    each: Each = map,
) -> list[Comparison]:
    """Holds linked claims against each other, field by field.

    Args:
        annotated: all reports of a dossier, in any order.
        linked: what `link` found in them (as corrected by people, where they did).
        settled: ids of reports that have been compared: no two of them are held against each other.
        each: calls a function on each parcel of affairs, here or in other processes.

    Returns:
        Comparisons sorted by event, field and sides; `incomparable` ones are among them.
    """
    corpus = Corpus.of(sorted(annotated, key=lambda one: one.report.id), linked, settled)
    copies = origins.copy_groups(linked)
    shared_out = each(compare_parcel, parcels(corpus.reports, linked, settled))
    held = [h for event in linked.events for h in _compare_event(event, corpus)]
    held += compare_statements(corpus, linked)
    held += compare_positions(corpus)
    held += compare_naming(corpus)
    texts: set[frozenset[str]] = set()
    for compared in shared_out:
        held += compared.held
        texts |= compared.texts
    found = {c.id: c for c in (_comparison(h, corpus, copies, texts) for h in held)}
    return sorted(found.values(), key=_order)


def _compare_event(event: Event, corpus: Corpus) -> Iterator[Held]:
    """All fields of one event: date, place, participants, outcome."""
    coded = list(corpus.coded(event.id))
    if len({telling.report for telling, _ in coded}) < 2:
        return
    old = corpus.settled
    yield from hold(event.id, dates.read(coded), dates.judge, old)
    yield from hold(event.id, places.read(coded, knowledge.load()), places.judge, old)
    yield from hold(event.id, actors.read(coded, corpus), actors.judge, old)
    yield from hold(event.id, outcomes.read(coded), outcomes.judge, old)


def _comparison(
    held: Held, corpus: Corpus, copies: dict[str, str], texts: origins.Sharing
) -> Comparison:
    left, right = corpus.tellings[held.left.claim], corpus.tellings[held.right.claim]
    return Comparison(
        id=content_id(
            "x",
            held.event,
            held.field,
            held.left.claim,
            held.left.span,
            held.right.claim,
            held.right.span,
            held.verdict.rule,
        ),
        event=held.event,
        field=held.field,
        verdict=held.verdict.name,
        rule=held.verdict.rule,
        left=held.left,
        right=held.right,
        shared_origin=origins.shared(left, right, copies, texts, corpus),
        score=held.score,
    )


def _order(comparison: Comparison) -> tuple[str, ...]:
    sides = (comparison.left.claim, comparison.right.claim)
    return (comparison.event or "", comparison.field, *sides, comparison.id)
