"""What the others do on the walk: focal point, shelter, analyst, administrator."""

from tests.journeys.thread import Thread
from tests.journeys.window import Window
from tests.journeys.words import TYPED


def triage(focal: Window, thread: Thread) -> None:
    """Find it in the queue, confirm the level, set the risk level; a case opens."""
    focal.come_in("focal_point")
    focal.look("my-work-focal-point")
    focal.visit("/q")
    focal.look("queue")
    focal.press(f"a[href='/q/{thread.screening}']")
    focal.look("queue-item")
    focal.press(f"a[href='/q/{thread.screening}/confirm']")
    focal.look("queue-confirm")
    focal.send()
    focal.visit(f"/q/{thread.screening}/triage")
    focal.look("queue-triage")
    focal.send({"level": "P1"})
    focal.visit(f"/q/{thread.screening}")
    focal.press("main a[href^='/c/']")
    thread.code = focal.path.split("/")[2]
    focal.look("case-skeleton")


def assign(focal: Window, thread: Thread) -> None:
    """Give the case to a caseworker who is active in the region."""
    focal.press(f"main a[href='/c/{thread.code}/assign']")
    focal.look("case-assign")
    name = "Essai Caseworker"
    option = focal.page.locator("select[name=caseworker] option", has_text=name)
    focal.send({"caseworker": str(option.first.get_attribute("value"))})
    focal.look("case-skeleton-assigned")
    focal.visit("/c")
    focal.look("cases-focal-point")


def see_no_name(focal: Window, thread: Thread) -> None:
    """The focal point follows the case by its code, and reads no name on any page of it."""
    name, phone = (TYPED[focal.language][key] for key in ("spoken_name", "phone"))
    for path in ("", "/access"):
        focal.visit(f"/c/{thread.code}{path}")
        assert name not in focal.page.content()
        assert phone not in focal.page.content()
    focal.visit(f"/c/{thread.code}/identity", 403)


def accept(shelter: Window, thread: Thread) -> None:
    """Find the request by its deadline, see what was previewed and no more, and accept."""
    shelter.come_in("shelter")
    shelter.look("my-work-shelter")
    shelter.visit("/r")
    shelter.look("inbox")
    shelter.press(f"main a[href='/r/{thread.referral}']")
    shelter.look("request")
    assert shelter.page.locator(".sheet").all_inner_texts() == [thread.before]
    assert thread.code not in shelter.page.content()
    shelter.press("form[action$='/accept'] button")
    assert shelter.page.locator(".sheet").all_inner_texts() == [thread.before, thread.after]
    assert thread.code in shelter.text
    shelter.look("request-accepted")


def analyse(analyst: Window, thread: Thread) -> None:
    """Charts, tables, the explanation; no name and no code."""
    analyst.come_in("analyst")
    analyst.visit("/m")
    analyst.look("dashboard")
    analyst.open_details()
    analyst.look("dashboard-tables")
    assert analyst.page.locator("svg.chart").count() == 1
    assert analyst.page.locator("main table").count() > 4
    said = analyst.page.content()
    for secret in (thread.code, thread.screening, TYPED[analyst.language]["spoken_name"]):
        assert secret not in said
    analyst.visit("/m/how")
    analyst.look("dashboard-how")
    analyst.visit(f"/c/{thread.code}", 403, 404)


def administer(administrator: Window, thread: Thread) -> None:
    """Organisations and users; nothing about a person."""
    administrator.come_in("administrator")
    administrator.look("my-work-administrator")
    for path, name in (
        ("/a", "state"), ("/a/users", "users"), ("/a/users/new", "user-new"),
        ("/a/orgs", "organisations"), ("/a/orgs/new", "organisation-new"),
        ("/a/roster", "roster"), ("/a/contacts", "contacts"), ("/a/holidays", "holidays"),
        ("/a/audit", "journal"),
    ):  # fmt: skip
        administrator.visit(path)
        administrator.look(name)
    for path in (f"/c/{thread.code}", f"/s/{thread.screening}/result", f"/q/{thread.screening}"):
        administrator.visit(path, 403, 404)
    administrator.look("refused")
