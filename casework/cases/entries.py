"""The kinds of records beside the pathway: the form each is typed in, and the service that keeps
it. Where a later record goes on from an earlier one, `change` is the form and service for that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casework.cases import labels, service
from casework.cases.domain.protection import Recovery
from casework.cases.forms import children, protection
from casework.cases.forms.entry import EntryForm
from casework.cases.models import Case
from casework.cases.queries import rule_in_force, today
from casework.policy import Actor
from casework.web.fields import PartialDate

Keep = Callable[..., Any]


@dataclass(frozen=True)
class Entry:
    """A kind of record. `page` is the endpoint it is read on; `goes_on`: later records of the same
    thread replace it."""

    form: type[EntryForm]
    keep: Keep
    page: str
    goes_on: bool = False
    change_form: type[EntryForm] | None = None


ENTRIES: Mapping[str, Entry] = {
    "guardian": Entry(children.GuardianForm, service.record_guardian, "cases.child"),
    "authority": Entry(
        children.AuthorityDecidedForm, service.record_authority_decided, "cases.child"
    ),
    "bia": Entry(children.InterestsAssessedForm, service.record_interests_assessed, "cases.child"),
    "bid": Entry(
        children.InterestsDeterminedForm, service.record_interests_determined, "cases.child"
    ),
    "age": Entry(children.AgeAssessedForm, service.record_age_assessed, "cases.child"),
    "tracing": Entry(children.TracingForm, service.record_family_step, "cases.child"),
    "family_assessment": Entry(
        children.FamilyAssessedForm, service.record_family_step, "cases.child"
    ),
    "reception": Entry(children.ReceptionForm, service.record_family_step, "cases.child"),
    "safety_plan": Entry(protection.SafetyPlanForm, service.record_safety_plan, "cases.risk"),
    "recovery": Entry(
        protection.RecoveryForm,
        service.record_recovery,
        "cases.protection",
        goes_on=True,
        change_form=protection.RecoveryChangeForm,
    ),
    "measure": Entry(
        protection.MeasureForm, service.record_decision, "cases.protection", goes_on=True
    ),
    "permit": Entry(
        protection.PermitForm, service.record_decision, "cases.protection", goes_on=True
    ),
    "non_removal": Entry(protection.NonRemovalForm, service.record_non_removal, "cases.protection"),
}


def form_for(kind: str, *, change: bool) -> EntryForm:
    """The empty form of a kind."""
    entry = ENTRIES[kind]
    made = entry.change_form if change and entry.change_form else entry.form
    return made()


def propose(form: EntryForm, kind: str) -> None:
    """What is likely to be meant: for a recovery period, the rule in force and today."""
    if kind == "recovery":
        rule, day = rule_in_force(today()), today()
        form.show(Recovery(day, rule.days, str(labels.basis_words(rule))))
    if kind == "safety_plan":
        day = today()
        form["on"].process_data(PartialDate(day.year, day.month, day.day))


def keep(
    case: Case, kind: str, form: EntryForm, actor: Actor, thread_id: UUID | None = None
) -> Any:
    """Keep what was typed, by the service of its kind."""
    version, content = form.expected_version(), form.content()
    if thread_id is None:
        return ENTRIES[kind].keep(case, content, actor, expected_version=version)
    if kind == "recovery":
        return service.change_recovery(case, thread_id, content, actor, expected_version=version)
    return service.record_decision(
        case, content, actor, thread_id=thread_id, expected_version=version
    )
