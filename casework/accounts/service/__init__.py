"""What people do with accounts: one function for each intention.

Functions flush in the caller's unit of work. Signing in is the exception: it writes twice, with the
slow check of the password between, so that nobody else waits for it.
"""

from casework.accounts.domain.people import Profile
from casework.accounts.service.administrators import invite_administrator
from casework.accounts.service.duty import add_duty_turn, end_duty_turn
from casework.accounts.service.enrolment import (
    change_password,
    check_link,
    confirm_password,
    enrol,
    enrolment_link,
    keep_shared_hash,
)
from casework.accounts.service.organisations import (
    OrganisationProfile,
    change_organisation,
    close_organisation,
    create_organisation,
    reopen_organisation,
)
from casework.accounts.service.people import (
    change_user,
    disable_user,
    invite_user,
    restore_user,
    set_language,
    set_preferences,
)
from casework.accounts.service.sessions import (
    end_old_sessions,
    open_session,
    revoke_others,
    revoke_session,
    sign_out,
    touch,
)
from casework.accounts.service.signing_in import check_sign_in, sign_in

__all__ = [
    "OrganisationProfile",
    "Profile",
    "add_duty_turn",
    "change_organisation",
    "change_password",
    "change_user",
    "check_link",
    "check_sign_in",
    "close_organisation",
    "confirm_password",
    "create_organisation",
    "disable_user",
    "end_duty_turn",
    "end_old_sessions",
    "enrol",
    "enrolment_link",
    "invite_administrator",
    "invite_user",
    "keep_shared_hash",
    "open_session",
    "reopen_organisation",
    "restore_user",
    "revoke_others",
    "revoke_session",
    "set_language",
    "set_preferences",
    "sign_in",
    "sign_out",
    "touch",
]
