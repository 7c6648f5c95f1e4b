"""The health page of administrators, and two addresses for machines that watch this one."""

from flask import Blueprint, Response, render_template

from casework.db import db, migrating
from casework.encryption import current_keyring
from casework.health import texts
from casework.health.domain import worst
from casework.health.lists import ALL, RUNNING
from casework.health.metrics import FORMAT, may_read, page
from casework.health.service import look
from casework.kernel.refusals import NotFound
from casework.policy import Permission
from casework.web.guard import guard, public_endpoint

blueprint = Blueprint("health", __name__)


@blueprint.get("/a/health")
@guard(Permission.ADMIN_HOME)
def health() -> str:
    """What runs, how old backups are, and how the server is set up; each with what to do."""
    running = look(RUNNING)
    return render_template(
        "health/health.html",
        running=running,
        hardening=look(ALL[len(RUNNING) :]),
        worst=worst(running),
        words=texts,
    )


@blueprint.get("/healthz")
@public_endpoint
def healthz() -> Response:
    """The process answers. For a proxy or a supervisor, which cannot sign in; says nothing else."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/metrics")
@public_endpoint
def metrics() -> Response:
    """Public: a program that watches cannot sign in. With the token of the operator, or from this
    machine when it is opened to it; for everybody else there is no such page."""
    try:
        if not may_read():
            raise NotFound()
        return Response(page(), content_type=FORMAT)
    finally:
        db.session.rollback()


@blueprint.get("/readyz")
@public_endpoint
def readyz() -> Response:
    """Requests can be served: the database answers at this version, the keyring is open. 503
    otherwise, without saying why to whoever asks."""
    try:
        migrating.check_schema()
        current_keyring()
    except Exception:  # whatever it is, this node takes no requests now
        return Response("not ready\n", 503, mimetype="text/plain")
    finally:
        db.session.rollback()
    return Response("ready\n", mimetype="text/plain")
