from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.audit.catalogue import (
    AccessRefused,
    CardsOpened,
    CaseOpened,
    ScreeningTriaged,
    SignedIn,
    SignInRefused,
)
from casework.audit.chain import START, SYSTEM, Entry, Stream, body_of, merkle_root, stream_of
from casework.policy import Permission

CASE, SCREENING, USER, ACTOR = (UUID(int=n) for n in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("event", "stream"),
    [
        (CaseOpened(case_id=CASE, region="MA-06", screening_id=SCREENING), Stream("case", CASE)),
        (
            ScreeningTriaged(screening_id=SCREENING, priority="P1", case_id=CASE),
            Stream("screening", SCREENING),
        ),
        (SignedIn(user_id=USER), Stream("user", USER)),
        (CardsOpened(count=25), Stream("user", ACTOR)),
        (AccessRefused(permission=Permission.CASE_READ, case_id=CASE), Stream("case", CASE)),
    ],
)
def test_an_event_goes_to_the_stream_of_what_it_is_about(event, stream) -> None:
    assert stream_of(event, ACTOR) == stream


def test_an_event_of_nobody_goes_to_the_system() -> None:
    assert stream_of(SignInRefused(reason="unknown"), None) == Stream("system", SYSTEM)


def test_a_body_is_canonical_and_leaves_out_what_is_not_said() -> None:
    event = CaseOpened(case_id=CASE, region="MA-06")
    assert body_of(event) == b'{"case_id":"%s","region":"MA-06"}' % str(CASE).encode()


@pytest.mark.parametrize(
    "change",
    [
        {"stream": Stream("case", uuid4())},
        {"stream": Stream("user", CASE)},
        {"seq": 8},
        {"at": datetime(2026, 1, 1, 9, 0, 1, tzinfo=UTC)},
        {"actor_id": None},
        {"kind": "CaseRead"},
        {"body": b'{"x":2}'},
        {"previous": bytes(31) + b"\x01"},
    ],
)
def test_every_column_of_an_event_is_in_its_link(change) -> None:
    entry = Entry(
        stream=Stream("case", CASE),
        seq=7,
        at=datetime(2026, 1, 1, 9, 0, tzinfo=UTC),
        actor_id=ACTOR,
        kind="CaseOpened",
        body=b'{"x":1}',
        previous=START,
    )
    assert replace(entry, **change).message() != entry.message()


def slow_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 9162, section 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + slow_root(leaves[:half]) + slow_root(leaves[half:])).digest()


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_the_root_is_the_one_the_standard_defines(leaves: list[bytes]) -> None:
    assert merkle_root(leaves) == slow_root(leaves)
