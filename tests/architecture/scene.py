"""The scene of the sweep: one record of each kind, at a known place, made by the services.

The inspector `owner_inspector` has a draft and a sent screening; the focal point of the region has
it in the queue, and another in triage; `caseworker` has a case with a referral waiting at
`shelter` and one still a draft.
"""

from typing import Any

from flask import Flask

from casework.accounts.models import DutyTurn, UserSession
from casework.db import db, unit_of_work
from casework.directory.models import Contact
from casework.exchange.models import SubmissionImport
from casework.tasks.models import Holiday
from tests.factories import organisation_named, user_named
from tests.integration.referrals.conftest import Office


def make_scene(app: Flask) -> dict[str, str]:
    """Make it; gives the codes and ids that paths are filled with."""
    office = Office(app)
    case, referral = office.sent()
    office.consent(case, "P3", recipient_id=office.house("other_house"))
    draft = office.prepared(case, to="other_house")
    return {
        "case": case,
        "referral": referral,
        "draft_referral": draft,
        "new_case": office.open(),
        **_screenings(app),
        **_visits(app),
        **_matched(app),
        **_visits(app),
        **_of_the_office(app),
        **_exchange(app),
        **_questionnaires(app),
    }


def _screenings(app: Flask) -> dict[str, str]:
    from tests.integration.screening.conftest import AT_RISK, Field

    field = Field(app)
    return {
        "draft": field.draft(),
        "screening": field.sent(),
        "at_risk": field.sent(AT_RISK),
        "flagged": field.flagged(),
        "lowering": field.lowering(),
        "late_draft": field.late_draft(),
    }


def _visits(app: Flask) -> dict[str, str]:
    from casework.visits import service
    from tests.factories import actor_named
    from tests.integration.visits.conftest import Ground

    ground = Ground(app)
    notified = ground.record()
    ground.in_record(
        notified,
        lambda one: service.give_notice(one, 8, False, actor_named("owner_inspector"), one.version),
    )
    return {"visit": ground.noted(), "labour": ground.record(), "notified": notified}


def _matched(app: Flask) -> dict[str, str]:
    """A pair that `caseworker` is asked to compare, and a search of `caseworker_elsewhere`."""
    from tests.integration.matching.conftest import House

    house = House(app)
    _earlier, _newer, pair = house.both()
    house.asked_to_compare(pair)
    return {"pair": pair, "search": house.searched()}


def _visits(app: Flask) -> dict[str, str]:
    from casework.visits import service
    from tests.factories import actor_named
    from tests.integration.visits.conftest import Ground

    ground = Ground(app)
    notified = ground.record()
    ground.in_record(
        notified,
        lambda one: service.give_notice(one, 8, False, actor_named("owner_inspector"), one.version),
    )
    return {"visit": ground.noted(), "labour": ground.record(), "notified": notified}


def _of_the_office(app: Flask) -> dict[str, str]:
    with app.app_context():
        found: dict[str, Any] = {
            "user": user_named("other_inspector").id,
            "organisation": organisation_named("clinic").id,
            "contact": db.session.query(Contact.id).first()[0],
            "holiday": db.session.query(Holiday.day).order_by(Holiday.day).first()[0],
            "session": db.session.query(UserSession.id).first()[0]
            if db.session.query(UserSession.id).first()
            else "00000000-0000-4000-8000-000000000000",
            "turn": db.session.query(DutyTurn.id).first()[0]
            if db.session.query(DutyTurn.id).first()
            else "00000000-0000-4000-8000-000000000000",
        }
        db.session.close()
    return {name: str(value) for name, value in found.items()}


def _exchange(app: Flask) -> dict[str, str]:
    from pathlib import Path

    from casework.exchange.drafting import import_form
    from tests.factories import actor_named
    from tests.integration.exchange.conftest import Desk

    desk = Desk(app)
    form = Path(__file__).parents[1] / "fixtures" / "htcds" / "htcds_xlsform.xlsx"
    desk.bring([desk.filled(1)])
    with app.app_context(), unit_of_work():
        made = import_form(form.read_bytes(), "en", form.name, actor_named("administrator"))
        imported = db.session.query(SubmissionImport.id).first()[0]
        return {
            "imported_form": f"{made.instrument_id}/{made.number}",
            "submission_import": str(imported),
        }


def _questionnaires(app: Flask) -> dict[str, str]:
    """A draft of `administrator`, a version that waits for somebody else, an example."""
    from casework.screening import library
    from casework.screening.administration import queries, service
    from tests.factories import actor_named

    with app.app_context(), unit_of_work():
        author = actor_named("administrator")
        draft = service.copy_version(library.current("labour_inspection"), author)
        asked = service.copy_version(library.current("labour_short"), author)
        page = queries.version_page(author, asked.instrument_id, str(asked.number))
        service.propose(page, user_named("national_focal_point").id, author, asked.version)
        example = service.add_example("labour_inspection", "Essai", {"hours": "up_to_8"}, author)
        return {
            "questionnaire": f"{draft.instrument_id}/{draft.number}",
            "questionnaire_proposed": f"{asked.instrument_id}/{asked.number}",
            "example": str(example.id),
        }
