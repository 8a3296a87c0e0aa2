"""Who did what to whom: `python -m eval.events`.

Cross-validated over five folds (near-copies in one fold) on sentences with an actor pair and a
PLOVER root: the type given the pair; whole triples (type and both actors) end to end; and false
alarms on statements, which PLOVER no longer codes. A dictionary coder (verb, subject, object) runs
beside it. Then the shipped model on our own gold of negation, modality and meetings, and the cost
beside the parse.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import spacy
from spacy.tokens import Doc, Token

from dragoman.annotate.actors import Cast
from dragoman.annotate.attribution import find_statements, tag
from dragoman.annotate.events import code_events
from dragoman.annotate.events.features import joining, verb_roots
from dragoman.annotate.events.types import NONE, YIELD, TypeModel
from dragoman.annotate.parse import PIPELINE, Paragraph, pipeline
from dragoman.annotate.times import find_times
from dragoman.knowledge import load
from dragoman.model import UNDATED, Actor, Claim, Report, Span
from eval.events_gold import gold_score
from eval.harness import Measures, main
from training.events import (
    FOLDS,
    ROOTS,
    Examples,
    Pair,
    fit,
    folds_of,
    head_of,
    main_examples,
    main_features,
    pair_features,
    read_codebook,
    read_pairs,
    read_statements,
)

NOBODY = {"a recipient", "An actor"}
"""How plover_train writes that no one is named."""
FOLDED = {"CONSULT", "SUPPORT", "COOPERATE", "AID"}
"""Types whose future the PLOVER manual codes as AGREE."""


@dataclass(frozen=True, slots=True)
class Triple:
    """A coded event: PLOVER root and where those who act and are acted on stand."""

    type: str
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]


Coder = Callable[[Doc], list[Triple]]


SENTENCES, REPORTS = 20, 15
"""Of a report, and reports, that the cost is measured on."""


def as_root(claim: Claim) -> str:
    """The type of an event as plover_train has it: CONCEDE and RETREAT one, the future AGREE."""
    assert claim.event is not None
    kind = claim.event.type
    if kind in FOLDED and claim.modality != "actual":
        return "AGREE"
    return YIELD if kind in {"CONCEDE", "RETREAT"} else kind


def annotated(doc: Doc, model: TypeModel | None = None) -> list[Claim]:
    """What Dragoman codes in one sentence, undated."""
    paragraphs = [Paragraph(Span(0, len(doc.text)), "body", doc)]
    report = Report(id="sentence", name="sentence", path="sentence", text=doc.text, sha256="")
    times = find_times(paragraphs, report.published)
    cast = Cast(paragraphs, load(), UNDATED)
    statements = find_statements(report, paragraphs, cast, next(tag([paragraphs])))
    return code_events(report, paragraphs, cast, times, statements, model)


def dragoman_coder(model: TypeModel) -> Coder:
    """Dragoman with a model that has not seen the sentence."""

    def code(doc: Doc) -> list[Triple]:
        return [
            Triple(as_root(c), spans(c.event.actors), spans(c.event.recipients))
            for c in annotated(doc, model)
            if c.event is not None and counts_for_plover(c)
        ]

    return code


def counts_for_plover(claim: Claim) -> bool:
    """Whether a claim is PLOVER's.

    It has no word for what is denied or only thought, and codes nothing that nobody is told to do.
    """
    assert claim.event is not None
    if not claim.event.actors:
        return False
    return claim.polarity == "affirmed" and claim.modality in {"actual", "planned"}


def spans(actors: Sequence[Actor]) -> tuple[Span, ...]:
    """Where actors stand."""
    return tuple(actor.span for actor in actors if actor.span is not None)


# -- the dictionary coder


def dictionary_type(verb: Token | None) -> str | None:
    """The type of a verb by the CAMEO verb dictionary: its own root, else its commonest one."""
    roots = verb_roots().get(verb.lemma_.lower(), ()) if verb is not None else ()
    return ROOTS[roots[0].removeprefix("D")] if roots else None


def dictionary_coder(doc: Doc) -> list[Triple]:
    """Verb, subject, object: what is left of a dictionary coder without its patterns."""
    return [
        triple
        for verb in doc
        if verb.pos_ == "VERB" and (triple := dictionary_triple(verb)) is not None
    ]


def dictionary_triple(verb: Token) -> Triple | None:
    """A verb with a root, a subject, and an object or the noun of a preposition."""
    kind = dictionary_type(verb)
    actor = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    things = [t for t in verb.children if t.dep_ in {"dobj", "dative"}]
    things += [t for p in verb.children if p.dep_ == "prep" for t in p.children]
    if kind in {None, NONE} or actor is None or not things:
        return None
    return Triple(str(kind), (extent(actor),), (extent(things[0]),))


def extent(head: Token) -> Span:
    """The characters of a phrase, from its first word to its last."""
    last = head.right_edge
    return Span(head.left_edge.idx, last.idx + len(last))


# -- scoring


def is_right(pair: Pair, found: Triple) -> bool:
    """Whether type and both actors are those of the gold; in a joint event all are actors."""
    everyone = found.actors + found.recipients
    others = found.recipients or found.actors
    if (
        pair.type == "CONSULT"
    ):  # who hosts is not the gold's question: it goes by the order of words
        found, others = Triple(found.type, everyone, ()), everyone
    return (
        found.type == pair.type
        and named(pair.sentence, pair.source, found.actors if found.recipients else everyone)
        and named(pair.sentence, pair.target, others)
    )


def named(sentence: str, words: str, found: Sequence[Span]) -> bool:
    """Whether some found span shares a character with where the gold's words stand."""
    start = sentence.find(words)
    if words in NOBODY or start < 0:
        return True
    return any(span.touches(Span(start, start + len(words))) for span in found)


