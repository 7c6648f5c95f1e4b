"""Two of three shares open a copy of the keyring; one alone, or one of another key, does not."""

import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from casework.custody import paper
from casework.encryption.escrow import check_share, keys_in_copy, new_shares, open_copy, write_copy
from casework.encryption.providers.changes import new_material, with_new_kek
from casework.encryption.providers.material import Material, to_json
from casework.encryption.refusals import (
    EscrowDamaged,
    EscrowMissing,
    KeyringRefused,
    ShareNotReadable,
    SharesDoNotOpen,
    SharesTooFew,
)


@pytest.fixture(scope="module")
def made() -> tuple[Material, tuple[str, ...]]:
    public, shares = new_shares()
    return replace(new_material(), escrow=public), shares


@pytest.fixture
def copy(tmp_path: Path, made: tuple[Material, tuple[str, ...]]) -> Path:
    path = tmp_path / "escrow.json"
    write_copy(path, made[0])
    return path


def test_any_two_shares_open_the_copy_and_so_do_all_three(copy, made) -> None:
    material, shares = made
    for some in (*combinations(shares, 2), shares):
        assert to_json(open_copy(copy, some)) == to_json(material)


def test_copy_is_renewed_without_the_shares_and_opens_with_them(copy, made) -> None:
    renewed = with_new_kek(made[0])
    write_copy(copy, renewed)
    assert keys_in_copy(copy) == set(renewed.keks)
    assert open_copy(copy, made[1][:2]).current == renewed.current


def test_copy_holds_no_secret_in_clear_and_is_for_its_owner_alone(copy, made) -> None:
    text = copy.read_text()
    assert not any(word in text for word in json.loads(to_json(made[0]))["keks"].values())
    assert copy.stat().st_mode & 0o077 == 0


def test_one_share_twice_is_not_two(copy, made) -> None:
    for shares in ([made[1][0]], [made[1][0]] * 2, []):
        with pytest.raises(SharesTooFew):
            open_copy(copy, shares)


def test_wrong_missing_or_exchanged_word_is_found_and_never_said(copy, made) -> None:
    words = made[1][1].split()
    exchanged = [*words[:9], words[10], words[9], *words[11:]]
    other = "academic" if words[20] != "academic" else "acid"
    for changed in (
        [*words[:20], other, *words[21:]],
        words[:-1],
        exchanged,
        [*words[:5], "notaword", *words[6:]],
        ["كلمة"] * 33,
    ):
        with pytest.raises(ShareNotReadable) as refused:
            open_copy(copy, [made[1][0], " ".join(changed)])
        assert refused.value.codes == {"share": 2}
        assert not any(word in str(refused.value).split() for word in (*words, "notaword"))


def test_shares_of_another_key_do_not_open(copy, made) -> None:
    _public, others = new_shares()
    for shares in (others[:2], [made[1][0], others[1]], [*made[1][:2], others[2]]):
        with pytest.raises(SharesDoNotOpen):
            open_copy(copy, shares)


def test_altered_cut_or_missing_copy_is_refused(copy, made, tmp_path) -> None:
    whole = json.loads(copy.read_text())
    altered = whole["sealed"][:40] + ("A" if whole["sealed"][40] != "A" else "B")
    for change in ({"sealed": altered + whole["sealed"][41:]}, {"keys": ["kek-other"]},
                   {"sealed": "no base64"}, {"format": "other/1"}):  # fmt: skip
        copy.write_text(json.dumps({**whole, **change}))
        with pytest.raises(EscrowDamaged):
            open_copy(copy, made[1][:2])
    copy.write_text(json.dumps(whole)[:200])
    with pytest.raises(EscrowDamaged):
        open_copy(copy, made[1][:2])
    with pytest.raises(EscrowMissing):
        open_copy(tmp_path / "nothing.json", made[1][:2])


def test_share_of_another_kind_of_sharing_is_refused() -> None:
    from shamir_mnemonic import generate_mnemonics

    [shares] = generate_mnemonics(1, [(3, 5)], bytes(32))
    with pytest.raises(ShareNotReadable):
        check_share(shares[0], 1)
    assert issubclass(ShareNotReadable, KeyringRefused)


def test_page_of_a_share_is_read_back_and_says_what_to_do_in_three_languages(made) -> None:
    from datetime import date

    page = paper.page(made[1][0], number=1, total=3, sign="9F3A11C2", day=date(2026, 11, 30))
    assert paper.words_of(page) == made[1][0]
    typed = made[1][0].upper().replace(" ", "\n 7. ")
    assert paper.words_of(typed) == made[1][0]
    for words in ("Two parts together", "Deux parts réunies", "جزآن معًا", "9F3A11C2"):
        assert words in page
