"""What an upgrade believes once, and what the night says of accounts that are closed."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import text

from casework.accounts.service import sealing
from casework.accounts.service.checking import check_accounts
from casework.accounts.service.people import disable_user
from casework.audit.catalogue import AccountsSealed
from casework.db import db, unit_of_work
from casework.starting import bring_up
from tests.factories import actor_named, user_named
from tests.tampering import EVENT, insider, seal

OWN = "analyst"


def test_a_demonstration_whose_trace_was_touched_is_not_sealed_by_itself(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody looks at the accounts of a demonstration before: the trace has to be whole."""
    settings = replace(sqlite_app.extensions["settings"], mode="demo")
    monkeypatch.setitem(sqlite_app.extensions, "settings", settings)
    with sqlite_app.app_context():
        seal()
        with insider(sqlite_app) as connection:
            connection.execute(text("update \"user\" set powers_seal = null, role = 'dpo'"))
            connection.execute(EVENT.delete().where(EVENT.c.kind == AccountsSealed.__name__))
        with pytest.raises(SystemExit, match="cannot be sealed"):
            bring_up(sqlite_app)
        db.session.rollback()
        assert not sealing.are_sealed()
        assert user_named(OWN).powers_seal is None


def test_an_account_that_was_touched_is_named_until_it_is_closed(sqlite_app: Flask) -> None:
    """Closed, it opens nothing; the officers hear of what they have to deal with."""
    with sqlite_app.app_context():
        with insider(sqlite_app) as connection:
            touched = f"update \"user\" set responsible = true where username = '{OWN}'"
            connection.execute(text(touched))
        assert check_accounts() == 1
        with unit_of_work():
            disable_user(user_named(OWN), actor_named("administrator"))
        assert check_accounts() == 0
