"""Kits: what an organisation hands out together, in versions; kits in and out of a distribution."""

from typing import Any
from uuid import UUID

from flask import render_template, url_for

from casework.assistance import kit_queries, pages, queries, service
from casework.assistance.forms import PlainForm
from casework.assistance.kit_forms import OPENED, ContentsForm, KitForm, KitMoveForm
from casework.assistance.kit_queries import Kit, KitsMoved
from casework.assistance.pages import Operation
from casework.assistance.views.blueprint import blueprint, of_operation
from casework.policy import Actor
from casework.policy import Permission as P
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


class KitsOf:
    """A movement of kits of one distribution."""

    def __init__(self, row: Operation, found: KitsMoved) -> None:
        self.row, self.found = row, found

    def resource(self) -> Any:
        return self.row.resource()


def kits_of(actor: Actor, reference: str, move: UUID) -> KitsOf | None:
    """A movement of kits, through its distribution."""
    row = queries.operation(actor, reference)
    found = kit_queries.kit_move(row.id, move) if row is not None else None
    return KitsOf(row, found) if row is not None and found is not None else None


@blueprint.get("/x/kits")
@guard(P.DISTRIBUTION_LIST)
def kits() -> str:
    """The kits of the own organisation."""
    return render_template("assistance/kits.html", kits=kit_queries.kits(signed_in_actor()))


@blueprint.route("/x/kits/new", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_LIST)
def new_kit() -> Any:
    """Compose a kit."""
    form = KitForm()
    return submit(
        form,
        "assistance/new_kit.html",
        act=lambda: service.compose(form.name.data, form.contents(), signed_in_actor()),
        then=lambda made: url_for(".kit", kit_id=made.id, done="kit_kept"),
        opened=OPENED,
    )


@blueprint.get("/x/kits/<uuid:kit_id>")
@guard(P.DISTRIBUTION_WORK, load=kit_queries.kit)
def kit(kit: Kit) -> str:
    """A kit with every version it had."""
    versions = kit_queries.versions_of(kit)
    return render_template("assistance/kit.html", kit=kit, versions=versions)


@blueprint.route("/x/kits/<uuid:kit_id>/change", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=kit_queries.kit)
def change_kit(kit: Kit) -> Any:
    """Other contents from now on: a new version."""
    form = ContentsForm()
    held = len(kit_queries.newest(kit).contents.parts)
    return submit(
        form,
        "assistance/change_kit.html",
        act=lambda: service.change(
            kit, form.contents(), signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: url_for(".kit", kit_id=kit.id, done="kit_kept"),
        row=kit,
        show=lambda shown: shown.show(kit_queries.newest(kit).contents),
        kit=kit,
        opened=max(OPENED, held + 1),
    )


@blueprint.route("/x/<reference>/kits", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def move_kits(row: Operation) -> Any:
    """Kits in or out, with everything in them."""
    form = KitMoveForm()
    form.offer(kit_queries.offered(row))
    return of_operation(
        row,
        form,
        "move_kits",
        lambda: service.move_kits(
            row, form.kind.data, form.version_chosen(), form.quantity.data, signed_in_actor(),
            form.expected_version(),
        ),
        "stock_moved",
        possible=pages.kits_possible(row),
    )  # fmt: skip


@blueprint.post("/x/<reference>/kits/<uuid:move>/sign")
@guard(P.DISTRIBUTION_WORK, load=kits_of)
def sign_kits(found: KitsOf) -> Any:
    """The second signature for kits."""
    row, actor = found.row, signed_in_actor()
    return of_operation(
        row, PlainForm(), "operation", lambda: service.sign_kits(row, found.found.move, actor),
        "stock_signed", **pages.operation_page(row, actor),
    )  # fmt: skip
