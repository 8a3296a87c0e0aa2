"""How processes are started, and that each computes in one thread; imports nothing that is slow."""

from __future__ import annotations

import os
from multiprocessing import forkserver, get_all_start_methods, get_context
from multiprocessing.context import BaseContext

READY = "dragoman.run.ready"
"""The module that has loaded, once it is imported, what annotating needs."""


def one_thread() -> None:
    """Has numpy use one thread where it is loaded after this, here and in processes started here.

    The parser's matrices are small: a second thread saves hardly any time and spends more of a
    processor than it saves. Who has set OPENBLAS_NUM_THREADS is obeyed.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def workers_of(preload: str = READY) -> BaseContext:
    """How workers are started: never forked from this process, which has threads.

    Where the system can, from a server that has imported all they need, once: a worker that takes
    the place of a dead one is ready at once, and what is loaded stands in memory once.

    Args:
        preload: the module that the server imports, if it does not run yet.
    """
    one_thread()
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([preload])
    return context


def begin_loading(preload: str = READY) -> bool:
    """Starts the server that workers are forked from, so that it loads while this process does.

    Args:
        preload: the module that it imports, if it does not run yet.

    Returns:
        Whether there is one here.
    """
    if workers_of(preload).get_start_method() != "forkserver":
        return False
    forkserver.ensure_running()
    return True
