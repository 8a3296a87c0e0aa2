"""spaCy: a DocBin of the reports, with what was found in them as span groups.

    DocBin().from_disk("affair.spacy").get_docs(spacy.blank("en").vocab)

Tokens are those of spaCy's English rules, so a Doc's text is the report's, character by character.
Where a span begins or ends within a token, its group holds all of the token, and `user_data` the
exact span.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from dragoman.dossier import Dossier
from dragoman.export.passages import Passage, passages
from dragoman.model import Annotated

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# spaCy takes a second to import, which listing a dossier can spare: so it is imported when used.


def docbin_files(dossier: Dossier) -> Mapping[str, bytes]:
    """One file in spaCy's binary format: a Doc a report, by name.

    `doc.spans` has a group for each kind of mention ("person", "place", "time", …) and each part
    of a claim ("content", "cue", "source", "via", "trigger", "quantity"); a span's `id_` is the
    passage's name. `doc.user_data` has `report`, `path`, and `exact`: [start, end, group, name] in
    code points.
    """
    from spacy.tokens import DocBin  # noqa: PLC0415

    binary = DocBin(store_user_data=True)
    for one in dossier.annotated():
        binary.add(document(one))
    return {"": binary.to_bytes()}


def document(one: Annotated) -> Doc:
    """A report as a Doc."""
    report, english = one.report, _english()
    english.max_length = max(english.max_length, len(report.text) + 1)
    doc = english.make_doc(report.text)
    found = sorted(set(passages(one)), key=lambda p: (p.part, p.span, p.name))
    groups: dict[str, list[Passage]] = {}
    for passage in found:
        groups.setdefault(passage.part, []).append(passage)
    for part, members in groups.items():
        doc.spans[part] = [
            span
            for p in members
            if (span := doc.char_span(*p.span, label=part, span_id=p.name, alignment_mode="expand"))
        ]
    doc.user_data |= {"report": report.id, "path": report.path, "exact": _exact(found)}
    return doc


def _exact(found: Iterable[Passage]) -> list[list[int | str]]:
    return [[*p.span, p.part, p.name] for p in found]


@cache
def _english() -> Language:
    import spacy  # noqa: PLC0415

    return spacy.blank("en")
