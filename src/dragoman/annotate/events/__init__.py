"""Events: who did what to whom, as PLOVER codes it, with polarity and modality."""

from dragoman.annotate.events.coding import code_events

__all__ = ["code_events"]
