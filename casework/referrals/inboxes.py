"""Whether somebody of a recipient can sign in and answer; otherwise a request travels by hand."""

from casework.accounts import queries as accounts
from casework.policy import Role
from casework.referrals.models import Referral

RECEIVING_ROLES = (Role.SHELTER, Role.PROVIDER, Role.RETURN_OFFICER, Role.CASEWORKER)


def has_inbox(referral: Referral) -> bool:
    """Somebody there can sign in; otherwise the request travels by hand and stays "sent"."""
    return accounts.somebody_works_at(referral.recipient_organisation_id, RECEIVING_ROLES)
