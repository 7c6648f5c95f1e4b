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
    "own.password": Access("GET", "/me/password", others=200),
    "own.password POST": Access("POST", "/me/password", others=422),
    "own.end_session": Access("POST", f"/me/sessions/{NOWHERE}/end", others=404),
    "own.end_others": Access("POST", "/me/sessions/end", others=303),
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
