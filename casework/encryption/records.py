"""A typed value sealed for one row: serialised, padded, encrypted, bound to its place."""

from collections.abc import Mapping
from typing import Generic, TypeVar
from uuid import UUID

from casework.encryption.envelope import Cipher, uuid_text
from casework.encryption.padding import PaddedLength, in_blocks, pad, unpad
from casework.encryption.refusals import SealBroken
from casework.encryption.structs import Schema, Upgrade

T = TypeVar("T")


class RecordSeal(Generic[T]):
    """Seals and opens the values of one column under a key that the caller brings.

    Where a value belongs, `table|column|row uuid|schema version`, is authenticated with it.
    """

    __slots__ = ("_of_column", "_padded_length", "_schema", "column", "table")

    def __init__(
        self,
        table: str,
        column: str,
        shape: type[T],
        *,
        version: int = 1,
        upgrades: Mapping[int, Upgrade] | None = None,
        padded_length: PaddedLength = in_blocks,
    ) -> None:
        self.table = table
        self.column = column
        self._of_column = f"{table}|{column}|".encode()
        self._schema = Schema(shape, version, upgrades or {})
        self._padded_length = padded_length

    def seal(self, cipher: Cipher, row_id: UUID, value: T) -> bytes:
        """The value as a blob for this row. What could not be read again is refused."""
        content = pad(self._schema.encode(value), self._padded_length)
        return cipher.seal(content, self._place(row_id, self._schema.version))

    def open(self, cipher: Cipher, row_id: UUID, blob: bytes) -> T:
        """The value of this row's blob, upgraded when it has an older version; or `SealBroken`."""
        for version in self._schema.readable_versions:
            try:
                padded = cipher.open(blob, self._place(row_id, version))
            except SealBroken:
                continue
            return self._schema.decode(unpad(padded), version)
        raise SealBroken(table=self.table, column=self.column, row=str(row_id))

    def _place(self, row_id: UUID, version: int) -> bytes:
        return b"%b%b|%d" % (self._of_column, uuid_text(row_id), version)
