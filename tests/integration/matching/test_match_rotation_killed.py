"""The renewal of the key of the search is killed (SIGKILL) again and again: at each stop everybody
is found, under the old key or the new one."""

import random
import signal

import pytest

from casework import encryption
from casework.cases import queries as cases
from casework.db import db
from casework.encryption import check_database, keyring_path
from casework.encryption.matching import candidates, persons_by_version, search_tokens
from tests.integration.custody.killed import Nursery
from tests.integration.matching.conftest import FIRST, SAME

PERSONS, KILLS = 8, 3


@pytest.fixture
def renewed(house):
    """A house with files of one name; its keyring is put back afterwards."""
    path = keyring_path(house.app.extensions["settings"].home)
    before = path.read_bytes()
    for number in range(PERSONS):
        house.file(
            ("caseworker", "caseworker_elsewhere")[number % 2], FIRST if number % 2 else SAME
        )
    with house.app.app_context():
        yield house
        db.session.rollback()
    path.write_bytes(before)
    encryption.init_app(house.app)


def _found():
    db.session.rollback()
    return sorted(candidates(db.session, search_tokens(cases.particulars_of(SAME))))


def test_everybody_is_found_wherever_the_renewal_of_the_search_is_killed(renewed):
    everybody = _found()
    assert len(everybody) == PERSONS
    db.session.close()
    nursery = Nursery(renewed.app, KILLS + 1, 1, match=True)
    left = []
    try:
        for number in range(KILLS):
            nursery.rotations[number].kill_after(random.randint(1, 2))
            assert nursery.ended() == (number, -signal.SIGKILL)
            assert _found() == everybody
            check_database()
            left.append(persons_by_version(db.session).get(1, 0))
            db.session.close()
        nursery.rotations[KILLS].run_to_its_end()
        assert nursery.ended() == (KILLS, 0)
    finally:
        nursery.close()
    assert left == sorted(left, reverse=True) and left[-1] > 0, "killed before its end each time"
    db.session.rollback()
    assert persons_by_version(db.session) == {2: PERSONS}
    assert _found() == everybody
    check_database()
