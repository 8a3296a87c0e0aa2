"""Trained weights, small, each with a card, and what reads them: numpy and nothing else.

A model is `NAME.npz` beside its card `NAME.md` (data, licence, measures, how to train it again).
All models here are of one kind, a linear-chain conditional random field over hashed features
(`ChainField`); one without neighbours is a multinomial logistic regression.
"""

from dragoman.models.chain import ChainField, load, save
from dragoman.models.hashing import Columns, bucket, mix

__all__ = ["ChainField", "Columns", "bucket", "load", "mix", "save"]
