"""The guard at every door: who asks, may they, and one commit behind them.

`@guard(permission, load=...)` loads the record through the actor's own scope. A stranger gets 404
(what they may not know of does not exist), a weak role 403, somebody signed out the sign-in page.
A POST runs in one unit of work; a GET cannot write (the database refuses), save for the audit of
what it read, written before the answer leaves. An endpoint without a stamp stops the start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import (
    Flask,
    Response,
    current_app,
    g,
    has_request_context,
    make_response,
    redirect,
    request,
    url_for,
)

from casework.audit import flush_reads, record_read, watch_events
from casework.audit.catalogue import AccessRefused, IdentityRevealed
from casework.audit.events import Event
from casework.db import db, unit_of_work
from casework.kernel.refusals import NotFound, NotPermitted
from casework.policy import FRESH, FRESH_TO_WRITE, Actor, Permission, Resource, decide
from casework.web import idempotency

View = TypeVar("View", bound=Callable[..., Any])
Load = Callable[..., Any]

Gate = Callable[[Actor, Permission, bool], Response | None]

STAMP = "sanad_guard"
READING = ("GET", "HEAD")


@dataclass(frozen=True)
class Stamp:
    """What an endpoint asks for; `permission` is None for a public one."""

    permission: Permission | None
    scoped: bool = False
    fresh: bool = False
    file_of: str = ""

    def asks_proof(self, method: str) -> bool:
        """Whether a request of this method is let in with a fresh proof only."""
        writing = method not in READING and self.permission in FRESH_TO_WRITE
        return self.fresh or writing or self.permission in FRESH


_gates: list[Gate] = []
_also_noted: dict[Permission, Callable[[], Event]] = {}
_actor_loader: list[Callable[[], Actor | None]] = []
_returns: list[Callable[[], Response | None]] = []


def register_actor_loader(loader: Callable[[], Actor | None]) -> None:
    """Accounts say here how to find who is asking."""
    _actor_loader[:] = [loader]


def register_gate(gate: Gate) -> None:
    """What stands before every guarded page: a second factor still to be set up, a proof to be
    given again, an installation that is not ready. A gate answers itself, refuses, or lets pass
    with None; they are asked in the order in which they came."""
    if gate not in _gates:
        _gates.append(gate)


def also_note(permission: Permission, event_of: Callable[[], Event]) -> None:
    """A feature that tells who asked it in vain has an event of its own written beside each refusal
    of this permission."""
    _also_noted[permission] = event_of


def register_return(come_back: Callable[[], Response | None]) -> None:
    """Accounts say here what becomes of a form that was sent by somebody signed out: an answer, or
    None once they are in again and it may go on."""
    _returns[:] = [come_back]


def current_actor() -> Actor | None:
    """Who is asking, looked up once a request; None when nobody is signed in."""
    if "actor" not in g:
        g.actor = _actor_loader[0]() if _actor_loader else None
    found: Actor | None = g.actor
    return found


def signed_in_actor() -> Actor:
    """Who is asking, behind a guard."""
    actor = current_actor()
    if actor is None:
        raise NotPermitted()
    return actor


def public_endpoint(view: View) -> View:
    """Open to everybody, signed in or not. Say why in the view's docstring."""
    setattr(view, STAMP, Stamp(None))
    return view


def guard(
    permission: Permission,
    load: Load | None = None,
    *,
    prepare: Callable[[], None] | None = None,
    fresh: bool = False,
    file_of: str = "",
) -> Callable[[View], View]:
    """Let the view run only for those who hold `permission` on what `load` finds for them.

    `prepare` is done before a change begins, while nobody waits for the store: looking through a
    file that was sent. Whoever may not change anything is refused before it.
    `fresh`: only for somebody who proved within the last 15 minutes to be there (OWASP ASVS 5.0,
    7.5.3); permissions of `policy.FRESH` and `policy.FRESH_TO_WRITE` ask for it by themselves.
    `file_of`: what is answered leaves as a file about somebody, so it is fresh too; the endpoint
    of the page it is taken from, where the reader goes on: a download replaces no page."""

    def stamp(view: View) -> View:
        asks = Stamp(permission, load is not None, fresh or bool(file_of), file_of)

        @wraps(view)
        def guarded(**view_args: Any) -> Any:
            if current_actor() is None and (answer := _signed_out()) is not None:
                return answer
            actor = signed_in_actor()
            if (stopped := _stopped(actor, permission, asks)) is not None:
                return stopped
            if request.method in READING:
                return _read(view, actor, permission, load, view_args)
            if prepare is not None:
                _read(lambda *_found, **_args: "", actor, permission, load, view_args)
                prepare()
            return _write(view, actor, permission, load, view_args)

        setattr(guarded, STAMP, asks)
        return guarded  # type: ignore[return-value]

    return stamp


