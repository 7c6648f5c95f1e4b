"""A file with a canary in every text it can hold, and a request of it that was sent to a shelter.

The canaries are typed by hand, part by part, from what people write on the pages. A part that a
test cannot reach from where this case stands (a file that closed, a return, a reintegration, a
hand-over, a pair of files) is stored as its own service stores it.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from casework.cases import service as cases
from casework.cases.domain import children, protection
from casework.cases.domain.card import CaseCard
from casework.cases.domain.closure import ContactAttempt, FollowUp
from casework.cases.domain.consent import Answer, Circumstance, Said
from casework.cases.domain.identity import Document, Identity, PartialDate, SafeContact
from casework.cases.domain.notes import NoteText
from casework.cases.domain.records import Closure, LegalDuty, Milestone, VictimStatus
from casework.cases.domain.risk import ITEMS, RiskItem, assess
from casework.cases.domain.safety import SafetyPlan
from casework.cases.models import ClosureRecord, FollowUpRecord
from casework.cases.queries import today
from casework.db import db
from casework.documents import service as documents
from casework.documents.domain.documents import Examined
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.matching.domain import Alike, Compared
from casework.matching.models import MatchReview
from casework.planning import service as planning
from casework.planning.domain.needs import look_at
from casework.planning.domain.plan import Agreement, Goal
from casework.planning.domain.services import Given
from casework.referrals import questions
from casework.referrals import service as referrals
from casework.referrals.domain.packet import Item, Preparation
from casework.referrals.service import Addressed
from casework.tasks import own
from casework.tasks.owners import Subject
from casework.together import service as together
from casework.together.domain.conference import Decision, Minutes, Prepared
from casework.together.domain.links import Linked
from casework.transfers.domain import HandOver
from casework.transfers.models import CaseTransfer
from casework.web.codes import services
from tests.attacks.full_journey import add_journey
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.referrals.conftest import Office

GIRL = CaseCard(age_band="9-17", sex="female", languages=("ary",), interpreter="not_needed")
NAMED = Identity(
    "Canariparle", "Canariprenom", "Canarinom", PartialDate(2012, 4), "female", "CI",
    (Document("passport", "CANARIPASSEPORT"),), "canaritelephone",
)  # fmt: skip
CONTACT = SafeContact(
    "canarinumero", "canariheures", "yes", "no", "canarimot", ("canariconsigne",)
)  # fmt: skip
SAID = Circumstance(
    "oral", "ary", data_groups=("profile", "needs", "safety", "contact", "health"),
    guardian="canariaccordtuteur", child_view="canariavis", note="canariconsent",
    explained_by="canariexplique", supporter="canarisoutien", guardian_kind="guardian",
)  # fmt: skip
GOAL = Goal(
    UUID(int=9), "canaribut", "VOCATIONAL", "1", provider="canariprestataire",
    responsible="canariresponsable", outcome="canariresultat", obstacle="canariobstacle",
)  # fmt: skip
IN_THE_PACKET = ("canarimessage", "canaricontact", "canariarrivee")
"""What was written for the shelter, and only for it."""
TEXTS = {
    Item.MESSAGE: "Un lit, canarimessage.",
    Item.SAFE_CONTACT: "Bureau, canaricontact.",
    Item.ARRIVAL: "Gare, canariarrivee.",
    Item.FACTS: "canarihistoire",  # a shelter is told no story, even when somebody wrote one
}


def full_file(office: Office) -> tuple[str, str]:
    """Make it; gives the code and the reference of the request."""
    code = office.assigned(GIRL)
    office.on(code, _protect)
    # what another guardian agrees to counts from after the suspicion
    office.app.extensions["test-clock"].advance(timedelta(minutes=1))
    office.on(code, _inform)
    office.on(code, _record)
    office.on(code, _plan)
    office.on(code, _work_together)
    office.on(code, _end)
    office.on(code, add_journey)
    other = office.on(code, lambda case: _send(case, "clinic", "MED_PRIMARY", _words("autre")))
    office.referral(code, other, _ask)
    ref = office.on(code, lambda case: _send(case, "shelter_house", "SHELTER", TEXTS))
    return code, str(ref)


def _protect(case: Any) -> None:
    """Who speaks for her, what is best for her, how old she is, where her family is."""
    day, worker = today(), actor_named("caseworker")
    suspected = children.Guardian(
        "Canarioncle", "relative", day, suspected=True, suspicion="canarisoupcon"
    )
    cases.record_guardian(case, suspected, worker)
    cases.record_guardian(
        case,
        children.Guardian("Canarituteur", "provisional", day, "canaritribunal", "canaritutelle"),
        worker,
    )
    cases.record_interests_assessed(
        case,
        children.InterestsAssessed(
            day, "canarieducatrice", True, "canarivue", "canariconstat", "canarirecommande"
        ),
        worker,
    )
    cases.record_authority_decided(
        case,
        children.AuthorityDecided(day, "prosecutor", "canaridecision", "canaritribunal"),
        worker,
    )
    cases.record_interests_determined(
        case,
        children.InterestsDetermined(
            day, ("canaripanel", "canarimembre"), "local", "canarivoix", "canarimotif", "canarirang"
        ),
        worker,
    )
    cases.record_age_assessed(
        case,
        children.AgeAssessed(day, "minor", "canariage", "canaridernier", True, True, "canariacte"),
        worker,
    )


def _inform(case: Any) -> None:
    """She is told of her rights and agrees; what the law asks for is reported."""
    day, worker = today(), actor_named("caseworker")
    duty = LegalDuty(
        "other", day, "canariautorite", "canariduty", False, "canaripourquoi", "canariidentite"
    )
    cases.record_legal_duty(case, duty, True, worker)
    cases.step(case, "inform", worker, why=cases.Why(words="canarietape"))
    until = day + timedelta(days=300)
    for key in ("P2", "P5"):
        cases.record_consent(case, Said(key, Answer.GIVEN, None, until), SAID, worker)
    for house in ("shelter_house", "clinic"):
        whom = organisation_named(house).id
        cases.record_consent(case, Said("P3", Answer.GIVEN, whom, until), SAID, worker)
    cases.record_family_step(
        case,
        children.Tracing(day, "canarienfant", "yes", False, False, "canarirecherche"),
        worker,
    )
    cases.record_family_step(
        case,
        children.FamilyAssessed(day, "canarienquete", "suitable", "canarifamille", "canarirapport"),
        worker,
    )
    cases.record_family_step(
        case,
        children.ReceptionConfirmed(day, "canariconfirme", "canariaccueil", "canarifiche"),
        worker,
    )


def _record(case: Any) -> None:
    """Identity, contact, risks, safety, protection, status, notes, attempts, documents."""
    day, worker = today(), actor_named("caseworker")
    cases.record_identity(case, NAMED, "Canarialias", worker)
    cases.reveal_identity(case, "other", "canarimotifdevoir", worker)
    cases.record_safe_contact(case, CONTACT, worker)
    risks = assess([RiskItem(item, 1, 1) for item in ITEMS], "canaririsque")
    cases.record_risk(case, risks, worker)
    cases.record_safety_plan(case, _safety(day), worker)
    cases.change_priority(case, "P1", "canaripriorite", worker)
    _protection(case, day, worker)
    status = VictimStatus("possible", "ngo", day, "canaristatut", "canaridecision")
    cases.record_victim_status(case, status, worker)
    signed = Milestone(day, "canarimilestone", "canarijalon")
    cases.record_milestone(case, "reintegration_plan", signed, worker)
    note = NoteText("meeting", "canarinote", "canariavec", "canarisuite")
    kept = cases.write_note(case, note, worker)
    cases.write_note(case, replace(note, correction="canaricorrige"), worker, corrects=kept.id)
    attempt = ContactAttempt(day, "call", "no_answer", "canariappel")
    cases.record_attempt(case, attempt, worker)
    file = Examined("application/pdf", b"%PDF-1.7 canaricontenu", 1)
    documents.add_document(case, file, "medical", "canarititre", "fr", worker)
    gone = documents.add_document(case, file, "other", "canaripiece", "fr", worker)
    documents.delete_document(case, gone, "mistake", "canarisupprime", worker)


def _safety(day: Any) -> SafetyPlan:
    return SafetyPlan(
        day, True, day + timedelta(days=30), "canariabri", "canariproches", "canaricode",
        "canaritel", "canaritrouve", "canaripapiers", "canarisait", "canariecole", "canariurgence",
    )  # fmt: skip


def _protection(case: Any, day: Any, worker: Any) -> None:
    period = protection.Recovery(day, 30, "canaribase", "canaridecide", "canaridelai")
    cases.record_recovery(case, period, worker)
    measure = protection.Measure(
        "other", "granted", "canariparquet", day, day + timedelta(days=60), "canarimesure"
    )
    cases.record_decision(case, measure, worker)
    permit = protection.Permit(
        "other", "granted", "canariprefecture", day, day + timedelta(days=90), "canarititresejour"
    )
    cases.record_decision(case, permit, worker)
    stays = protection.NonRemoval(True, day, "canaripolice", "canarinonrenvoi", "canarimotifs")
    cases.record_non_removal(case, stays, worker)


def _plan(case: Any) -> None:
    """Needs, goals in her words, what was agreed, what was given."""
    day, worker = today(), actor_named("caseworker")
    needs = look_at({"SHELTER": "urgent"}, "canaribesoin", day, services=frozenset(services()))
    planning.record_needs(case, needs, worker)
    planning.write_goal(case, GOAL, worker)
    agreed = Agreement(day, "fr", "no", "canaripresent", "canaritemoin", "canariaccord")
    planning.agree(case, agreed, worker)
    given = Given("TRANSPORT", day, provider="canaritaxi", amount="120.00", note="canaritrajet")
    planning.note_service(case, given, worker)


def _work_together(case: Any) -> None:
    """A conference that was held without the shelter, a link, a conflict, a reminder."""
    worker, focal = actor_named("caseworker"), actor_named("focal_point")
    asked = Prepared("canarisujet", ("canariordre",), "canaripartage", "canarilieu", ("needs",))
    at = clock.now() + timedelta(days=1)
    row = together.convene(case, at, (2, 2), asked, worker, anonymised=False)
    row.begins_at = clock.now()
    decided = Decision(UUID(int=5), "canariconclu", "canariqui", outcome="canariissue")
    minutes = Minutes("canaripresents", (decided,), "canariminutes")
    together.keep_minutes(case, row, minutes, worker)
    other = cases.open_case(
        screening_id=None,
        search="no_name",
        region=case.region,
        priority="P3",
        card=GIRL,
        actor=focal,
    )
    together.propose_link(case, other.code, Linked("sibling", "canarilien"), worker)
    whom = user_named("other_inspector").id
    cases.declare_conflict(case, whom, "canariconflit", focal)
    wanted = own.Wanted(
        clock.now() + timedelta(days=1), words="canaripense", subject=Subject("case", case.id)
    )
    own.finish(own.set_task(wanted, worker), "done", "canarifait", worker)


def _end(case: Any) -> None:
    """That it closed once and was asked after, that it was handed over and compared."""
    closure = Closure("goals_met", "canaricloture", report="canarisignale")
    by, at = user_named("caseworker").id, clock.now()
    old = ClosureRecord(case_id=case.id, seq=1, closed_at=at, approved_by_id=by)
    asked = FollowUpRecord(case_id=case.id, seq=1, months=1, recorded_at=at, recorded_by_id=by)
    old.closure, asked.follow_up = closure, FollowUp("call", "well", "canarisuivi")
    case.closure = replace(closure, words="canaripropose", report="canariincident")
    house = organisation_named("other_association").id
    handed = CaseTransfer(
        id=new_id(), reference="T-CANARY", case_id=case.id, region=case.region, priority="P2",
        state="declined", version=1, from_organisation_id=case.organisation_id,
        from_user_id=by, to_organisation_id=house, proposed_at=at, due_at=at,
    )  # fmt: skip
    handed.note = HandOver("canariremise")
    pair = MatchReview(
        id=new_id(), reference="M-CANARY", earlier_case_id=case.id, region=case.region,
        earlier_region=case.region, made_at=at, made_by_id=by, state="open", version=1,
    )  # fmt: skip
    pair.alike = Alike(
        "canariprenoms", "canarinoms", False, "same", "same", "same", "same", "same", "same",
        True, "",
    )  # fmt: skip
    pair.compared = Compared("same", "canaricompare")
    db.session.add_all((old, asked, handed, pair))


def _words(mark: str) -> dict[Item, str]:
    return dict.fromkeys((Item.MESSAGE, Item.SAFE_CONTACT, Item.HEALTH_ALERTS), f"canari{mark}")


def _send(case: Any, house: str, service: str, texts: dict[Item, str]) -> str:
    worker, to = actor_named("caseworker"), organisation_named(house).id
    made = referrals.prepare(case, Addressed(service, to, "routine"), worker)
    referrals.choose(made, Preparation(service, "routine", texts=texts), made.version)
    referrals.send(made, case, worker, made.version)
    return made.reference


def _ask(referral: Any) -> None:
    provider = actor_named("provider")
    questions.ask(referral, "needs", "canariquestion", provider, from_recipient=True)
    questions.reply(referral, "canarireponse", actor_named("caseworker"), from_recipient=False)
