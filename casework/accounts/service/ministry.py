"""Coming in by the sign-in of a ministry: only for an account that was linked with a link of an
administrator, found again by the subject; never made by itself, never by an address of mail."""

from typing import Literal

from sqlalchemy import select

from casework.accounts import seals
from casework.accounts.domain.refusals import MinistryTaken, MinistryUnknown
from casework.accounts.models import Enrolment, ExternalIdentity, User
from casework.accounts.service.enrolment import end_links, usable_link
from casework.accounts.service.sessions import revoke_all
from casework.accounts.service.signing_in import Entry, enter
from casework.accounts.tampering import found_changed
from casework.audit import record
from casework.audit.catalogue import AccountChanged, AccountEnrolled, SignInRefused
from casework.db import db, unit_of_work
from casework.kernel import clock


def link_ministry(token: str, subject: bytes) -> User:
    """Link the account of a one-time link to this subject, in the place of another one. The link
    ends, as do all sessions of the account."""
    enrolment: Enrolment = usable_link(token, lock=True)
    user = db.session.get_one(User, enrolment.user_id)
    if (held := _holder(subject)) is not None and held.user_id != user.id:
        raise MinistryTaken()
    first, at = not user.enrolled, clock.now()
    if user.external is None:
        user.external = ExternalIdentity(user_id=user.id, subject_digest=subject, linked_at=at)
    else:
        user.external.subject_digest, user.external.linked_at = subject, at
    seals.seal_external(user.external)
    db.session.flush()
    end_links(user.id)
    revoke_all(user.id, None)
    if first:
        record(AccountEnrolled(user_id=user.id), None)
    record(AccountChanged(user_id=user.id, what="ministry"), None)
    return user


def sign_in_by_ministry(subject: bytes, source: str, device: str) -> Entry:
    """What the sign-in of a ministry gives: a session, or the wait for the second factor. The role
    and everything else are those of the account here."""
    held = _holder(subject)
    if held is not None and not seals.external_fits(held):
        found_changed(held.user_id, "ministry")
        held = None
    user = db.session.get(User, held.user_id) if held else None
    usable = user is not None and user.usable and user.organisation.active
    user_id = user.id if user else None
    db.session.rollback()
    if user_id is None or not usable:
        with unit_of_work():
            why: Literal["disabled", "unknown"] = "disabled" if user_id else "unknown"
            record(SignInRefused(reason=why, user_id=user_id), None)
        raise MinistryUnknown()
    with unit_of_work():
        return enter(db.session.get_one(User, user_id), source, device, way="oidc")


def _holder(subject: bytes) -> ExternalIdentity | None:
    found = select(ExternalIdentity).where(ExternalIdentity.subject_digest == subject)
    return db.session.scalar(found)
