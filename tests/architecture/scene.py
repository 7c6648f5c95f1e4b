"""The scene of the sweep: one record of each kind, at a known place, made by the services.

The inspector `owner_inspector` has a draft and a sent screening; the focal point of the region has
it in the queue, another in triage; `caseworker` has a case with a referral waiting at `shelter`.
"""

from typing import Any

from flask import Flask

from casework.accounts.models import DutyTurn, UserSession
from casework.db import db, unit_of_work
from casework.directory.models import Contact
from casework.exchange.models import SubmissionImport
from casework.tasks.models import Holiday
from tests.architecture.scene_of_ones_own import of_ones_own
from tests.factories import change_account, organisation_named, user_named
from tests.integration.documents.conftest import kept_document
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
        "unknown": "00000000-0000-4000-8000-000000000000",
        **of_ones_own(app),
        "note": str(office.on(case, _note)),
        "document": kept_document(app, case),
        **_planned(app, case),
        **_together(app, case),
        **_screenings(app),
        **_visits(app),
        **_matched(app),
        **_handed(office),
        **_protected(office),
        **_of_the_office(app),
        **_sheltered(app),
        **_returns(app),
        **_reintegrated(app),
        **_assisted(app),
        **_exchange(app),
        **_questionnaires(app),
        **_proofs(app),
        **_oversight(app, case),
        **_reviews(app),
        **_erased(app),
        **_requested(app),
    }


def _handed(office: Office) -> dict[str, str]:
    """A case that its caseworker proposes to the organisation of `caseworker_elsewhere`."""
    from tests.integration.transfers.conftest import proposed

    code, ref = proposed(office)
    return {"handed": code, "transfer": ref}


def _note(case: Any) -> Any:
    from casework.cases.domain.notes import NoteText
    from casework.cases.service import write_note
    from tests.factories import actor_named

    return write_note(case, NoteText("visit", "Visite."), actor_named("caseworker")).id


def _planned(app: Flask, case: str) -> dict[str, str]:
    """Needs, a goal and an agreed version of the plan of `case`."""
    from tests.integration.planning.conftest import GOAL, Planner

    planner = Planner(app)
    planner.needs(case)
    planner.goal(case, GOAL)
    planner.agree(case)
    return {"goal": str(GOAL.id), "service_given": planner.helped_with_a_cost(case)}


def _together(app: Flask, case: str) -> dict[str, str]:
    """A conference on `case` that `shelter_house` may look at now, one that was held, a proposed
    link, and a conflict of somebody who has nothing to do with the sweep."""
    from tests.integration.together.conftest import Table

    table = Table(app)
    table.office.consent(case, "P3", recipient_id=table.office.house())
    return table.scene(case)


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
        "report": field.reported(),
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
    """A pair that `caseworker` is asked to compare, a search of `caseworker_elsewhere`, a spelling
    that staff added."""
    from casework.matching import service
    from tests.integration.matching.conftest import House

    house = House(app)
    _earlier, _newer, pair = house.both()
    house.asked_to_compare(pair)
    spelling = house.do(lambda: service.add_spelling("Zizou", "Zinedine", None).id)
    return {"pair": pair, "search": house.searched(), "spelling": str(spelling)}


def _sheltered(app: Flask) -> dict[str, str]:
    """A house of `shelter` with a place held, whose person `caseworker` brings; an incident."""
    from datetime import UTC, datetime

    from casework.shelter import queries
    from casework.shelter.domain.records import IncidentReport
    from casework.shelter.service import incidents
    from tests.factories import actor_named
    from tests.integration.shelter.conftest import Shelter

    shelter = Shelter(app)
    unit = shelter.unit(places=2)
    stay = shelter.held(unit)
    shelter.step(stay, "name_escort", shelter.actor("caseworker").user_id)

    def happened() -> tuple[str, str]:
        house = queries.house_now(queries.unit_for(actor_named("shelter"), unit))
        what = IncidentReport("violence", datetime(2026, 11, 16, 8, tzinfo=UTC))
        made = incidents.report(house.unit, 3, what, [stay], actor_named("shelter"))
        return made.reference, str(house.places[1].id)

    incident, place = shelter.do(happened)
    return {
        "unit": str(unit),
        "stay": stay,
        "stay_case": shelter.code_of(stay),
        "incident": incident,
        "place": place,
    }


def _returns(app: Flask) -> dict[str, str]:
    from tests.integration.returns.conftest import Bureau

    bureau = Bureau(app)
    _code, entrusted, _ref = bureau.entrusted()
    return {"ret": bureau.asked(), "entrusted": entrusted}


def _reintegrated(app: Flask) -> dict[str, str]:
    """A reintegration after a return that `return_officer` runs, with a grant that waits and one of
    which an instalment was paid."""
    from casework.reintegration import service
    from tests.integration.reintegration.conftest import GOODS, Ground

    ground = Ground(app)
    code, reference = ground.after_return()
    ground.signed(reference)
    paid = ground.grant(reference, GOODS)
    ground.with_grant(reference, paid, service.approve)
    return {
        "reint_case": code,
        "reint": reference,
        "grant": str(ground.grant(reference)),
        "paid_grant": str(paid),
        "instalment": str(ground.paid(reference, paid, 100_00, ground.line())),
        "to_begin": ground.planned(),
    }