def _stopped(actor: Actor, permission: Permission, stamp: Stamp) -> Response | None:
    """The answer of a gate. Who can never do this is told so, without a proof."""
    if not _gates or not decide_role(actor, permission):
        return None
    fresh = stamp.asks_proof(request.method)
    answers = (gate(actor, permission, fresh) for gate in _gates)
    return next((answer for answer in answers if answer is not None), None)


def _read(view: View, actor: Actor, permission: Permission, load: Load | None, args: Any) -> Any:
    try:
        answer = make_response(_enter(view, actor, permission, load, args))
    finally:
        db.session.rollback()
        flush_reads()
    return answer


def _write(view: View, actor: Actor, permission: Permission, load: Load | None, args: Any) -> Any:
    def attempt() -> Response:
        return make_response(_enter(view, actor, permission, load, args))

    try:
        with unit_of_work():
            return idempotency.once(actor.user_id, attempt)
    finally:
        flush_reads()


def _enter(view: View, actor: Actor, permission: Permission, load: Load | None, args: Any) -> Any:
    if load is None:
        _require(actor, permission, Resource())
        return view(**args)
    if not decide_role(actor, permission):
        # the role alone can never do this: say so before looking anything up
        _refuse(actor, permission)
    found = load(actor, **args)
    if found is None:
        raise NotFound()
    _require(actor, permission, found.resource())
    return view(found)


def decide_role(actor: Actor, permission: Permission) -> bool:
    """Whether this role could ever hold the permission, on the most favourable record."""
    own = Resource(
        region=next(iter(actor.regions), "MA-00"),
        organisation_id=actor.organisation_id,
        owner_id=actor.user_id,
        assignee_ids=frozenset({actor.user_id}),
        recipient_organisation_id=actor.organisation_id,
        stage="B",
    )
    if actor.national:
        own = Resource(**{**own.__dict__, "region": "MA-00"})
    return decide(actor, permission, own).allowed


def _require(actor: Actor, permission: Permission, resource: Resource) -> None:
    if not decide(actor, permission, resource).allowed:
        _refuse(actor, permission)


def _refuse(actor: Actor, permission: Permission) -> None:
    record_read(AccessRefused(permission=permission.value), actor)
    if permission in _also_noted:
        record_read(_also_noted[permission](), actor)
    raise NotPermitted()


def _signed_out() -> Response | None:
    """The answer to somebody signed out; None when what they sent brought them in again."""
    if request.method in READING or not _returns:
        return to_sign_in()
    return _returns[0]()


def to_sign_in() -> Response:
    """The sign-in page, with the way back for a GET (a local path only, built by ourselves)."""
    back = request.path if request.method in READING else None
    return make_response(redirect(url_for("accounts.sign_in", next=back), code=303))


def refuse_unproved(event: Event) -> None:
    """No identity is opened behind a door that asks for no fresh proof: the page that would show it
    is not made, whoever forgot to ask. What is done outside a request has no door."""
    if not isinstance(event, IdentityRevealed) or not has_request_context():
        return
    stamp = getattr(current_app.view_functions.get(request.endpoint or ""), STAMP, None)
    if stamp is not None and not stamp.asks_proof(request.method):
        raise RuntimeError(f"an identity opened without a fresh proof: {request.endpoint}")


watch_events(refuse_unproved)


def refuse_unstamped(app: Flask) -> None:
    """Stop the start when an endpoint says neither whom it is for nor that it is public."""
    bare = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], STAMP)
    ]
    if bare:
        raise RuntimeError(f"endpoints without a guard: {', '.join(sorted(set(bare)))}")
