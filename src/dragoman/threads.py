"""One thread a process for numpy's matrices.

The parser's matrices are small: a second thread saves hardly any time and spends more of a
processor than it saves, and where several processes annotate they only stand in each other's way.
"""

from __future__ import annotations

import os


def one_thread() -> None:
    """Has numpy use one thread where it is loaded after this, here and in processes started here.

    Who has set OPENBLAS_NUM_THREADS is obeyed.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
