"""What accounts put on the pages of everybody: entries of the bar, a list, words of success and of
refusal."""

from flask import url_for

from casework.accounts.domain import organisations, passwords, refusals
from casework.accounts.queries import listing
from casework.policy import Actor, Role
from casework.web.errors import explain
from casework.web.languages import _, _l, _lp
from casework.web.navigation import (
    NavItem,
    WorkList,
    WorkRow,
    WorkRows,
    register_done,
    register_navigation,
    register_work_list,
)

DONE = {
    "signed_out": _l("You are signed out."),
    "enrolled": _l("Your password is set. Sign in with it."),
    "preferences": _l("Your preferences are saved."),
    "password": _l("Your password is changed. Your other sessions have ended."),
    "session_ended": _l("The session has ended."),
    "sessions_ended": _l("All your other sessions have ended."),
    "invited": _l("The account is made. Now make the link with which its owner comes in."),
    "account_changed": _l("The account is changed. It acts from the person's next page on."),
    "account_closed": _l("The account is closed. Its sessions have ended."),
    "account_restored": _l("The account is open again. Make a link, so that its owner comes in."),
    "organisation_added": _l("The organisation is added."),
    "organisation_changed": _l("The organisation is changed."),
    "organisation_closed": _l("The organisation takes no part any more. Its accounts have ended."),
    "organisation_reopened": _l("The organisation takes part again."),
    "duty_added": _l("The turn of duty is added."),
    "duty_ended": _l("The turn of duty has ended."),
}

REFUSED = {
    refusals.SignInFailed: _l("The user name or the password is not right. Check both."),
    refusals.LinkNotValid: _l(
        "This link does not work any more: it works once, for 72 hours. Ask whoever manages "
        "accounts in your organisation for a new one."
    ),
    refusals.SamePassword: _l("This is your present password. Choose another one."),
    refusals.UsernameTaken: _l("Another account has this user name. Choose another one."),
    refusals.NameTaken: _l("Another organisation has this name."),
    refusals.RegionMissing: _l("Choose at least one region for this role."),
    refusals.NotARegion: _l("Choose at least one region of the list."),
    refusals.NotNational: _l(
        "Only focal points and analysts can answer for the whole country. Take this off."
    ),
    refusals.OrganisationClosed: _l("This organisation takes no part. Choose another one."),
    refusals.NotAService: _l("Choose services of the list."),
    refusals.OwnRole: _l("You cannot change your own role. Another administrator can."),
    refusals.LastAdministrator: _l(
        "This is the last administrator who can sign in. Invite another one first."
    ),
    refusals.NotOnDuty: _l("Choose a focal point of this region, or one of the whole country."),
    refusals.NotATurn: _l(
        "The turn must end after it begins and after now, and last 31 days at most."
    ),
    refusals.NotAnAdministrator: _l("This account is not that of an active administrator."),
    organisations.UsernameNotPossible: _l(
        "Write 3 to 40 letters without accents and digits. A dot, a hyphen or an underscore may "
        "stand between them."
    ),
    passwords.PasswordTooShort: _l(
        "Choose at least %(shortest)s characters. Three or four words that do not belong together "
        "are easy to remember."
    ),
    passwords.PasswordTooLong: _l("Choose a password of %(longest)s characters or fewer."),
    passwords.PasswordTooCommon: _l(
        "This password is one of those that are guessed first. Choose words that do not belong "
        "together."
    ),
    passwords.PasswordHoldsName: _l("This password is made of your name. Choose other words."),
}


def register() -> None:
    """Tell the web layer, at start."""
    register_navigation(
        Role.ADMINISTRATOR,
        [
            NavItem(_lp("administration", "State"), "administration.state", "chart", place=71),
            NavItem(_l("Accounts"), "users.users", "users", place=72),
            NavItem(_l("Organisations"), "organisations.organisations", "building", place=73),
        ],
    )
    register_work_list(
        Role.ADMINISTRATOR,
        WorkList(
            "waiting",
            _l("Invited, not in yet"),
            _waiting,
            place=71,
            empty=_l("Everybody who was invited has come in."),
        ),
    )
    for key, text in DONE.items():
        register_done(key, text)
    for refusal, text in REFUSED.items():
        explain(refusal, text)
    explain(
        refusals.TryLater,
        _l(
            "Too many tries from this place. Wait %(minutes)s min, then try again. Sessions that "
            "are open go on."
        ),
    )


def _waiting(actor: Actor) -> WorkRows:
    rows = [
        WorkRow(
            title=user.display_name,
            href=url_for("users.user", user_id=user.id),
            detail=_("A link can be made again"),
        )
        for user in listing.waiting_users()
    ]
    return WorkRows(rows[:5], len(rows), url_for("administration.state"))
