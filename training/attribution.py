"""Trains the tagger of attributions: `python -m training.attribution --data DIR`.

The first look is trained on the gold labels of every paragraph. The second must learn to live with
a first look that errs, so it is trained on looks that were taken crosswise: at each part of the
articles by a model that has not seen them. It only learns from cues that are cues. The verdict
learns from all candidates, after second looks that were taken crosswise as well.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from dragoman.annotate.attribution.lexicon import lexicon
from dragoman.annotate.attribution.tagger.features import global_features
from dragoman.annotate.attribution.tagger.frames import Cue, Frames
from dragoman.annotate.attribution.tagger.looks import (
    FRAME,
    LOOK,
    Look,
    candidates,
    first_look,
    second_look_features,
)
from dragoman.annotate.attribution.tagger.tag import second_look
from dragoman.annotate.attribution.tagger.tokens import Tokens
from dragoman.annotate.attribution.tagger.verdict import verdict_features
from dragoman.annotate.parse import ODD_SPACES, PIPELINE, pipeline
from dragoman.models import ChainField, save
from eval.polnear import Article, Spans, read
from training.field import Example, Settings, fit

HERE = Path(__file__).resolve().parent
MODELS = HERE.parent / "src" / "dragoman" / "models"
WORDS_FILE = HERE.parent / "src/dragoman/annotate/attribution/tagger/words.tsv"
WORDS = """\
# Lemma, part of speech, class: what the tagger knows of words beside the words themselves.
# Source: cues.toml as it was at the last training; written by `make train-attribution`, which is
# the only thing that may change it: the weights rest on it.
"""
Labels = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """An article parsed line by line: where each paragraph starts, and where each token lies.

    `begin` and `end` hold the character offsets of each row; `wordy` whether it is a word.
    """

    article: Article
    tokens: Tokens
    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    wordy: NDArray[np.bool_]

    def rows(self, spans: Spans) -> Iterator[NDArray[np.int64]]:
        """The rows of each span in each paragraph it runs through, punctuation at its ends off."""
        for start, end in spans:
            touched = np.nonzero((self.begin < end) & (self.end > start))[0]
            for rows in np.split(touched, np.nonzero(np.diff(self.paragraph(touched)))[0] + 1):
                words = np.nonzero(self.wordy[rows])[0]
                if len(words):
                    yield rows[words[0] : words[-1] + 1]

    def paragraph(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The paragraph each row stands in."""
        return np.searchsorted(self.tokens.starts, rows, side="right") - 1


def parsed(articles: Iterable[Article]) -> Iterator[Parsed]:
    """Articles as the program itself parses them."""
    nlp = pipeline()
    for article in articles:
        starts, filled, start = [], [], 0
        for line in article.text.split("\n"):
            if line.strip():
                starts.append(start + len(line) - len(line.lstrip()))
                filled.append(line.strip())
            start += len(line) + 1
        docs = list(nlp.pipe([line.translate(ODD_SPACES) for line in filled]))
        yield of_docs(article, starts, docs)


def of_docs(article: Article, starts: Sequence[int], docs: Sequence[Doc]) -> Parsed:
    """An article from the parses of its paragraphs."""
    begin = [start + token.idx for start, doc in zip(starts, docs, strict=True) for token in doc]
    sizes = [len(token) for doc in docs for token in doc]
    wordy = [not (token.is_punct or token.is_space) for doc in docs for token in doc]
    first = np.array(begin, np.int64)
    return Parsed(article, Tokens.of(docs), first, first + sizes, np.array(wordy, np.bool_))


def look_labels(article: Parsed) -> Labels:
    """The gold label of each row for the first look."""
    found = np.zeros(article.tokens.nobody, np.int8)
    for role in ("content", "source", "cue"):
        for gold in article.article.gold:
            mark(found, article, getattr(gold, role), LOOK.index(f"B-{role}"))
    return found


def mark(labels: Labels, article: Parsed, spans: Spans, begin: int) -> None:
    """Writes the labels of some spans."""
    for rows in article.rows(spans):
        labels[rows] = begin + 1
        labels[rows[0]] = begin


