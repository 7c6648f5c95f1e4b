"""Twenty accounts work one case at the same moment, each on one of its forms."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta

import pytest

from casework.accounts import seals
from casework.accounts.models import Delegation, User, UserRegion
from casework.accounts.service import open_session
from casework.cases import queries as cases
from casework.cases.domain.identity import SafeContact
from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.planning import queries as planning
from casework.referrals import queries as referrals
from casework.referrals.domain.packet import Item
from tests.client import Page, SanadClient
from tests.factories import add_account, user_named
from tests.integration.planning.conftest import GOAL, Planner

DAY = {"on-day": "16", "on-month": "11", "on-year": "2026"}
REVIEW = {"review_on-day": "16", "review_on-month": "12", "review_on-year": "2026"}
RISKS = ("offender", "community", "health", "child", "immigration", "digital", "help")
FORMS = {
    "contact": ("/contact", "code_word", {}),
    "safety plan": ("/record/safety_plan", "safe_place", {**DAY, **REVIEW, "wanted": "yes"}),
    "goal": (f"/plan/goals/{GOAL.id}", "responsible", {}),
    "identity": ("/identity/record", "spoken_name", {"sex": "female"}),
    "share": ("/referrals/{draft}/share", "arrival", {}),
    "note": ("/notes", "text", {"kind": "other"}),
}
"""Each form, the field in which all of its writers type another word, and what goes with it."""
WRITERS = {
    "contact": 5, "safety plan": 4, "goal": 4, "identity": 3, "share": 2, "note": 2,
}  # fmt: skip
ADDED = ("note",)
"""What is only ever added to: everybody's stays."""


def accounts(app) -> list[SanadClient]:
    """The caseworker, and nineteen colleagues who stand in for them."""
    with app.app_context(), unit_of_work():
        absent, at = user_named("caseworker"), clock.now()
        made = [absent]
        for number in range(1, sum(WRITERS.values())):
            one = User(
                username=f"adjointe_{number}", display_name=f"Essai Adjointe {number:02}",
                role=absent.role, organisation_id=absent.organisation_id, language="fr",
                made_at=at, regions=[UserRegion(region="MA-06")],
            )  # fmt: skip
            add_account(one)
            standing_in = Delegation(
                absent_id=absent.id, stand_in_id=one.id, starts_at=at - timedelta(days=1),
                ends_at=at + timedelta(days=1), made_by_id=absent.id, made_at=at,
            )  # fmt: skip
            seals.seal_delegation(standing_in)
            db.session.add(standing_in)
            made.append(one)
        return [SanadClient(app, open_session(one)) for one in made]


@pytest.fixture
def case(app):
    """A case with something in each form; gives the planner, its code and a draft request."""
    planner = Planner(app)
    code = planner.informed()
    to = planner.house()
    planner.consent(code, "P3", recipient_id=to)
    draft = planner.prepared(code)
    planner.goal(code, GOAL)

    def reach(row):
        from casework.cases.service import record_safe_contact
        from tests.factories import actor_named

        record_safe_contact(row, SafeContact(hours="Matin"), actor_named("caseworker"))

    planner.on(code, reach)
    return planner, code, draft


def kept(planner, code, draft) -> dict[str, str]:
    """What stands in each form now."""

    def look(row):
        identity = cases.person_of(row).identity.reveal()
        request = referrals.referral_of_case(row.id, draft).preparation.reveal()
        return {
            "contact": cases.safe_contact_of(row).code_word,
            "safety plan": cases.newest_of(row.id, "safety_plan")["safety_plan"].safe_place,
            "goal": planning.working_plan(row.id).goal(GOAL.id).responsible,
            "identity": identity.spoken_name,
            "share": request.texts[Item.ARRIVAL],
            "note": [one.note.text for one in cases.notes_of(row.id).values()],
        }

    found: dict[str, str] = planner.see(code, look)
    return found


def test_twenty_accounts_on_several_forms_lose_no_update_and_each_loser_sees_both(case):
    planner, code, draft = case
    browsers = iter(accounts(planner.app))
    writers = [
        (form, next(browsers), f"Mot{form.partition(' ')[0]}{number}")
        for form, several in WRITERS.items()
        for number in range(several)
    ]
    sending = []
    for form, browser, word in writers:  # all have opened their form before anybody sends
        path, field, more = FORMS[form]
        where = f"/c/{code}" + path.format(draft=draft)
        sending.append(
            (browser, where, browser.get(where).form(field).filled({**more, field: word}))
        )
    answers = at_once(sending)
    won: dict[str, list[str]] = {form: [] for form in FORMS}
    for (form, _browser, word), answer in zip(writers, answers, strict=True):
        if answer.status_code == 303:
            won[form].append(word)
        else:
            assert answer.status_code == 409, (form, answer.status_code)
    standing = kept(planner, code, draft)
    assert sorted(standing["note"]) == sorted(won["note"])
    assert len(won["note"]) == WRITERS["note"]
    for form in FORMS.keys() - set(ADDED):
        assert [standing[form]] == won[form], form  # one was accepted, and it is what stands
    for (form, browser, word), answer in zip(writers, answers, strict=True):
        if answer.status_code == 409:
            page = Page(answer)
            if form == "identity":
                page = shown_again(browser, code, page, won[form][0])
            assert word in page.text, form
            assert won[form][0] in page.text, form


def shown_again(browser, code, page, hidden) -> Page:
    """A name that somebody else recorded is seen only by who shows the identity, with a reason."""
    assert hidden not in page.text
    browser.submit(f"/c/{code}/identity", {"reason": "appointment"})
    again = page.form("spoken_name").fields
    return browser.post(f"/c/{code}/identity/record", again, 409)


def at_once(sending):
    """All forms in threads of their own; the answers, in order."""

    def send(browser, where, typed):
        return browser.http.post(where, data=typed, headers={"Sec-Fetch-Site": "same-origin"})

    with ThreadPoolExecutor(len(sending)) as threads:
        runs = [threads.submit(copy_context().run, send, *one) for one in sending]
        return [run.result(timeout=60) for run in runs]
