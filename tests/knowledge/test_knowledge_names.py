"""What things are called: surfaces, demonyms, metonyms, outlets, places."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import knowledge
from dragoman.knowledge.entries import Kind
from dragoman.knowledge.naming import family_names, normalise, person_names, spellings


@pytest.mark.parametrize(
    ("surface", "kind", "identity"),
    [
        ("Islamic Republic of Iran", "state", "state:IR"),
        ("the United States", "state", "state:US"),
        ("U.S.", "state", "state:US"),
        ("USA", "state", "state:US"),
        ("Britain", "state", "state:GB"),
        ("Türkiye", "state", "state:TR"),
        ("Cote d’Ivoire", "state", "state:CI"),
        ("DPRK", "state", "state:KP"),
        ("Hasan Rouhani", "person", "person:hassan-rouhani"),
        ("Rowhani", "person", "person:hassan-rouhani"),
        ("Bashar al-Assad", "person", "person:bashar-al-assad"),
        ("BASHAR AL ASSAD", "person", "person:bashar-al-assad"),
        ("Sergey Lavrov", "person", "person:sergei-lavrov"),
        ("Recep Tayyip Erdogan", "person", "person:recep-tayyip-erdogan"),
        ("Erdoğan", "person", "person:recep-tayyip-erdogan"),
        ("Moon Jae-in", "person", "person:moon-jae-in"),
        ("Moon", "person", "person:moon-jae-in"),
        ("Zelensky", "person", "person:volodymyr-zelenskyy"),
        ("Isaias", "person", "person:isaias-afwerki"),
        ("MBS", "person", "person:mohammed-bin-salman"),
        ("ISIS", "group", "group:islamic-state"),
        ("Daesh", "group", "group:islamic-state"),
        ("Jabhat al-Nusra", "group", "group:al-nusra-front"),
        ("Nusra Front", "group", "group:al-nusra-front"),
        ("Ansar Allah", "group", "group:houthis"),
        ("SDF", "group", "group:sdf"),
        ("Revolutionary Guards", "group", "group:irgc"),
        ("Shanghai Cooperation Organization", "organisation", "org:sco"),
        ("UN Security Council", "organisation", "org:unsc"),
        ("Doctors Without Borders", "organisation", "org:msf"),
        ("Syria's government", "organisation", "gov:SY"),
        ("Syrian regime", "organisation", "gov:SY"),
        ("Russian Foreign Ministry", "organisation", "org:RU-foreign-ministry"),
        ("Turkish army", "group", "group:TR-armed-forces"),
        ("Iranian state television", "outlet", "outlet:IR-state-television"),
        ("the Associated Press", "outlet", "outlet:ap"),
        ("TASS news agency", "outlet", "outlet:tass"),
        ("Czech News Agency", "outlet", "outlet:ctk"),
        ("The Times of Israel", "outlet", "outlet:times-of-israel"),
    ],
)
def test_a_surface_names_exactly_this(surface: str, kind: Kind, identity: str) -> None:
    world = knowledge.load()
    assert [entry.id for entry in world.lookup(surface, kind)] == [identity]
    assert world.surfaces(kind)[world.normalise(surface)] == (identity,)


@pytest.mark.parametrize(
    "word", ["us", "is", "who", "it", "an", "un", "map", "ap", "no such thing"]
)
def test_common_words_name_nothing_but_places(word: str) -> None:
    world = knowledge.load()
    assert world.lookup(word, "state", "group", "organisation", "person", "outlet") == ()


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Iranian", "state:IR"),
        ("Iranians", "state:IR"),
        ("Russians", "state:RU"),
        ("Frenchmen", "state:FR"),
        ("Chinese", "state:CN"),
        ("Swiss", "state:CH"),
        ("Saudi", "state:SA"),
        ("Emirati", "state:AE"),
        ("South Koreans", "state:KR"),
        ("Congolese", "state:CD"),
    ],
)
def test_a_demonym_has_its_state(word: str, state: str) -> None:
    entry = knowledge.load().demonym(word)
    assert entry is not None
    assert entry.id == state


def test_a_state_has_its_adjective() -> None:
    world = knowledge.load()
    assert world.adjective("state:FR") == "French"
    assert world.adjective("org:un") is None
    assert world.demonym("Martian") is None


@pytest.mark.parametrize(
    ("surface", "stands_for"),
    [
        ("the Kremlin", "state:RU"),
        ("White House", "state:US"),
        ("Elysee", "state:FR"),
        ("Tehran", "state:IR"),
        ("Kiev", "state:UA"),
        ("Pyongyang", "state:KP"),
        ("Brussels", "org:eu"),
    ],
)
def test_a_seat_of_power_stands_for_its_state(surface: str, stands_for: str) -> None:
    entry = knowledge.load().metonym(surface)
    assert entry is not None
    assert entry.id == stands_for


def test_a_capital_is_a_place_all_the_same() -> None:
    tehran = knowledge.load().places("Tehran")[0]
    assert (tehran.country, tehran.feature) == ("IR", "capital")


@pytest.mark.parametrize(
    ("surface", "country", "feature"),
    [
        ("Qingdao", "CN", "city"),
        ("Aktau", "KZ", "city"),
        ("Sochi", "RU", "city"),
        ("Cologne", "DE", "city"),
        ("Raqqa", "SY", "city"),
        ("Deir al-Zor", "SY", "city"),
        ("Kiev", "UA", "capital"),
        ("Washington", "US", "capital"),
        ("Tripoli", "LY", "capital"),
        ("Iran", "IR", "country"),
        ("Georgia", "GE", "country"),
        ("Gaza Strip", "PS", "region"),
        ("Idlib province", "SY", "region"),
        ("Golan Heights", None, "disputed area"),
        ("Crimea", "UA", "disputed area"),
        ("Caspian Sea", None, "water"),
        ("South China Sea", None, "water"),
        ("Camp David", "US", "venue"),
        ("Palace of Nations", "CH", "venue"),
    ],
)
def test_the_likeliest_place_of_a_name(surface: str, country: str | None, feature: str) -> None:
    place = knowledge.load().places(surface)[0]
    assert (place.country, place.feature) == (country, feature)
    assert place.lat is not None
    assert place.lon is not None
    assert -90 <= place.lat <= 90
    assert -180 <= place.lon <= 180


def test_a_venue_stands_in_its_city() -> None:
    world = knowledge.load()
    kremlin = world.places("Kremlin")[0]
    assert kremlin.parent is not None
    city = world.entry(kremlin.parent)
    assert city is not None
    assert city.name == "Moscow"


@pytest.mark.parametrize(
    ("domain", "outlet"),
    [
        ("reuters.com", "outlet:reuters"),
        ("www.theiranproject.com", "outlet:iran-project"),
        ("edition.cnn.com", "outlet:cnn"),
        ("news.bbc.co.uk", "outlet:bbc"),
        ("EN.KREMLIN.RU", "outlet:kremlin-website"),
    ],
)
def test_a_domain_is_an_outlets(domain: str, outlet: str) -> None:
    entry = knowledge.load().outlet_by_domain(domain)
    assert entry is not None
    assert entry.id == outlet


@pytest.mark.parametrize("domain", ["example.org", "com", "", "co.uk", "notreuters.com"])
def test_an_unknown_domain_is_nobodys(domain: str) -> None:
    assert knowledge.load().outlet_by_domain(domain) is None


def test_words_that_prove_little_are_marked() -> None:
    world = knowledge.load()
    time = world.lookup("Time", "outlet")[0]
    assert time.ambiguous == ("Time",)
    assert world.persons("Theresa May")[0].ambiguous == ("May",)
    assert world.lookup("Reuters", "outlet")[0].ambiguous == ()


@pytest.mark.parametrize(
    ("name", "country", "forms"),
    [
        ("Bashar al-Assad", "SY", ("al-Assad", "Assad")),
        ("Ursula von der Leyen", "DE", ("von der Leyen",)),
        ("Xi Jinping", "CN", ("Xi",)),
        ("Shinzo Abe", "JP", ("Abe",)),
        ("Naruhito", "JP", ()),
        ("Linda Thomas-Greenfield", "US", ("Thomas-Greenfield",)),
    ],
)
def test_what_a_second_mention_uses(name: str, country: str, forms: tuple[str, ...]) -> None:
    assert family_names(name, country) == forms


def test_listed_surnames_replace_the_rules() -> None:
    names = person_names("Abiy Ahmed", (), ("Abiy",), "ET")
    assert "Abiy" in names
    assert "Ahmed" not in names
    assert person_names("Naruhito", (), ("-",), "JP") == ("Naruhito",)


@given(st.text(alphabet=string.ascii_letters + " '’-.éüşИ北😀́", max_size=30))
def test_a_key_is_its_own_key(surface: str) -> None:
    key = normalise(surface)
    assert normalise(key) == key
    assert key == " ".join(key.split())


@given(st.lists(st.sampled_from(["Sergei", "Hassan", "Abdul", "Ahmed", "Putin"]), max_size=9))
def test_spellings_stay_few_and_hold_the_name(words: list[str]) -> None:
    name = " ".join(words)
    found = list(spellings(name))
    assert found[0] == name
    assert len(found) <= 24
    assert len(set(found)) == len(found)
