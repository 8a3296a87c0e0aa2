"""Who held what on which day: pairs that anyone can look up."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman import knowledge
from dragoman.model import UNDATED, Interval

HELD = """
US president 2017-01-19 Barack Obama
US president 2017-01-21 Donald Trump
US president 2021-01-19 Donald Trump
US president 2021-01-21 Joe Biden
US president 2025-01-21 Donald Trump
US president 2003-03-20 George W. Bush
US leader 2018-06-12 Donald Trump
US secretary_of_state 2018-06-12 Mike Pompeo
US secretary_of_state 2018-03-01 Rex Tillerson
US top_diplomat 2014-07-01 John Kerry
US defense_secretary 2018-06-12 James Mattis
GB prime_minister 2022-09-05 Boris Johnson
GB prime_minister 2022-09-07 Liz Truss
GB prime_minister 2022-10-24 Liz Truss
GB PM 2022-10-26 Rishi Sunak
GB premier 2024-07-06 Keir Starmer
GB queen 2022-09-07 Elizabeth II
GB king 2022-09-09 Charles III
GB foreign_secretary 2018-07-08 Boris Johnson
GB foreign_secretary 2018-07-10 Jeremy Hunt
GB leader 2018-06-12 Theresa May
IR president 2013-08-02 Mahmoud Ahmadinejad
IR president 2013-08-04 Hassan Rouhani
IR president 2021-08-02 Hassan Rouhani
IR president 2021-08-04 Ebrahim Raisi
IR president 2024-05-25 Mohammad Mokhber
IR president 2024-08-01 Masoud Pezeshkian
IR supreme_leader 2018-06-09 Ali Khamenei
IR foreign_minister 2018-06-09 Mohammad Javad Zarif
IR foreign_minister 2022-01-10 Hossein Amir-Abdollahian
IR foreign_ministry_spokesman 2018-06-09 Bahram Ghasemi
RU president 2018-06-09 Vladimir Putin
RU president 2010-06-09 Dmitry Medvedev
RU prime_minister 2010-06-09 Vladimir Putin
RU prime_minister 2018-06-09 Dmitry Medvedev
RU foreign_minister 2018-06-09 Sergei Lavrov
RU foreign_ministry_spokeswoman 2018-06-09 Maria Zakharova
RU press_secretary 2018-06-09 Dmitry Peskov
RU defence_minister 2018-06-09 Sergei Shoigu
KR president 2017-05-09 Hwang Kyo-ahn
KR president 2017-05-11 Moon Jae-in
KR president 2022-05-11 Yoon Suk Yeol
FR president 2017-05-13 François Hollande
FR president 2017-05-15 Emmanuel Macron
FR president 2012-05-16 François Hollande
DE chancellor 2021-12-07 Angela Merkel
DE chancellor 2021-12-09 Olaf Scholz
DE foreign_minister 2018-03-15 Heiko Maas
IL prime_minister 2018-08-12 Benjamin Netanyahu
IL prime_minister 2021-06-14 Naftali Bennett
IL defence_minister 2018-08-12 Avigdor Lieberman
TR president 2018-06-25 Recep Tayyip Erdoğan
TR prime_minister 2018-07-08 Binali Yıldırım
TR foreign_minister 2018-06-25 Mevlüt Çavuşoğlu
SY president 2018-05-17 Bashar al-Assad
SY president 2025-02-01 Ahmed al-Sharaa
SA king 2015-01-22 King Abdullah
SA king 2015-01-24 King Salman
SA crown_prince 2018-03-20 Mohammed bin Salman
CN president 2018-06-09 Xi Jinping
CN premier 2018-06-09 Li Keqiang
KP leader 2018-06-12 Kim Jong Un
KP foreign_minister 2018-06-12 Ri Yong Ho
JP prime_minister 2018-06-07 Shinzo Abe
ET prime_minister 2018-04-01 Hailemariam Desalegn
ET prime_minister 2018-04-03 Abiy Ahmed
ER president 2018-07-09 Isaias Afwerki
KZ president 2019-03-19 Nursultan Nazarbayev
KZ president 2019-03-21 Kassym-Jomart Tokayev
UA president 2014-02-21 Viktor Yanukovych
UA president 2019-05-21 Volodymyr Zelenskyy
IN prime_minister 2014-05-25 Manmohan Singh
IN external_affairs_minister 2018-06-01 Sushma Swaraj
PK prime_minister 2018-08-19 Imran Khan
VA pope 2013-03-14 Pope Francis
IE prime_minister 2018-06-01 Leo Varadkar
PS president 2018-06-01 Mahmoud Abbas
org:un chief 2018-06-01 António Guterres
org:nato secretary_general 2018-07-11 Jens Stoltenberg
org:iaea director_general 2018-07-11 Yukiya Amano
EU top_diplomat 2018-07-11 Federica Mogherini
NA president 1999-01-01 Sam Nujoma
AR president 2001-12-19 Fernando de la Rúa
AR president 2001-12-22 Ramón Puerta
AR president 2001-12-24 Adolfo Rodríguez Saá
AR president 2002-01-01 Eduardo Camaño
AR president 2002-01-03 Eduardo Duhalde
PE president 2020-11-08 Martín Vizcarra
PE president 2020-11-12 Manuel Merino
PE president 2020-11-18 Francisco Sagasti
UA president 2014-02-24 Oleksandr Turchynov
RU prime_minister 1998-08-22 Sergei Kiriyenko
RU prime_minister 1998-08-30 Viktor Chernomyrdin
RU prime_minister 1998-09-12 Yevgeny Primakov
SU president 1991-12-24 Mikhail Gorbachev
SU foreign_minister 1990-06-01 Eduard Shevardnadze
SU prime_minister 1991-08-01 Valentin Pavlov
YU president 1999-03-24 Slobodan Milošević
YU president 2001-01-01 Vojislav Koštunica
CS president 1991-01-01 Václav Havel
CS prime_minister 1992-12-01 Jan Stráský
DD prime_minister 1990-09-30 Lothar de Maizière
"""


def on(day: str) -> Interval:
    return Interval(date.fromisoformat(day), date.fromisoformat(day))


def cases() -> list[tuple[str, str, str, str]]:
    rows = (line.split(" ", 3) for line in HELD.strip().splitlines())
    return [(body, title.replace("_", " "), day, name) for body, title, day, name in rows]


@pytest.mark.parametrize(("body", "title", "day", "name"), cases())
def test_one_person_held_the_office_that_day(body: str, title: str, day: str, name: str) -> None:
    held = knowledge.load().holders(title, body, on(day))
    assert [h.person.name for h in held] == [name]


@pytest.mark.parametrize(
    ("body", "title", "day", "names"),
    [
        ("US", "president", "2017-01-20", {"Barack Obama", "Donald Trump"}),
        ("GB", "prime minister", "2022-09-06", {"Boris Johnson", "Liz Truss"}),
        ("IR", "leader", "2018-06-09", {"Ali Khamenei", "Hassan Rouhani"}),
        ("RU", "spokesman", "2018-06-09", {"Dmitry Peskov", "Maria Zakharova", "Igor Konashenkov"}),
        ("BR", "president", "2016-06-01", {"Dilma Rousseff", "Michel Temer"}),
        ("SY", "president", "2024-12-20", set()),
        ("SU", "president", "1992-01-01", set()),
        ("YU", "president", "2018-06-09", set()),
        ("CS", "president", "1993-01-01", set()),
        ("US", "king", "2018-06-09", set()),
        ("IR", "grand vizier", "2018-06-09", set()),
    ],
)
def test_all_who_may_be_meant(body: str, title: str, day: str, names: set[str]) -> None:
    held = knowledge.load().holders(title, body, on(day))
    assert {h.person.name for h in held} == names


def test_a_supreme_leader_comes_before_the_president() -> None:
    held = knowledge.load().holders("leader", "IR", on("2018-06-09"))
    assert [h.office for h in held] == ["supreme leader", "head of state"]


def test_an_undated_report_gets_all_candidates_the_latest_first() -> None:
    held = knowledge.load().holders("president", "IR", UNDATED)
    names = [h.person.name for h in held]
    assert names[0] == "Masoud Pezeshkian"
    assert names.index("Hassan Rouhani") < names.index("Mohammad Khatami")
    assert held == knowledge.load().holders("president", "IR")


def test_an_interval_over_a_change_gets_both() -> None:
    june_to_december = Interval(date(2013, 6, 1), date(2013, 12, 31))
    held = knowledge.load().holders("president", "IR", june_to_december)
    assert [h.person.name for h in held] == ["Hassan Rouhani", "Mahmoud Ahmadinejad"]


def test_a_state_may_be_named_in_three_ways_or_not_at_all() -> None:
    world = knowledge.load()
    day = on("2018-06-09")
    named = [world.holders("supreme leader", body, day) for body in ("IR", "state:IR", "gov:IR")]
    assert named[0] == named[1] == named[2]
    assert set(named[0]) <= set(world.holders("supreme leader", None, day))


def test_the_offices_of_a_person() -> None:
    world = knowledge.load()
    titles = [h.title for h in world.offices_of("person:dmitry-medvedev")]
    assert titles == ["prime minister", "president"]
    in_2010 = world.offices_of("person:dmitry-medvedev", on("2010-01-01"))
    assert [h.title for h in in_2010] == ["president"]
    assert world.offices_of("person:nobody-at-all") == ()


def test_a_person_with_two_offices_at_once_answers_to_both() -> None:
    world = knowledge.load()
    held = world.offices_of("person:mikhail-gorbachev", on("1990-06-01"))
    assert {h.title for h in held} == {"general secretary", "president"}
    for title in ("president", "general secretary"):
        names = [h.person.name for h in world.holders(title, "SU", on("1990-06-01"))]
        assert "Mikhail Gorbachev" in names


def test_a_state_that_is_no_more_has_its_name_and_people_but_no_capital_of_today() -> None:
    world = knowledge.load()
    assert [e.id for e in world.lookup("USSR", "state")] == ["state:SU"]
    soviet, moscow = world.demonym("Soviet"), world.metonym("Moscow")
    assert soviet is not None
    assert soviet.id == "state:SU"
    assert moscow is not None
    assert moscow.id == "state:RU"
