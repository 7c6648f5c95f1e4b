"""The board of places, the night list, who waits, one place."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for

from casework.audit import record_read
from casework.audit.catalogue import BoardRead
from casework.policy import Actor, Resource
from casework.policy import Permission as P
from casework.shelter import queries, screens
from casework.shelter.forms.houses import ConfirmForm, OutForm
from casework.shelter.forms.stays import PlainForm
from casework.shelter.queries import Place, ShelterUnit
from casework.shelter.service import houses
from casework.shelter.views.blueprint import pages
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@dataclass(frozen=True)
class PlaceOfHouse:
    """A place of an own house, and what is to be done with it."""

    place: Place
    unit: ShelterUnit
    action: str = ""

    def resource(self) -> Resource:
        """The house decides."""
        return self.unit.resource()


def _place(actor: Actor, place_id: UUID, action: str = "") -> PlaceOfHouse | None:
    found = queries.place_for(actor, place_id)
    return PlaceOfHouse(*found, action) if found else None


@pages.get("/b")
@guard(P.SHELTER_BOARD)
def board() -> str:
    """Every place of the own houses: free, held until when, taken by whom, out of use."""
    actor = signed_in_actor()
    shown = screens.board_page(actor)
    record_read(BoardRead(part="board", count=shown["people"]), actor)
    return render_template("shelter/board.html", confirm=ConfirmForm(), **shown)


@pages.post("/b/confirm")
@guard(P.SHELTER_BOARD)
def confirm() -> Any:
    """One tap: what the board says is true, for one house or for all."""
    actor, form = signed_in_actor(), ConfirmForm()
    chosen = form.unit_id()
    units = [one for one in queries.units_of(actor) if chosen in (None, one.id)]
    houses.confirm(units, actor)
    return redirect(url_for(".board", done="board_confirmed"), code=303)


@pages.get("/b/night")
@guard(P.SHELTER_BOARD)
def night() -> str:
    """Who is where tonight, by code: to be printed, and destroyed within a day."""
    actor = signed_in_actor()
    shown = screens.night_page(actor)
    record_read(BoardRead(part="night", count=shown["people"]), actor)
    return render_template("shelter/night.html", **shown)


@pages.get("/b/waiting")
@guard(P.SHELTER_BOARD)
def waiting() -> str:
    """Who waits for a place: the most urgent first, then the longest."""
    actor = signed_in_actor()
    rows = screens.waiting_rows(actor)
    record_read(BoardRead(part="waiting", count=len(rows)), actor)
    return render_template("shelter/waiting.html", rows=rows)


@pages.get("/b/place/<uuid:place_id>")
@guard(P.SHELTER_KEEP, load=_place)
def place(asked: PlaceOfHouse) -> str:
    """One place with its two likely next states."""
    actor = signed_in_actor()
    record_read(BoardRead(part="place", count=1), actor)
    return render_template(
        "shelter/place.html",
        out=OutForm(data={"reason": "cleaning"}),
        plain=PlainForm(),
        **screens.place_page(asked.place, asked.unit),
    )


@pages.post("/b/place/<uuid:place_id>/<any(out, back):action>")
@guard(P.SHELTER_KEEP, load=_place)
def change_place(asked: PlaceOfHouse) -> Any:
    """Out of use, or in use again."""
    actor, out = signed_in_actor(), asked.action == "out"
    form = OutForm() if out else PlainForm()
    act = lambda: (  # noqa: E731
        houses.take_out(asked.place, asked.unit, form.reason.data, actor)
        if out
        else houses.put_back(asked.place, asked.unit, actor)
    )
    return submit(
        form,
        "shelter/place.html",
        act=act,
        then=lambda _done: url_for(".board", done="place_changed"),
        out=form if out else OutForm(data={"reason": "cleaning"}),
        plain=PlainForm(),
        **screens.place_page(asked.place, asked.unit),
    )
