"""Somebody who declined comes back: each function is one sitting."""

from datetime import datetime

from tests.journeys.caseworker import HOW_ASKED, RISKS
from tests.journeys.house import House
from tests.journeys.window import Window
from tests.journeys.words import AWAITED, DECLINED

DAY = {"on-day": "1", "on-month": "1", "on-year": "2026"}


def day_of(moment: datetime) -> dict[str, str]:
    """A day as it is typed: of what wears out, such as a safety plan."""
    return {"on-day": str(moment.day), "on-month": str(moment.month), "on-year": str(moment.year)}


def arrive(worker: Window) -> str:
    """Somebody comes by themselves; gives the code of their case."""
    worker.come_in("caseworker")
    worker.visit("/c/new")
    worker.send({
        "region": "MA-06", "priority": "P3", "sex": "female", "age_band": "25-34",
        "age_doubt": "no", "languages": ["fr"], "interpreter": "not_needed",
        "nationality_group": "moroccan", "exploitation": "unknown", "asylum": "no",
        "search": "no_name",
    })  # fmt: skip
    code = worker.path.split("/c/")[1][:12]
    _inform(worker, code, duty=True)
    return code


def decline(worker: Window, house: House, code: str) -> None:
    """The person says no: that is written down, they leave with a safety plan, the door is open."""
    _answer(worker, code, "refused")
    worker.visit(f"/c/{code}/record/safety_plan")
    worker.send({**day_of(house.now), "wanted": "no"})
    worker.visit(f"/c/{code}/step/decline")
    worker.look("step-decline")
    worker.send()
    worker.visit(f"/c/{code}")
    assert DECLINED[worker.language] in worker.text


def propose_to_close(worker: Window, code: str) -> None:
    """Nothing more is to be done for now."""
    worker.visit(f"/c/{code}/close")
    worker.look("propose-closure")
    worker.send({
        "reason": "refused_all", "words": "La personne a dit non.", "informed": "yes",
        "feedback": "offered", "channels": ["meeting"],
    })  # fmt: skip


def agree_to_close(focal: Window, code: str) -> None:
    """A second person looks at it and closes."""
    focal.come_in("focal_point")
    focal.visit(f"/c/{code}/closure")
    focal.look("answer-closure")
    focal.send({"decision": "close"})


def come_by_themselves(worker: Window, house: House, code: str, months: int) -> None:
    """Months later somebody stands at the door: nobody went to look for them. The file is where it
    was left, the earlier no is still read in it, and the question is open again, due in two
    working days."""
    house.wait(30 * months)
    worker.come_in("caseworker")
    worker.visit(f"/c/{code}")
    assert DECLINED[worker.language] in worker.text
    worker.look("case-declined-months-later")
    worker.visit(f"/c/{code}/step/reconsider")
    worker.look("step-reconsider")
    worker.send()
    assert AWAITED[worker.language] in worker.text
    worker.visit("/t")
    assert code in worker.text
    worker.visit(f"/c/{code}/step/help_directly")
    worker.send()  # nobody is helped on the strength of an answer they did not give
    worker.visit(f"/c/{code}")
    assert AWAITED[worker.language] in worker.text


def accept_after_all(worker: Window, code: str) -> None:
    """They agree now; the risks of then are over and are looked at anew."""
    _agree(worker, code)


def ask_for_help(worker: Window, code: str) -> None:
    """Months later the person is met as they chose, and asks for help: the file opens again."""
    worker.visit(f"/c/{code}")
    worker.look("case-closed")
    worker.visit(f"/c/{code}/follow-up")
    worker.look("follow-up")
    worker.send({"channel": "meeting", "outcome": "new_need", "words": "Elle demande de l'aide."})
    worker.look("case-reopened")


def sort_again(focal: Window, code: str) -> None:
    """The focal point puts the file back on its way."""
    focal.visit("/t")
    assert code in focal.text
    focal.look("deadlines-focal")
    focal.visit(f"/c/{code}/step/triage_again")
    focal.send()


def accept_help(worker: Window, code: str) -> None:
    """Informed once more, the person agrees; the first answer stays on record."""
    _inform(worker, code, duty=False)
    _agree(worker, code)


def _agree(worker: Window, code: str) -> None:
    _answer(worker, code, "given")
    worker.visit(f"/c/{code}/risk/new")
    worker.send({f"{risk}_{side}": "1" for risk in RISKS for side in ("likelihood", "impact")})
    worker.visit(f"/c/{code}/step/help_directly")
    worker.send()
    worker.visit(f"/c/{code}/timeline")
    worker.look("timeline-came-back")


def _inform(worker: Window, code: str, *, duty: bool) -> None:
    if duty:
        worker.visit(f"/c/{code}/duty")
        worker.send({
            "reported": "no", "basis": "penal_code_448_7", **DAY, "content": "Examiné.",
            "informed": "yes",
        })  # fmt: skip
    worker.visit(f"/c/{code}/step/inform")
    worker.send()


def _answer(worker: Window, code: str, answer: str) -> None:
    worker.visit(f"/c/{code}/consent")
    worker.send({"purpose": "P2", "answer": answer, **HOW_ASKED})
