"""What annotating needs, loaded by importing this: workers are forked from a process that did.

So parser, weights and knowledge are loaded once for all of them, and stand in memory once.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from signal import SIG_IGN, SIGINT, signal

from dragoman.run.building import prepare

signal(SIGINT, SIG_IGN)  # Ctrl-C is for the process that started the server
with suppress(Exception):  # who annotates meets what is wrong again, and can tell of it
    prepare()
gc.freeze()  # looking through it for garbage would copy it into every worker
