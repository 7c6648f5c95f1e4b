"""Seals over what gives power: whoever writes rows without the keys of Sanad makes nobody mightier.

A session, a link, a role, a second factor: each of these rows carries an HMAC-SHA256 over what it
gives and to whom, under a root of the keyring, and counts only while it fits (NIST FIPS 198-1;
OWASP ASVS 5.0, 8.2.2 and 11.3.3). The hash of a password is sealed to its account besides, so that
a thief of the database cannot even try passwords.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from casework.accounts.models import (
    Delegation,
    Enrolment,
    ExternalIdentity,
    HalfSignIn,
    Password,
    RecoveryCode,
    TwoPersonAct,
    User,
    UserSession,
)
from casework.encryption import RecordSeal, Root, SealBroken, current_keyring
from casework.kernel import clock


@dataclass(frozen=True)
class PasswordHash:
    """What is sealed of a password: its Argon2id hash, and the id by which the trace says that it
    was chosen; empty of a time before."""

    hash: str
    id: str = ""


_HASHES = RecordSeal(
    "password", "sealed_hash", PasswordHash, version=2, upgrades={1: lambda plain: plain}
)


def made(kind: str, *parts: object) -> bytes:
    """The seal of one kind over some parts, each with its length: no two lists are alike."""
    texts = [_text(part) for part in parts]
    content = "".join(f"{len(text)}|{text}|" for text in texts).encode()
    return current_keyring().mac(Root.SESSIONS, f"seal/v1/{kind}", content)


def fits(seal: bytes | None, kind: str, *parts: object) -> bool:
    """Whether it is the seal over these parts; compared in constant time."""
    return seal is not None and hmac.compare_digest(seal, made(kind, *parts))


# ── Powers ───────────────────────────────────────────────────────────────────────────────────────
def seal_powers(user: User) -> None:
    """Seal what an account may do, where, since when, and whether it is closed or stopped. Whoever
    changes one of them calls it, after having looked whether they fitted before."""
    user.powers_since = user.powers_since or clock.now()
    user.powers_seal = made("powers", *_powers(user.id, user, user.place_codes))


def powers_fit(user: User) -> bool:
    """Whether an account may do what Sanad itself wrote down."""
    return fits(user.powers_seal, "powers", *_powers(user.id, user, user.place_codes))


def row_powers_fit(row: Any, regions: Iterable[str]) -> bool:
    """The same for a row of columns."""
    return fits(row.powers_seal, "powers", *_powers(row.user_id, row, regions))


def _powers(user_id: UUID, of: Any, regions: Iterable[str]) -> tuple[object, ...]:
    return (
        user_id,
        str(of.role),
        of.organisation_id,
        bool(of.national),
        bool(of.responsible),
        of.powers_since,
        of.disabled_at,
        of.stopped_at,
        *sorted(regions),
    )


# ── Sessions, links and what waits ───────────────────────────────────────────────────────────────
def seal_session(row: UserSession) -> None:
    """Whose session it is, until when, and when its owner last proved to be there."""
    row.seal = made("session", *_session(row))


def session_fits(row: Any) -> bool:
    """Of a session, or of a row of its columns."""
    return fits(row.seal, "session", *_session(row))


def _session(row: Any) -> tuple[object, ...]:
    return row.token_hash, row.user_id, row.expires_at, row.strong_at


def seal_link(row: Enrolment | HalfSignIn) -> None:
    """Whose link, or whose half of a sign-in, and until when."""
    row.seal = made(row.__tablename__, row.token_hash, row.user_id, row.expires_at)


def link_fits(row: Enrolment | HalfSignIn) -> bool:
    return fits(row.seal, row.__tablename__, row.token_hash, row.user_id, row.expires_at)


def seal_delegation(row: Delegation) -> None:
    """Who stands in for whom, and when."""
    row.seal = made("delegation", *_delegation(row))


def delegation_fits(row: Delegation) -> bool:
    """Whether Sanad wrote down that somebody stands in."""
    return fits(row.seal, "delegation", *_delegation(row))


def row_delegation_fits(row: Any) -> bool:
    """The same for a row of columns."""
    return fits(row.delegation_seal, "delegation", *_delegation(row))


def _delegation(row: Any) -> tuple[object, ...]:
    return row.absent_id, row.stand_in_id, row.starts_at, row.ends_at


def seal_act(row: TwoPersonAct) -> None:
    """What waits for a second person: what, about whom, and who asked."""
    row.seal = made("act", *_act(row))


def act_fits(row: TwoPersonAct) -> bool:
    return fits(row.seal, "act", *_act(row))


def _act(row: TwoPersonAct) -> tuple[object, ...]:
    return row.id, row.kind, row.user_id, row.asked_by_id, row.expires_at


# ── What proves who somebody is ──────────────────────────────────────────────────────────────────
def seal_hash(user_id: UUID, hash_: str, password_id: str = "") -> bytes:
    """The hash of a password, for the row of its account and no other."""
    cipher = current_keyring().cipher(Root.SESSIONS, "password/v1")
    return _HASHES.seal(cipher, user_id, PasswordHash(hash_, password_id))


def hash_in(password: Password | None) -> str | None:
    """The hash of a password. None without one, and for one that Sanad did not put there."""
    found = password_in(password)
    return found.hash if found else None


def password_in(password: Password | None) -> PasswordHash | None:
    """The same, with the id of the password."""
    if password is None or password.sealed_hash is None:
        return None
    cipher = current_keyring().cipher(Root.SESSIONS, "password/v1")
    try:
        return _HASHES.open(cipher, password.user_id, password.sealed_hash)
    except SealBroken:
        return None


def factors_seal(user_id: UUID, factor_ids: Iterable[UUID]) -> bytes:
    """Over all factors of an account that count: one added or taken off beside Sanad is noticed."""
    return made("factors", user_id, *sorted(one.hex for one in factor_ids))


def factors_fit(user_id: UUID, factor_ids: Iterable[UUID], seal: bytes | None) -> bool:
    return seal is not None and hmac.compare_digest(seal, factors_seal(user_id, factor_ids))


def seal_code(row: RecoveryCode) -> None:
    """A code on paper: whose it is."""
    row.seal = made("code", row.user_id, row.number, row.hash)


def code_fits(row: RecoveryCode) -> bool:
    return fits(row.seal, "code", row.user_id, row.number, row.hash)


def paper_seal(codes: Iterable[RecoveryCode]) -> bytes:
    """Over all codes of one paper: which paper it is."""
    return made("paper", *(one.hash for one in sorted(codes, key=lambda one: one.number)))


def seal_external(row: ExternalIdentity) -> None:
    """Whose account a ministry's person comes into."""
    row.seal = made("external", row.user_id, row.subject_digest)


def external_fits(row: ExternalIdentity) -> bool:
    return fits(row.seal, "external", row.user_id, row.subject_digest)


def _text(part: object) -> str:
    if isinstance(part, bytes | UUID):
        return part.hex() if isinstance(part, bytes) else part.hex
    if isinstance(part, datetime):
        return part.astimezone(UTC).isoformat()
    return "" if part is None else str(part)
