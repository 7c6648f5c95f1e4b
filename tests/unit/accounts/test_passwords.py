import pytest

from casework.accounts.domain.passwords import (
    LONGEST,
    SHORTEST,
    PasswordHoldsName,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
    check,
    common_words,
    composed,
)
from casework.accounts.guessing import refuse_guessable
from casework.kernel.refusals import Refusal

NAMES = ("ayoub.bennani", "Ayoub Bennani")


@pytest.mark.parametrize(
    "password",
    [
        "vert citron marche",
        "mouette-panier-gris",
        "مفتاح أزرق كبير",
        "tV9#qLw2!xZr",
        "x" * 3 + "hibou parasol 7",
    ],
)
def test_a_long_uncommon_password_passes_without_any_composition(password: str) -> None:
    check(composed(password), NAMES)


@pytest.mark.parametrize(
    "password",
    [
        "motdepasse123",
        "Mot-De-Passe-2026",
        "Casablanca2026!",
        "P@ssw0rd2026!!",
        "dimaraja1949!!",
        "azertyuiop12",
        "qsdfghjklm!!1",
        "123456789012",
        "abababababab",
        "aaaaaaaaaaaa",
        "الحمد لله 2026",
        "Sanad-2026-Rabat",
        "2026000000!!",
    ],
)
def test_a_password_that_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(PasswordTooCommon):
        check(composed(password), NAMES)


def test_a_password_is_refused_one_character_below_the_limit_and_accepted_at_it() -> None:
    text = "hibou parasol"[: SHORTEST - 1]
    with pytest.raises(PasswordTooShort) as refused:
        check(text)
    assert refused.value.codes == {"shortest": 12}
    check(text + "z")


def test_a_password_longer_than_the_limit_is_refused_before_it_is_hashed() -> None:
    with pytest.raises(PasswordTooLong):
        check("hibou " * (LONGEST // 6 + 1))


@pytest.mark.parametrize("password", ["ayoub.bennani1", "Bennani Ayoub 7!", "BENNANI-bennani"])
def test_a_password_made_of_the_persons_name_is_refused(password: str) -> None:
    with pytest.raises(PasswordHoldsName):
        check(composed(password), NAMES)


def test_the_same_letters_typed_on_two_keyboards_are_one_password() -> None:
    assert composed("e\u0301te\u0301 parasol hibou") == composed("\u00e9t\u00e9 parasol hibou")


def test_a_refused_password_is_never_repeated_in_the_refusal() -> None:
    for password in ("motdepasse123", "court"):
        with pytest.raises(Refusal) as refused:
            check(password)
        assert password not in repr(refused.value) + str(refused.value.codes)


def test_the_list_of_common_words_speaks_french_arabic_and_darija() -> None:
    assert {
        "motdepasse",
        "casablanca",
        "wydad",
        "hamdoulilah",
        "محمد",
        "password",
    } <= common_words()


@pytest.mark.parametrize(
    "password",
    [
        "qwertyuiop123456",
        "trustno1trustno1",
        "Manchester2012",
        "ayoub.bennani.77",
    ],
)
def test_a_password_of_the_leaked_lists_or_a_variation_of_it_is_refused(password: str) -> None:
    with pytest.raises(PasswordTooCommon):
        refuse_guessable(password, NAMES)


def test_a_password_of_any_length_and_script_can_be_looked_up_and_pass() -> None:
    for password in ("mouette-panier-gris", "مفتاح أزرق كبير", "mouette " * 25):
        refuse_guessable(password, NAMES)
