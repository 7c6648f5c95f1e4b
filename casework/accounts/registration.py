"""What accounts put on the pages of everybody: entries of the bar, a list, words of success and of
refusal."""

from flask import url_for

from casework.accounts import counted, names, powers
from casework.accounts.domain import organisations, passwords, refusals
from casework.accounts.domain.people import SETTLED_AFTER
from casework.accounts.last_sign_in import LastSignIn
from casework.accounts.queries import listing, user_displays
from casework.accounts.queries.delegations import standing_in
from casework.accounts.queries.powers import links_made, powers_waiting, stopped_users
from casework.accounts.queries.reviews import open_reviews_for
from casework.kernel import clock
from casework.policy import Actor, Role
from casework.web.codes import register_words
from casework.web.errors import explain
from casework.web.formats import moment_words
from casework.web.languages import _, _l, _lp, current_language
from casework.web.navigation import (
    MOST_ROWS,
    NavItem,
    WorkList,
    WorkRow,
    WorkRows,
    register_done,
    register_navigation,
    register_work_list,
)

DONE = {
    "came_in": LastSignIn(),
    "review_closed": _l("The review is closed. Accounts that are needed no more have ended."),
    "delegated": _l("Written down. The colleague is told, and sees your files on these days."),
    "delegation_ended": _l("It has ended."),
    "sign_in_ended": _l(
        "The second step waited too long, or too many codes were wrong. Sign in again."
    ),
    "not_me": _l("Your other sessions have ended. Now choose another password."),
    "factor_added": _l("It is set up. Your other sessions have ended."),
    "factor_removed": _l("It is taken off. Your other sessions have ended."),
    "powers_right": _l("Written down: these powers are right."),
    "powers_stopped": _l(
        "The account is stopped and its sessions have ended. The administrators are told."
    ),
    "powers_released": _l("The account may be used again."),
    "second_asked": _l("Another administrator must confirm this within 72 hours."),
    "second_confirmed": _l("Confirmed. It is written down with both your names."),
    "second_refused": _l("Not confirmed: nothing changes."),
    "signed_out": _l("You are signed out."),
    "enrolled": _l("Your password is set. From now on you sign in with it."),
    "codes_kept": _l("Good. The codes are yours alone now."),
    "preferences": _l("Your preferences are saved."),
    "letters": _l("Saved. The next letter follows it."),
    "password": _l("Your password is changed. Your other sessions have ended."),
    "session_ended": _l("The session has ended."),
    "session_of_ended": _l("This session of the account has ended. The others go on."),
    "sessions_of_ended": _l("All sessions of this account have ended."),
    "sessions_ended": _l("All your other sessions have ended."),
    "invited": _l("The account is made. Now make the link with which its owner comes in."),
    "account_changed": _l("The account is changed. It acts from the person's next page on."),
    "account_closed": _l(
        "The account is closed. Its sessions have ended; files and tasks are handed over."
    ),
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
    refusals.MinistryNotUsed: _l("This installation has no sign-in of a ministry."),
    refusals.MinistryRefused: _l(
        "The sign-in of your ministry was not finished, or took too long. Begin again."
    ),
    refusals.MinistrySilent: _l(
        "The sign-in of your ministry does not answer. Try later, or use your password."
    ),
    refusals.MinistryUnknown: _l(
        "Your ministry knows you, but no account here is linked to you. Ask whoever manages "
        "accounts in your organisation for a link."
    ),
    refusals.MinistryTaken: _l(
        "Your ministry’s sign-in belongs to another account here already. Ask whoever manages "
        "accounts in your organisation."
    ),
    refusals.CodeWrong: _l("This code is not right. Read it again, and check the phone’s clock."),
    refusals.CodeUsed: _l("This code was used already. Wait for the next one."),
    refusals.PasskeyWrong: _l("This passkey was not recognised. Try again, or use another way."),
    refusals.SignInEnded: _l(
        "The second step waited too long, or too many codes were wrong. Sign in again."
    ),
    refusals.LastFactor: _l(
        "Your role needs a second factor. Set up another one before you take this one off."
    ),
    refusals.AwaitsSecondPerson: _l(
        "A second administrator must confirm this account first. Then a link can be made. Did "
        "nobody confirm it within three days? Close the account and open it again: they are asked "
        "anew."
    ),
    refusals.OwnConfirmation: _l(
        "It takes another administrator: neither who asked for it, nor whom it is about."
    ),
    refusals.AskedAlready: _l("This is waiting for a second administrator, or was answered."),
    refusals.NotAStandIn: _l("Choose an active colleague of the same organisation and role."),
    refusals.NotAnAbsence: _l(
        "The last day comes after the first and after today; 60 days are the most, and two "
        "absences cannot overlap."
    ),
    refusals.OwnLine: _l("Somebody else answers for your own account."),
    refusals.ReviewClosed: _l("This review was closed."),
    refusals.ReviewUnfinished: _l("Answer for every account first."),
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
    refusals.AccountTampered: _l(
        "This account was changed by somebody else than Sanad, and cannot be used. An "
        "administrator closes it and opens it again, or two of them reset its second factor."
    ),
    refusals.RowTampered: _l(
        "This was changed by somebody else than Sanad, and is not carried out. End it and begin "
        "anew. The data protection officers are told."
    ),
    refusals.PowersTooNew: _l(
        "Your role or your regions were given less than three days ago: this waits until then. "
        "Ask a colleague or the focal point."
    ),
    refusals.ColleagueTooNew: _l(
        "This colleague was given their role or their regions less than three days ago: files wait "
        "until then. Choose somebody else for now."
    ),
    refusals.AccountStopped: _l(
        "This account is stopped until those who watch over accounts have looked at it. Ask the "
        "data protection officer."
    ),
    refusals.PowersAnswered: _l("Somebody answered this in the meantime. Look at it again."),
    refusals.OwnPowers: _l("Somebody else answers for powers that are yours, or that you gave."),
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
    counted.register()
    _register_codes()
    register_navigation(
        Role.ADMINISTRATOR,
        [
            NavItem(_lp("administration", "State"), "administration.state", "chart", place=71),
            NavItem(_l("Accounts"), "users.users", "users", place=72),
            NavItem(_l("Organisations"), "organisations.organisations", "building", place=73),
        ],
    )
    _register_lists()
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


def _register_lists() -> None:
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
    register_work_list(
        Role.ADMINISTRATOR,
        WorkList("second_person", _l("Waiting for a second administrator"), _acts, place=72),
    )
    register_work_list(
        Role.ADMINISTRATOR, WorkList("stopped", _l("Stopped accounts"), _stopped, place=73)
    )
    new_powers = WorkList("powers", _l("New powers to look at"), _powers, place=16)
    for role in (Role.DPO, Role.FOCAL_POINT):
        register_work_list(role, new_powers)
    stands_in = WorkList("stands_in", _l("You stand in for"), _absent, place=12, aside=True)
    reviews = WorkList("access_review", _l("Quarterly access review"), _reviews, place=74)
    links = WorkList(
        "links_made", _l("Links to choose another password"), _links, place=2, edge="soon"
    )
    for role in Role:
        register_work_list(role, links)
        register_work_list(role, stands_in)
        register_work_list(role, reviews)


def _register_codes() -> None:
    """What the trace says of accounts, in words."""
    given = {"yes": _l("Yes"), "no": _l("No")}
    for event in ("AccountInvited", "AccountChanged"):
        register_words(event, national=given, responsible=given, regions=powers.regions_in_words)
    register_words("AccountFoundChanged", what=names.FOUND_CHANGED)


def _absent(actor: Actor) -> WorkRows:
    rows = [
        WorkRow(
            title=one.absent.display_name,
            href=url_for("home.home"),
            when=_("until %(when)s", when=moment_words(one.ends_at)),
        )
        for one in (standing_in(actor) if actor.acts_for else ())
    ]
    return WorkRows(rows[:5], len(rows))


def _reviews(actor: Actor) -> WorkRows:
    answers = actor.responsible or actor.role is Role.ADMINISTRATOR
    if not answers and actor.role is not Role.DPO:
        return WorkRows()
    found = open_reviews_for(actor)
    if not answers:
        found = [one for one in found if one.due_at < clock.now()]
    rows = [
        WorkRow(
            title=one.organisation.name_in(current_language()),
            href=url_for("access_review.review", review_id=one.id)
            if answers
            else url_for("access_review.reviews"),
            due=one.due_at,
        )
        for one in found[:5]
    ]
    return WorkRows(rows, len(found), url_for("access_review.reviews"))


def _acts(actor: Actor) -> WorkRows:
    acts = listing.waiting_acts()
    rows = [
        WorkRow(
            title=names.act_name(act.kind),
            href=url_for("second_person.waiting"),
            detail=act.user.display_name,
            due=act.expires_at,
        )
        for act in acts
    ]
    return WorkRows(rows[:5], len(rows), url_for("second_person.waiting"))


def _powers(actor: Actor) -> WorkRows:
    rows, count = powers_waiting(actor, MOST_ROWS)
    shown = [
        WorkRow(
            title=row.user.display_name,
            href=url_for("powers.powers"),
            detail=names.power_name(row.what),
            due=row.given_at + SETTLED_AFTER,
        )
        for row in rows
    ]
    return WorkRows(shown, count, url_for("powers.powers"))


def _links(actor: Actor) -> WorkRows:
    """One's own first: whoever did not ask for it has to know at once."""
    made = sorted(links_made(actor), key=lambda one: one.user_id != actor.user_id)
    by = user_displays(one.given_by_id for one in made)
    rows = [
        WorkRow(
            title=_("For your account") if own else one.user.display_name,
            href=url_for("own.me") if own else url_for("users.user", user_id=one.user_id),
            detail=_("made by %(name)s", name=by[one.given_by_id])
            if one.given_by_id
            else _("Whoever runs the server"),
            when=moment_words(one.given_at),
        )
        for one in made[:MOST_ROWS]
        for own in (one.user_id == actor.user_id,)
    ]
    return WorkRows(rows, len(made))


def _stopped(actor: Actor) -> WorkRows:
    users = stopped_users()
    rows = [
        WorkRow(title=user.display_name, href=url_for("users.user", user_id=user.id))
        for user in users[:MOST_ROWS]
    ]
    return WorkRows(rows, len(users), url_for("users.users"))


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
