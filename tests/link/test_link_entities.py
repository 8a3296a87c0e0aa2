from dragoman.link import link
from dragoman.model import Actor, Linked, content_id
from literals import mention, report


def named(linked: Linked, name: str) -> list[tuple[str, ...]]:
    return [e.names for e in linked.entities if e.name == name]


def test_one_name_in_two_reports_is_one_entity_under_all_its_forms() -> None:
    a = report("a", "Dora Vik came.", mention("Dora Vik", "person", "Dora Vik", "e1"))
    b = report("b", "Vik left.", mention("Vik", "person", "Dora Vik", "e2"))
    linked = link([a, b])
    assert named(linked, "Dora Vik") == [("Dora Vik", "Vik")]
    assert linked.aliases == {"e2": "e1"}
    moved = [k for k in linked.links if k.kind == "entity"]
    assert [(k.left, k.right) for k in moved] == [(b.mentions[0].id, "e1")]


def test_a_bare_surname_stays_in_its_report() -> None:
    one, other = (report(n, f"{n} Vik came.", mention("Vik", "person", "Vik")) for n in ("a", "b"))
    assert len(named(link([one, other]), "Vik")) == 2


def test_namesakes_of_another_kind_are_others() -> None:
    a = report("a", "Union won.", mention("Union", "organisation", "Union"))
    b = report("b", "Union won.", mention("Union", "group", "Union"))
    assert len(named(link([a, b]), "Union")) == 2


def test_known_entities_keep_their_id_and_take_every_form() -> None:
    a = report(
        "a", "Daesh fled.", mention("Daesh", "group", "Islamic State", "group:islamic-state")
    )
    b = report("b", "ISIS fled.", mention("ISIS", "group", "Islamic State", "group:islamic-state"))
    found = {e.id: e.names for e in link([a, b]).entities}
    assert found == {"group:islamic-state": ("Daesh", "ISIS")}


def test_described_sources_are_kept_apart() -> None:
    words = "diplomatic source"
    one, other = (
        report(n, f"A {words} spoke to {n}.", mention(words, "person", words)) for n in ("a", "b")
    )
    found = link([one, other]).entities
    assert len({e.id for e in found}) == 2
    assert one.mentions[0].entity_id == content_id("e", "person", words)
    assert Actor(words, None, "person") == Actor(words, None, "person")


def test_spellings_and_middle_names_are_one_person() -> None:
    names = ("Aleksandr Brelov", "Alexander Brelov", "Alexander M. Brelov")
    reports = [report(n, f"{n} came.", mention(n, "person", n)) for n in names]
    linked = link(reports)
    assert len([e for e in linked.entities if e.kind == "person"]) == 1
    assert {k.score for k in linked.links if k.kind == "entity"} == {0.8}


def test_pronouns_are_no_names_of_an_entity() -> None:
    name = mention("Dora Vik", "person", "Dora Vik")
    she = mention("She", "person", "Dora Vik", form="pronoun")
    one = report("a", "Dora Vik came. She left.", name, she)
    assert named(link([one]), "Dora Vik") == [("Dora Vik",)]


def test_a_name_that_fits_two_others_is_neither() -> None:
    names = ("Dora M. Vik", "Dora K. Vik", "Dora Vik")
    reports = [report(n, f"{n} came.", mention(n, "person", n)) for n in names]
    assert len([e for e in link(reports).entities if e.kind == "person"]) == 3
