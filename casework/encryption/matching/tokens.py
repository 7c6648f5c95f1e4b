"""Match tokens: what a database may hold so that the same person is found again.

A token is the first 8 bytes of HMAC-SHA256 under a key of its type, HKDF(match root,
"match/v1/" + type). Only compound contents are used: a token of a single name would give the
commonest names away by counting. Every person has exactly eight, filled up with random bytes; no
moment is stored, and rows lie in the order of the tokens, not of arrival.

    1  both names, year of birth             5   full date, sex, nationality
    2  both names, day and month             6p  phone, 6d document
    3  given name, year, day and month       7   both names (for review only)
    4  family name, year, day and month
"""

import hmac
import secrets
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final, cast
from uuid import UUID

from sqlalchemy import (
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Uuid,
    bindparam,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, Session

from casework.db import Base, internal
from casework.encryption.keyring import current_keyring
from casework.encryption.matching.particulars import Particulars
from casework.encryption.providers import Root

TOKEN_BYTES: Final = 8
TOKENS: Final = 8
KEY_VERSION: Final = 1
CANDIDATES: Final = 200


class MatchToken(Base):
    """One token of one person, deleted with the case."""

    __tablename__ = "match_token"
    __table_args__ = {"sqlite_with_rowid": False}

    token: Mapped[bytes] = internal(LargeBinary(TOKEN_BYTES), primary_key=True)
    person_id: Mapped[UUID] = internal(Uuid, primary_key=True, index=True)
    key_version: Mapped[int] = internal(SmallInteger)


_tokens = cast(Table, MatchToken.__table__)

# Prepared once: building the statement took as long as running it.
_WHO_SHARES = (
    select(_tokens.c.person_id)
    .where(
        _tokens.c.token.in_(bindparam("tokens", expanding=True)),
        _tokens.c.key_version == KEY_VERSION,
    )
    .group_by(_tokens.c.person_id)
    .order_by(func.count().desc(), _tokens.c.person_id)
    .limit(bindparam("most", type_=Integer))
)


def search_tokens(person: Particulars) -> list[bytes]:
    """The tokens to look for: those with content only."""
    keyring = current_keyring()
    return [
        hmac.digest(keyring.derive(Root.MATCH, f"match/v1/{kind}"), content.encode(), sha256)[
            :TOKEN_BYTES
        ]
        for kind, content in _contents(person)
    ]


def tokens_for(person: Particulars) -> list[bytes]:
    """The eight tokens to store, in an order that says nothing about which is which."""
    tokens = search_tokens(person)
    tokens += [secrets.token_bytes(TOKEN_BYTES) for _ in range(TOKENS - len(tokens))]
    return sorted(tokens)


def record_tokens(session: Session, person_id: UUID, person: Particulars) -> None:
    """Replace the person's tokens, in the transaction that records the identity."""
    forget_tokens(session, person_id)
    rows = [
        {"token": token, "person_id": person_id, "key_version": KEY_VERSION}
        for token in tokens_for(person)
    ]
    session.connection().execute(insert(_tokens), rows)


def forget_tokens(session: Session, person_id: UUID) -> None:
    """Delete the person's tokens: the person is not found any more."""
    session.connection().execute(delete(_tokens).where(_tokens.c.person_id == person_id))


def candidates(session: Session, tokens: Iterable[bytes], limit: int = CANDIDATES) -> list[UUID]:
    """The persons who share a token, those with most first, at most `limit`."""
    asked = {"tokens": list(tokens), "most": limit}
    return list(session.connection().execute(_WHO_SHARES, asked).scalars())


def _contents(person: Particulars) -> Iterator[tuple[str, str]]:
    yield from _name_contents(person)
    birth = person.birth
    if birth.year and birth.day_is_known and person.sex and person.nationality:
        full = f"{birth.year}-{birth.month}-{birth.day}"
        yield "5", f"{full}|{person.sex}|{person.nationality}"
    if person.phone_digits:
        yield "6p", person.phone_digits
    if person.document_number:
        yield "6d", person.document_number


def _name_contents(person: Particulars) -> Iterator[tuple[str, str]]:
    given, family = person.codes
    birth = person.birth
    if given and family:
        both = "|".join(sorted((given, family)))
        yield "7", both
        if birth.year:
            yield "1", f"{both}|{birth.year}"
        if birth.day_is_known:
            yield "2", f"{both}|{birth.day_and_month}"
    if birth.year and birth.day_is_known:
        if given:
            yield "3", f"{given}|{birth.year}|{birth.day_and_month}"
        if family:
            yield "4", f"{family}|{birth.year}|{birth.day_and_month}"
