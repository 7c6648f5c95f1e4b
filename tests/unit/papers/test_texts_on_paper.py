"""How typed text is made safe for the direction of its page."""

import pytest

from casework.papers.locking import new_password
from casework.papers.texts import on_paper

LRI, FSI, POP, KEPT = "\u2066", "\u2068", "\u2069", "\u00a0"


@pytest.mark.parametrize(
    ("typed", "language", "printed"),
    [
        ("Appelez le 06 12", "fr", f"Appelez le 06{KEPT}12"),
        ("اتصلوا على 06 12", "ar", f"اتصلوا على {LRI}06{KEPT}12{POP}"),
        ("الملف MA-26-7KQ4-M", "ar", f"الملف {LRI}MA-26-7KQ4-M{POP}"),
        ("يوم 30/11/2026.", "ar", f"يوم {LRI}30/11/2026{POP}."),
        ("+212 6 12", "ar", f"{LRI}+212{KEPT}6{KEPT}12{POP}"),
        ("bureau 3", "ar", f"{FSI}bureau 3{POP}"),
        ("مكتب", "fr", f"{FSI}مكتب{POP}"),
        (f"هاتف {LRI}06 12{POP}", "ar", f"هاتف {LRI}06 12{POP}"),
        ("", "ar", ""),
    ],
)
def test_numbers_read_from_the_left_and_the_other_script_keeps_its_way(typed, language, printed):
    assert on_paper(typed, language) == printed


@pytest.mark.parametrize("mark", ["\u202a", "\u202e", LRI, FSI, "\u2067", POP])
def test_a_mark_that_would_turn_the_page_round_is_taken_out(mark):
    assert on_paper(f"ab{mark}cd", "fr") == "abcd"


def test_each_line_has_its_own_direction():
    assert on_paper("مكتب\nbureau", "ar") == f"مكتب\n{FSI}bureau{POP}"


def test_a_password_is_six_groups_of_four_digits_and_never_the_same():
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        groups = password.split(" ")
        assert [len(group) for group in groups] == [4] * 6
        assert all(group.isdigit() and group.isascii() for group in groups)
