"""What people do with accounts: one function for each intention.

Functions flush in the caller's unit of work. Signing in is the exception: it writes twice, with the
slow check of the password between, so that nobody else waits for it.
"""

from casework.accounts.domain.people import Profile
from casework.accounts.service.administrators import invite_administrator
from casework.accounts.service.delegations import delegate, end_delegation
from casework.accounts.service.duty import add_duty_turn, end_duty_turn
from casework.accounts.service.enrolment import (
    change_password,
    check_link,
    confirm_password,
    enrol,
    enrolment_link,
    keep_shared_hash,
)
from casework.accounts.service.factors import (
    address_of,
    begin_totp,
    confirm_totp,
    keep_codes,
    make_codes,
    remove_factor,
)
from casework.accounts.service.ministry import link_ministry, sign_in_by_ministry
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
    on_leaving,
    restore_user,
    set_language,
    set_mail_address,
    set_preferences,
)
from casework.accounts.service.powers import answer_powers
from casework.accounts.service.proving import (
    add_passkey,
    ask_new_passkey,
    ask_passkey,
    ask_passkey_half,
    finish_sign_in,
    prove_again,
)
from casework.accounts.service.reviews import (
    answer_line,
    close_review,
    open_reviews,
    tell_of_late_reviews,
)
from casework.accounts.service.safeguards import refuse_new_hands, refuse_new_powers
from casework.accounts.service.second_person import (
    ask_second_person,
    decide_second_person,
)
from casework.accounts.service.sessions import (
    dispute,
    end_all_of,
    end_old_sessions,
    end_one_of,
    open_session,
    revoke_others,
    revoke_session,
    sign_out,
    touch,
)
from casework.accounts.service.signing_in import Entry, check_sign_in, enter, sign_in

__all__ = [
    "Entry",
    "OrganisationProfile",
    "Profile",
    "add_duty_turn",
    "add_passkey",
    "address_of",
    "answer_line",
    "answer_powers",
    "ask_new_passkey",
    "ask_passkey",
    "ask_passkey_half",
    "ask_second_person",
    "begin_totp",
    "change_organisation",
    "change_password",
    "change_user",
    "check_link",
    "check_sign_in",
    "close_organisation",
    "close_review",
    "confirm_password",
    "confirm_totp",
    "create_organisation",
    "decide_second_person",
    "delegate",
    "disable_user",
    "dispute",
    "end_all_of",
    "end_delegation",
    "end_duty_turn",
    "end_old_sessions",
    "end_one_of",
    "enrol",
    "enrolment_link",
    "enter",
    "finish_sign_in",
    "invite_administrator",
    "invite_user",
    "keep_codes",
    "keep_shared_hash",
    "link_ministry",
    "make_codes",
    "on_leaving",
    "open_reviews",
    "open_session",
    "prove_again",
    "refuse_new_hands",
    "refuse_new_powers",
    "remove_factor",
    "reopen_organisation",
    "restore_user",
    "revoke_others",
    "revoke_session",
    "set_language",
    "set_mail_address",
    "set_preferences",
    "sign_in",
    "sign_in_by_ministry",
    "sign_out",
    "tell_of_late_reviews",
    "touch",
]
