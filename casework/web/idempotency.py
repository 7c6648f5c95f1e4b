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

from flask import Response, current_app, redirect, request
from sqlalchemy import ForeignKey, LargeBinary, String, Uuid, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, db, internal
from casework.kernel import clock
from casework.kernel.refusals import SameKeyOtherContent

FIELD = "idempotency_key"
KEPT = timedelta(days=2)
_KEY = re.compile(r"[0-9a-f]{32}")
_NOT_CONTENT = frozenset({FIELD, "csrf_token"})


class IdempotencyKey(Base):
    """One form that was carried out, and where its sender was led."""

    __tablename__ = "idempotency_key"

    key: Mapped[str] = internal(String(32), primary_key=True)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), primary_key=True)
    endpoint: Mapped[str] = internal(String(80))
    digest: Mapped[bytes] = internal(LargeBinary(32))
    location: Mapped[str] = internal(String(300))
    done_at: Mapped[datetime] = internal(UtcDateTime, index=True)


def once(user_id: UUID, attempt: Callable[[], Response]) -> Response:
    """Run `attempt` unless this key was carried out before; keep the key when it redirects."""
    key = request.form.get(FIELD, "")
    if not _KEY.fullmatch(key):
        return attempt()
    if (earlier := db.session.get(IdempotencyKey, (key, user_id))) is not None:
        return _earlier_result(earlier)
    try:
        row = _claim(key, user_id)
    except IntegrityError:  # the same form arrived twice at the same moment, and was done first
        db.session.rollback()
        return _earlier_result(db.session.get_one(IdempotencyKey, (key, user_id)))
    response = attempt()
    if response.status_code == 303:
        row.location = response.headers["Location"][:300]
    elif row in db.session:
        db.session.delete(row)
    db.session.flush()
    return response


def forget_old() -> None:
    """Drop keys older than two days: nobody resubmits a form that old."""
    db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.done_at < clock.now() - KEPT))


def _earlier_result(earlier: IdempotencyKey) -> Response:
    if earlier.endpoint != request.endpoint or not hmac.compare_digest(earlier.digest, _digest()):
        raise SameKeyOtherContent()
    again: Response = redirect(earlier.location, code=303)  # type: ignore[assignment]
    return again


def _claim(key: str, user_id: UUID) -> IdempotencyKey:
    """Insert the key before acting: a twin waits here until the first one is committed."""
    row = IdempotencyKey(
        key=key,
        user_id=user_id,
        endpoint=request.endpoint or "",
        digest=_digest(),
        location="",
        done_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


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
