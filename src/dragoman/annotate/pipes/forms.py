"""Parts of speech and lemmas from a table of what was seen.

The attribute ruler looks at a word, its tag and its relation, seldom at the word after it; the
lemmatizer at the word and what the ruler made of it. So their answer is the same for the same
triple, and is asked for once. Morphological features, which nothing here reads, are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any
from typing import cast as typed

import numpy as np
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

from dragoman.annotate.pipes.batches import batched

Key = tuple[int, int, int]
"""Word, tag, relation."""
Form = tuple[int, int, int, int]
"""Part of speech, tag, lemma, relation."""

ASKED: list[int | str] = ["ORTH", "TAG", "DEP"]
GIVEN: list[int | str] = ["POS", "TAG", "LEMMA", "DEP"]
KEYS = {"ORTH", "LOWER", "TAG", "DEP", "IS_SPACE"}
"""What a rule may ask of a word for its answer to hang on the triple alone."""
INDEX = "lemma_index"
ROOM = 500_000
"""Triples and groups that are remembered; then the table starts anew, so that memory is bounded."""


class Forms:
    """Stands for an attribute ruler and the rule lemmatizer behind it.

    Args:
        ruler: the ruler; rules over several words are asked about every group they may match.
        lemmas: the lemmatizer.
    """

    def __init__(self, ruler: AttributeRuler, lemmas: Lemmatizer) -> None:
        self._vocab = ruler.vocab
        self._ruler = ruler
        self._lemmas = lemmas
        self._alone = AttributeRuler(ruler.vocab)  # the rules over one word
        self._groups = Matcher(ruler.vocab)  # the rules over several words, by number
        self._first = Matcher(ruler.vocab)  # how those begin
        self._longest = 1
        for number, rule in enumerate(rules_of(ruler)):
            if all(len(words) == 1 for words in rule["patterns"]):
                self._alone.add(**rule)
                continue
            self._groups.add(str(number), rule["patterns"])
            self._first.add(str(number), [words[:1] for words in rule["patterns"]])
            self._longest = max(self._longest, *map(len, rule["patterns"]))
        index_by_set(lemmas)
        self._forms: dict[Key, Form] = {}
        self._beginning: set[Key] = set()
        self._grouped: dict[tuple[Key, ...], list[tuple[int, Form]]] = {}

    @staticmethod
    def can_stand_for(ruler: object, lemmas: object) -> bool:
        """Whether the answers of both hang on the triples and their neighbours alone."""
        if not isinstance(ruler, AttributeRuler) or not isinstance(lemmas, Lemmatizer):
            return False
        rules = rules_of(ruler)
        words = [word for rule in rules for found in rule["patterns"] for word in found]
        return lemmas.mode == "rule" and all(set(word) <= KEYS for word in words)

    def __call__(self, doc: Doc) -> Doc:
        """Sets part of speech, tag, lemma and relation of every token."""
        self._set([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """The same for documents in batches, in their order."""
        for batch in batched(docs, batch_size):
            self._set(batch)
            yield from batch

    def _set(self, docs: Sequence[Doc]) -> None:
        if len(self._forms) + len(self._grouped) > ROOM:
            self._forms.clear()
            self._grouped.clear()
        asked: list[list[Key]] = [list(map(tuple, doc.to_array(ASKED).tolist())) for doc in docs]
        self._learn([k for k in dict.fromkeys(chain(*asked)) if k not in self._forms])
        for doc, keys in zip(docs, asked, strict=True):
            if keys:
                doc.from_array(GIVEN, self._told_of(keys))

    def _told_of(self, keys: Sequence[Key]) -> Any:  # noqa: ANN401 - spaCy's stubs name thinc's
        """The forms of a document's words, an array (words, GIVEN)."""
        forms = [self._forms[key] for key in keys]
        if not self._beginning.isdisjoint(keys):
            for place, form in self._in_groups(keys):
                forms[place] = form
        return np.array(forms, np.uint64)

    def _learn(self, keys: Sequence[Key]) -> None:
        if not keys:
            return
        doc = self._as_doc(keys)
        self._beginning |= {keys[start] for _, start, _ in self._first(doc)}
        self._forms |= zip(keys, self._told(self._alone, doc), strict=True)

    def _in_groups(self, keys: Sequence[Key]) -> Iterator[tuple[int, Form]]:
        """Places in a document whose form a rule over several words decides, with that form."""
        for place, key in enumerate(keys):
            if key in self._beginning:
                group = tuple(keys[place : place + self._longest])
                if group not in self._grouped:
                    self._grouped[group] = self._learn_group(group)
                yield from ((place + step, form) for step, form in self._grouped[group])

    def _learn_group(self, group: Sequence[Key]) -> list[tuple[int, Form]]:
        """What the rules over several words that match at the group's beginning make of it."""
        doc = self._as_doc(group)
        found = [(self._vocab.strings[name], start) for name, start, _ in self._groups(doc)]
        touched = {self._ruler.indices[int(number)] for number, start in found if start == 0}
        forms = self._told(self._ruler, doc) if touched else []
        return [(step, forms[step]) for step in sorted(touched)]

    def _as_doc(self, keys: Sequence[Key]) -> Doc:
        names = self._vocab.strings
        words, tags, relations = ([names[part] for part in row] for row in zip(*keys, strict=True))
        heads = list(range(len(keys)))
        return Doc(self._vocab, words=words, tags=tags, deps=relations, heads=heads)

    def _told(self, ruler: AttributeRuler, doc: Doc) -> list[Form]:
        ruler(doc)
        self._lemmas(doc)
        forms: list[Any] = doc.to_array(GIVEN).tolist()
        return list(map(tuple, forms))


def rules_of(ruler: AttributeRuler) -> list[dict[str, Any]]:
    """The ruler's rules: their patterns, what they set, and on which word of the match."""
    return typed("list[dict[str, Any]]", ruler.patterns)


def index_by_set(lemmas: Lemmatizer) -> None:
    """Keeps the lemmas that the lemmatizer looks up as sets; they come as lists of thousands."""
    index = lemmas.lookups.get_table(INDEX, {})
    for part_of_speech, known in list(index.items()):
        index[part_of_speech] = frozenset(known)
