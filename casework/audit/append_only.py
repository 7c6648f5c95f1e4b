"""Rows of the log are added and never changed; the head of a stream only goes forward.

On PostgreSQL the server's role must lack UPDATE, DELETE and TRUNCATE on these tables as well:
docs/production/append-only.sql takes them away, and `doctor` asks (`may_change`).
"""

from sqlalchemy import text

from casework.db import db
from casework.db.standing import ALWAYS, Kept, Standing

ADD_ONLY = ("audit_event", "audit_checkpoint", "audit_sealed_head")
FORWARD_ONLY = "audit_stream"

_BACK = "NEW.seq < OLD.seq OR NEW.sealed_seq < OLD.sealed_seq"
_STANDING = Standing(
    "audit_refuse",
    "the audit log is append-only",
    {**dict.fromkeys(ADD_ONLY, ALWAYS), FORWARD_ONLY: Kept(update=_BACK)},
)

_CHANGES = ("UPDATE", "DELETE", "TRUNCATE")
_FORBIDDEN = {**dict.fromkeys(ADD_ONLY, _CHANGES), FORWARD_ONLY: _CHANGES[1:]}


def may_change() -> list[str]:
    """The tables of the log that the role of this connection has the right to change or empty."""
    if db.session.get_bind().dialect.name != "postgresql":
        return []
    asked = text("SELECT has_table_privilege(current_user, :table, :rights)")
    return [
        table
        for table, rights in _FORBIDDEN.items()
        if db.session.scalar(asked, {"table": table, "rights": ", ".join(rights)})
    ]


def unprotected() -> list[str]:
    """The tables of the log whose triggers somebody took away, altered or put to rest."""
    return _STANDING.missing(db.session.connection())


statements, protect = _STANDING.statements, _STANDING.protect