def no_inside_alone(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which label may not follow which: I-x only after B-x and I-x."""
    after = [[b[0] == "I" and a[2:] != b[2:] for b in labels] for a in labels]
    return np.array(after, np.bool_)


def sequences(article: Parsed, features: NDArray[np.int32], labels: Labels) -> Iterator[Example]:
    """One example a paragraph."""
    for start, length in zip(article.tokens.starts, article.tokens.lengths, strict=True):
        rows = slice(start, start + length)
        yield Example(features[rows], labels[rows])


def train_look(articles: Sequence[Parsed], how: Settings) -> ChainField:
    """The first look."""
    examples = [
        example
        for a in articles
        for example in sequences(a, global_features(a.tokens, how.buckets), look_labels(a))
    ]
    return fit(examples, LOOK, how, no_inside_alone(LOOK), log=say)


def crosswise(articles: Sequence[Parsed], how: Settings, folds: int) -> list[Look]:
    """A first look at each article by a model that was trained without it."""
    found: dict[int, Look] = {}
    for fold in range(folds):
        model = train_look([a for i, a in enumerate(articles) if i % folds != fold], how)
        for index in range(fold, len(articles), folds):
            found[index] = first_look(model, articles[index].tokens)
        say(f"crosswise {fold + 1}/{folds}")
    return [found[index] for index in range(len(articles))]


def frame_labels(article: Parsed, frames: Frames, cues: Sequence[Cue]) -> list[Labels]:
    """The gold labels of each cue's frame: all O where the cue is no cue of the gold's."""
    unused = [
        (set(np.concatenate([*article.rows(g.cue), []]).tolist()), g) for g in article.article.gold
    ]
    found = []
    for cue, begin, length in zip(cues, frames.begins, frames.tokens.lengths, strict=True):
        own = set(range(cue.first, cue.last + 1))
        best = max(unused, key=lambda pair: len(pair[0] & own), default=None)
        labels = np.zeros(article.tokens.nobody, np.int8)
        if best is not None and best[0] & own:
            unused.remove(best)
            mark(labels, article, best[1].content, FRAME.index("B-content"))
            mark(labels, article, best[1].source, FRAME.index("B-source"))
        found.append(labels[begin : begin + length])
    return found


def frame_examples(
    articles: Sequence[Parsed], looks: Sequence[Look], buckets: int
) -> Iterator[Example]:
    """One example for each candidate that is a cue of the gold's and has a content."""
    for article, look in zip(articles, looks, strict=True):
        cues = candidates(article.tokens, look)
        if not cues:
            continue
        frames = Frames(article.tokens, cues)
        features = second_look_features(frames, look, buckets)
        ends = np.cumsum(frames.tokens.lengths)
        for labels, end in zip(frame_labels(article, frames, cues), ends, strict=True):
            if (labels >= FRAME.index("B-content")).any():
                yield Example(features[end - len(labels) : end], labels)


def train_frame(articles: Sequence[Parsed], looks: Sequence[Look], how: Settings) -> ChainField:
    """The second look."""
    examples = list(frame_examples(articles, looks, how.buckets))
    say(f"{len(examples)} frames, {sum(len(e.labels) for e in examples)} rows")
    return fit(examples, FRAME, how, no_inside_alone(FRAME), log=say)


def verdict_examples(
    articles: Sequence[Parsed], looks: Sequence[Look], model: ChainField, buckets: int
) -> Iterator[Example]:
    """One example for each candidate: whether the second look is right about it.

    Args:
        articles: the articles.
        looks: the first look at each.
        model: the second look; it should not have seen these articles.
        buckets: features are hashed into so many.
    """
    for article, look in zip(articles, looks, strict=True):
        cues = candidates(article.tokens, look)
        if not cues:
            continue
        claimed, labels = second_look(model, article.tokens, look, cues)
        features = verdict_features(claimed, look, buckets)
        ends = np.cumsum(claimed.frames.tokens.lengths)
        golds = frame_labels(article, claimed.frames, cues)
        for row, end, gold in zip(features, ends, golds, strict=True):
            right = agree(labels[end - len(gold) : end], gold)
            yield Example(row[None, :], np.array([right], np.int8))


def train_verdict(
    articles: Sequence[Parsed], looks: Sequence[Look], frame: Settings, how: Settings
) -> ChainField:
    """The verdict, on what models of the second look say of the half they were not trained on."""
    examples: list[Example] = []
    for seen, unseen in (
        (slice(0, None, 2), slice(1, None, 2)),
        (slice(1, None, 2), slice(0, None, 2)),
    ):
        model = train_frame(articles[seen], looks[seen], frame)
        examples += verdict_examples(articles[unseen], looks[unseen], model, how.buckets)
    say(f"{len(examples)} candidates, {sum(int(e.labels[0]) for e in examples)} right")
    return fit(examples, ("no", "yes"), how, log=say)


def agree(given: Labels, gold: Labels) -> bool:
    """Whether contents overlap by half."""
    begin = FRAME.index("B-content")
    both = ((given >= begin) & (gold >= begin)).sum()
    either = ((given >= begin) | (gold >= begin)).sum()
    return bool(both and 2 * both >= either)


def write_words(path: Path) -> None:
    """Freezes the lexicon of cues as the classes of words that features are made of."""
    words = lexicon()
    rows = [(lemma, f"{e[0].stance} {e[0].speech}") for lemma, e in words.verbs.items()]
    lines = [f"{lemma}\tverb\t{kind}" for lemma, kind in rows if lemma != "accord"]
    lines += [f"{lemma}\tnoun\tnoun" for lemma in words.nouns]
    lines += ["accord\tverb\taccording"]
    path.write_text(WORDS + "\n".join(sorted(lines)) + "\n", "utf-8")


def say(text: str) -> None:
    """A line of progress."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def settings(name: str) -> Settings:
    """How a model is trained (attribution.toml)."""
    tables = tomllib.loads((HERE / "attribution.toml").read_text("utf-8"))
    return Settings(**tables[name])


def corpus_hash(articles: Sequence[Article]) -> str:
    """Names the training data without holding a word of it."""
    digest = hashlib.sha256()
    for article in articles:
        digest.update(article.name.encode())
        digest.update(article.text.encode())
    return digest.hexdigest()


def main() -> None:
    """Trains both looks and the verdict, and writes them into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="PolNeAR's train folder")
    parser.add_argument("--out", type=Path, default=MODELS, help="where the weights go")
    given = parser.parse_args()
    write_words(WORDS_FILE)
    articles = list(read(given.data))
    say(f"{len(articles)} articles")
    data = list(parsed(articles))
    look_how, frame_how = settings("look"), settings("frame")
    looks = crosswise(data, look_how, folds=3)
    about = {"pipeline": PIPELINE, "corpus": corpus_hash(articles), "articles": len(articles)}
    models = {
        "verdict": train_verdict(data, looks, frame_how, settings("verdict")),
        "frame": train_frame(data, looks, frame_how),
        "look": train_look(data, look_how),
    }
    for name, model in models.items():
        save(replace(model, about=about), given.out / f"attribution-{name}.npz")
    say(json.dumps(about))


if __name__ == "__main__":
    main()
