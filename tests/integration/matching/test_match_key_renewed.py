"""The key of the search for earlier records is renewed while people are searched for."""

from datetime import timedelta

import pytest

from casework import encryption
from casework.cases import queries as cases
from casework.custody import queries, service
from casework.db import db, unit_of_work
from casework.encryption import check_database, keyring_path
from casework.encryption.matching import candidates, persons_by_version, search_tokens
from casework.encryption.refusals import KeyStillNeeded
from casework.matching.service import recompute_old_tokens, recomputing
from tests.integration.matching.conftest import FIRST, SAME


@pytest.fixture
def renewing(house):
    """The house; its keyring is put back afterwards, since other tests use the same home."""
    path = keyring_path(house.app.extensions["settings"].home)
    before = path.read_bytes()
    with house.app.app_context():
        yield house
        db.session.rollback()
    path.write_bytes(before)
    encryption.init_app(house.app)


def _found():
    db.session.rollback()
    return candidates(db.session, search_tokens(cases.particulars_of(SAME)))


def test_persons_are_found_under_both_keys_until_all_tokens_are_made_anew(
    renewing, clock, monkeypatch
):
    renewing.file("caseworker", FIRST)
    renewing.file("caseworker_elsewhere", SAME)
    check_database()
    settings = renewing.app.extensions["settings"]
    both = sorted(_found())
    assert len(both) == 2
    service.take_over(settings, match=True)
    assert sorted(_found()) == both, "all under the old key"
    monkeypatch.setattr(recomputing, "AT_ONCE", 1)
    with unit_of_work():
        assert recompute_old_tokens() == {1: 1}
    assert persons_by_version(db.session) == {1: 1, 2: 1}
    assert sorted(_found()) == both, "one under each key"
    check_database()
    with pytest.raises(KeyStillNeeded):
        service.destroy_key(settings, "match-1")
    assert service.move_match_tokens() == 1
    assert persons_by_version(db.session) == {2: 2}
    assert sorted(_found()) == both
    clock.advance(timedelta(days=settings.backups_kept_days + 1))
    service.destroy_key(settings, "match-1")
    assert [line.id for line in queries.standing().match_keys] == ["match-2"]
    assert sorted(_found()) == both
    check_database()
