"""The manual: `docs/` and a reference written from the code, as one site (`python -m manual`).

The pages of `docs/` are read in the repository as they are. What can be written from the code
(commands, columns, rules, problems, exports, the Python and HTTP interfaces) is written anew for
each build of the site and stored nowhere, so it cannot fall behind.
"""
