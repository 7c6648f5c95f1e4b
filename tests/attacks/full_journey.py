"""The return and the reintegration of a case, with a canary in each text, stored as their services
store them: the case need not travel for what is told of it to be looked for."""

from datetime import timedelta
from typing import Any

from casework.cases.queries import today
from casework.db import db
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.reintegration.domain import records as reintegration
from casework.reintegration.domain.lists import Part as Step
from casework.reintegration.models import Grant, ReintegrationFile, ReintegrationRecord
from casework.returns.domain import records as returns
from casework.returns.domain.entry import Entry
from casework.returns.domain.lists import Part
from casework.returns.models import ReturnFile, ReturnRecord
from tests.factories import user_named


def add_journey(case: Any) -> None:
    """Both, for a case."""
    by, at = user_named("caseworker").id, clock.now()
    travel = ReturnFile(
        id=new_id(), reference="R-CANARY", case_id=case.id, region=case.region, priority="P2",
        organisation_id=case.organisation_id, opened_at=at, opened_by_id=by, state="stopped",
        version=1, ended_at=at,
    )  # fmt: skip
    home = ReintegrationFile(
        id=new_id(), reference="I-CANARY", case_id=case.id, region=case.region, visited="closely",
        counted_from=today(), opened_at=at, opened_by_id=by,
    )  # fmt: skip
    grant = Grant(
        id=new_id(), file_id=home.id, case_id=case.id, region=case.region, priority="P2",
        proposed_at=at, proposed_by_id=by, state="proposed", version=1,
    )  # fmt: skip
    grant.wish = reintegration.Wish(
        "canarimachine", 100, "MAD", True, "canariespeces", "canarifournisseur", "canaridevis"
    )
    db.session.add_all((travel, home))
    db.session.flush()
    db.session.add(grant)
    told = {"case_id": case.id, "recorded_at": at, "recorded_by_id": by}
    for seq, (part, said) in enumerate(_travelling(), 1):
        row = ReturnRecord(id=new_id(), return_id=travel.id, seq=seq, part=part.value, **told)
        row.entry = Entry.of(part, said)
        db.session.add(row)
    for seq, (step, done) in enumerate(_settling(), 1):
        line = ReintegrationRecord(id=new_id(), file_id=home.id, seq=seq, part=step.value, **told)
        line.entry = reintegration.Entry.of(step, done)
        db.session.add(line)


def _travelling() -> list[tuple[Part, Any]]:
    day, at = today(), clock.now()
    return [
        (Part.REQUEST, returns.Request(day, "office", "CI", "fr", words="canaridemande")),
        (Part.COUNSELLING, returns.Counselling(day, "fr", (), "no", True, given="canariconseil")),
        (Part.ELIGIBILITY, returns.Eligibility(day, (), "canarieligible")),
        (Part.CHOICE, returns.Choice(
            day, True, True, True, "certain", "written", guardian="canarituteurchoix",
            child_view="canarichoix")),
        (Part.DOCUMENTS, returns.Paper("passport", "obtained", day, reference="canarivoyage")),
        (Part.RISK, returns.ReturnRisk(day, (), "canarimesures")),
        (Part.FITNESS, returns.Fitness(at, "fit", "canaridocteur", conditions="canaricondition")),
        (Part.PROJECT, returns.Project(
            day, "canariprojet", "canarivalide", no_amount="canarisomme")),
        (Part.TRAVEL, returns.Travel(
            at, at + timedelta(hours=9), "canariroute", "canariescorte", "canaripartenaire",
            transit="canaritransit", name_on_ticket="canaribillet")),
        (Part.DEPARTURE, returns.Departure(at, "written", True, "canariargent")),
        (Part.ARRIVAL, returns.Arrival(at, "canariarrive", True, "canariarrivebien")),
    ]  # fmt: skip


def _settling() -> list[tuple[Step, Any]]:
    day = today()
    return [
        (Step.GOAL, reintegration.Goal(
            0, "work", "canaributs", "canariactivite", "canariatelier", obstacle="canarifrein",
            lines=(reintegration.PlanLine("canariligne", 100, "MAD"),))),
        (Step.SIGNATURE, reintegration.Signature(day, "written", "canarisigne")),
        (Step.VISIT, reintegration.Visit(
            day, 1, True, worries="canarisoucis", words="canarivisite")),
        (Step.SURVEY, reintegration.Survey(
            day, "1", (reintegration.Answer("canariitem", "canarivaleur"),))),
        (Step.OUTCOME, reintegration.Outcome(day, "well", "canaribilan")),
        (Step.INSTALMENT, reintegration.Instalment("", "", day, "canarirecu")),
    ]  # fmt: skip
