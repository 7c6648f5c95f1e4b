"""Sealed values of a row. Reading a row never opens them; `.reveal()` does, in a listed place.

class Person(Base):
    pii_blob: Mapped[bytes | None] = special(LargeBinary)
    pii = SealedField("pii_blob", Identity, owner_kind="case", owner_id="case_id", version=1)

person.pii = Identity(...)       seals at once
person.pii.reveal()              opens, upgraded when it was sealed at an older version
Person.pii.bind(row_id=..., owner_id=..., blob=...)     for the rows of a list query
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar, Final, Generic, NoReturn, Self, TypeVar, final, overload
from uuid import UUID

from sqlalchemy.orm import Session, object_session

from casework.encryption.data_keys import Owner, data_key
from casework.encryption.padding import PaddedLength, in_blocks
from casework.encryption.records import RecordSeal
from casework.encryption.refusals import SealNotReady
from casework.encryption.structs import Upgrade

T = TypeVar("T")

LOCK: Final = "\N{LOCK}"


@final
class Sealed(Generic[T]):
    """A value that is there and closed. Printing, formatting or storing it shows a lock."""

    __slots__ = ("_open",)
    __iter__: ClassVar[None] = None

    def __init__(self, opener: Callable[[], T]) -> None:
        self._open = opener

    def reveal(self) -> T:
        """The value in clear; `SealBroken` when altered or moved, `DataKeyMissing` when erased."""
        return self._open()

    def __str__(self) -> str:
        return LOCK

    __repr__ = __str__
    __html__ = __str__

    def __format__(self, spec: str) -> str:
        return LOCK

    def __bool__(self) -> bool:
        return True

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError("a sealed value is not pickled")


class SealedField(Generic[T]):
    """The sealed value of a bytes column, under the data key of the row's owner.

    `blob` names the column, `owner_id` the attribute with the owner's id, `row_id` the row's own.
    A table whose rows have owners of several kinds names the kind in a column of its own.
    The kind of owner is fixed (`owner_kind`), or stands in each row (`owner_kind_column`).
    A new version of the shape comes with `upgrades={old version: function}` (see `structs.py`).
    """

    def __init__(
        self,
        blob: str,
        shape: type[T],
        *,
        owner_id: str,
        owner_kind: str | None = None,
        owner_kind_column: str | None = None,
        row_id: str = "id",
        version: int = 1,
        upgrades: Mapping[int, Upgrade] | None = None,
        padded_length: PaddedLength = in_blocks,
    ) -> None:
        if (owner_kind is None) == (owner_kind_column is None):
            raise ValueError("name the kind of owner once: owner_kind or owner_kind_column")
        self.blob = blob
        self._owner_kind = owner_kind
        self._owner_kind_column = owner_kind_column
        self._owner_id = owner_id
        self._row_id = row_id
        self._shape = shape
        self._version = version
        self._upgrades = upgrades
        self._padded_length = padded_length

    def __set_name__(self, model: type, name: str) -> None:
        self._model = model

    @cached_property
    def _seal(self) -> RecordSeal[T]:
        table: str = self._model.__tablename__  # type: ignore[attr-defined]
        return RecordSeal(
            table,
            self.blob,
            self._shape,
            version=self._version,
            upgrades=self._upgrades,
            padded_length=self._padded_length,
        )

    @overload
    def __get__(self, row: None, model: type) -> Self: ...
    @overload
    def __get__(self, row: object, model: type) -> Sealed[T] | None: ...
    def __get__(self, row: object | None, model: type) -> Self | Sealed[T] | None:
        if row is None:
            return self
        blob: bytes | None = getattr(row, self.blob)
        if blob is None:
            return None
        row_id, owner = self._ids(row)
        return self._closed(object_session(row), row_id, owner, blob)

    def __set__(self, row: object, value: T | None) -> None:
        """Seal the value into the row's column. Refused until row and owner have their ids."""
        if value is None:
            setattr(row, self.blob, None)
            return
        row_id, owner = self._ids(row)
        cipher = data_key(*owner, session=object_session(row))
        setattr(row, self.blob, self._seal.seal(cipher, row_id, value))

    @overload
    def bind(
        self, *, row_id: UUID, owner_id: UUID, blob: bytes, owner_kind: str | None = None
    ) -> Sealed[T]: ...
    @overload
    def bind(
        self, *, row_id: UUID, owner_id: UUID, blob: None, owner_kind: str | None = None
    ) -> None: ...
    def bind(
        self, *, row_id: UUID, owner_id: UUID, blob: bytes | None, owner_kind: str | None = None
    ) -> Sealed[T] | None:
        """The closed value of a row that a query returned as plain columns."""
        if blob is None:
            return None
        kind = owner_kind or self._owner_kind
        if kind is None:
            raise SealNotReady(column=self.blob)
        return self._closed(None, row_id, (kind, owner_id), blob)

    def _closed(
        self, session: Session | None, row_id: UUID, owner: Owner, blob: bytes
    ) -> Sealed[T]:
        def reveal() -> T:
            return self._seal.open(data_key(*owner, session=session), row_id, blob)

        return Sealed(reveal)

    def _ids(self, row: object) -> tuple[UUID, Owner]:
        column = self._owner_kind_column
        owner_kind: str | None = getattr(row, column) if column else self._owner_kind
        owner_id: UUID | None = getattr(row, self._owner_id)
        row_id: UUID | None = getattr(row, self._row_id)
        if row_id is None or owner_id is None or owner_kind is None:
            raise SealNotReady(column=self.blob)
        return row_id, (owner_kind, owner_id)
