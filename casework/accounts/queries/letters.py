"""To which addresses it is written that something waits."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from casework.accounts.models import Organisation, User
from casework.accounts.queries.people import USABLE
from casework.db import db
from casework.jobs.mail import Address


def addresses(user_id: UUID | None, organisation_id: UUID | None) -> Sequence[Address]:
    """Those that a user, or everybody who works at an organisation, wrote themselves. A closed
    or stopped account, or one of a closed organisation, is told nothing."""
    found = (
        select(User.mail_address, User.language)
        .join(Organisation, Organisation.id == User.organisation_id)
        .where(User.mail_address.is_not(None), *USABLE, Organisation.active)
        .where(User.id == user_id if user_id else User.organisation_id == organisation_id)
        .order_by(User.id)
    )
    rows = db.session.execute(found)
    return [Address(mail, language or "fr") for mail, language in rows if mail]
