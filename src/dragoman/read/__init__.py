"""Bytes to reports: decoding, the article and the roles of its lines, outlet, date, language."""

from dragoman.read.inputs import read_inputs
from dragoman.read.report import read_text
from dragoman.read.stated import Stated, parse_published

__all__ = ["Stated", "parse_published", "read_inputs", "read_text"]
