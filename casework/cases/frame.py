"""What stands around every page of a case file: its head, its facts, its tabs, its buttons.

The frame opens the card, never the identity. It is drawn for whoever works the case; a focal point
gets the skeleton's own, smaller head.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Flask, url_for

from casework.accounts.queries import user_displays
from casework.cases import labels
from casework.cases.domain.card import CaseCard
from casework.cases.domain.consent import Answer, latest
from casework.cases.domain.risk import HIGH
from casework.cases.models import Case
from casework.cases.panels import FileAction, Panel, file_actions, panels
from casework.cases.queries import (
    card_of,
    newest_risk,
    newest_status,
    not_to_be_removed,
    person_of,
    said_of,
    today,
)
from casework.kernel import clock
from casework.policy import Actor, Permission, decide
from casework.tasks.queries import open_tasks
from casework.web.codes import region_name
from casework.web.formats import bdi, deadline_tone, deadline_words
from casework.web.guard import signed_in_actor
from casework.web.languages import _, _l


@dataclass(frozen=True)
class Tag:
    """A status in the head of the file."""

    text: Any
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Frame:
    """Everything the head of a case file shows."""

    card: CaseCard
    tags: Sequence[Tag]
    facts: Sequence[tuple[Any, ...]]
    tabs: Sequence[tuple[Any, str, bool]]
    actions: Sequence[tuple[FileAction, str]]
    next_due: datetime | None


OWN_TABS = (
    Panel("summary", _l("Summary"), "cases.case_file", Permission.CASE_SKELETON, 10),
    Panel("timeline", _l("Timeline"), "cases.case_timeline", Permission.CASE_READ, 20),
    Panel("consent", _l("Consent"), "cases.consent", Permission.CASE_WORK, 30),
    Panel("risk", _l("Risk"), "cases.risk", Permission.CASE_READ, 40),
    Panel(
        "child", _l("The child"), "cases.child", Permission.CASE_READ, 42, lambda card: card.child
    ),
    Panel("protection", _l("Protection"), "cases.protection", Permission.CASE_READ, 44),
    Panel("records", _l("Steps and records"), "cases.records", Permission.CASE_READ, 45),
    Panel("access", _l("Access"), "cases.access", Permission.CASE_ACCESS_LOG, 90),
)
OWN_ACTIONS = (
    FileAction(
        _l("Show the identity"), "cases.identity", Permission.IDENTITY_REVEAL, "lock", place=10
    ),
    FileAction(_l("Write a note"), "cases.note", Permission.CASE_WORK, "note", place=20),
)


def frame_of(case: Case, tab: str = "") -> Frame:
    """The frame around a page of this case, for who is asking."""
    actor = signed_in_actor()
    card = card_of(case)
    full = decide(actor, Permission.CASE_READ, case.resource()).allowed
    due = min((task.due_at for task in open_tasks("case", case.id)), default=None)
    return Frame(
        card=card,
        tags=_tags(case, card) if full else _few_tags(case),
        facts=_facts(case, card, due, full=full),
        tabs=_tabs(case, actor, card, tab),
        actions=_actions(case, actor),
        next_due=due,
    )


def _few_tags(case: Case) -> list[Tag]:
    return [
        Tag(labels.STATES[case.state], labels.STATE_TONES.get(case.state, "teal")),
        Tag(labels.PRIORITIES[case.priority], labels.PRIORITY_TONES.get(case.priority, "")),
    ]


def _tags(case: Case, card: CaseCard) -> list[Tag]:
    status = newest_status(case)
    known = [Tag(labels.VICTIM_STATUSES[status.status], "blue")] if status else []
    protected = (
        [Tag(_("Not to be removed"), "teal", "shield")] if not_to_be_removed(case.id) else []
    )
    urgent = Tag(labels.PRIORITIES[case.priority], labels.PRIORITY_TONES.get(case.priority, ""))
    tags = [urgent, *known, _risk_tag(case), _consent_tag(case), _identity_tag(case)]
    return [*tags, *protected]


def _risk_tag(case: Case) -> Tag:
    found = newest_risk(case.id)
    if found is None:
        return Tag(_("Risk not assessed"), "ochre")
    assessment, risks = found
    if assessment.valid_until <= clock.now():
        return Tag(_("Risk to assess again"), "ochre")
    return Tag(labels.RISK_LEVELS[str(risks.level)], "brick" if risks.level == HIGH else "")


def _consent_tag(case: Case) -> Tag:
    said = latest(said_of(case.id)).get(("P2", None))
    if said is None or said.answer == Answer.LATER:
        return Tag(_("Consent not asked"), "ochre")
    if said.in_force(today()):
        return Tag(_("Consent up to date"), "green", "check")
    return Tag(
        _("Consent to ask again") if said.answer == Answer.GIVEN else _("No consent"), "ochre"
    )


def _identity_tag(case: Case) -> Tag:
    person = person_of(case)
    if person is None or person.identity is None:
        return Tag(_("Identity not recorded"))
    return Tag(_("Identity hidden"), "", "lock")


def _facts(
    case: Case, card: CaseCard, due: datetime | None, *, full: bool
) -> list[tuple[Any, ...]]:
    names = user_displays([case.assignee_id, case.backup_id])
    third = (
        (_("Where it stands"), labels.STATES[case.state])
        if full
        else (_("Region"), region_name(case.region))
    )
    facts: list[tuple[Any, ...]] = [
        (_("Person"), labels.who(card)),
        (_("Languages"), labels.languages_of(card) or _("not known yet")),
        (_("Interpreter"), labels.INTERPRETER[card.interpreter]),
        third,
        (_("Responsible"), bdi(_name(names, case.assignee_id)) or _("nobody yet")),
    ]
    if case.backup_id:
        facts.append((_("Stands in"), bdi(_name(names, case.backup_id))))
    if due is not None:
        facts.append((_("Next deadline"), deadline_words(due), deadline_tone(due)))
    return facts


def _name(names: Mapping[UUID, str], user_id: UUID | None) -> str:
    return names.get(user_id, "") if user_id else ""


def _tabs(case: Case, actor: Actor, card: CaseCard, tab: str) -> list[tuple[Any, str, bool]]:
    resource = case.resource()
    every = sorted((*OWN_TABS, *panels()), key=lambda panel: panel.place)
    return [
        (panel.label, url_for(panel.endpoint, code=case.code), panel.key == tab)
        for panel in every
        if panel.only(card) and decide(actor, panel.permission, resource).allowed
    ]


def _actions(case: Case, actor: Actor) -> list[tuple[FileAction, str]]:
    resource = case.resource()
    every = sorted((*OWN_ACTIONS, *file_actions()), key=lambda action: action.place)
    return [
        (action, url_for(action.endpoint, code=case.code))
        for action in every
        if decide(actor, action.permission, resource).allowed
    ]


def init_app(app: Flask) -> None:
    """The frame for every template that extends `cases/file.html`; the words of codes for those of
    this package."""
    app.jinja_env.globals.update(case_frame=frame_of, case_words=labels)
