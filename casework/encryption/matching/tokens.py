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
from functools import cache
from hashlib import sha256
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import (
    Integer,
    LargeBinary,
    Select,
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
from casework.encryption.matching.particulars import BirthDate, Particulars
from casework.encryption.providers import Root

TOKEN_BYTES: Final = 8
TOKENS: Final = 8
CANDIDATES: Final = 200
TELLING: Final = 3
LONGEST_SLIP: Final = 10


class MatchToken(Base):
    """One token of one person, deleted with the case."""

    __tablename__ = "match_token"
    __table_args__ = {"sqlite_with_rowid": False}

    token: Mapped[bytes] = internal(LargeBinary(TOKEN_BYTES), primary_key=True)
    person_id: Mapped[UUID] = internal(Uuid, primary_key=True, index=True)
    key_version: Mapped[int] = internal(SmallInteger)


_tokens = cast(Table, MatchToken.__table__)

SLOTS: Final = 16


@cache
def _who_shares(slots: int) -> Select[tuple[UUID]]:
    """Prepared once for so many tokens: building the statement took as long as running it."""
    asked = [bindparam(f"t{slot}", type_=LargeBinary) for slot in range(slots)]
    return (
        select(_tokens.c.person_id)
        .where(_tokens.c.token.in_(asked))
        .group_by(_tokens.c.person_id)
        .order_by(func.count().desc(), _tokens.c.person_id)
        .limit(bindparam("most", type_=Integer))
    )


def search_tokens(person: Particulars) -> list[bytes]:
    """The tokens to look for: those of the person, and those of names written a little shorter,
    under every version of the match root: while it is renewed, persons are found under both.

    What is only looked for leaves nothing in the database, so it may be more than eight."""
    contents = [*_contents(person), *_first_name_only(person), *_a_consonant_less(person)]
    versions = current_keyring().root_versions(Root.MATCH)
    return [token for version in versions for token in _keyed(contents, version)]


def tokens_for(person: Particulars) -> list[bytes]:
    """The eight tokens to store, in an order that says nothing about which is which. Of two given
    names the first alone takes the places that are left."""
    contents = [*_contents(person), *_first_name_only(person)]
    tokens = _keyed(contents[:TOKENS], token_version())
    tokens += [secrets.token_bytes(TOKEN_BYTES) for _ in range(TOKENS - len(tokens))]
    return sorted(tokens)


def token_version() -> int:
    """The version of the match root that new tokens are made under."""
    return current_keyring().root_versions(Root.MATCH)[0]


def _keyed(contents: Iterable[tuple[str, str]], version: int) -> list[bytes]:
    keyring = current_keyring()
    return [
        hmac.digest(
            keyring.derive(Root.MATCH, f"match/v1/{kind}", version), content.encode(), sha256
        )[:TOKEN_BYTES]
        for kind, content in dict.fromkeys(contents)
    ]


def record_tokens(session: Session, person_id: UUID, person: Particulars) -> None:
    """Replace the person's tokens, in the transaction that records the identity."""
    forget_tokens(session, person_id)
    version = token_version()
    rows = [
        {"token": token, "person_id": person_id, "key_version": version}
        for token in tokens_for(person)
    ]
    session.connection().execute(insert(_tokens), rows)


def persons_by_version(session: Session) -> dict[int, int]:
    """How many persons have their tokens under each version of the match root."""
    count = select(_tokens.c.key_version, func.count(_tokens.c.person_id.distinct()))
    rows: Any = session.connection().execute(count.group_by(_tokens.c.key_version))
    return dict(rows.all())


def persons_of_other_versions(session: Session, limit: int) -> dict[UUID, int]:
    """Persons whose tokens wait to be made anew under the version in use, and their version."""
    stale = select(_tokens.c.person_id, _tokens.c.key_version)
    stale = stale.where(_tokens.c.key_version < token_version()).distinct().limit(limit)
    return {row.person_id: row.key_version for row in session.connection().execute(stale)}


def forget_tokens(session: Session, person_id: UUID) -> None:
    """Delete the person's tokens: the person is not found any more."""
    session.connection().execute(delete(_tokens).where(_tokens.c.person_id == person_id))


def candidates(session: Session, tokens: Iterable[bytes], limit: int = CANDIDATES) -> list[UUID]:
    """The persons who share a token, those with most first, at most `limit`."""
    asked = list(tokens)
    if not asked:
        return []
    slots = -(-len(asked) // SLOTS) * SLOTS  # the last is asked for again where one is free
    found = {f"t{slot}": asked[min(slot, len(asked) - 1)] for slot in range(slots)}
    answer: Any = session.connection().execute(_who_shares(slots), {**found, "most": limit})
    return list(answer.scalars())


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


def _first_name_only(person: Particulars) -> Iterator[tuple[str, str]]:
    """Fatima Zahra is Fatima to the next office."""
    first, family = person.first_code, person.codes[1]
    if first and family and first != person.codes[0]:
        yield from _both_names(first, family, person.birth)


def _a_consonant_less(person: Particulars) -> Iterator[tuple[str, str]]:
    """One consonant left out of one name: what a slip of the pen adds, or another one lost. Codes
    of two are too common for that; where the whole date agrees, types 3 and 4 forgive a slip."""
    (given, family), year = person.codes, person.birth.year
    if not given or not family or not year:
        return
    for shorter in _shorter(given):
        yield "1", _both(shorter, family, year)
    for shorter in _shorter(family):
        yield "1", _both(given, shorter, year)


def _shorter(code: str) -> Iterator[str]:
    if TELLING <= len(code) <= LONGEST_SLIP:
        yield from (code[:at] + code[at + 1 :] for at in range(len(code)))


def _both_names(given: str, family: str, birth: BirthDate) -> Iterator[tuple[str, str]]:
    yield "7", _both(given, family)
    if birth.year:
        yield "1", _both(given, family, birth.year)
    if birth.day_is_known:
        yield "2", _both(given, family, birth.day_and_month)


def _both(given: str, family: str, *more: int | str) -> str:
    """Sorted, so that it does not matter which was taken for the family name."""
    return "|".join([*sorted((given, family)), *map(str, more)])


def _name_contents(person: Particulars) -> Iterator[tuple[str, str]]:
    given, family = person.codes
    birth = person.birth
    if given and family:
        yield from _both_names(given, family, birth)
    if birth.year and birth.day_is_known:
        if given:
            yield "3", f"{given}|{birth.year}|{birth.day_and_month}"
        if family:
            yield "4", f"{family}|{birth.year}|{birth.day_and_month}"