def count(pairs: Sequence[Pair], docs: Sequence[Doc], coder: Coder) -> Counter[str]:
    """Gold triples, found ones, and those right (at most one a sentence's gold)."""
    counts = Counter(gold=len(pairs))
    for pair, doc in zip(pairs, docs, strict=True):
        found = coder(doc)
        counts["found"] += len(found)
        counts["right"] += any(is_right(pair, triple) for triple in found)
    return counts


def f_score(counts: Counter[str]) -> Measures:
    """Precision, recall and F1 of triples."""
    precision = counts["right"] / max(1, counts["found"])
    recall = counts["right"] / counts["gold"]
    f1 = 2 * counts["right"] / (counts["gold"] + counts["found"])
    return {"P": round(precision, 3), "R": round(recall, 3), "F1": round(f1, 3)}


def alarms(docs: Sequence[Doc], coder: Coder) -> int:
    """How many sentences an event is found in."""
    return sum(bool(coder(doc)) for doc in docs)


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """The mean over the gold's types of their F1."""
    total = 0.0
    for kind in set(gold):
        both = sum(g == f == kind for g, f in zip(gold, found, strict=True))
        total += 2 * both / (gold.count(kind) + found.count(kind))
    return total / len(set(gold))


def agreement(gold: Sequence[str], found: Sequence[str]) -> Measures:
    """Accuracy and macro-F1."""
    hits = sum(g == f for g, f in zip(gold, found, strict=True))
    accuracy = hits / len(gold)
    return {"accuracy": round(accuracy, 3), "macro_F1": round(macro_f1(gold, found), 3)}


# -- folds


@dataclass(frozen=True, slots=True)
class Material:
    """The development data, parsed once."""

    pairs: list[Pair]
    docs: list[Doc]
    statements: list[Doc]
    codebook: Examples


def read_material(folder: Path) -> Material:
    """Reads and parses data/events."""
    pairs = read_pairs(folder / "plover_train.tsv")
    pipe = pipeline().pipe
    return Material(
        pairs,
        list(pipe((p.sentence for p in pairs), batch_size=64)),
        list(pipe(read_statements(folder / "quad_train.tsv"), batch_size=64)),
        main_examples(read_codebook(folder / "cameo_codebook_examples/cameo-codes.csv")),
    )


@dataclass(frozen=True, slots=True)
class Fold:
    """What one model has not seen, and the model."""

    pairs: list[int]
    statements: list[int]
    model: TypeModel


def folds(data: Material, rows: list[set[str]]) -> Iterator[Fold]:
    """The five folds, each with a model trained on the other four."""
    plain = [main_features(doc) for doc in data.statements]
    mine = folds_of([p.sentence for p in data.pairs] + [d.text for d in data.statements])
    pairs, statements = mine[: len(rows)], mine[len(rows) :]
    for fold in range(FOLDS):
        kept = [i for i in range(len(rows)) if pairs[i] != fold]
        quiet = [x for x, f in zip(plain, statements, strict=True) if f != fold]
        examples = Examples(
            [rows[i] for i in kept] + data.codebook.features + quiet,
            [data.pairs[i].type for i in kept] + data.codebook.labels + [NONE] * len(quiet),
        )
        yield Fold(
            [i for i in range(len(rows)) if pairs[i] == fold],
            [i for i in range(len(plain)) if statements[i] == fold],
            TypeModel(fit(examples)),
        )


