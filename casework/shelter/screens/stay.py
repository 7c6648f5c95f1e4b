"""One stay as its house sees it, and the forms of its steps."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from casework.accounts import queries as accounts
from casework.cases.domain.card import CHILD_BANDS as CHILDREN
from casework.cases.labels import AGE_BANDS, LANGUAGES, SEX
from casework.cases.labels.words import joined
from casework.cases.queries import case_by_id, today
from casework.kernel import clock
from casework.policy import Actor
from casework.referrals import service as referrals
from casework.referrals.domain.packet import AGE_DOUBT, Item, Packet
from casework.referrals.texts import ACCESSIBILITY
from casework.shelter import agreement, queries
from casework.shelter.domain.needs import fits
from casework.shelter.domain.records import NEEDS, Resident
from casework.shelter.domain.track import LODGED, StayState, standing
from casework.shelter.forms.stays import IntakeForm, ReceiveForm
from casework.shelter.models import STAY_KEY
from casework.shelter.queries import Stay
from casework.shelter.queries.houses import party_of
from casework.shelter.screens.house import log_lines
from casework.shelter.service import guarding
from casework.shelter.service.holding import Wanted
from casework.shelter.service.staying import escorts
from casework.shelter.texts import (
    CARE_KINDS,
    END_REASONS,
    EXITS,
    HISTORY,
    INTAKE_PARTS,
    STATES,
    SYSTEM_REASONS,
    TONES,
)
from casework.tasks.queries import open_tasks
from casework.web.formats import bdi
from casework.web.guard import signed_in_actor
from casework.web.languages import _, _n
from casework.workflow.service import history

S = StayState
NEXT: Mapping[str, tuple[str, ...]] = {
    S.REQUESTED: ("reserve", "release"),
    S.RESERVED: ("admit", "keep", "escort", "release"),
    S.ADMITTED: ("absent", "exit", "move", "extend"),
    S.ABSENT: ("back", "exit"),
}
ALSO = {"no": 0, "one_child": 1, "two_children": 2, "more_children": 3}


def state_of(stay: Stay) -> StayState:
    """Where the stay stands by the clock."""
    return standing(stay.state, stay.held_until, clock.now())


def stay_rows(actor: Actor, ended: bool) -> list[dict[str, Any]]:
    """The list of stays."""
    return [
        {
            "stay": stay,
            "resident": resident,
            "state": STATES[state_of(stay)],
            "tone": TONES.get(state_of(stay), ""),
            "href": url_for(".stay", ref=stay.reference),
        }
        for stay, resident in queries.stays_of(actor, ended)
    ]


def stay_page(stay: Stay) -> dict[str, Any]:
    """Everything the house may see of one stay."""
    state, resident = state_of(stay), queries.resident_of(stay)
    actions = list(NEXT.get(state, ()))
    if state in (S.ADMITTED, S.ABSENT) and stay.intake_at is None:
        actions.insert(0, "intake")
    waiting = queries.extension_waiting(stay) if state in (S.ADMITTED, S.ABSENT) else None
    return {
        "stay": stay,
        "state": STATES[state],
        "tone": TONES.get(state, ""),
        "resident": resident,
        "needs": needs_of(resident),
        "where": where_of(stay),
        "actions": [one for one in actions if one != "extend" or waiting is None],
        "deadlines": [one for one in open_tasks("stay", stay.id)
                      if one.organisation_id == stay.organisation_id],
        "intake": intake_lines(stay),
        "waiting": waiting,
        "may_decide": waiting and waiting.asked_by_id != signed_in_actor().user_id,
        "escort": accounts.user_display(stay.escort_id),
        "leaving": queries.leaving_of(stay),
        "events": events_of(stay),
        "kept_on": state in LODGED and not agreement.holds(stay, case_by_id(stay.case_id)),
    }  # fmt: skip


def step_page(stay: Stay, action: str) -> dict[str, Any]:
    """What stands around the form of a step."""
    unit = queries.unit_by_id(stay.unit_id) if stay.unit_id else None
    rules = queries.rules_of(unit) if unit and action == "intake" else {}
    return {
        "stay": stay,
        "resident": queries.resident_of(stay),
        "where": where_of(stay),
        "rules": [(LANGUAGES[code], code, text) for code, text in rules.items()],
        "rules_version": unit.rules_version if unit else 0,
    }


def needs_of(resident: Resident) -> list[tuple[Any, Any]]:
    """What lodging needs to know, in lines."""
    also = resident.girls + resident.boys
    lines: list[tuple[Any, Any]] = [
        (_("Person"), _who(resident)),
        (_("Languages"), joined([str(LANGUAGES[code]) for code in resident.languages])),
        (_("With them"), _n("%(num)s child or sibling", "%(num)s children or siblings", also)
         if also else _("nobody")),
    ]  # fmt: skip
    if resident.need != "none":
        lines.append((_("Accessibility"), ACCESSIBILITY[resident.need]))
    if resident.apart:
        lines.append((_("Must not meet"), ", ".join(resident.apart)))
    for term, words in ((_("Arrival"), resident.arrival), (_("Health"), resident.health)):
        if words:
            lines.append((term, bdi(words)))
    return lines


def _who(resident: Resident) -> str:
    said = f"{SEX[resident.sex]}, {AGE_BANDS[resident.age_band]}"
    return joined([said, _("a child until the doubt is settled")]) if resident.doubt else said


def where_of(stay: Stay) -> str:
    """House, room and places of a stay that has some; for the people of the house."""
    unit = queries.unit_by_id(stay.unit_id) if stay.unit_id else None
    if unit is None:
        return ""
    house = queries.house_now(unit)
    for room in house.rooms:
        numbers = [str(one.number) for one in room.places if one.stay and one.stay.id == stay.id]
        if numbers:
            places = _("Place %(number)s", number=", ".join(numbers))
            return " · ".join((house.card.name, room.card.name, places))
    return house.card.name


def rooms_for(stay: Stay) -> list[tuple[str, Any]]:
    """The rooms of the own houses that the rules allow, named."""
    party = party_of(queries.resident_of(stay))
    return [
        (str(room.id), f"{house.card.name} · {room.card.name}")
        for house in queries.board(signed_in_actor())
        if house.unit.active and not guarding.in_danger_there(stay, house.unit)
        for room in house.rooms
        if fits(party, room.berths(stay.id))
    ]


def escort_choices(stay: Stay) -> list[tuple[str, str]]:
    """Who may bring the person."""
    return [(str(one), name) for one, name in escorts(stay)]


def intake_form(form: IntakeForm, stay: Stay) -> IntakeForm:
    """The version of the rules that is shown is the one that is agreed to."""
    unit = queries.unit_by_id(stay.unit_id) if stay.unit_id else None
    if not form.is_submitted():
        form.agreed_to.data = unit.rules_version if unit else 0
    return form


def intake_lines(stay: Stay) -> list[tuple[Any, Any]]:
    """What the intake found."""
    found = stay.intake.reveal() if stay.intake else None
    if found is None:
        return []
    lines: list[tuple[Any, Any]] = [
        (_("Safety"), INTAKE_PARTS["safety"][found.safety]),
        (_("Health"), INTAKE_PARTS["health"][found.health]),
        (_("Identity papers"), INTAKE_PARTS["papers"][found.papers]),
        (_("House rules"), _("version %(number)s, %(language)s", number=found.agreed_to,
                             language=LANGUAGES[found.language])),
    ]  # fmt: skip
    for term, words in (
        (_("Receipt"), found.receipt),
        (_("Belongings"), found.belongings),
        (_("Needs tonight"), found.urgent_needs),
    ):
        if words:
            lines.append((term, bdi(words)))
    return lines


def events_of(stay: Stay) -> list[dict[str, Any]]:
    """What was done, the newest first."""
    every = {**END_REASONS, **SYSTEM_REASONS, **EXITS}
    return [
        {
            "at": one.at,
            "title": HISTORY.get(one.action, HISTORY["request"]),
            "detail": every.get(one.reason_code, "") if one.reason_code else "",
            "state": "done",
        }
        for one in reversed(history("stay", stay.id))
    ]


def care_lines(stay: Stay) -> list[dict[str, Any]]:
    """The care log, the newest first."""
    return [
        {**line, "kind": CARE_KINDS.get(line["kind"], "")} for line in log_lines(STAY_KEY, stay.id)
    ]


def wanted_of(referral: Any, form: ReceiveForm) -> Wanted:
    """What the packets of an accepted request say, with what the house adds."""
    before, after = referrals.read_by_recipient(referral, signed_in_actor())
    codes, texts = _said((before, after))
    band, sex = _one(codes, Item.AGE_BAND, "unknown"), _one(codes, Item.SEX, "unknown")
    code, need = _one(codes, Item.CODE, ""), _one(codes, Item.ACCESSIBILITY, "none")
    resident = Resident(
        alias=form.alias.data or code,
        code=code,
        sex=sex,
        age_band=band,
        child=band in CHILDREN or AGE_DOUBT in codes.get(Item.AGE_BAND, ()),
        languages=tuple(one for one in codes.get(Item.LANGUAGES, ()) if one in LANGUAGES),
        girls=form.girls.data or 0,
        boys=form.boys.data or 0,
        need=need if need in NEEDS else "none",
        health=texts.get(Item.HEALTH_ALERTS, ""),
        arrival=texts.get(Item.ARRIVAL, ""),
    )
    return Wanted(resident, today(), kind=form.kind.data)


def _said(packets: Sequence[Packet | None]) -> tuple[dict[Item, tuple[str, ...]], dict[Item, str]]:
    lines = [line for packet in packets if packet is not None for line in packet.lines]
    return {line.item: line.codes for line in lines}, {line.item: line.text for line in lines}


def _one(codes: Mapping[Item, tuple[str, ...]], item: Item, otherwise: str) -> str:
    return next(iter(codes.get(item, ())), otherwise)
