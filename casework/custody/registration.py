"""What custody puts on the pages that belong to all, and the job that finishes a rotation."""

from datetime import timedelta

from casework.custody import canaries, labels
from casework.custody.renewing import RenewalDecided, RenewalWaits, carry_out
from casework.custody.service import finish_rotation
from casework.jobs import register_periodic
from casework.policy import Role
from casework.web.errors import explain
from casework.web.languages import _l, _lp
from casework.web.navigation import Action, register_action, register_done

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def register() -> None:
    """A rotation that was stopped goes on by itself; one that two people decided begins. Every key
    is tried once a day."""
    register_periodic("custody.finish", HOUR, finish_rotation, in_unit=False)
    register_periodic("custody.renew", MINUTE, carry_out, in_unit=False)
    register_periodic("custody.canaries", HOUR, canaries.try_when_due, in_unit=False)
    for key, text in labels.DONE.items():
        register_done(key, text)
    explain(RenewalWaits, _l("This was asked for already and waits."))
    explain(RenewalDecided, _l("This was decided meanwhile, or waited longer than three days."))
    register_action(
        Role.ADMINISTRATOR, Action(_lp("page", "Keys"), "custody.keys", "lock", "alt", place=89)
    )
