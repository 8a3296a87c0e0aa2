"""Benchmarks: one module each, run as `python -m eval.NAME`, held to `gate.toml` by `eval.gate`.

They call the command line as a user does and hand what it prints to the scorers in
`../shared/eval`, so that a figure reported here is the figure those scorers give. No data lies in
this repository.
"""
