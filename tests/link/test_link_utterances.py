from dragoman.link import link
from dragoman.model import Actor, Annotated
from literals import LEE, SAND, meeting, report, said

MON = ("Monday", "2021-03-01")


def quoting(
    name: str, *words: str, by: Actor = LEE, place: str = "Oslo", **more: object
) -> Annotated:
    text = f"{name}: on Monday they met in {place}. " + " ".join(f"She said: {w}." for w in words)
    met = meeting("met", LEE, SAND, place=place, when=MON, lead=True)
    return report(name, text, met, *(said(by, w, **more) for w in words))


def joined(*reports: Annotated) -> list[tuple[str, str]]:
    quotes = {c.id: one.report.text[slice(*c.content[0])] for one in reports for c in one.claims}
    return [(quotes[k.left], quotes[k.right]) for k in link(reports).links if k.kind == "utterance"]


QUOTE = "the tunnel under the fjord will open before winter comes"
PARAPHRASE = "that before winter the fjord tunnel is to open to lorries"
ELSE = "herring is a matter for our ministers and their experts"


def test_a_quotation_and_its_paraphrase() -> None:
    found = joined(quoting("a", QUOTE, ELSE), quoting("b", PARAPHRASE, kind="indirect"))
    assert found == [(QUOTE, PARAPHRASE)]


def test_another_sentence_of_the_same_speech() -> None:
    assert joined(quoting("a", QUOTE), quoting("b", ELSE)) == []


def test_the_same_words_of_another_speaker() -> None:
    assert joined(quoting("a", QUOTE), quoting("b", QUOTE, by=SAND)) == []


def test_the_same_words_at_another_meeting() -> None:
    assert joined(quoting("a", QUOTE), quoting("b", QUOTE, place="Stockholm")) == []


def test_two_statements_of_one_report_are_two() -> None:
    assert joined(quoting("a", QUOTE, PARAPHRASE)) == []