def measure(data: Path, work: Path) -> Measures:
    """All measures.

    Args:
        data: holds data/events.
        work: receives a TSV of every type that was misread and every own sentence that failed.
    """
    material = read_material(data / "data/events")
    rows = [pair_features(d, p) for d, p in zip(material.docs, material.pairs, strict=True)]
    found: list[str] = [""] * len(rows)
    counts, false = Counter[str](), 0
    for fold in folds(material, rows):
        for i, kind in zip(
            fold.pairs, fold.model.types([rows[i] for i in fold.pairs]), strict=True
        ):
            found[i] = kind
        coder = dragoman_coder(fold.model)
        pairs, docs = (
            [material.pairs[i] for i in fold.pairs],
            [material.docs[i] for i in fold.pairs],
        )
        counts += count(pairs, docs, coder)
        false += alarms([material.statements[i] for i in fold.statements], coder)
    gold = [p.type for p in material.pairs]
    simple = [
        dictionary_type(joining(head_of(d, p.source), head_of(d, p.target))) or NONE
        for d, p in zip(material.docs, material.pairs, strict=True)
    ]
    plain = count(material.pairs, material.docs, dictionary_coder)
    quiet = len(material.statements)
    write_misread(work, material.pairs, found)
    return {
        "type": agreement(gold, found),
        "triples": f_score(counts),
        "false_alarms": round(false / quiet, 3),
        "dictionary": {
            "type": agreement(gold, simple),
            "triples": f_score(plain),
            "false_alarms": round(alarms(material.statements, dictionary_coder) / quiet, 3),
        },
        "times_dictionary": round(ratio(counts, plain), 2),
        "own": gold_score(work),
        "cost": cost(material.pairs),
    }


def ratio(ours: Counter[str], plain: Counter[str]) -> float:
    """Our F1 over the dictionary's."""
    mine, other = (2 * c["right"] / (c["gold"] + c["found"]) for c in (ours, plain))
    return mine / other


def write_misread(work: Path, pairs: Sequence[Pair], found: Sequence[str]) -> None:
    """A line for each pair whose type was misread."""
    lines = [
        "\t".join((p.id, p.type, kind, p.source, p.target, p.sentence))
        for p, kind in zip(pairs, found, strict=True)
        if kind != p.type
    ]
    (work / "events-types.tsv").write_text("\n".join(lines), encoding="utf-8")


def cost(pairs: Sequence[Pair]) -> Measures:
    """Processor time of event coding as a share of the stock pipeline's, on the same texts.

    The sentences are put together to reports of the usual length; models are loaded before.
    """
    texts = [p.sentence for p in pairs[: SENTENCES * REPORTS]]
    stock = spacy.load(PIPELINE)
    started = time.process_time_ns()
    list(stock.pipe(texts, batch_size=64))
    parsed = time.process_time_ns() - started
    code_report(texts[:SENTENCES])
    spent = sum(code_report(texts[at : at + SENTENCES]) for at in range(0, len(texts), SENTENCES))
    return {"of_the_parse": round(spent / parsed, 3)}


def code_report(sentences: Sequence[str]) -> int:
    """Nanoseconds of processor time that coding a report of these paragraphs takes."""
    text = "\n".join(sentences)
    starts = accumulate((len(s) + 1 for s in sentences), initial=0)
    docs = pipeline().pipe(sentences)
    paragraphs = [
        Paragraph(Span(start, start + len(doc.text)), "body", doc)
        for start, doc in zip(starts, docs, strict=False)
    ]
    report = Report(id="s", name="s", path="s", text=text, sha256="")
    times = find_times(paragraphs, report.published)
    cast = Cast(paragraphs, load(), UNDATED)
    statements = find_statements(report, paragraphs, cast, next(tag([paragraphs])))
    before = time.process_time_ns()
    code_events(report, paragraphs, cast, times, statements)
    return time.process_time_ns() - before


if __name__ == "__main__":
    main(measure, __doc__)
