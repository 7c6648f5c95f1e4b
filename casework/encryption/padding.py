"""Lengths say things: a long story, an empty phone number. Padding takes that away.

Records are padded to multiples of 256 bytes. Notes and files vary too much for that and use Padmé
(Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs",
PETS 2019), which costs at most 12 % and leaves O(log log n) bits; never less than one block,
because Padmé hides little below it.
"""

from collections.abc import Callable
from typing import Final

from casework.encryption.refusals import SealBroken

BLOCK: Final = 256
_PREFIX: Final = 4
LONGEST: Final = 2**32 - 1

PaddedLength = Callable[[int], int]


def in_blocks(length: int) -> int:
    """The next multiple of 256 bytes; a record of a few fields always takes one block."""
    return max(BLOCK, -(-length // BLOCK) * BLOCK)


def padme(length: int) -> int:
    """The Padmé length in bytes, at least one block of 256."""
    if length <= BLOCK:
        return BLOCK
    exponent = length.bit_length() - 1
    kept_bits = exponent.bit_length()
    step = 1 << (exponent - kept_bits)
    return -(-length // step) * step


def pad(content: bytes, padded_length: PaddedLength = in_blocks) -> bytes:
    """Length prefix, content, zeros. The whole has the padded length."""
    if len(content) > LONGEST:
        raise ValueError("too long to seal in one piece")
    prefixed = len(content).to_bytes(_PREFIX, "big") + content
    return prefixed.ljust(padded_length(len(prefixed)), b"\0")


def unpad(padded: bytes) -> bytes:
    """The content without its padding; anything but zeros after it is refused."""
    end = _PREFIX + int.from_bytes(padded[:_PREFIX], "big")
    if len(padded) < _PREFIX or end > len(padded) or padded[end:].strip(b"\0"):
        raise SealBroken()
    return padded[_PREFIX:end]
