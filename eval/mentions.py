"""Event mentions of parsed ECB+ documents, as the pair model sees them, given and predicted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from spacy.tokens import Doc, Token

from dragoman.annotate.parse import pipeline
from dragoman.likeness.background import background
from dragoman.likeness.senses import senses
from dragoman.likeness.words import content_words, stem, terms
from dragoman.link.gist import Gist, Vector
from dragoman.link.pairs import EventMention
from dragoman.model import Line, Report, Span
from eval.ecbplus import Document

SUBJECTS = {"nsubj", "agent", "poss", "csubj"}
OBJECTS = {"dobj", "nsubjpass", "attr", "oprd"}
LIGHT = {"be", "have", "do"}
CHIEF = 4
"""Names that a report is mainly about: two persons with both their names."""

Words = tuple[int, int, int]
"""Where a mention stands: its sentence, its first word and the one after its last."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its parse and where each of its sentences begins there."""

    document: Document
    doc: Doc
    starts: dict[int, int]
    report: Report
    gist: Vector
    names: Counter[str]


def parsed(documents: Sequence[Document]) -> Iterator[Parsed]:
    """Parses documents as they were tokenised, their sentences as they stand."""
    nlp = pipeline()
    docs = nlp.pipe((_words(nlp.vocab, document) for document in documents), batch_size=16)
    for document, doc in zip(documents, docs, strict=True):
        starts, at = {}, 0
        for number, words in sorted(document.sentences.items()):
            starts[number] = at
            at += len(words)
        report = report_of(document)
        yield Parsed(document, doc, starts, report, Gist(report).vector, Counter(_names(doc)))


def _words(vocab: object, document: Document) -> Doc:
    sentences = [words for _, words in sorted(document.sentences.items())]
    words = [word for sentence in sentences for word in sentence]
    starts = [i == 0 for sentence in sentences for i in range(len(sentence))]
    return Doc(vocab, words=words, sent_starts=starts)  # type: ignore[arg-type]


def report_of(document: Document) -> Report:
    """A document as an undated report, every sentence a line of its body, the first its title."""
    text, lines, at = document.text, [], 0
    for line in text.split("\n"):
        lines.append(Line(Span(at, at + len(line)), "body", "given"))
        at += len(line) + 1
    title = text.partition("\n")[0]
    return Report(document.name, document.name, document.name, text, "", title=title,
                  lines=tuple(lines))  # fmt: skip


def gold_mentions(one: Parsed) -> list[tuple[Words, EventMention]]:
    """The gold's mentions, as what can be seen of them."""
    places = [(m.sentence, m.first, m.end) for m in one.document.mentions]
    return [(place, _mention(one, place)) for place in places]


def predicted_mentions(one: Parsed) -> list[tuple[Words, EventMention]]:
    """Verbs that are no auxiliaries, and nouns with a sense in which something happens."""
    found = []
    for sentence in sorted(one.document.validated):
        words = one.document.sentences.get(sentence, ())
        for i in range(len(words)):
            if tells(one.doc[one.starts[sentence] + i]):
                place = (sentence, i, i + 1)
                found.append((place, _mention(one, place)))
    return found


def tells(token: Token) -> bool:
    """Whether a word seems to tell of something happening."""
    if token.pos_ == "VERB":
        return token.lemma_.lower() not in LIGHT and token.dep_ not in {"aux", "auxpass"}
    return token.pos_ == "NOUN" and is_happening(token.lemma_.lower())


def _mention(one: Parsed, place: Words) -> EventMention:
    sentence, first, end = place
    start = one.starts[sentence]
    span = one.doc[start + first : start + end]
    head = span.root
    around = one.doc[start : start + len(one.document.sentences[sentence])]
    verb = head.head if _light_object(head) else head
    return EventMention(
        report=one.document.name,
        sentence=sentence - min(one.starts),
        head=head.lemma_.lower(),
        nominal=head.pos_ in {"NOUN", "PROPN"},
        phrase=frozenset(t.lemma_.lower() for t in span if not t.is_punct),
        subject=_hanging({head, verb}, SUBJECTS),
        object=_hanging({head}, OBJECTS) | _of(head),
        other=_rest({head, verb}, list(span)),
        names=frozenset(_names(around)),
        numbers=frozenset(t.lower_ for t in around if t.like_num),
        context=sentence_vector(around.text),
        gist=one.gist,
        cast=frozenset(one.names),
        chief=frozenset(stem for stem, _ in one.names.most_common(CHIEF)),
        title=frozenset(terms(one.report.title or "")),
    )


def _light_object(head: Token) -> bool:
    """Whether a noun is the object of a verb that lends it its subject ("made an offer")."""
    return head.pos_ == "NOUN" and head.dep_ == "dobj"


def _hanging(heads: set[Token], roles: set[str]) -> frozenset[str]:
    """Content stems of what hangs on a head in some roles; the noun of "by" for "agent"."""
    children = [c for head in heads for c in head.children if c.dep_ in roles]
    return frozenset().union(*(_stems(list(_noun(c).subtree)) for c in children))


def _noun(token: Token) -> Token:
    return next((c for c in token.children if c.dep_ == "pobj"), token)


def _of(head: Token) -> frozenset[str]:
    """Of a noun, what "of" and "for" name, and what is compounded with it."""
    if head.pos_ not in {"NOUN", "PROPN"}:
        return frozenset()
    preps = [c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"]
    inner = [c for c in head.children if c.dep_ == "compound"]
    return frozenset().union(*(_stems(list(_noun(c).subtree)) for c in [*preps, *inner]))


def _rest(heads: set[Token], span: Sequence[Token]) -> frozenset[str]:
    """Stems of what else hangs on the heads: the nouns of prepositions, adverbs, modifiers."""
    kept = SUBJECTS | OBJECTS
    children = [c for head in heads for c in head.children if c.dep_ not in kept and c not in span]
    nouns = [_noun(c) for c in children if c.dep_ in {"prep", "npadvmod", "advmod", "amod", "nmod"}]
    return _stems(nouns)


def _names(tokens: Iterable[Token]) -> list[str]:
    """Stems of proper nouns, in order."""
    return [stem(t.lower_) for t in tokens if t.pos_ == "PROPN" and t.is_alpha]


def _stems(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(terms(" ".join(token.text for token in tokens)))


def sentence_vector(text: str) -> Vector:
    """A sentence as weighted terms of length 1."""
    weights = background()
    raw = {term: weights[term] for term in set(map(stem, content_words(text)))}
    length = sqrt(sum(weight * weight for weight in raw.values()))
    return {term: weight / length for term, weight in sorted(raw.items())}


def is_happening(lemma: str) -> bool:
    """Whether a noun is derived from, or is, something that happens."""
    return bool(senses(lemma).classes)
