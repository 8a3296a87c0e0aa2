"""What annotating needs, loaded by importing this: workers are forked from a process that did.

So parser, weights and knowledge are loaded once for all of them, and stand in memory once.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from dragoman.run.building import prepare

with suppress(Exception):  # who annotates meets what is wrong again, and can tell of it
    prepare()
gc.freeze()  # looking through it for garbage would copy it into every worker
