"""Whoever is asked to write down that the person came can sign in and do it."""

from casework.accounts.models import User
from casework.db import db
from casework.kernel import clock
from casework.referrals.ending import hand_by_inbox
from casework.tasks.queries import open_tasks


def test_what_nobody_there_can_write_down_any_more_is_the_senders_until_somebody_can(
    quick_office, client_as
):
    code, ref = quick_office.sent()
    client_as("shelter").submit(f"/r/{ref}", {}, containing="idempotency_key")
    house, worker = quick_office.house(), quick_office.actor("caseworker")

    def work_there(active: bool) -> None:
        gone = {"disabled_at": None if active else clock.now()}
        there = User.organisation_id == house
        quick_office.do(lambda: db.session.query(User).filter(there).update(gone))

    def whose() -> list:
        def look(row) -> list:
            return [
                (one.assignee_id, one.organisation_id) for one in open_tasks("referral", row.id)
            ]

        quick_office.do(hand_by_inbox)
        return quick_office.referral(code, ref, look)

    assert whose() == [(None, house)]
    work_there(False)
    assert whose() == [(worker.user_id, worker.organisation_id)]
    work_there(True)
    assert whose() == [(None, house)]
