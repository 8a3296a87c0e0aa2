"""Assist: answers for assistants, each with its evidence, and the server that gives them."""

from dragoman.assist.answers import Answer, Answers
from dragoman.assist.evidence import Evidence

__all__ = ["Answer", "Answers", "Evidence"]
