"""Powers that are less than three days old put nothing into anybody's hands."""

from datetime import date, timedelta

import pytest
from flask import Flask

from casework.accounts import service as accounts
from casework.accounts.domain.refusals import ColleagueTooNew, PowersTooNew
from casework.cases import service as cases
from casework.kernel import clock
from casework.retention import holds
from casework.retention.models import LegalHold
from tests.factories import actor_named, change_account, user_named
from tests.integration.cases.conftest import Desk


def _new(*keys: str) -> None:
    for key in keys:
        change_account(key, powers_since=clock.now() - timedelta(days=2))


def test_a_file_is_neither_given_by_new_hands_nor_into_them(sqlite_app: Flask) -> None:
    desk = Desk(sqlite_app)
    code = desk.assigned()
    to = desk.do(lambda: user_named("colleague_caseworker").id)

    def give() -> None:
        desk.on(code, lambda case: cases.assign(case, to, actor_named("focal_point")))

    desk.do(lambda: _new("colleague_caseworker"))
    with pytest.raises(ColleagueTooNew):
        give()
    desk.do(lambda: _new("focal_point"))
    with pytest.raises(PowersTooNew):
        give()
    desk.do(lambda: change_account("focal_point", powers_since=clock.now() - timedelta(days=3)))
    desk.do(
        lambda: change_account("colleague_caseworker", powers_since=clock.now() - timedelta(days=3))
    )
    give()


def test_an_administrator_makes_no_new_account_stand_in_and_lifts_no_hold_while_new(
    sqlite_app: Flask,
) -> None:
    desk = Desk(sqlite_app)
    desk.do(lambda: _new("colleague_caseworker"))
    first = clock.now().date() + timedelta(days=1)

    def absent(by: str, day: date) -> object:
        away, other = user_named("caseworker"), user_named("colleague_caseworker").id
        return accounts.delegate(away, other, day, day, actor_named(by))

    with pytest.raises(ColleagueTooNew):
        desk.do(lambda: absent("administrator", first))
    desk.do(lambda: absent("caseworker", first))
    desk.do(lambda: _new("focal_point"))
    with pytest.raises(PowersTooNew):
        desk.do(lambda: holds.lift_hold(LegalHold(), actor_named("focal_point")))
