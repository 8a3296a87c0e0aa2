"""What annotating needs, loaded by importing this: workers are forked from a process that did.

So parser, weights and knowledge are loaded once for all of them, and stand in memory once.
"""

from __future__ import annotations

import atexit
import gc
from signal import SIG_IGN, SIGINT, signal

from dragoman.annotate import annotate
from dragoman.read import read_text

signal(SIGINT, SIG_IGN)  # Ctrl-C is for the process that started the server
try:
    first, _ = read_text("Ada Quill told reporters in Paris on Monday that three people died.")
    list(annotate([first]))
except Exception as error:
    # The server goes on without a module that cannot be imported; its workers load for themselves,
    # meet what is wrong where somebody hears of it, and tell.
    raise ImportError("what annotating needs cannot be loaded") from error
gc.freeze()  # looking through it for garbage would copy it into every worker
atexit.register(gc.unfreeze)  # what is still frozen when the server ends, DuckDB takes for leaked
