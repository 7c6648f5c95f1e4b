"""What a caseworker does on the walk: each function is one sitting."""

from tests.journeys.thread import Thread
from tests.journeys.window import Window
from tests.journeys.words import ANSWERED, HOUSE, TRACED, TYPED, UNDER_WAY

HOW_ASKED = {"how": "oral", "language": "fr", "interpreter": "no"}
RISKS = ("offender", "community", "health", "child", "immigration", "digital", "help")


def record(worker: Window, thread: Thread) -> None:
    """What the person agrees to, by purpose and recipient."""
    at = f"/c/{thread.code}"
    worker.come_in("caseworker")
    worker.look("my-work-caseworker")
    worker.visit(at)
    worker.look("case-file-new")
    worker.visit(f"{at}/consent")
    worker.look("consent-empty")
    worker.send({"purpose": "P2", "answer": "given", **HOW_ASKED})
    house = worker.page.locator("select[name=recipient] option", has_text=HOUSE[worker.language])
    given = {"purpose": "P3", "recipient": str(house.first.get_attribute("value"))}
    told = ["profile", "needs", "safety", "contact"]
    worker.send({**given, "answer": "given", "data_groups": told, **HOW_ASKED})
    worker.look("consent")


def identify(worker: Window, thread: Thread) -> None:
    """Who the person is, and how they are reached safely."""
    typed, at = TYPED[worker.language], f"/c/{thread.code}"
    worker.visit(f"{at}/identity/record")
    worker.look("identity-record")
    worker.send({
        "spoken_name": typed["spoken_name"], "family_name": typed["family_name"],
        "alias": typed["alias"], "birth-month": "4", "birth-year": "1999", "sex": "female",
        "nationality": "CI", "phone": typed["phone"],
    })  # fmt: skip
    worker.visit(f"{at}/contact")
    worker.look("safe-contact")
    worker.send({"phone": "06 61 00 00 42", "hours": "10:00 - 20:00", "calls": "yes",
                 "messages": "no", "instructions": typed["instruction"]})  # fmt: skip


def assess_and_inform(worker: Window, thread: Thread) -> None:
    """A first risk assessment, the legal duty, and the step that lets referrals begin."""
    at = f"/c/{thread.code}"
    worker.visit(f"{at}/risk/new")
    worker.look("risk-new")
    worker.send({f"{risk}_{side}": "1" for risk in RISKS for side in ("likelihood", "impact")})
    worker.look("risk")
    worker.visit(f"{at}/duty")
    worker.look("duty")
    worker.send({
        "reported": "no", "basis": "penal_code_448_7", "on-day": "1", "on-month": "1",
        "on-year": "2026", "content": TYPED[worker.language]["duty"], "informed": "yes",
    })  # fmt: skip
    worker.visit(f"{at}/step/inform")
    worker.look("step")
    worker.send()
    worker.visit(at)
    worker.look("case-file")
    for part in ("timeline", "records"):
        worker.visit(f"{at}/{part}")
        worker.look(f"case-{part}")


def ask_on_the_screen(worker: Window, thread: Thread) -> None:
    """The person answers two questions on the screen, and sees nothing else of the file."""
    worker.visit(f"/c/{thread.code}/consent/ask")
    worker.look("ask-on-the-screen")
    worker.send({
        "purposes": ["P5", "P8"], "screen_language": worker.language, "explained": "self",
        **HOW_ASKED,
    })  # fmt: skip
    for answer in ("no", "yes"):
        assert thread.code not in worker.text
        worker.look(f"person-{answer}")
        worker.press(f"main button[value={answer}]")
    worker.look("person-thanks")


def reveal(worker: Window, thread: Thread) -> None:
    """The name is nowhere until a reason is given, and the reason stands in the trace."""
    name, at = TYPED[worker.language]["spoken_name"], f"/c/{thread.code}"
    worker.visit(at)
    assert name not in worker.page.content()
    worker.visit(f"{at}/identity")
    worker.look("identity-reason")
    worker.send({"reason": "planned_call"})
    assert name in worker.text
    worker.look("identity-shown")
    worker.visit(f"{at}/access")
    for words in TRACED[worker.language]:
        assert words in worker.text, words
    worker.look("case-access")
    worker.visit("/c")
    worker.look("cases")
    assert name not in worker.page.content()


def refer(worker: Window, thread: Thread) -> None:
    """Four steps, the last of which shows exactly what the other side will see."""
    typed, at = TYPED[worker.language], f"/c/{thread.code}"
    worker.visit(f"{at}/refer")
    worker.look("refer-1-service")
    worker.page.select_option("main [name=service]", "SHELTER")
    worker.press("main form button")
    worker.look("refer-1-recipient")
    worker.page.get_by_label(HOUSE[worker.language]).check()
    worker.send({"urgency": "emergency"})
    worker.look("refer-2-share")
    worker.send({
        "dependants": "none", "accessibility": "none", "message": typed["message"],
        "safe_contact": typed["contact"], "arrival": typed["arrival"],
        "safety": typed["instruction"],
    })  # fmt: skip
    worker.look("refer-3-agreement")
    worker.visit(worker.path.replace("agreement", "preview"))
    worker.look("refer-4-preview")
    thread.before, thread.after = worker.page.locator(".sheet").all_inner_texts()
    worker.press("main form[method=post] button")
    thread.referral = worker.path.rsplit("/", 1)[1]
    worker.look("refer-sent")


def follow(worker: Window, thread: Thread) -> None:
    """The sender sees the answer; the case's state and timeline follow."""
    at = f"/c/{thread.code}"
    worker.visit("/")
    assert thread.referral in worker.text or thread.code in worker.text
    worker.look("my-work-answered")
    worker.visit(f"{at}/referrals")
    worker.look("case-referrals")
    worker.visit(f"{at}/referrals/{thread.referral}")
    worker.look("referral-answered")
    worker.visit(at)
    assert UNDER_WAY[worker.language] in worker.text
    worker.look("case-file-answered")
    worker.visit(f"{at}/timeline")
    assert ANSWERED[worker.language] in worker.text
    worker.look("case-timeline-after")
    worker.visit("/t")
    worker.look("deadlines")


def err(worker: Window, thread: Thread) -> None:
    """Forms sent as they are: what is missing is said first, and beside each field."""
    for path, name in (
        ("risk/new", "risk"), ("duty", "duty"), ("notes", "notes"),
        ("close", "close"),
    ):  # fmt: skip
        worker.visit(f"/c/{thread.code}/{path}")
        worker.send()
        assert worker.page.locator(".errors").is_visible()
        worker.look(f"errors-{name}")


def darken(worker: Window, thread: Thread) -> None:
    """The same pages at night."""
    worker.visit("/me")
    worker.send({"theme": "dark"})
    for path, name in (
        ("/", "my-work"), (f"/c/{thread.code}", "case-file"),
        (f"/c/{thread.code}/consent", "consent"),
        (f"/c/{thread.code}/referrals/{thread.referral}", "referral"),
    ):  # fmt: skip
        worker.visit(path)
        worker.look(f"dark-{name}")
    worker.visit("/me")
    worker.send({"theme": "light"})