def _protected(office: Office) -> dict[str, str]:
    """A safety plan, a report to the prosecution, an agreement taken back after it was used."""
    from casework.cases import service
    from casework.cases.domain.records import LegalDuty
    from casework.cases.queries import deletions_of, today
    from tests.factories import actor_named
    from tests.integration.cases.conftest import IN_WORDS

    planned, reported = office.assigned(), office.assigned()
    office.safety_plan(planned)
    duty = LegalDuty("child_protection", today(), "Procureur", "Le minimum.", identity="Essai")
    worker = office.actor("caseworker")
    office.on(reported, lambda case: service.record_legal_duty(case, duty, True, worker))
    withdrawn, _reference = office.sent()
    question = ("P2", None)
    office.on(
        withdrawn,
        lambda case: service.withdraw_consent(case, question, IN_WORDS, actor_named("caseworker")),
    )
    deletion = office.see(withdrawn, lambda case: deletions_of(case.id)[0].reference)
    return {
        "planned_case": planned,
        "reported_case": reported,
        "withdrawn_case": withdrawn,
        "deletion": deletion,
    }


def _assisted(app: Flask) -> dict[str, str]:
    """A distribution with a movement that waits for its second signature, and a session."""
    from datetime import date

    from casework.assistance import service
    from tests.factories import actor_named
    from tests.integration.assistance.conftest import Store

    store = Store(app)
    project = store.project("ESSAI")
    operation = store.planned(project)
    kit = store.kit()
    session = service.Session("Essai", "interview", "police", ("MA-06",), date(2026, 5, 1), 1)
    return {
        "project": project,
        "operation": operation,
        "stock_move": str(store.goods(operation, "received", "Savon", 5)),
        "kit": str(kit),
        "kit_move": str(store.kits(operation, "received", kit, 5)),
        "charge": str(store.charge(project)),
        "training": store.do(
            lambda: service.plan_session(session, actor_named("distribution_officer")).reference
        ),
    }


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


def _proofs(app: Flask) -> dict[str, str]:
    """An app that `provider` began to set up, and what waits for a second administrator."""
    from casework.accounts import service
    from tests.factories import actor_named

    with app.app_context(), unit_of_work():
        factor = service.begin_totp(actor_named("provider"), "firefox/android")
        act = service.ask_second_person(
            user_named("analyst"), "factor_reset", actor_named("administrator")
        )
        return {"factor": str(factor.id), "act": str(act.id)}


def _oversight(app: Flask, code: str) -> dict[str, str]:
    """An emergency access of `colleague_caseworker`, already over, and an absence of `caseworker`
    that begins later."""
    from datetime import timedelta

    from casework.accounts import service as accounts
    from casework.kernel import clock
    from casework.oversight import queries, service
    from tests.factories import actor_named

    with app.app_context(), unit_of_work():
        actor = actor_named("colleague_caseworker")
        door = queries.door(actor, code)
        access = service.open_urgent(door, "health", "La personne perd connaissance", actor)
        service.end_urgent(access, actor)
        day = clock.now().date() + timedelta(days=10)
        absence = accounts.delegate(
            user_named("caseworker"), actor.user_id, day, day, actor_named("caseworker")
        )
        return {"urgent": str(access.id), "absence": str(absence.id)}


def _reviews(app: Flask) -> dict[str, str]:
    """The access review of the association (`provider` is responsible elsewhere); new powers."""
    from casework.accounts.models import AccessReview
    from casework.accounts.service import open_reviews, powers

    with app.app_context(), unit_of_work():
        change_account("provider", responsible=True)
        open_reviews()
        house = organisation_named("association").id
        review = db.session.query(AccessReview).filter_by(organisation_id=house).one()
        given = powers.give_powers(user_named("other_shelter"), "places", None)
        change_account("other_shelter")  # its new day is sealed
        made = {"review": review.id, "review_line": review.lines[0].id, "power": given.id}
        return {key: str(value) for key, value in made.items()}


def _erased(app: Flask) -> dict[str, str]:
    """A file of Casablanca that was closed and erased because the person asked for it."""
    from sqlalchemy import select

    from casework.retention import service, subjects
    from casework.retention.models import Erasure
    from tests.factories import actor_named
    from tests.integration.retention.conftest import Archive

    archive = Archive(app)
    code = archive.closed()
    with app.app_context(), unit_of_work():
        officer, focal = actor_named("dpo"), actor_named("focal_point")
        row = service.begin(subjects.find(code), officer)
        service.ask(row, officer, row.version)
        service.confirm(row, code, focal, row.version)
        found = db.session.scalar(select(Erasure.id).where(Erasure.code == code))
        return {"erasure": str(found)}


def _requested(app: Flask) -> dict[str, str]:
    """Somebody asks what is kept about them."""
    from casework.oversight.requests import Asked, register_request
    from casework.retention.schedules import today
    from tests.factories import actor_named

    with app.app_context(), unit_of_work():
        asked = Asked("access", "letter", today())
        return {"request": str(register_request(asked, actor_named("dpo")).number)}
