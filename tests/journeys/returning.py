"""A voluntary return on a desk: each function is one sitting, often days after the one before."""

from datetime import datetime, timedelta

from flask import Flask

from tests.integration.returns.conftest import Bureau
from tests.journeys.caseworker import HOW_ASKED
from tests.journeys.house import House
from tests.journeys.window import Window

OPTIONS = ["stay_and_permit", "asylum", "local_support", "family_reunification", "return"]
RISKS = ("traffickers", "family", "community", "retrafficking", "health", "legal")
ROUTE = "Casablanca - Abidjan, vol direct"


def planned_case(app: Flask) -> None:
    """Somebody who is helped, with a plan, and who agrees to talk of returning."""
    Bureau(app).planned()


def on(moment: datetime, name: str = "on") -> dict[str, str]:
    """A day as it is typed."""
    parts = {"day": moment.day, "month": moment.month, "year": moment.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def hour(moment: datetime) -> str:
    """An hour as it is typed."""
    return moment.strftime("%H:%M")


def find_case(worker: Window) -> str:
    """The only case of the caseworker; gives its code."""
    worker.come_in("caseworker")
    worker.visit("/c")
    worker.press("main a[href^='/c/']:not([href='/c/new'])")
    return worker.path.split("/")[2]


def ask(worker: Window, house: House, code: str) -> str:
    """The person asks about returning; gives the address of the return."""
    worker.visit(f"/c/{code}/return/ask")
    worker.page.locator("main [name=organisation]").first.check()
    worker.send({"channel": "office", **on(house.now), "country": "CI", "language": "fr",
                 "household": "0", "words": "Revoir ma mère."})  # fmt: skip
    return worker.path


def explain(worker: Window, house: House, there: str) -> None:
    """Every option is explained, returning being one; what makes the person vulnerable."""
    worker.visit(f"{there}/part/counselling")
    worker.send({**on(house.now), "language": "fr", "interpreter": "not_needed",
                 "options": OPTIONS, "alone": "yes", "asylum": "no"})  # fmt: skip
    worker.visit(f"{there}/part/eligibility")
    worker.send({**on(house.now), "vulnerabilities": ["stranded"]})


def rest_and_go_on(worker: Window, there: str) -> None:
    """One click to rest, nothing moves meanwhile, one click to go on."""
    worker.press("main form[action$='/pause'] button")
    assert "repos depuis" in worker.text
    worker.look("return-rests")
    worker.visit(f"{there}/step/choose")
    worker.send()
    assert "repos" in worker.page.locator(".errors").inner_text()
    worker.visit(there)
    worker.press("main form[action$='/resume'] button")


def take_back(worker: Window, there: str, code: str) -> None:
    """The person takes the agreement back; the return stops with it, the case is in its plan."""
    worker.visit(f"/c/{code}/consent")
    worker.press("main a[href*='/consent/withdraw'][href*='P7']")
    assert there.rsplit("/", 1)[1] in worker.text
    worker.send(HOW_ASKED)
    worker.visit(there)
    assert "Arrêté par la personne" in worker.text
    assert worker.page.locator("main form[action$='/stop']").count() == 0
    worker.visit(f"/c/{code}/return")
    worker.look("case-return-stopped")


def agree(worker: Window, code: str) -> None:
    """Consent to a return, once more."""
    worker.visit(f"/c/{code}/consent")
    worker.send({"purpose": "P7", "answer": "given", **HOW_ASKED})


def choose(worker: Window, house: House, there: str) -> None:
    """Two days later the person decides alone. Before that nobody can record it."""
    worker.visit(f"{there}/step/choose")
    worker.send()
    assert "48 heures" in worker.page.locator(".errors").inner_text()
    worker.look("return-step-choose")
    house.wait(3)
    worker.come_in("caseworker")
    worker.visit(f"{there}/part/choice")
    worker.send({**on(house.now), "alone": "yes", "free": "yes", "informed": "yes",
                 "capacity": "certain", "signed": "written"})  # fmt: skip
    worker.visit(f"{there}/step/choose")
    worker.send()


def prepare(worker: Window, house: House, there: str, code: str) -> None:
    """Risks, papers, project and journey; the case turns to the return; booked."""
    worker.visit(f"{there}/part/risk")
    worker.look("return-risk")
    sides = [(item, country) for item in RISKS for country in ("here", "there")]
    levels = {f"{item}_{country}_{when}": "1" for item, country in sides
              for when in ("before", "after")}  # fmt: skip
    worker.send({**on(house.now), **levels, "measures": "Accueil à l'aéroport, suivi."})
    worker.visit(f"/c/{code}/step/start_return")
    worker.send()
    for kind in ("passport", "exit_authorisation"):
        worker.visit(f"{there}/part/documents")
        worker.send({"kind": kind, "state": "obtained", **on(house.now)})
    worker.visit(f"{there}/part/project")
    worker.send(
        {
            **on(house.now),
            "words": "Un petit atelier de couture.",
            "amount": "9 500",
            "currency": "MAD",
        }
    )
    leaves = house.now + timedelta(hours=1)
    arrives = leaves + timedelta(hours=9)
    worker.visit(f"{there}/part/travel")
    worker.send({
        **on(leaves, "departs"), "departs_hour": hour(leaves), **on(arrives, "arrives"),
        "arrives_hour": hour(arrives), "route": ROUTE, "escort": "none",
        "partner": "Bureau d'accueil", **on(house.now, "accepted_on"),
    })  # fmt: skip
    worker.visit(f"{there}/step/book")
    worker.send()
    assert "/step/book" not in worker.path, worker.text[:600]


def leave(worker: Window, house: House, there: str) -> None:
    """Fit, asked once more at the door, and gone with the sheet of the journey."""
    now = house.now
    worker.visit(f"{there}/step/depart")
    worker.send()
    assert worker.page.locator(".errors").is_visible()
    worker.visit(f"{there}/part/fitness")
    worker.send({**on(now), "hour": hour(now), "result": "fit", "short": "no",
                 "doctor": "Dr Essai"})  # fmt: skip
    worker.visit(f"{there}/part/departure")
    worker.send({**on(now), "hour": hour(now), "confirmed": "yes", "signed": "written"})
    worker.visit(f"{there}/sheet?in=fr")
    worker.look("return-sheet")
    assert ROUTE in worker.text
    worker.visit(f"{there}/step/depart")
    worker.send()
    assert "En route" in worker.text


def arrive(worker: Window, house: House, there: str) -> None:
    """Two days later whoever receives the person confirms it."""
    house.wait(2)
    worker.come_in("caseworker")
    worker.visit(f"{there}/part/arrival")
    now = house.now
    worker.send({**on(now), "hour": hour(now), "confirmed_by": "Bureau d'accueil", "well": "yes"})
    worker.look("return-arrived")
