"""A man who is helped from his first yes to the closing of his file: a bed, a lawyer, a plan.

Each function is one sitting of one person.
"""

from datetime import datetime

from casework.kernel.clock import MOROCCO
from tests.journeys.caseworker import HOW_ASKED, RISKS
from tests.journeys.coming_back import DAY, day_of
from tests.journeys.window import Window
from tests.journeys.words import ADULT

TOLD = ["profile", "needs", "safety", "contact"]
HE = {
    "region": "MA-06", "priority": "P3", "sex": "male", "age_band": "25-34", "age_doubt": "no",
    "languages": ["ary", "fr"], "interpreter": "not_needed",
    "nationality_group": "sub_saharan_africa", "exploitation": "other_work", "asylum": "no",
    "search": "no_name",
}  # fmt: skip
INTAKE = {
    "safety": "safe", "health": "fine", "papers": "with_person", "consent": "yes",
    "language": "ary", "heard": "read_aloud", "agreed": "yes",
}  # fmt: skip


def open_house(house: Window) -> None:
    """A house for men, with one room of two places, confirmed today."""
    words = ADULT[house.language]
    house.come_in("other_shelter")
    house.visit("/b/unit/new")
    house.send({
        "region": "MA-06", "name": words["house"], "meeting_point": words["meeting"],
        "hours": "24/24",
        "phone": "05 22 00 00 01", "regime": "open", "languages": ["ary", "fr"],
    })  # fmt: skip
    at = house.path
    house.visit(f"{at}/rules")
    house.send({"ar": "نتحدث باحترام.", "fr": "On se parle avec respect."})
    house.visit(f"{at}/room")
    house.send({"name": words["room"], "profile": "men", "places": "2", "accessible": "yes"})
    house.visit("/b")
    house.press("form[action='/b/confirm'] button")


def begin(worker: Window) -> str:
    """He comes, says yes to being helped and to a house and a lawyer; gives the case's code."""
    worker.come_in("caseworker")
    worker.visit("/c/new")
    worker.send(HE)
    code = worker.path.split("/")[2]
    worker.visit(f"/c/{code}/consent")
    worker.send({"purpose": "P2", "answer": "given", **HOW_ASKED})
    for whom in ("other_house", "lawyers"):
        name = ADULT[worker.language][whom]
        option = worker.page.locator("select[name=recipient] option", has_text=name)
        worker.send({
            "purpose": "P3", "recipient": str(option.first.get_attribute("value")),
            "answer": "given", "data_groups": TOLD, **HOW_ASKED,
        })  # fmt: skip
    worker.visit(f"/c/{code}/risk/new")
    worker.send({f"{risk}_{side}": "1" for risk in RISKS for side in ("likelihood", "impact")})
    worker.visit(f"/c/{code}/duty")
    worker.send({
        "reported": "no", "basis": "penal_code_448_7", **DAY, "informed": "yes",
        "content": ADULT[worker.language]["duty"],
    })  # fmt: skip
    worker.visit(f"/c/{code}/step/inform")
    worker.send()
    return code


def hold_a_bed(worker: Window, code: str) -> None:
    """A place for tonight, of a house he agreed to."""
    worker.visit(f"/c/{code}/place")
    worker.send({"night": "tonight", "alias": ADULT[worker.language]["alias"]})
    assert ADULT[worker.language]["meeting"] in worker.text
    worker.press(f"button[formaction='/c/{code}/place/hold']")


def take_in(house: Window) -> str:
    """He arrives, and hears the rules; gives where his stay is."""
    house.visit("/b")
    house.press("main a.bed.held")
    house.press("main a[href$='/admit']")
    house.send({}, "main form[method=post] button")
    stay = house.path
    house.visit(f"{stay}/intake")
    house.send(INTAKE)
    return stay


def ask_a_lawyer(worker: Window, code: str) -> str:
    """A request for legal help; gives its reference."""
    words = ADULT[worker.language]
    worker.visit(f"/c/{code}/refer?service=LEGAL_REP")
    worker.page.get_by_label(words["lawyers"]).check()
    worker.send({"urgency": "routine"})
    worker.send({"message": words["message"], "safe_contact": words["contact"]})
    worker.visit(worker.path.replace("agreement", "preview"))
    worker.look("refer-legal-preview")
    worker.press("main form[method=post] button")
    return worker.path.rsplit("/", 1)[1]


def give_legal_aid(lawyer: Window, referral: str) -> None:
    """The lawyers accept, meet him, and say that it is done."""
    lawyer.come_in("caseworker_elsewhere")
    lawyer.visit(f"/r/{referral}")
    assert ADULT[lawyer.language]["message"] in lawyer.text
    lawyer.press("form[action$='/accept'] button")
    for step in ("start", "deliver"):
        lawyer.visit(f"/r/{referral}/{step}")
        lawyer.send()


def agree_on_a_plan(worker: Window, code: str, referral: str) -> None:
    """What came of the request, what he needs, what he wants, and his yes to the plan."""
    words = ADULT[worker.language]
    worker.visit(f"/c/{code}/referrals/{referral}/close")
    worker.send()
    worker.visit(f"/c/{code}/plan/needs")
    worker.send({"need-SHELTER": "met", "need-LABOUR_CLAIM": "present"})
    worker.visit(f"/c/{code}/plan/goals/new?service=LABOUR_CLAIM")
    worker.send({"words": words["goal"], "priority": "1", "status": "planned"})
    worker.visit(f"/c/{code}/plan/agree")
    worker.send({**DAY, "language": "ary", "interpreter": "no", "agreed": "yes"})
    worker.look("plan-agreed")
    worker.visit(f"/c/{code}/record/safety_plan")
    worker.send({**day_of(datetime.now(MOROCCO)), "wanted": "no"})
    worker.visit(f"/c/{code}/step/plan")
    worker.send()
    assert words["planned"] in worker.text


def try_to_close(worker: Window, code: str) -> None:
    """While he has a bed, his file cannot close, and the page says so."""
    worker.visit(f"/c/{code}/close")
    assert ADULT[worker.language]["still_housed"] in worker.text
    worker.look("closure-blocked")


def say_goodbye(house: Window, stay: str) -> None:
    """He moves to a home of his own."""
    house.visit(f"{stay}/exit")
    words = ADULT[house.language]
    left = {"plan": words["leaving"], "safe_contact": words["contact"]}
    house.send({"reason": "own_home", **left})


def propose_to_close(worker: Window, code: str) -> None:
    """His goal is reached, he steps out of the plan, and chooses how he may be asked again."""
    words = ADULT[worker.language]
    worker.visit(f"/c/{code}/plan")
    worker.press("main a[href*='/plan/goals/']:not([href*='/new'])")
    worker.send({"status": "reached", "outcome": words["outcome"]})
    worker.visit(f"/c/{code}/step/follow_up")
    worker.send()
    worker.visit(f"/c/{code}/close")
    worker.send({
        "reason": "goals_met", "words": words["outcome"], "informed": "yes",
        "feedback": "given", "channels": ["meeting"],
    })  # fmt: skip


def closed(worker: Window, code: str) -> None:
    """The file is closed, and says when he is asked again."""
    worker.visit(f"/c/{code}")
    assert ADULT[worker.language]["closed"] in worker.text
    worker.look("case-closed-adult")
    worker.visit(f"/c/{code}/timeline")
    worker.look("timeline-of-adult")
