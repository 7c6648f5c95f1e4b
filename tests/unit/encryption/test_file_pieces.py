"""A file opens whole, in its place, or not at all."""

import os

import pytest

from casework.encryption.files import PIECE, FileCipher
from casework.encryption.refusals import SealBroken

KEY = bytes(range(32))
LENGTHS = (0, 1, 255, PIECE - 8, PIECE, 3 * PIECE + 17)


def cipher(place: bytes = b"file/v1|case|a|b", key: bytes = KEY) -> FileCipher:
    return FileCipher(key, place)


@pytest.mark.parametrize("length", LENGTHS)
def test_a_file_of_any_length_comes_back_as_it_was(length):
    content = os.urandom(length)
    assert cipher().open(cipher().seal(content)) == content


def test_length_is_hidden_among_few_lengths():
    seen = {sum(map(len, cipher().seal(b"x" * length))) for length in range(100_000, 100_900)}
    assert len(seen) <= 2


def sealed() -> list[bytes]:
    return list(cipher().seal(bytes(3 * PIECE)))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda found: found[:-1],
        lambda found: [],
        lambda found: found[1:],
        lambda found: [found[1], found[0], *found[2:]],
        lambda found: [*found, found[-1]],
        lambda found: [found[0], found[0], *found[2:]],
        lambda found: [found[0][:-1] + bytes([found[0][-1] ^ 1]), *found[1:]],
        lambda found: [b"", *found[1:]],
    ],
)
def test_a_file_that_was_cut_moved_doubled_or_changed_does_not_open(spoil):
    with pytest.raises(SealBroken):
        cipher().open(spoil(sealed()))


def test_a_file_opens_only_in_its_own_place_and_under_its_own_key():
    for other in (cipher(b"file/v1|case|a|c"), cipher(key=bytes(32))):
        with pytest.raises(SealBroken):
            other.open(sealed())
