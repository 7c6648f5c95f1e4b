"""What custody puts on the pages that belong to all, and the job that finishes a rotation."""

from datetime import timedelta

from flask import url_for

from casework.custody import canaries, labels
from casework.custody.domain import Outcome
from casework.custody.renewing import RenewalDecided, RenewalWaits, carry_out
from casework.custody.service import finish_rotation
from casework.jobs import register_periodic
from casework.policy import Actor, Role
from casework.web.errors import explain
from casework.web.languages import _, _l, _lp
from casework.web.navigation import (
    Action,
    WorkList,
    WorkRow,
    WorkRows,
    register_action,
    register_done,
    register_work_list,
)

MOST_NAMED = 5
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def register() -> None:
    """A rotation that was stopped goes on by itself; one that two people decided begins. Every key
    is tried once a day."""
    register_periodic("custody.finish", HOUR, finish_rotation, in_unit=False)
    register_periodic("custody.renew", MINUTE, carry_out, in_unit=False)
    register_periodic("custody.try_keys", HOUR, canaries.try_when_due, in_unit=False)
    for key, text in labels.DONE.items():
        register_done(key, text)
    explain(RenewalWaits, _l("This was asked for already and waits."))
    explain(RenewalDecided, _l("This was decided meanwhile, or waited longer than three days."))
    register_action(
        Role.ADMINISTRATOR, Action(_lp("page", "Keys"), "custody.keys", "lock", "alt", place=89)
    )
    listed = WorkList("keys_shut", _l("A key does not open"), shut, place=1, edge="late")
    register_work_list(Role.ADMINISTRATOR, listed)


def shut(actor: Actor) -> WorkRows:
    """The keys that did not open when they were tried last."""
    found = [one for one in canaries.trials() if one.is_shut]
    rows = [
        WorkRow(
            title=labels.OTHERS.get(one.key, one.key),
            href=url_for("custody.keys"),
            detail=labels.OUTCOMES[Outcome(one.outcome)],
            tag=_("What hangs on it cannot be read"),
            tone="brick",
        )
        for one in found[:MOST_NAMED]
    ]
    return WorkRows(rows, len(found))
