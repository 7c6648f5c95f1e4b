"""The four indicator lists as they are printed, and the file that holds them."""

from collections import Counter

import pytest

from casework.screening.domain.indicators import Dimension, Profile, Strength
from casework.screening.loader import FOLDER, FileRefused, indicator_names, indicator_standard
from casework.screening.loader.standard import load_standard

FILE = FOLDER / "ilo_ec_operational_indicators.yaml"
STRONG_FOR_ADULTS = "DR01 CR01 EX01 CD01 CD02 CD03 CD04"
WEAK_FOR_ADULTS = "DR10 VR15 VR16 EX09 CD15 VD06 VD07"
STRONG_FOR_CHILDREN = "DR01 DR10 CR01 CR02 CR03 CR04 EX01 CD01 CD02 CD03 CD04 CD05 CD06 CD07 CD08"


def of_strength(profile, strength):
    listed = indicator_standard().lists[Profile(profile)].indicators
    return " ".join(code for code, each in listed.items() if each.strength is strength)


def test_the_adult_labour_list_holds_67_indicators_with_their_printed_strength():
    assert len(indicator_standard().lists[Profile.ADULT_LABOUR].indicators) == 67
    assert of_strength("AL", Strength.STRONG) == STRONG_FOR_ADULTS
    assert of_strength("AL", Strength.WEAK) == WEAK_FOR_ADULTS


def test_the_child_labour_list_holds_65_indicators_and_no_weak_one():
    listed = indicator_standard().lists[Profile.CHILD_LABOUR].indicators
    assert len(listed) == 65
    assert not {"VR08", "EX08"} & listed.keys()
    assert of_strength("CL", Strength.STRONG) == STRONG_FOR_CHILDREN
    assert of_strength("CL", Strength.WEAK) == ""


def test_the_sexual_lists_are_the_labour_lists_with_the_known_differences_only():
    lists = indicator_standard().lists

    def changed(sexual, labour):
        return {
            code: each.strength.value
            for code, each in lists[Profile(sexual)].indicators.items()
            if each != lists[Profile(labour)].indicators[code]
        }

    assert changed("AS", "AL") == {
        "CD05": "strong",
        "CD07": "strong",
        "CD08": "strong",
        "EX01": "medium",
    }
    assert changed("CS", "CL") == {"EX06": "strong"}
    assert [p.value for p in Profile if lists[p].presumes_exploitation] == ["CS"]


def test_every_dimension_holds_its_printed_number_of_indicators():
    for profile, sizes in {"AL": (10, 10, 16, 9, 15, 7), "CL": (10, 10, 15, 8, 15, 7)}.items():
        listed = indicator_standard().lists[Profile(profile)].indicators.values()
        counts = Counter(each.dimension for each in listed)
        assert tuple(counts[dimension] for dimension in Dimension) == sizes


def test_what_is_not_yet_compared_with_the_printed_lists_is_marked():
    unverified = {p.value: each.unverified for p, each in indicator_standard().lists.items()}
    assert unverified["AL"] == {"VR13", "VR14"}
    assert not unverified["CL"]
    assert (len(unverified["AS"]), len(unverified["CS"])) == (67, 65)


def test_every_indicator_has_a_short_name_in_three_languages():
    names = indicator_names()
    assert list(names) == list(indicator_standard().lists[Profile.ADULT_LABOUR].indicators)
    for language in ("fr", "ar", "en"):
        assert len({name.within(language) for name in names.values()}) == 67


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ("DR02: {AL: medium", "DR02: {AL: weak", "lists.AL.counts.medium: the list holds 52"),
        ("DR02: {AL: medium", "DR02: {AL: middling", "indicators.D1.DR02.AL: should be one of"),
        ("{CD05: strong,", "{XX05: strong,", "lists.AS.changes.XX05: is not in the list"),
        ("unverified: [VR13", "unverified: [VR99", "lists.AL.unverified: VR99 is not in the list"),
        ("like: CL", "like: CX", "lists.CS.like: should be one of AL, CL, AS, CS"),
        ('version: "2009-09"', "", "top: version is missing"),
        ("  D6:", "  D7:", "indicators.D6: should be a mapping"),
    ],
)
def test_a_list_that_does_not_add_up_is_refused_with_the_path(tmp_path, written, instead, fault):
    text = FILE.read_text(encoding="utf-8")
    assert written in text
    changed = tmp_path / "lists.yaml"
    changed.write_text(text.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        load_standard(changed)
    assert any(line.startswith(fault) for line in refused.value.faults), refused.value.faults
