"""What a fictional caseworker writes into a case file, through the services of cases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from casework.cases import queries
from casework.cases import service as cases
from casework.cases.domain.children import (
    SUITABLE,
    FamilyAssessed,
    Guardian,
    InterestsAssessed,
    InterestsDetermined,
    ReceptionConfirmed,
)
from casework.cases.domain.closure import ContactAttempt
from casework.cases.domain.consent import Answer, Circumstance, Purpose, Said
from casework.cases.domain.identity import Identity, PartialDate, SafeContact
from casework.cases.domain.notes import NoteText
from casework.cases.domain.priority import is_urgent
from casework.cases.domain.protection import Measure, Recovery
from casework.cases.domain.records import Closure, LegalDuty, Milestone
from casework.cases.domain.risk import HIGH, ITEMS, LEVELS, RiskItem, assess
from casework.cases.domain.safety import LONGEST as LATEST_REVIEW
from casework.cases.domain.safety import SafetyPlan
from casework.demo.life import Life
from casework.demo.met_twice import WRITTEN
from casework.demo.people import person
from casework.kernel.ids import new_id
from casework.planning import service as planning
from casework.planning.domain.needs import look_at
from casework.planning.domain.plan import Agreement, Goal
from casework.policy import Actor

TOLD = ("profile", "needs", "safety", "contact")
ORAL = Circumstance(how="oral", language="ary", interpreter="not_needed", data_groups=TOLD)
WITH_GUARDIAN = replace(ORAL, guardian="Tuteur (démo)", child_view="D'accord (démo)")
LASTS = (90, 180, 180, 365)
A_MONTH = timedelta(days=30)
ASKED_AGAIN = 0.2
GOALS = {
    "SHELTER_LT": "Une chambre à moi",
    "VOCATIONAL": "Apprendre la pâtisserie",
    "LIVELIHOOD": "Trouver un travail payé chaque mois",
    "LEGAL_REP": "Qu'un avocat m'explique mes droits",
    "MED_PRIMARY": "Voir un médecin pour mon dos",
    "PSY_THERAPY": "Dormir sans me réveiller la nuit",
    "EDUC": "Lire et écrire le français",
    "DOC_CIVIL": "Avoir mes papiers",
}


def inform(case: Any, life: Life, actor: Actor) -> None:
    """What has to be on record before somebody is told of their choices."""
    if not life.came_back:
        duty = LegalDuty("penal_code_448_7", queries.today(), content="Examiné (démo).")
        cases.record_legal_duty(case, duty, False, actor)
    card = queries.card_of(case)
    if not card.language_settled:
        settled = replace(card, languages=("ary",), interpreter="not_needed")
        cases.record_card(case, settled, actor)
    if card.child and not life.came_back:
        protect_child(case, actor)


def protect_child(case: Any, actor: Actor) -> None:
    """A provisional guardian is named and the best interests are assessed, as for every child."""
    day = queries.today()
    named = Guardian("Tutrice (démo)", "provisional", day, "Procureur du Roi (démo)", "T-1")
    cases.record_guardian(case, named, actor)
    assess_interests(case, actor)


def assess_interests(case: Any, actor: Actor) -> None:
    """The best interests of a child are assessed today."""
    day = queries.today()
    found = InterestsAssessed(day, "Éducatrice (démo)", True, "Veut aller à l'école (démo).")
    cases.record_interests_assessed(case, found, actor)


def determine_return(case: Any, actor: Actor) -> None:
    """The panel without which no child returns."""
    panel = ("Juge des mineurs (démo)", "Assistante sociale (démo)")
    found = InterestsDetermined(queries.today(), panel, "return", "Veut rentrer (démo).")
    cases.record_interests_determined(case, found, actor)
    family = FamilyAssessed(queries.today(), "Service social du pays (démo)", SUITABLE)
    cases.record_family_step(case, family, actor)
    received = ReceptionConfirmed(queries.today(), "Service social du pays (démo)", "Tante (démo)")
    cases.record_family_step(case, received, actor)


def settle_child(case: Any, actor: Actor) -> None:
    """Before a child stays for good: the panel that says so."""
    if "bia" not in queries.milestones_of(case.id):
        protect_child(case, actor)
    panel = ("Juge des mineurs (démo)", "Assistante sociale (démo)")
    found = InterestsDetermined(queries.today(), panel, "local", "Veut rester (démo).")
    cases.record_interests_determined(case, found, actor)


def still_agreed(case: Any, life: Life, actor: Actor) -> None:
    """Before a step that asks for it: an agreement that ran out, or was never asked for in an
    emergency, is given; the best interests of a child are looked at again."""
    if not queries.has_consent(case.id, Purpose.CASE):
        agree(case, life, actor, Purpose.CASE)
    assessed = queries.milestones_of(case.id).get("bia")
    if assessed is not None and queries.today() - assessed.on > A_MONTH:
        assess_interests(case, actor)


def safety_plan(case: Any, actor: Actor, *, wanted: bool = True) -> None:
    """A safety plan; looked at again in three months."""
    day = queries.today()
    plan = SafetyPlan(day, wanted)
    if wanted:
        plan = replace(plan, review_on=day + LATEST_REVIEW, safe_place="Chez une amie (démo)")
    cases.record_safety_plan(case, plan, actor)


def report_to_prosecution(case: Any, actor: Actor) -> None:
    """A report that the law asks for, a measure with it, and time to recover."""
    day = queries.today()
    duty = LegalDuty(
        "penal_code_448_7", day, "Procureur du Roi (démo)", "Faits signalés au minimum (démo)."
    )
    cases.record_legal_duty(case, duty, True, actor)
    measure = Measure("no_contact_order", "requested", "Procureur du Roi (démo)", day)
    cases.record_decision(case, measure, actor)
    rule = queries.rule_in_force(day)
    cases.record_recovery(case, Recovery(day, rule.days, rule.basis, "Parquet (démo)"), actor)


def agree(
    case: Any,
    life: Life,
    actor: Actor,
    purpose: Purpose,
    recipient_id: UUID | None = None,
    *,
    answer: Answer = Answer.GIVEN,
    days: int = 0,
) -> None:
    """Write down the person's answer, for a while (`days`, else one of the usual times)."""
    until = None
    if answer is Answer.GIVEN:
        until = queries.today() + timedelta(days=days or life.chance.choice(LASTS))
    told = WITH_GUARDIAN if queries.card_of(case).child else ORAL
    cases.record_consent(case, Said(purpose, answer, recipient_id, until), told, actor)


