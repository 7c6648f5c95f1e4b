"""Geometry of pictures: nothing drawn tells one small value from another."""

from datetime import date
from fractions import Fraction

import pytest

from casework.statistics import pictures
from casework.statistics.domain.protected import ProtectedCount


def counts(*values):
    return [ProtectedCount(value, Fraction(4), date(2026, 10, 14)) for value in values]


def test_all_small_values_are_drawn_alike():
    for drawn in (pictures.bars, lambda some: pictures.line_picture(some, "abc", "111")):
        assert drawn(counts(0, 40, 3)) == drawn(counts(4, 40, 1))


def test_the_longest_bar_fills_its_track_and_the_others_are_in_proportion():
    assert [bar.width for bar in pictures.bars(counts(40, 20, 10))] == ["100", "50", "25"]


def test_a_line_runs_from_left_to_right_with_its_band_around_it():
    picture = pictures.line_picture(counts(10, 20), ["jan", "feb"], ["2026", "2026"])
    assert [point.x for point in picture.points] == ["44", "520"]
    assert [point.year for point in picture.points] == ["2026", ""]
    first_high, _, _, last_low = (float(p.split(",")[1]) for p in picture.band.split())
    assert first_high < float(picture.points[0].y) < last_low


def test_the_highest_end_of_a_band_stays_inside_the_picture():
    for highest in (1, 7, 23, 99, 340, 1999):
        picture = pictures.line_picture(counts(highest, 0), "ab", "11")
        assert min(float(p.split(",")[1]) for p in picture.band.split()) >= pictures.TOP
        assert 2 <= len(picture.marks) <= 6


def test_one_single_period_is_drawn_in_the_middle():
    assert pictures.line_picture(counts(8), ["jan"], ["2026"]).points[0].x == "282"


@pytest.mark.parametrize(
    ("largest", "bounds"),
    [(3, (5, 10, 15, 20, 25)), (31, (5, 10, 20, 30, 40)), (78, (5, 20, 40, 60, 80))],
)
def test_tiles_have_five_shades_that_reach_the_largest_value(largest, bounds):
    scale = pictures.tile_scale(counts(largest, 0))
    assert scale.bounds == bounds
    assert scale.level(counts(2)[0]) == "lx"
    assert scale.level(counts(5)[0]) == "l1"
    assert scale.level(counts(bounds[-1])[0]) == "l5"
    assert scale.ranges()[0] == ("5", str(bounds[1] - 1))
    assert scale.ranges()[-1] == (str(bounds[-1]), "")
