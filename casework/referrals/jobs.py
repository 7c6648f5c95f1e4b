"""Jobs of referrals."""

from datetime import timedelta

from casework.jobs.registry import register_periodic
from casework.referrals.service import end_without_consent, expire_due


def register_jobs() -> None:
    """Every five minutes, end the referrals that nobody answered in time; every hour, those whose
    consent is over."""
    register_periodic("referrals.expire", timedelta(minutes=5), expire_due)
    register_periodic("referrals.consent", timedelta(hours=1), end_without_consent)
