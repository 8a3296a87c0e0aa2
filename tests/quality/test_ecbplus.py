"""ECB+ as it is read: chains across documents, within one, and mentions of no chain."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.coreference import by_lemma
from eval.ecbplus import FOLDER, Gold, read

DOCUMENT = """<Document doc_name="2_1ecbplus.xml">
<token t_id="1" sentence="0" number="0">http</token>
<token t_id="2" sentence="0" number="1">://a.example</token>
<token t_id="3" sentence="1" number="0">Ferry</token>
<token t_id="4" sentence="1" number="1">sank</token>
<token t_id="5" sentence="1" number="2">down</token>
<token t_id="6" sentence="2" number="0">It</token>
<token t_id="7" sentence="2" number="1">drowned</token>
<token t_id="8" sentence="3" number="0">Nobody</token>
<token t_id="9" sentence="3" number="1">saw</token>
<Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="4"/><token_anchor t_id="5"/></ACTION_OCCURRENCE>
<ACTION_STATE m_id="2"><token_anchor t_id="7"/></ACTION_STATE>
<NEG_ACTION_PERCEPTION m_id="3"><token_anchor t_id="9"/></NEG_ACTION_PERCEPTION>
<HUMAN_PART_PER m_id="4"><token_anchor t_id="8"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="5" TAG_DESCRIPTOR="sinking" instance_id="ACT7" />
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="70" note="ACT7"><source m_id="1" /><target m_id="5" /></CROSS_DOC_COREF>
</Relations>
</Document>"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / FOLDER
    (folder / "ECB+" / "2").mkdir(parents=True)
    (folder / "ECB+" / "2" / "2_1ecbplus.xml").write_text(DOCUMENT, "utf-8")
    rows = "Topic,File,Sentence Number\n2,1ecbplus,1\n2,1ecbplus,2\n"
    (folder / "ECBplus_coreference_sentences.csv").write_text(rows, "utf-8")
    return tmp_path


def test_mentions_of_validated_sentences_with_their_chains(data: Path) -> None:
    (document,) = read(data, (2,))
    assert document.mentions == (Gold(1, 1, 3, "ACT7"), Gold(2, 1, 2, "2_1ecbplus/m2"))
    assert document.seminal == "2plus"


def test_the_address_is_no_sentence(data: Path) -> None:
    (document,) = read(data, (2,))
    assert document.address == "http://a.example"
    assert document.text == "Ferry sank down\nIt drowned\nNobody saw"


def test_the_baseline_goes_by_the_word() -> None:
    class Mention:
        def __init__(self, head: str) -> None:
            self.head = head

    mentions = [Mention(head) for head in ("sink", "meet", "sink")]
    assert by_lemma(mentions) == [[0, 2], [1]]  # type: ignore[arg-type]
