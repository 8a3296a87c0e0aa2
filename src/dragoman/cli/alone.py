"""The program computes in one thread a process; imported before anything loads numpy."""

from dragoman.processes import one_thread

one_thread()