def write_person(case: Any, life: Life, actor: Actor) -> None:
    """Identity, a safe way to be in touch, and a first note. Every name is marked."""
    known = person(life.chance, life.met.names, life.met.sex, life.met.age, queries.today())
    identity = WRITTEN.get(life.known_as) or Identity(
        spoken_name=f"{known.given} {known.family}",
        given_name=known.given,
        family_name=known.family,
        birth=PartialDate(known.born.year, known.born.month, known.born.day),
        sex=life.met.sex if life.met.sex in ("female", "male") else "unknown",
        nationality=known.country,
        phone=known.phone,
    )
    cases.record_identity(case, identity, "", actor)
    life.known = True
    contact = SafeContact(phone=identity.phone, hours="10:00 – 18:00", calls="yes", messages="no")
    cases.record_safe_contact(case, contact, actor)
    cases.write_note(case, NoteText("meeting", "Premier entretien (démo)."), actor)


def assess_risk(case: Any, life: Life, actor: Actor, *, calm: bool = False) -> None:
    """A risk assessment; `calm` when the danger has passed, so that a case may be closed."""
    highest = 1 if calm else 2
    drawn = [(life.chance.randint(0, highest), life.chance.randint(0, highest)) for _ in ITEMS]
    if not calm and life.draw(0.15):
        drawn[0] = (2, 3)
        assert LEVELS[2][3] == HIGH  # noqa: S101 - what is drawn here is the highest level
    items = [RiskItem(code, *values) for code, values in zip(ITEMS, drawn, strict=True)]
    life.in_danger = any(item.level == HIGH for item in items)
    cases.record_risk(case, assess(items), actor)


def make_safe(case: Any, life: Life, actor: Actor) -> None:
    """The danger is over: an assessment says so, and the case is urgent no more."""
    assess_risk(case, life, actor, calm=True)
    if is_urgent(case.priority):
        cases.change_priority(case, "P3", "Le danger est passé (démo).", actor)


def milestone(case: Any, kind: str, actor: Actor) -> None:
    """A fact of the pathway, as of today."""
    cases.record_milestone(case, kind, Milestone(queries.today(), "Démo", "D-1"), actor)


def note(case: Any, kind: str, words: str, actor: Actor) -> None:
    """A working note, marked as invented."""
    cases.write_note(case, NoteText(kind, f"{words} (démo)."), actor)


def closure(reason: str, life: Life) -> Closure:
    """Why a file closes; some people wish to be asked again."""
    asked = reason != "lost_contact" and life.draw(ASKED_AGAIN)
    return Closure(
        reason,
        "Vu avec la personne (démo).",
        feedback="given" if asked else "offered",
        channels=("meeting",) if asked else (),
    )


def not_reached(case: Any, actor: Actor) -> None:
    """Three attempts that nobody answered, over a month."""
    for days in (31, 15, 0):
        day = queries.today() - timedelta(days=days)
        cases.record_attempt(case, ContactAttempt(day, "meeting", "no_answer"), actor)


def make_plan(case: Any, life: Life, actor: Actor) -> None:
    """Needs, one to three goals in words of their own, and the person's agreement."""
    wanted = life.chance.sample(sorted(GOALS), life.chance.randint(1, 3))
    levels = {code: life.chance.choice(("present", "present", "urgent")) for code in wanted}
    known = frozenset(GOALS)
    planning.record_needs(case, look_at(levels, "", queries.today(), services=known), actor)
    for place, code in enumerate(wanted, 1):
        due = queries.today() + timedelta(days=life.chance.choice((30, 60, 90)))
        goal = Goal(new_id(), f"{GOALS[code]} (démo).", code, str(place), due=due)
        planning.write_goal(case, goal, actor)
    agree_plan(case, life, actor)


def agree_plan(case: Any, life: Life, actor: Actor) -> None:
    """The person goes through the plan, with the guardian when it is a child."""
    guardian = "Tuteur (démo)" if queries.card_of(case).child else ""
    planning.agree(case, Agreement(queries.today(), "ary", "no", guardian=guardian), actor)
