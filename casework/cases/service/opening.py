"""A case begins, and somebody takes it on."""

from uuid import UUID

from casework.accounts import queries as accounts
from casework.accounts.service import refuse_new_hands
from casework.audit import record
from casework.audit.catalogue import CaseAssigned, CaseOpened
from casework.cases.domain.beginning import LATER, SEARCH_LATER, answers_for
from casework.cases.domain.card import CaseCard
from casework.cases.domain.consent import Answer, Purpose, newest_on
from casework.cases.domain.pathway import FIRST_CONTACT, TRIAGED
from casework.cases.domain.records import VictimStatus
from casework.cases.following import pass_on_with
from casework.cases.models import Case, VictimStatusRecord
from casework.cases.queries import said_by_person, today
from casework.cases.queries.takers import takers_of
from casework.cases.service.children import follow_age
from casework.cases.service.facts import hand_over_facts
from casework.cases.service.keeping import ask_again
from casework.cases.service.rhythm import alert
from casework.cases.service.steps import HAND_OVER, OF_THE_REGION, TRACK
from casework.cases.service.summary import sum_up
from casework.cases.service.writing import of_list, take
from casework.db import db, free_code, hold
from casework.encryption import create_data_key
from casework.kernel import clock
from casework.kernel.ids import case_code, new_id
from casework.kernel.refusals import NotPermitted, Refusal
from casework.policy import Actor, Permission, Resource, Role, decide
from casework.tasks.service import complete_tasks, move_tasks
from casework.workflow.service import note_start


class NotActiveThere(Refusal):
    """A case is assigned to a caseworker whose account is active in the region of the case."""

    field = "caseworker"


class OfAnotherHouse(Refusal):
    """To another organisation a case goes by a transfer that the person and it agreed to."""

    field = "caseworker"


class Conflicted(Refusal):
    """Somebody with a conflict of interest has nothing to do with the case."""

    field = "caseworker"


class BackupIsSame(Refusal):
    """The backup is somebody else of the same organisation."""

    field = "backup"


def open_case(
    *,
    screening_id: UUID | None,
    region: str,
    priority: str,
    card: CaseCard,
    actor: Actor,
    search: str | None = None,
) -> Case:
    """Open a case with its own code and data key, in S06. No identity is taken here.

    A case that a caseworker opens (a report received, somebody who came by themselves) is theirs;
    one that a focal point opens waits to be assigned. `search` says whether an earlier record was
    looked for, and stays on file; a screening knows no name, so nothing is said with one. Refused
    outside the actor's regions, and without a screening where nothing is said of the search, or
    what this actor cannot have done (UnknownCode).
    """
    if not decide(actor, Permission.CASE_OPEN, Resource(region=region)).allowed:
        raise NotPermitted()
    if screening_id is None:
        _check_search(search, actor)
    case = _new(region, priority)
    if actor.role is Role.CASEWORKER:
        case.assignee_id, case.organisation_id = actor.user_id, actor.organisation_id
    create_data_key("case", case.id)
    case.card = card
    db.session.add(case)
    db.session.flush()
    _note_opening(case, screening_id, search, actor)
    if screening_id is not None:
        _presume(case, actor)
    sum_up(case)
    ask_again(case, FIRST_CONTACT)
    follow_age(case)
    alert(case, actor)
    hand_over_facts(case)
    return case


def _new(region: str, priority: str) -> Case:
    return Case(
        id=new_id(),
        code=free_code(Case.code, lambda: case_code(today().year)),
        region=region,
        priority=priority,
        opened_at=clock.now(),
        state=TRIAGED,
        version=1,
    )


def _note_opening(case: Case, screening_id: UUID | None, search: str | None, actor: Actor) -> None:
    note_start(TRACK, case, "open", actor)
    opened = CaseOpened(
        case_id=case.id, region=case.region, screening_id=screening_id, search=search
    )
    record(opened, actor)
    if search in LATER:
        ask_again(case, SEARCH_LATER)


