"""Rows of the log are added and never changed; the head of a stream only goes forward.

On PostgreSQL the server's role must lack UPDATE, DELETE and TRUNCATE on these tables as well:
docs/production/append-only.sql takes them away, and `doctor` asks.
"""

from casework.db.standing import ALWAYS, Kept, Standing

ADD_ONLY = ("audit_event", "audit_checkpoint", "audit_sealed_head")
FORWARD_ONLY = "audit_stream"

_BACK = "NEW.seq < OLD.seq OR NEW.sealed_seq < OLD.sealed_seq"
_STANDING = Standing(
    "audit_refuse",
    "the audit log is append-only",
    {**dict.fromkeys(ADD_ONLY, ALWAYS), FORWARD_ONLY: Kept(update=_BACK)},
)

statements, protect = _STANDING.statements, _STANDING.protect
