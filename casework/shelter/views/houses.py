"""One house: what is known of it, its address, rooms, rules and daily log."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for

from casework.audit import record_read
from casework.audit.catalogue import AddressRead, ShelterRead
from casework.policy import Actor, Resource
from casework.policy import Permission as P
from casework.shelter import queries, screens
from casework.shelter.forms.houses import AddressForm, LogForm, RoomForm, RulesForm, UnitForm
from casework.shelter.queries import ShelterUnit
from casework.shelter.service import houses
from casework.shelter.views.blueprint import pages
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor

UNIT = "/b/unit/<uuid:unit_id>"


@dataclass(frozen=True)
class UnitAsks:
    """An own house, and what is to be done with it."""

    unit: ShelterUnit
    action: str

    def resource(self) -> Resource:
        """The house decides."""
        return self.unit.resource()


def _asked(actor: Actor, unit_id: UUID, action: str) -> UnitAsks | None:
    unit = queries.unit_for(actor, unit_id)
    return UnitAsks(unit, action) if unit else None


@pages.route("/b/unit/new", methods=["GET", "POST"])
@guard(P.SHELTER_BOARD)
def new_unit() -> Any:
    """Open a house in a region of the own organisation."""
    actor = signed_in_actor()
    form = UnitForm.of(None, screens.own_regions(actor))
    return submit(
        form,
        "shelter/unit_form.html",
        act=lambda: houses.open_unit(form.card(), form.region.data, actor),
        then=lambda made: url_for(".unit", unit_id=made.id, done="house_kept"),
        unit=None,
    )


@pages.get(UNIT)
@guard(P.SHELTER_KEEP, load=queries.unit_for)
def unit(unit: ShelterUnit) -> str:
    """The house without its address."""
    return render_template(
        "shelter/unit.html",
        unit=unit,
        house=queries.house_now(unit),
        rules=queries.rules_of(unit),
    )


@pages.route(f"{UNIT}/change", methods=["GET", "POST"])
@guard(P.SHELTER_KEEP, load=queries.unit_for)
def change_unit(unit: ShelterUnit) -> Any:
    """Another name, meeting point, telephone, language."""
    actor = signed_in_actor()
    form = UnitForm.of(queries.house_now(unit).card, screens.own_regions(actor))
    return _submit(
        unit,
        form,
        "unit_form",
        lambda: houses.change_unit(unit, form.card(), actor, form.expected_version()),
    )


@pages.post(f"{UNIT}/<any(pause, resume):action>")
@guard(P.SHELTER_KEEP, load=_asked)
def take_in(asked: UnitAsks) -> Any:
    """Take nobody in any more, or take people in again."""
    houses.take_people_in(asked.unit, asked.action == "resume", signed_in_actor())
    there = url_for(".unit", unit_id=asked.unit.id, done="house_kept")
    return redirect(there, code=303)


@pages.get(f"{UNIT}/address")
@guard(P.SHELTER_KEEP, load=queries.unit_for)
def address(unit: ShelterUnit) -> str:
    """Where the house is: shown to its own people, and written down."""
    record_read(AddressRead(unit_id=unit.id, as_who="house"), signed_in_actor())
    return render_template("shelter/address.html", unit=unit, address=queries.address_of(unit.id))


@pages.route(f"{UNIT}/address/write", methods=["GET", "POST"])
@guard(P.SHELTER_KEEP, load=queries.unit_for)
def write_address(unit: ShelterUnit) -> Any:
    """Seal where the house is. The form never shows what was sealed before."""
    actor, form = signed_in_actor(), AddressForm()
    return _submit(
        unit,
        form,
        "address_form",
        lambda: houses.write_address(unit, form.address(), actor, form.expected_version()),
    )


@pages.route(f"{UNIT}/room", methods=["GET", "POST"])
@guard(P.SHELTER_KEEP, load=queries.unit_for)
def add_room(unit: ShelterUnit) -> Any:
    """A room with its places."""
    actor, form = signed_in_actor(), RoomForm()
    return _submit(
        unit,
        form,
        "room_form",
        lambda: houses.add_room(unit, form.room(), actor, form.expected_version()),
    )


@pages.route(f"{UNIT}/rules", methods=["GET", "POST"])
@guard(P.SHELTER_KEEP, load=queries.unit_for)
def rules(unit: ShelterUnit) -> Any:
    """The rules in force, and a new version of them."""
    actor = signed_in_actor()
    form = RulesForm(data=queries.rules_of(unit))
    return _submit(
        unit,
        form,
        "rules_form",
        lambda: houses.write_rules(unit, form.texts(), actor, form.expected_version()),
    )


@pages.route(f"{UNIT}/log", methods=["GET", "POST"])
@guard(P.SHELTER_KEEP, load=queries.unit_for)
def log(unit: ShelterUnit) -> Any:
    """The daily log: the newest lines, and a new one."""
    actor, form = signed_in_actor(), LogForm()
    record_read(ShelterRead(unit_id=unit.id, part="log"), actor)
    return submit(
        form,
        "shelter/log.html",
        act=lambda: houses.write_log(unit, form.text.data, actor),
        then=lambda _done: url_for(".log", unit_id=unit.id, done="log_written"),
        unit=unit,
        card=queries.house_now(unit).card,
        lines=screens.daily_lines(unit),
    )


def _submit(unit: ShelterUnit, form: Form, template: str, act: Any) -> Any:
    """A form of a house: back to its page when it is done."""
    return submit(
        form,
        f"shelter/{template}.html",
        act=act,
        then=lambda _done: url_for(".unit", unit_id=unit.id, done="house_kept"),
        row=unit,
        unit=unit,
        card=queries.house_now(unit).card,
    )
