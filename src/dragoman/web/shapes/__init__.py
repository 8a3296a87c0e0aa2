"""The shapes of what the pages answer as JSON; `GET /api` tells programs of them.

The views make plain dicts, and nothing is checked while serving: a test asks every address for
what its shape says (tests/web/test_web_api.py). A shape has every key that an answer may have, and
no other; what is not known is null. Spans are `[start, end)` in Unicode code points of a report's
text, days are ISO 8601.
"""
