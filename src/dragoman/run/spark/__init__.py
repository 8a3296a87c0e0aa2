"""The run on a cluster: Spark reads, annotates and compares; the driver stores and links.

session     a Spark session, or a coded error that says what is missing
executors   what the executors do: files to reports, reports to rows, affairs to comparisons
engine      the Spark jobs, and the folder through which they and the driver hand work over
building    the build of run/local with these jobs in the place of its reader and its pool
"""

from dragoman.run.spark.building import build
from dragoman.run.spark.session import SparkFailedError

__all__ = ["SparkFailedError", "build"]
