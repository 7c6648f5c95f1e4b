import hmac
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import inspect, select

from casework.encryption import Root, use_keyring
from casework.encryption.matching import (
    BirthDate,
    MatchToken,
    Particulars,
    candidates,
    forget_tokens,
    likeness,
    record_tokens,
    search_tokens,
    tokens_for,
)
from tests.sealing import World, new_keyring, sealed_world

FATIM = Particulars(
    "Fatim-Zohra", "Ouattara", BirthDate(1998, 4, 3), "F", "CI", "0612345678", "X-77"
)


@pytest.fixture
def world() -> Iterator[World]:
    with sealed_world() as made:
        yield made


def expected(world: World, kind: str, content: str) -> bytes:
    """The definition, computed a second time with other code."""
    root = world.material.roots[Root.MATCH]
    key = HKDF(SHA256(), 32, salt=None, info=f"match/v1/{kind}".encode()).derive(root)
    return hmac.new(key, content.encode(), sha256).digest()[:8]


def test_tokens_are_those_of_the_definition(world: World) -> None:
    assert search_tokens(FATIM)[:8] == [
        expected(world, "7", "FTMZHR|WTR"),
        expected(world, "1", "FTMZHR|WTR|1998"),
        expected(world, "2", "FTMZHR|WTR|3-4"),
        expected(world, "3", "FTMZHR|1998|3-4"),
        expected(world, "4", "WTR|1998|3-4"),
        expected(world, "5", "1998-4-3|F|CI"),
        expected(world, "6p", "12345678"),
        expected(world, "6d", "X77"),
    ]


def _contents_of(person: Particulars) -> int:
    """How many of the stored tokens say something: the others differ each time."""
    return len(set(tokens_for(person)) & set(tokens_for(person)))


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({"birth": BirthDate(1998, 1, 1)}, 4),
        ({"birth": BirthDate(1998)}, 4),
        ({"birth": BirthDate()}, 3),
        ({"birth": BirthDate(None, 4, 3)}, 4),
        ({"nationality": None}, 7),
        ({"phone": None, "document": ""}, 6),
        ({"family": ""}, 4),
        ({"given": "", "family": "", "birth": BirthDate(), "phone": None}, 1),
    ],
)
def test_tokens_leave_out_what_is_not_known(
    world: World, change: dict[str, object], count: int
) -> None:
    person = replace(FATIM, **{"given": "Khadija", **change})  # type: ignore[arg-type]
    assert _contents_of(person) == count


def test_no_token_stands_for_a_single_name(world: World) -> None:
    assert search_tokens(Particulars("Fatim-Zohra")) == []
    assert search_tokens(Particulars("Fatima Bouchra", "", BirthDate(1998))) == []
    assert search_tokens(Particulars("", "Ouattara", BirthDate(1998))) == []


def test_every_person_stores_eight_tokens_of_eight_bytes(world: World) -> None:
    for person in (FATIM, Particulars("Awa"), Particulars()):
        tokens = tokens_for(person)
        assert [len(token) for token in tokens] == [8] * 8
        assert tokens == sorted(tokens)


def test_search_looks_for_one_consonant_less_and_the_first_name_alone(world: World) -> None:
    asked = search_tokens(Particulars("Fatima Bouchra", "Ouattarna", BirthDate(1998)))
    assert expected(world, "1", "FTM|WTRN|1998") in asked
    assert expected(world, "1", "FTMBKR|WTR|1998") in asked
    assert expected(world, "7", "FTM|WTRN") in asked


def test_second_given_name_left_out_still_meets_either_way_round(world: World) -> None:
    one = Particulars("Fatima Bouchra", "El Amrani", BirthDate(2003))
    two = Particulars("Fatima", "Amrani", BirthDate(2003, 5, 2))
    assert set(search_tokens(one)) & set(tokens_for(two))
    assert set(search_tokens(two)) & set(tokens_for(one))


def test_filling_tokens_differ_each_time(world: World) -> None:
    assert not set(tokens_for(Particulars())) & set(tokens_for(Particulars()))


def test_tokens_of_another_keyring_have_nothing_in_common(world: World) -> None:
    mine = set(search_tokens(FATIM))
    with use_keyring(new_keyring()):
        assert not mine & set(search_tokens(FATIM))


def test_same_person_in_the_other_alphabet_is_a_candidate(world: World) -> None:
    arabic = Particulars("فاطمة الزهراء", "واتارا", BirthDate(1998, 4, 3), "F", "CI")
    person_id = uuid4()
    record_tokens(world.session, person_id, FATIM)
    record_tokens(world.session, uuid4(), Particulars("Awa", "Traoré", BirthDate(2001, 2, 3)))
    assert candidates(world.session, search_tokens(arabic)) == [person_id]
    assert likeness(FATIM, arabic) >= 0.87


def test_candidates_are_the_nearest_first_and_limited(world: World) -> None:
    near, far = uuid4(), uuid4()
    record_tokens(world.session, far, Particulars("Fatim-Zohra", "Watara", BirthDate(1975)))
    record_tokens(world.session, near, FATIM)
    tokens = search_tokens(FATIM)
    assert candidates(world.session, tokens) == [near, far]
    assert candidates(world.session, tokens, limit=1) == [near]
    assert candidates(world.session, []) == []


def test_recording_again_replaces_and_forgetting_removes(world: World) -> None:
    person_id = uuid4()
    record_tokens(world.session, person_id, FATIM)
    record_tokens(world.session, person_id, replace(FATIM, family="Diallo", phone=None))
    rows = world.session.scalars(select(MatchToken)).all()
    assert len(rows) == 8
    assert candidates(world.session, search_tokens(Particulars("x", phone=FATIM.phone))) == []
    forget_tokens(world.session, person_id)
    assert world.session.scalars(select(MatchToken)).all() == []


def test_table_keeps_no_moment_and_no_order_of_arrival(world: World) -> None:
    connection = world.session.connection()
    columns = {column["name"] for column in inspect(connection).get_columns("match_token")}
    assert columns == {"token", "person_id", "key_version"}
    found = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'match_token'")
    assert "WITHOUT ROWID" in found.scalar_one()


def test_sex_nationality_phone_and_document_move_the_likeness(world: World) -> None:
    plain = Particulars("Awa", "Traoré", BirthDate(2001), "F", "ML")
    same = likeness(plain, plain)
    assert likeness(plain, replace(plain, sex="M")) < same - 0.1
    assert likeness(plain, replace(plain, nationality="SN")) < same - 0.05
    with_phone = replace(plain, phone="0611112222")
    assert likeness(with_phone, with_phone) > same
    assert likeness(FATIM, FATIM) == 1.0


def test_likeness_does_not_depend_on_the_order(world: World) -> None:
    other = Particulars("Ouattara", "Fatim", BirthDate(1998, 3, 4), "F", "CI")
    assert likeness(FATIM, other) == pytest.approx(likeness(other, FATIM))
    assert 0.0 <= likeness(FATIM, Particulars()) < 0.7
