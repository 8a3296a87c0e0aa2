"""Trained weights, small, each with a card, and what reads them: numpy and nothing else.

A model is `NAME.npz` beside its card `NAME.md` (data, licence, measures, how to train it again).
Most are linear-chain conditional random fields over hashed features (`ChainField`); one without
neighbours is a multinomial logistic regression. `Boosted` are decision trees over a few numbers,
`Convolution` is a small network over the rows of a sequence, `Frequencies` counts of terms.
"""

from dragoman.models.boosted import Boosted, load_boosted, save_boosted
from dragoman.models.chain import ChainField, load, save
from dragoman.models.convolution import Convolution, load_convolution, save_convolution
from dragoman.models.frequencies import Frequencies, load_frequencies, save_frequencies
from dragoman.models.hashing import Columns, bucket, mix

__all__ = [
    "Boosted",
    "ChainField",
    "Columns",
    "Convolution",
    "Frequencies",
    "bucket",
    "load",
    "load_boosted",
    "load_convolution",
    "load_frequencies",
    "mix",
    "save",
    "save_boosted",
    "save_convolution",
    "save_frequencies",
]
