"""A form sent twice is done once: the second submit gets the first result.

Every form carries a random key. The key, whose it is, where it was sent and a keyed digest of what
was sent are written in the transaction of the act itself. The same key with other content is
refused (422); a refused or invalid form leaves no key behind, so it can be mended and sent again.
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BufferedIOBase
from typing import cast
from uuid import UUID

from flask import Response, current_app, g, redirect, request
from sqlalchemy import ForeignKey, LargeBinary, String, Table, Uuid, bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, db, internal
from casework.kernel import clock
from casework.kernel.refusals import SameKeyOtherContent

FIELD = "idempotency_key"
KEPT = timedelta(days=2)
_KEY = re.compile(r"[0-9a-f]{32}")
# Nor what proved who sent it: `accounts` asks for that on the way.
_NOT_CONTENT = frozenset({FIELD, "csrf_token", "proof_code", "proof_password", "proof_passkey"})


class IdempotencyKey(Base):
    """One form that was carried out, and where its sender was led."""

    __tablename__ = "idempotency_key"

    key: Mapped[str] = internal(String(32), primary_key=True)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), primary_key=True)
    endpoint: Mapped[str] = internal(String(80))
    digest: Mapped[bytes] = internal(LargeBinary(32))
    location: Mapped[str] = internal(String(300))
    done_at: Mapped[datetime] = internal(UtcDateTime, index=True)


_key = cast(Table, IdempotencyKey.__table__)
_HERE = (_key.c.key == bindparam("of_key"), _key.c.user_id == bindparam("of_user"))
_LED = update(_key).where(*_HERE).values(location=bindparam("led_to"))
_FORGET = delete(_key).where(*_HERE)
_ADD = {
    "sqlite": sqlite.insert(_key).on_conflict_do_nothing().returning(_key.c.key),
    "postgresql": postgresql.insert(_key).on_conflict_do_nothing().returning(_key.c.key),
}


def once(user_id: UUID, attempt: Callable[[], Response]) -> Response:
    """Run `attempt` unless this key was carried out before; keep the key when it redirects."""
    key = request.form.get(FIELD, "")
    g.pop("claimed_key", None)
    if not _KEY.fullmatch(key):
        return attempt()
    digest = _digest()  # before the first statement: from there on other writers wait
    if not _claim(key, user_id, digest):
        return _earlier_result(db.session.get_one(IdempotencyKey, (key, user_id)), digest)
    here = g.claimed_key = {"of_key": key, "of_user": user_id}
    response = attempt()
    if response.status_code == 303:
        db.session.execute(_LED, {**here, "led_to": response.headers["Location"][:300]})
    else:
        let_go()
    return response


def let_go() -> None:
    """A form that was refused may be sent again with the same key."""
    if "claimed_key" in g and db.session.in_transaction():  # else it fell with what was refused
        db.session.execute(_FORGET, g.claimed_key)


def forget_old() -> None:
    """Drop keys older than two days: nobody resubmits a form that old."""
    db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.done_at < clock.now() - KEPT))


def _earlier_result(earlier: IdempotencyKey, digest: bytes) -> Response:
    if earlier.endpoint != request.endpoint or not hmac.compare_digest(earlier.digest, digest):
        raise SameKeyOtherContent()
    again: Response = redirect(earlier.location, code=303)  # type: ignore[assignment]
    return again


def _claim(key: str, user_id: UUID, digest: bytes) -> bool:
    """Insert the key before acting, in one statement: a twin waits here until the first one is
    committed, and is told that it came second."""
    row = {
        "key": key,
        "user_id": user_id,
        "endpoint": request.endpoint or "",
        "digest": digest,
        "location": "",
        "done_at": clock.now(),
    }
    return db.session.execute(_ADD[db.session.get_bind().dialect.name], row).first() is not None


def _digest() -> bytes:
    """Keyed, so that a stolen row says nothing of what was typed."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    # the query as it was sent: its bytes need not be text
    place = request.path.encode() + b"?" + request.query_string
    mac = hmac.new(secret, place, hashlib.sha256)
    for name in sorted(set(request.form) - _NOT_CONTENT):
        for value in request.form.getlist(name):
            mac.update(f"{len(name)}:{name}={len(value)}:{value};".encode())
    for name, file in sorted(request.files.items(multi=True), key=lambda sent: sent[0]):
        mac.update(f"{len(name)}:{name}=".encode())
        mac.update(hashlib.file_digest(cast(BufferedIOBase, file.stream), "sha256").digest())
        file.stream.seek(0)
    return mac.digest()