def _check_search(search: str | None, actor: Actor) -> None:
    may_search = decide(actor, Permission.MATCH_SEARCH).allowed
    of_list(search or "", answers_for(may_search), "search")


def assign(
    case: Case,
    caseworker_id: UUID,
    actor: Actor,
    *,
    backup_id: UUID | None = None,
    expected_version: int | None = None,
) -> None:
    """Give the case to a caseworker active in its region. A case of no organisation becomes that of
    theirs; one that has an organisation stays there (`takers_of`), and never goes to a body that
    the person said no to.

    Whoever had it before sees it no more from the next request on. A backup, if any, is another
    caseworker of the same organisation. None of them, nor the actor, may be new.
    """
    take(case, actor, Permission.CASE_ASSIGN, expected_version, closed_too=True)
    houses = {one.id: one.organisation_id for one in accounts.caseworkers_active_in(case.region)}
    if case.conflicted_ids() & {caseworker_id, backup_id}:
        raise Conflicted()
    if caseworker_id not in houses:
        raise NotActiveThere()
    organisation_id = houses[caseworker_id]
    _refuse_elsewhere(case, caseworker_id, organisation_id)
    if backup_id is not None:
        same_house = houses.get(backup_id) == organisation_id
        if backup_id == caseworker_id or not same_house:
            raise BackupIsSame()
    refuse_new_hands(actor, caseworker_id, *([backup_id] if backup_id else []))
    _give(case, caseworker_id, organisation_id, backup_id, actor)


def _refuse_elsewhere(case: Case, caseworker_id: UUID, organisation_id: UUID) -> None:
    """A case leaves its organisation by a transfer; where nobody is left there to propose one, it
    may be given to another, unless the person said no to that one."""
    if case.organisation_id in (None, organisation_id):
        return
    may_have = {
        one.id for one in takers_of(case.region, case.organisation_id, case.conflicted_ids())
    }
    if caseworker_id not in may_have or _said_no_to(case, organisation_id):
        raise OfAnotherHouse()


def _said_no_to(case: Case, organisation_id: UUID) -> bool:
    """Whether the person's last word on this very organisation was a no, in any of their files."""
    line = newest_on(said_by_person(case), Purpose.SERVICE, organisation_id)
    return line is not None and line.answer in (Answer.REFUSED, Answer.WITHDRAWN)


def hand_over(case: Case, actor: Actor) -> None:
    """The actor, who was let in by an accepted transfer, takes the case into their organisation.
    Whoever had it sees it no more from the next request on. The caller checked what must hold."""
    assert actor.organisation_id is not None  # noqa: S101 - a caseworker has one
    refuse_new_hands(actor)
    hold(case)
    _give(case, actor.user_id, actor.organisation_id, None, actor)


def _give(
    case: Case, to: UUID, organisation_id: UUID, backup_id: UUID | None, actor: Actor
) -> None:
    former, case.assignee_id, case.backup_id = case.assignee_id, to, backup_id
    case.organisation_id = organisation_id
    case.version += 1
    db.session.flush()
    given = CaseAssigned(
        case_id=case.id, assignee_id=to, organisation_id=organisation_id, backup_id=backup_id
    )
    record(given, actor)
    move_tasks(
        "case",
        case.id,
        assignee_id=to,
        organisation_id=organisation_id,
        backup_id=backup_id,
        keeping=OF_THE_REGION,
    )
    pass_on_with(case, former)
    complete_tasks("case", case.id, HAND_OVER)


def _presume(case: Case, actor: Actor) -> None:
    """A screening that was flagged makes a potential victim, never more."""
    row = VictimStatusRecord(
        case_id=case.id, seq=1, recorded_at=clock.now(), recorded_by_id=actor.user_id
    )
    row.status = VictimStatus("possible", "other_authority", today())
    db.session.add(row)
