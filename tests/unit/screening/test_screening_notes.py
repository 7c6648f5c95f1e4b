"""Names and numbers are noticed in notes; ordinary words are left alone."""

import time

import pytest

from casework.kernel.notes import seems_to_name


@pytest.mark.parametrize(
    "note",
    [
        "0612345678", "06 12 34 56 78", "+212 6 12 34 56 78", "CIN BK123456", "a@b.ma",
        "Mme Alaoui", "vu Monsieur Tazi", "elle s'appelle fatima", "nommé Karim",
        "le gérant, Hassan Alaoui, ment", "avec Said El Idrissi", "named Grace",
        "اسمها فاطمة", "السيد أحمد", "يدعى كريم",
    ],
)  # fmt: skip
def test_a_note_that_says_who_somebody_is_gets_noticed(note):
    assert seems_to_name(note)


@pytest.mark.parametrize(
    "note",
    [
        "", "Passeports rangés dans le bureau du contremaître.", "Payée 1200 dirhams par mois.",
        "12 heures par jour, 7 jours sur 7", "Atelier à Aïn Sebaâ. Portes fermées à 22:00.",
        "La personne dit ne pas pouvoir le reprendre. Elle pleure.",
        "Le contremaître garde les papiers.", "جوازات السفر محفوظة في مكتب المسؤول",
    ],
)  # fmt: skip
def test_an_ordinary_note_is_left_alone(note):
    assert not seems_to_name(note)


@pytest.mark.parametrize("piece", ["1 ", "Ab ", "a, Bb ", "@", "M. ", "السيد "])
def test_a_very_long_text_takes_no_time(piece):
    began = time.process_time()
    seems_to_name(piece * 20_000)
    assert time.process_time() - began < 1
