"""What an administrator sees first: how many accounts there are, and what waits."""

from flask import Blueprint, render_template

from casework.accounts import names
from casework.accounts.queries import listing
from casework.policy import Permission, Role
from casework.web.codes import regions
from casework.web.guard import guard

blueprint = Blueprint("administration", __name__)


@blueprint.get("/a")
@guard(Permission.ADMIN_HOME)
def state() -> str:
    """Numbers of accounts and organisations, links that wait, regions that nobody answers for."""
    return render_template(
        "accounts/state.html",
        counts=listing.counts(),
        roles=[(role, text) for role, text in names.ROLES.items() if role != Role.ADMINISTRATOR],
        waiting=listing.waiting_users(5),
        uncovered=[word.name() for code, word in regions().items() if listing.uncovered(code)],
    )
