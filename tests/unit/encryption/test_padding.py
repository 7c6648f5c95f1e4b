import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.encryption.padding import BLOCK, in_blocks, pad, padme, unpad
from casework.encryption.refusals import SealBroken


@given(st.binary(max_size=3000))
def test_padding_gives_back_what_it_was_given(content: bytes) -> None:
    for padded_length in (in_blocks, padme):
        padded = pad(content, padded_length)
        assert unpad(padded) == content
        assert len(padded) == padded_length(len(content) + 4)


@given(st.integers(min_value=1, max_value=2**40))
def test_padme_costs_at_most_twelve_percent_above_one_block(length: int) -> None:
    padded = padme(length)
    assert padded >= max(length, BLOCK)
    assert padded <= max(BLOCK, length * 1.12)


def test_padme_gives_the_published_lengths() -> None:
    # Nikitin et al. 2019: with L = 2^E + r the last E - floor(log2 E) - 1 bits are rounded up to 0
    assert [padme(n) for n in (257, 272, 1000, 1025, 5000, 1_000_000)] == [
        272, 272, 1024, 1088, 5120, 1_015_808,
    ]  # fmt: skip


def test_records_are_padded_to_multiples_of_256_bytes() -> None:
    assert {len(pad(b"x" * n)) for n in range(253)} == {256}
    assert len(pad(b"x" * 253)) == 512


@pytest.mark.parametrize(
    "padded",
    [b"", b"\0\0\0", b"\0\0\0\x05abcd", b"\0\0\0\x01ab" + b"\0" * 8, b"\xff\xff\xff\xff"],
)
def test_padding_that_is_not_ours_is_refused(padded: bytes) -> None:
    with pytest.raises(SealBroken):
        unpad(padded)
