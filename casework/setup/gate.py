"""No real person is entered before the set-up is done.

Until then people see their account, the home page, the directory and the urgent numbers;
administrators see what is theirs. Once it is over nothing is looked up any more.
"""

from flask import Response, current_app

from casework.policy import Actor, Permission, Role
from casework.setup import queries
from casework.setup.domain import NotReady

OPEN = frozenset(
    {
        Permission.HOME_READ,
        Permission.ACCOUNT_OWN,
        Permission.DIRECTORY_READ,
        Permission.DIRECTORY_KEEP,
        Permission.URGENT_READ,
    }
)
READY = "sanad-ready"


def gate(actor: Actor, permission: Permission, fresh: bool) -> Response | None:
    """Refuse what could hold a person, in an installation that is being set up."""
    app = current_app
    if app.extensions["settings"].demo or app.extensions.get(READY) or permission in OPEN:
        return None
    if queries.open_setup() is None:
        app.extensions[READY] = True
        return None
    if actor.role is not Role.ADMINISTRATOR:
        raise NotReady()
    return None
