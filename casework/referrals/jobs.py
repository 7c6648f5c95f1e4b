"""Jobs of referrals."""

from datetime import timedelta

from casework.jobs.registry import register_periodic
from casework.referrals.by_hand import forget_packets
from casework.referrals.ending import (
    end_without_consent,
    expire_due,
    give_back_of_gone,
    hand_by_inbox,
)


def register_jobs() -> None:
    """Every five minutes, end the referrals that nobody answered in time; every hour, those whose
    consent is over, hand on what is for somebody who left or what nobody there signs in to do, and
    destroy old packets."""
    register_periodic("referrals.expire", timedelta(minutes=5), expire_due)
    register_periodic("referrals.consent", timedelta(hours=1), end_without_consent)
    register_periodic("referrals.named", timedelta(hours=1), give_back_of_gone)
    register_periodic("referrals.inboxes", timedelta(hours=1), hand_by_inbox)
    register_periodic("referrals.packets", timedelta(hours=1), forget_packets)
