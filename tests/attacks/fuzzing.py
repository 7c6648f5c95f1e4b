"""Bytes as a hostile sender makes them: flipped, cut, doubled, spliced, filled with odd signs.

The chance is seeded, so that a case that fails is the same case the next time. How many cases each
parser is given stands beside it; `SANAD_FUZZ` multiplies them for a longer night.
"""

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

MORE = int(os.environ.get("SANAD_FUZZ", "1"))
PATIENCE = 10.0
"""Seconds of waiting after which a parser counts as hanging, on a machine that others use too."""
ODD = (
    b"\x00", b"\xff" * 9, b"\xef\xbb\xbf", b"[" * 200, b"{" * 200, b'"', b"'", b"<", b"&a;", b"*a",
    b"!!python/object:os.system", b"-" * 50, b"9" * 400, b"1e999", b"\xd8\x00", "ء".encode(),
    "\u202e".encode(), b"%s%n", b"=cmd|' /C calc'!A0", b"\r\n\r\n", b"../" * 20, b",,,,", b": :",
)  # fmt: skip


class Hangs(Exception):
    """A parser did not come back."""


def mutations(seeds: list[bytes], cases: int, salt: int = 0) -> Iterator[bytes]:
    """So many cases made from good ones; the first few are the good ones cut at the ends."""
    chance = random.Random(0x5A4E ^ salt)
    for seed in seeds:
        yield from (b"", seed[:1], seed[:-1], seed + b"\x00")
    for _case in range(cases * MORE - 4 * len(seeds)):
        content = bytearray(chance.choice(seeds))
        for _step in range(chance.choice((1, 1, 1, 2, 3, 8, 40))):
            _change(content, chance, seeds)
        yield bytes(content)


def _change(content: bytearray, chance: random.Random, seeds: list[bytes]) -> None:
    place = chance.randrange(len(content) + 1)
    match chance.randrange(7):
        case 0 if content:
            content[place % len(content)] ^= 1 << chance.randrange(8)
        case 1 if content:
            content[place % len(content)] = chance.randrange(256)
        case 2:
            del content[place : place + chance.choice((1, 4, 64, 4096))]
        case 3:
            content[place:place] = chance.randbytes(chance.choice((1, 2, 8, 64)))
        case 4:
            content[place:place] = chance.choice(ODD)
        case 5:
            content[place:place] = content[: place // 2][-4096:]
        case _:
            other = chance.choice(seeds)
            start = chance.randrange(len(other) + 1)
            content[place:] = other[start:]


@contextmanager
def in_time(seconds: float = PATIENCE) -> Iterator[None]:
    """Raise `Hangs` in the middle of what takes longer."""

    def late(_number: int, _frame: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def each_refused_or_read(
    parse: Callable[[bytes], Any],
    refusals: tuple[type[BaseException], ...],
    seeds: list[bytes],
    cases: int,
) -> tuple[int, int]:
    """Give a parser its cases: read, or refused by one of its own refusals, each in time. Gives how
    many were read and how many refused; anything else raises with the case in hand."""
    read = refused = 0
    for number, content in enumerate(mutations(seeds, cases, salt=cases)):
        try:
            with in_time():
                parse(content)
            read += 1
        except refusals:
            refused += 1
        except BaseException as crash:
            crash.add_note(f"case {number}: {content[:120]!r} ({len(content)} bytes)")
            raise
    return read, refused
