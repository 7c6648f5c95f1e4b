"""Flask-Login, told who is asking by our own session table.

Nothing of it is stored on the browser's side: no user id in a cookie, no "remember me". Its request
loader asks `desk.present_session`, so a revoked session or a disabled account is nobody at once.
"""

from flask import Flask, Request
from flask_login import LoginManager, UserMixin, current_user

from casework.accounts.desk import present_session
from casework.accounts.queries.sessions import LiveSession
from casework.policy import Actor

manager = LoginManager()
manager.session_protection = None  # the session itself is bound, ended and revoked on the server


class Visitor(UserMixin):
    """Somebody signed in, as Flask-Login knows them."""

    def __init__(self, session: LiveSession) -> None:
        self.session = session
        self.actor: Actor = session.actor

    def get_id(self) -> str:
        """The account's id."""
        return str(self.actor.user_id)


@manager.request_loader
def load_visitor(request: Request) -> Visitor | None:
    """Whose session the cookie of this request is."""
    found = present_session()
    return Visitor(found) if found else None


def load_actor() -> Actor | None:
    """Who is asking, for the guard."""
    visitor = current_user
    return visitor.actor if visitor.is_authenticated else None


def init_app(app: Flask) -> None:
    """Use it; without its addition to every page, which would ask the database who is signed in
    also while the page of a database that is away is written."""
    manager.init_app(app, add_context_processor=False)
