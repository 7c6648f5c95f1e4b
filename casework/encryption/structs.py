"""What is inside a seal: a typed value and its schema number, as MessagePack.

Frozen standard-library dataclasses, enums, dates, UUIDs and tuples of them travel as they are. When
a struct changes shape its version goes up and an upgrade is added, a function from the older
value's plain form (dictionaries, lists, text, numbers) to the next version's plain form. Old rows
stay as they are and are upgraded when opened; the next write seals them in the new shape.
"""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import msgspec

from casework.encryption.refusals import NotSealable, SealBroken

T = TypeVar("T")

Upgrade = Callable[[Any], Any]


class Schema(Generic[T]):
    """The shape of one sealed struct: its type, its version, and the way up from older versions."""

    __slots__ = ("_decoder", "_encoder", "_type", "_upgrades", "readable_versions", "version")

    def __init__(self, shape: type[T], version: int, upgrades: Mapping[int, Upgrade]) -> None:
        if version < 1 or sorted(upgrades) != list(range(version - len(upgrades), version)):
            raise ValueError("upgrades must lead from each older version to the next, unbroken")
        self.version = version
        # The newest first: nearly every row has it.
        self.readable_versions = tuple(range(version, version - len(upgrades) - 1, -1))
        self._type = shape
        self._upgrades = dict(upgrades)
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(tuple[int, shape])  # type: ignore[valid-type]

    def encode(self, value: T) -> bytes:
        """The payload, read back once: a value that could not be opened again is refused now."""
        content = self._readable_payload(value)
        if content is None:
            raise NotSealable(schema=self.version)
        return content

    def decode(self, content: bytes, version: int) -> T:
        """The value of a payload that was sealed at `version`; refused when it says otherwise."""
        found = self._read(content) if version == self.version else self._lift(content, version)
        if found is None:
            raise SealBroken(schema=version)
        return found[1]

    # The parser's own errors quote what they read. They are dropped where they arise, so that no
    # refusal carries one along as its cause.

    def _readable_payload(self, value: T) -> bytes | None:
        try:
            content = self._encoder.encode((self.version, value))
        except (TypeError, ValueError, OverflowError):
            return None
        return content if self._read(content) else None

    def _read(self, content: bytes) -> tuple[int, T] | None:
        try:
            found: tuple[int, T] = self._decoder.decode(content)
        except (msgspec.MsgspecError, ValueError):
            return None
        return found if found[0] == self.version else None

    def _lift(self, content: bytes, version: int) -> tuple[int, T] | None:
        try:
            inner_version, plain = msgspec.msgpack.decode(content)
            for step in range(version, self.version):
                plain = self._upgrades[step](plain)
            value = msgspec.convert(plain, self._type)
        except (msgspec.MsgspecError, ValueError):
            return None
        return (self.version, value) if inner_version == version else None
