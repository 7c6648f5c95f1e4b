"""The picture of the pathway shows what the table says, in both directions."""

from itertools import combinations

import pytest

from casework.cases.domain.pathway import STATES
from casework.cases.picture import BOX, TALL, WIDTH, drawn

WAYS = {
    "S06 S07", "S06 S09", "S07 S08", "S07 S09", "S07 S10", "S08 S07", "S09 S10", "S09 S07",
    "S10 S11", "S11 S12", "S11 S14", "S11 S15", "S12 S11", "S12 S13", "S13 S14", "S13 S15",
    "S14 S15", "S15 S11", "S15 S16", "S16 S17", "S17 S06",
}  # fmt: skip
"""Written from the rules; closing from elsewhere than follow-up is said in words."""


@pytest.mark.parametrize("mirrored", [False, True])
def test_picture_has_every_state_and_every_way_once(mirrored):
    picture = drawn(mirrored=mirrored)
    assert sorted(box.state for box in picture.boxes) == sorted(STATES)
    ways = [f"{way.source} {way.target}" for way in picture.ways]
    assert sorted(ways) == sorted(WAYS)
    assert len({way.path for way in picture.ways}) == len(ways)


@pytest.mark.parametrize("mirrored", [False, True])
def test_no_two_states_are_drawn_over_each_other_or_outside(mirrored):
    boxes = drawn(mirrored=mirrored).boxes
    for one, other in combinations(boxes, 2):
        assert abs(one.x - other.x) >= BOX or abs(one.y - other.y) >= TALL
    assert all(0 <= box.x <= WIDTH - BOX for box in boxes)


def test_right_to_left_picture_is_the_mirror_of_the_other():
    left, right = drawn(mirrored=False).boxes, drawn(mirrored=True).boxes
    assert [WIDTH - box.x - BOX for box in left] == [box.x for box in right]
    assert [box.y for box in left] == [box.y for box in right]
