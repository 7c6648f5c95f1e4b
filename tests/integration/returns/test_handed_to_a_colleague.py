"""A return is not stuck with an officer who left or cannot be reached: a colleague takes it up."""

from casework.accounts.service import disable_user
from casework.audit.models import AuditEvent
from casework.db import db
from casework.returns import service
from casework.returns.models import ReturnFile
from tests.factories import actor_named, user_named
from tests.integration.returns.test_return_walk import open_tasks, press


def taken(bureau):
    """A return of another organisation that its officer took up; gives its reference."""
    _code, reference, _referral = bureau.entrusted()
    bureau.seated(
        reference,
        lambda seat: service.take_up(seat, actor_named("return_officer")),
        "return_officer",
    )
    return reference


def answers(bureau, reference):
    """Whether somebody answers for it, and whose the deadline is."""
    with bureau.app.app_context():
        held = db.session.query(ReturnFile).filter_by(reference=reference).one().officer_id
        db.session.close()
    task = open_tasks(bureau)["counsel_return"]
    return held is not None, task.assignee_id is not None, task.organisation_id is not None


def test_whoever_left_answers_for_no_return_and_the_colleagues_may_take_it_up(bureau):
    reference = taken(bureau)
    assert answers(bureau, reference) == (True, True, True)
    bureau.do(lambda: disable_user(user_named("return_officer"), actor_named("administrator")))
    assert answers(bureau, reference) == (False, False, True)
    with bureau.app.app_context():
        kinds = [one.kind for one in db.session.query(AuditEvent)]
        db.session.close()
    assert kinds.count("ReturnAssigned") == 2


def test_the_officer_gives_it_back_on_the_page_and_it_is_there_to_take_up(quick_bureau, client_as):
    reference = taken(quick_bureau)
    officer = client_as("return_officer")
    assert "Rendre ce retour" in officer.get(f"/j/{reference}").text
    answer = press(officer, reference, "give-back")
    page = officer.get(answer.location).text
    assert "peut le prendre" in page and f"/j/{reference}/take" in page
    assert f"/j/{reference}/give-back" not in page
    assert answers(quick_bureau, reference) == (False, False, True)
    assert "à prendre" in officer.get("/j").text


def test_the_caseworker_gives_back_what_an_officer_who_cannot_be_reached_has(
    quick_bureau, client_as
):
    reference = taken(quick_bureau)
    press(client_as("caseworker"), reference, "give-back")
    assert answers(quick_bureau, reference) == (False, False, True)
