"""Everybody comes in and out and keeps the own account; administrators keep those of others."""

from tests.architecture.access import Access

NOWHERE = "00000000-0000-4000-8000-000000000000"


def _administrator(status: int) -> dict[str, int]:
    return {"administrator": status}


EXPECTED = {
    # somebody signed in needs no form; a form without a name is incomplete for everybody
    "accounts.sign_in": Access("GET", "/login", others=303, signed_out=200),
    "accounts.sign_in POST": Access("POST", "/login", others=422, signed_out=422),
    "accounts.sign_out": Access("POST", "/logout", others=303),
    # a link that was never made
    "accounts.enrol": Access("GET", "/enrol/unknown", others=404, signed_out=404),
    "accounts.enrol POST": Access("POST", "/enrol/unknown", others=404, signed_out=404),
    "own.me": Access("GET", "/me", others=200),
    # fields that are not sent stay as they are
    "own.me POST": Access("POST", "/me", others=303),
    "own.letters": Access("GET", "/me/letters", others=200),
    # an empty form takes the address back, which nobody had
    "own.letters POST": Access("POST", "/me/letters", others=303),
    "own.password": Access("GET", "/me/password", others=200),
    "own.password POST": Access("POST", "/me/password", others=422),
    "own.end_session": Access("POST", f"/me/sessions/{NOWHERE}/end", others=404),
    "own.end_others": Access("POST", "/me/sessions/end", others=303),
    # a browser without a right password before it is sent back to give one
    "accounts.second": Access("GET", "/login/second", others=303, signed_out=303),
    "accounts.second POST": Access("POST", "/login/second", others=303, signed_out=303),
    "accounts.ask_passkey": Access("POST", "/login/second/passkey", others=409, signed_out=409),
    "ministry.sign_in": Access("GET", "/login/ministry", others=404, signed_out=404),
    "ministry.link": Access("POST", "/enrol/unknown/ministry", others=404, signed_out=404),
    "ministry.back": Access("GET", "/login/ministry/back", others=404, signed_out=404),
    "own.not_me": Access("POST", "/me/not-me", others=303),
    "factors.factors": Access("GET", "/me/second-factor", others=200),
    "factors.begin_app": Access("POST", "/me/second-factor/app", others=303),
    "factors.app": Access("GET", "/me/second-factor/app/{factor}", {"provider": 200}, others=404),
    "factors.app POST": Access(
        "POST", "/me/second-factor/app/{factor}", {"provider": 422}, others=404
    ),
    "factors.passkey": Access("GET", "/me/second-factor/passkey", others=200),
    # nothing was asked for, so nothing was signed
    "factors.passkey POST": Access("POST", "/me/second-factor/passkey", others=422),
    "factors.new_passkey_options": Access("POST", "/me/second-factor/passkey/options", others=200),
    "factors.remove": Access(
        "GET", "/me/second-factor/{factor}/remove", {"provider": 200}, others=404
    ),
    "factors.remove POST": Access(
        "POST", "/me/second-factor/{factor}/remove", {"provider": 303}, others=404
    ),
    # without a factor there are no codes: back to the page that says so
    "factors.new_codes": Access("POST", "/me/second-factor/codes", others=303),
    "factors.codes": Access("GET", "/me/second-factor/codes", others=303),
    "factors.codes_kept": Access("POST", "/me/second-factor/codes/kept", others=303),
    "factors.again": Access("GET", "/me/again", others=200),
    "factors.proven": Access("POST", "/me/again", others=303),
    "factors.again_options": Access("POST", "/me/again/passkey", others=200),
    "absences.own": Access("GET", "/me/absence", others=200),
    "absences.own POST": Access("POST", "/me/absence", others=422),
    "absences.end_own": Access(
        "POST", "/me/absence/{absence}/end", {"caseworker": 303, "administrator": 303}, others=404
    ),
    "absences.of_user": Access("GET", "/a/users/{user}/absence", _administrator(200)),
    "absences.of_user POST": Access("POST", "/a/users/{user}/absence", _administrator(422)),
    "absences.end": Access("POST", "/a/absence/{absence}/end", _administrator(303)),
    # only who is responsible for an organisation, and administrators; officers see which are late
    "access_review.reviews": Access(
        "GET", "/access-review", {"administrator": 200, "dpo": 200, "provider": 200}
    ),
    "access_review.review": Access(
        "GET", "/access-review/{review}", {"administrator": 200, "provider": 404}
    ),
    # accounts are not answered for yet
    "access_review.review POST": Access(
        "POST", "/access-review/{review}", {"administrator": 422, "provider": 404}
    ),
    "access_review.answer": Access(
        "POST",
        "/access-review/{review}/{review_line}/keep",
        {"administrator": 303, "provider": 404},
    ),
    # who watches over accounts: of the own regions, or of the whole country
    "powers.powers": Access(
        "GET",
        "/m/powers",
        {
            "dpo": 200,
            "focal_point": 200,
            "second_focal_point": 200,
            "focal_point_elsewhere": 200,
            "national_focal_point": 200,
        },
    ),
    "powers.answer": Access(
        "POST",
        "/m/powers/{power}/right",
        {
            "dpo": 303,
            "focal_point": 303,
            "second_focal_point": 303,
            "focal_point_elsewhere": 404,
            "national_focal_point": 303,
        },
    ),
    "users.reset_factors": Access("GET", "/a/users/{user}/factors", _administrator(200)),
    "users.reset_factors POST": Access("POST", "/a/users/{user}/factors", _administrator(303)),
    "second_person.waiting": Access("GET", "/a/second", _administrator(200)),
    # the administrator of the cast asked for it: somebody else confirms, or it is taken back
    "second_person.confirm": Access("POST", "/a/second/{act}/confirm", _administrator(403)),
    "second_person.refuse": Access("POST", "/a/second/{act}/refuse", _administrator(303)),
    "administration.state": Access("GET", "/a", _administrator(200)),
    "users.users": Access("GET", "/a/users", _administrator(200)),
    "users.find": Access("POST", "/a/users/find", _administrator(422)),
    "users.new": Access("GET", "/a/users/new", _administrator(200)),
    "users.new POST": Access("POST", "/a/users/new", _administrator(422)),
    "users.user": Access("GET", "/a/users/{user}", _administrator(200)),
    # no version is a stale version
    "users.user POST": Access("POST", "/a/users/{user}", _administrator(409)),
    "users.link": Access("POST", "/a/users/{user}/link", _administrator(200)),
    "users.close": Access("GET", "/a/users/{user}/close", _administrator(200)),
    "users.close POST": Access("POST", "/a/users/{user}/close", _administrator(303)),
    "users.end_sessions": Access("POST", "/a/users/{user}/sessions/end", _administrator(303)),
    "users.end_session": Access(
        "POST", f"/a/users/{{user}}/sessions/{NOWHERE}/end", _administrator(404)
    ),
    "users.restore": Access("POST", "/a/users/{user}/restore", _administrator(303)),
    "organisations.organisations": Access("GET", "/a/orgs", _administrator(200)),
    "organisations.new": Access("GET", "/a/orgs/new", _administrator(200)),
    "organisations.new POST": Access("POST", "/a/orgs/new", _administrator(422)),
    "organisations.organisation": Access("GET", "/a/orgs/{organisation}", _administrator(200)),
    "organisations.organisation POST": Access(
        "POST", "/a/orgs/{organisation}", _administrator(422)
    ),
    "organisations.close": Access("GET", "/a/orgs/{organisation}/close", _administrator(200)),
    "organisations.close POST": Access("POST", "/a/orgs/{organisation}/close", _administrator(303)),
    "organisations.reopen": Access("POST", "/a/orgs/{organisation}/reopen", _administrator(303)),
    "roster.roster": Access("GET", "/a/roster", _administrator(200)),
    "roster.new": Access("GET", "/a/roster/new", _administrator(200)),
    "roster.new POST": Access("POST", "/a/roster/new", _administrator(422)),
    "roster.end": Access("POST", f"/a/roster/{NOWHERE}/end", _administrator(404)),
}
