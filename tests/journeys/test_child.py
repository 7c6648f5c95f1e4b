"""A girl of fourteen: a guardian, her best interests, protection, and her own words."""

import pytest

from casework.cases.domain.risk import ITEMS
from tests.journeys.walk import DESK, PHONE
from tests.journeys.words import CHILD, HOUSE, UNDER_WAY

DAY = {"on-day": "1", "on-month": "1", "on-year": "2026"}
NEW = {
    "sex": "female", "age_band": "9-17", "age_doubt": "no", "languages": ["ary"],
    "interpreter": "not_needed", "nationality_group": "moroccan",
    "exploitation": "domestic_work", "asylum": "no", "search": "no_name", "priority": "P2",
}  # fmt: skip
GUARDIAN = {"kind": "provisional", "suspected": "no", **DAY}
INTERESTS = {"trained": "yes", **DAY}
LOW = {f"{item}_{side}": "1" for item in ITEMS for side in ("likelihood", "impact")}
TOLD = ["profile", "needs", "contact"]
ASKED = {"answer": "given", "how": "oral", "language": "ary", "interpreter": "no"}


@pytest.mark.parametrize(("language", "looks"), [("ar", True), ("fr", False)])
def test_child_is_protected_from_the_first_hour(open_window, language, looks):
    worker, person = (open_window(language, width, looks=looks) for width in (DESK, PHONE))
    words = CHILD[language]
    worker.come_in("caseworker")
    worker.visit("/c/new")
    worker.send({**NEW, "region": "MA-06"})
    at = worker.path
    assert words["to_do"] in worker.text
    worker.look("child-file")
    _name_a_guardian(worker, at, words)
    _hear_the_child(worker, at, words)
    _agree(worker, at, words)
    focal, shelter = (open_window(language, DESK, looks=looks) for _one in range(2))
    _let_an_authority_decide(worker, focal, at, words)
    _find_her_a_bed(worker, shelter, at, words)
    _refuse_a_suspected_guardian(worker, at, words)
    worker.visit(f"{at}/pathway")
    worker.look("pathway")
    person.visit("/help/pathway")
    person.look("help-pathway")
    faults = [one for window in (worker, person, focal, shelter) for one in window.faults]
    assert not faults, "\n".join(faults)


def _guardian(words):
    return {"name": words["guardian"], "authority": words["authority"], **GUARDIAN}


def _name_a_guardian(worker, at, words):
    worker.visit(f"{at}/record/guardian")
    worker.look("guardian")
    worker.send(_guardian(words))
    assert words["guardian"] in worker.text


def _hear_the_child(worker, at, words):
    heard = {"by_whom": words["by_whom"], **INTERESTS}
    worker.visit(f"{at}/record/bia")
    worker.send({**heard, "child_view": ""})
    worker.look("interests-without-her-view")
    worker.send({**heard, "child_view": words["her_words"]})
    assert words["her_words"] in worker.text
    worker.look("child-protected")
    worker.visit(at)
    assert words["to_do"] not in worker.text


def _agree(worker, at, words):
    worker.visit(f"{at}/consent")
    worker.send({"purpose": "P2", **ASKED})
    worker.look("consent-of-a-child-alone")
    # the rest was kept
    worker.send({"guardian": words["guardian"], "child_view": words["her_words"]})
    worker.look("consent-of-a-child")


def _let_an_authority_decide(worker, focal, at, words):
    """The prosecutor decides; the focal point takes the step, and a request is due today."""
    worker.visit(f"{at}/risk/new")
    worker.send(LOW)
    worker.visit(f"{at}/record/authority")
    worker.look("authority-decides")
    decided = {"authority": "prosecutor", "court": words["court"], "reference": "TM-2026/14"}
    worker.send({**decided, **DAY})
    assert "TM-2026/14" in worker.text
    worker.look("authority-decided")
    focal.come_in("focal_point")
    focal.visit(f"{at}/step/refer_child")
    focal.look("step-refer-child")
    focal.send()
    worker.visit(at)
    assert words["send"] in worker.text
    worker.look("child-to-be-referred")


def _find_her_a_bed(worker, shelter, at, words):
    """The first request leaves, which ends the task, and the house takes her in."""
    house = HOUSE[worker.language]
    both = {"guardian": words["guardian"], "child_view": words["her_words"]}
    worker.visit(f"{at}/consent")
    there = worker.page.locator("select[name=recipient] option", has_text=house).first
    to = {"purpose": "P3", "recipient": str(there.get_attribute("value")), "data_groups": TOLD}
    worker.send({**to, **ASKED, **both})
    worker.visit(f"{at}/refer?service=SHELTER")
    worker.page.get_by_label(house).check()
    worker.send({"urgency": "emergency"})
    worker.send({
        "dependants": "none", "accessibility": "none", "message": words["needs"],
        "safe_contact": words["contact"],
    })  # fmt: skip
    worker.visit(worker.path.replace("agreement", "preview"))
    worker.press("main form[method=post] button")
    request = worker.path.rsplit("/", 1)[1]
    worker.visit(at)
    assert words["send"] not in worker.text
    shelter.come_in("shelter")
    shelter.visit(f"/r/{request}")
    assert words["needs"] in shelter.text
    shelter.press("form[action$='/accept'] button")
    worker.visit(at)
    assert UNDER_WAY[worker.language] in worker.text


def _refuse_a_suspected_guardian(worker, at, words):
    worker.visit(f"{at}/record/guardian")
    worker.send({**_guardian(words), "suspected": "yes", "suspicion": words["suspicion"]})
    worker.look("guardian-suspected")
    worker.visit(f"{at}/consent")
    both = {"guardian": words["guardian"], "child_view": words["her_words"]}
    worker.send({"purpose": "P5", **ASKED, **both})
    assert words["judge"] in worker.text
    worker.look("consent-refused-to-the-guardian")
