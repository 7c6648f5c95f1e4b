"""What a fictional caseworker writes into a case file, through the services of cases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from casework.cases import queries
from casework.cases import service as cases
from casework.cases.domain.consent import Answer, Circumstance, Purpose, Said
from casework.cases.domain.identity import Identity, PartialDate, SafeContact
from casework.cases.domain.records import LegalDuty, Milestone, NoteText
from casework.cases.domain.risk import HIGH, ITEMS, LEVELS, RiskItem, assess
from casework.demo.life import Life
from casework.demo.people import person
from casework.policy import Actor

ORAL = Circumstance(how="oral", language="ary", interpreter="not_needed", data_groups=("profile",))
WITH_GUARDIAN = replace(ORAL, guardian="Tuteur (démo)", child_view="D'accord (démo)")
LASTS = (90, 180, 180, 365)


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
        milestone(case, "guardian", actor)


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
    identity = Identity(
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
    contact = SafeContact(phone=known.phone, hours="10:00 – 18:00", calls="yes", messages="no")
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


def milestone(case: Any, kind: str, actor: Actor) -> None:
    """A fact of the pathway, as of today."""
    cases.record_milestone(case, kind, Milestone(queries.today(), "Démo", "D-1"), actor)


def note(case: Any, kind: str, words: str, actor: Actor) -> None:
    """A working note, marked as invented."""
    cases.write_note(case, NoteText(kind, f"{words} (démo)."), actor)
