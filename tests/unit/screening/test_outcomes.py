"""What a finding is told as, and what it proposes to do."""

import datetime
from itertools import product

import pytest

from casework.screening.domain.answers import Answer
from casework.screening.domain.assessment import Act, Assessment, Danger
from casework.screening.domain.decision import assess
from casework.screening.domain.indicators import Dimension, Profile
from casework.screening.loader import FOLDER, FileRefused, indicator_standard, outcomes
from casework.screening.loader.outcomes import load_names, load_outcomes

EXPLOITED, COERCED = "EX02 EX03 EX07", "CD05 CD11 CD12"


def found(profile="AL", yes="", **facts):
    answers = dict.fromkeys(indicator_standard().lists[Profile(profile)].indicators, Answer.NO)
    answers |= dict.fromkeys(yes.split(), Answer.YES_STATED)
    return assess(Assessment(Profile(profile), answers, **facts), indicator_standard())


def said(finding):
    return [text.en.split(".")[0] for text in outcomes().sentences(finding)]


@pytest.mark.parametrize(
    ("yes", "act", "sentence"),
    [
        (f"DR01 DR02 {EXPLOITED} {COERCED}", (), "Consistent signs of trafficking were noted"),
        (f"{EXPLOITED} {COERCED}", ("recruitment",), "Consistent signs of trafficking were noted"),
        (f"{EXPLOITED} {COERCED}", (), "Some signs were noted"),
        (EXPLOITED, (), "Breaches of labour law were noted"),
        ("CD01", (), "Some signs were noted"),
        ("", (), "The answers are not enough to conclude"),
    ],
)
def test_each_band_has_its_sentence(yes, act, sentence):
    assert said(found(yes=yes, act=frozenset(Act(a) for a in act))) == [sentence]


def test_a_request_for_help_speaks_for_itself():
    assert said(found(self_request=True)) == ["The person asks for help"]


def test_child_labour_is_always_told():
    facts = {"age": 15, "sector": "domestic_work", "visited_on": datetime.date(2026, 5, 4)}
    alone = "A child does domestic work, which the law forbids before 18"
    assert said(found("CL", **facts)) == [alone]
    assert said(found("CL", EXPLOITED, **facts)) == ["Some signs were noted", alone]
    assert said(found("CL", self_request=True, **facts)) == ["The person asks for help", alone]


def test_a_low_band_with_little_asked_is_told_as_too_little():
    empty = assess(Assessment(Profile.ADULT_LABOUR, {}), indicator_standard())
    assert said(empty)[-1] == "Too many answers are missing to conclude"
    assert outcomes().is_incomplete(empty)
    assert not outcomes().is_incomplete(found())
    little = dict.fromkeys(["DR01", "DR02", "EX01", "EX02", "CD01", "CD02"], Answer.YES_STATED)
    strong = assess(Assessment(Profile.ADULT_LABOUR, little), indicator_standard())
    assert not outcomes().is_incomplete(strong)


def test_every_finding_has_three_to_five_steps():
    yes = ["", "CD01", EXPLOITED, f"VR01 VR06 VR09 {EXPLOITED}", f"DR01 DR02 {EXPLOITED} {COERCED}"]
    dangers = [frozenset(), frozenset({Danger.INJURY})]
    for profile, codes, danger in product(Profile, yes, dangers):
        steps = outcomes().actions(found(profile.value, codes, danger=danger))
        assert 3 <= len(steps) <= 5


def steps(*args, **facts):
    return [action.code for action in outcomes().actions(found(*args, **facts))]


def test_immediate_danger_comes_before_everything():
    danger = frozenset({Danger.THREAT_TODAY})
    for profile, yes in product(Profile, ["", EXPLOITED]):
        assert steps(profile.value, yes, danger=danger)[:2] == ["protect_now", "alert_focal_point"]


def test_a_step_fits_whoever_was_met_seen_or_only_reported():
    """The same steps follow an interview, a checklist of what was seen and a call to a hotline."""
    texts = {action.text for plan in outcomes().plans for action in plan.actions}
    assert len(texts) > 15
    for words in texts:
        assert "entretien" not in words.fr
        assert "interview" not in words.en
        assert "مقابلة" not in words.ar


def test_a_child_with_signs_is_questioned_no_further():
    assert "no_more_questions" in steps("CL", f"{EXPLOITED} {COERCED}")
    assert "child_protection" in steps("CS")


def test_a_labour_matter_goes_the_way_of_labour_law():
    assert steps("AL", EXPLOITED)[:2] == ["labour_report", "wage_claim"]


def test_no_screening_is_closed_without_a_person_confirming():
    assert "human_confirms" in steps("AL")
    assert "human_confirms" in steps("AL", EXPLOITED)


def test_other_protections_follow_the_signs_and_the_difficulties_that_exist():
    protections = outcomes().protections_for(found(yes="EX02 CD01", vulnerabilities=("VR16",)))
    assert [protection.id for protection in protections] == ["wages", "papers", "asylum"]


def test_the_rule_is_told_for_each_dimension():
    lists = indicator_standard().lists
    exploitation, coercion = Dimension.EXPLOITATION, Dimension.COERCION
    assert "child" in outcomes().rule_for(exploitation, lists[Profile.CHILD_SEXUAL]).en
    assert "Two strong" in outcomes().rule_for(coercion, lists[Profile.CHILD_SEXUAL]).en
    assert "Two strong" in outcomes().rule_for(exploitation, lists[Profile.CHILD_LABOUR]).en


def test_the_result_never_says_that_somebody_is_a_victim():
    for words in outcomes().bands.values():
        assert "victim of" not in words.sentence.en
        assert "confirmed" not in words.sentence.en + words.label.en
    assert "does not decide who is a victim" in outcomes().not_a_verdict.en


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ("priority: P4, bands: [F]", "priority: P4, bands: [D]", "plans: none for P4, band F"),
        ("[leaflet, door_open, human_confirms]", "[leaflet]", "plans[12].actions: a plan has"),
        ("[leaflet, door_open,", "[leaflet, go_home,", "plans[12].actions[1]: is not one of"),
        ("when: [VR16]", "when: [XX16]", "protections[5].when: XX16 is not an indicator"),
        ("below: 0.5", "below: 2", "incomplete.below: should be a share"),
        ("  child_domestic_work:", "  other_floor:", "floors: child_domestic_work is missing"),
    ],
)
def test_outcomes_that_leave_a_gap_are_refused(tmp_path, written, instead, fault):
    text = (FOLDER / "outcomes.yaml").read_text(encoding="utf-8")
    assert written in text
    file = tmp_path / "outcomes.yaml"
    file.write_text(text.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        load_outcomes(file, indicator_standard())
    assert any(line.startswith(fault) for line in refused.value.faults), refused.value.faults


def test_an_indicator_without_a_name_is_refused(tmp_path):
    text = (FOLDER / "indicator_names.yaml").read_text(encoding="utf-8")
    file = tmp_path / "names.yaml"
    file.write_text(text.replace("VD07:", "VD08:"), encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        load_names(file, indicator_standard())
    assert refused.value.faults == ("top: VD07 is missing", "top: unknown key VD08")
