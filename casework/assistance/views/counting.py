"""Counting on a phone: one big button a cell, one less to undo, nobody's name."""

from typing import Any

from flask import Response, current_app, jsonify, render_template, url_for

from casework.assistance import pages, queries, service
from casework.assistance.domain.counting import PEOPLE, REFERRAL
from casework.assistance.forms import (
    CountForm,
    KeptForm,
    LookForm,
    NationalityForm,
    PlainForm,
    ReferralForm,
)
from casework.assistance.pages import Operation
from casework.assistance.paper_counting import SheetForm, counting_sheet
from casework.assistance.views.blueprint import blueprint
from casework.papers.answers import pdf_answer
from casework.policy import Permission as P
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language


@blueprint.get("/x/<reference>/tally")
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def tally(row: Operation) -> str:
    """The counting page."""
    return render_template("assistance/tally.html", **pages.tally_page(row))


@blueprint.post("/x/<reference>/tally")
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def count(row: Operation) -> Any:
    """One more, or one less."""
    form = CountForm()
    table, cell, by = form.pressed()
    done = "person_counted" if by > 0 else "count_undone"
    return submit(
        form,
        "assistance/tally.html",
        act=lambda: service.count(row, table, cell, by, signed_in_actor()),
        then=lambda _number: _back(row, done, table, cell),
        **pages.tally_page(row),
    )


@blueprint.get("/x/<reference>/tally/numbers")
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def numbers(row: Operation) -> Response:
    """Every count of a distribution, for the page that counts without a network."""
    return jsonify(queries.cells_of(row.id))


@blueprint.post("/x/<reference>/tally/kept")
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def keep(row: Operation) -> Any:
    """What a phone kept while it had no network. Leads to the numbers, as they are then."""
    form = KeptForm()
    return submit(
        form,
        "assistance/tally.html",
        act=lambda: service.keep(row, form.batch(), signed_in_actor()),
        then=lambda _done: url_for(".numbers", reference=row.reference),
        **pages.tally_page(row),
    )


@blueprint.get("/x/<reference>/sheet.pdf")
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def sheet(row: Operation) -> Response:
    """A sheet to count on by hand, printed before the team leaves."""
    demo = current_app.extensions["settings"].demo
    paper = counting_sheet(row, current_language(), fiction=demo)
    return pdf_answer(paper, f"count-{row.reference}")


@blueprint.route("/x/<reference>/tally/sheet", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def type_in(row: Operation) -> Any:
    """The numbers of such a sheet, typed in afterwards."""
    form = SheetForm()
    form.offer()
    return submit(
        form,
        "assistance/type_in.html",
        act=lambda: service.take_sheet(row, form.batch(), signed_in_actor()),
        then=lambda _done: url_for(".type_in", reference=row.reference, done="sheet_counted"),
        operation=row,
    )


@blueprint.route("/x/<reference>/tally/nationality", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def nationality(row: Operation) -> Any:
    """Count somebody of a nationality that is not on the page yet."""
    form = NationalityForm()
    form.offer()
    return submit(
        form,
        "assistance/nationality.html",
        act=lambda: service.count(row, "nationality", form.cell.data, 1, signed_in_actor()),
        then=lambda _number: _back(row, "person_counted", "nationality"),
        operation=row,
    )


@blueprint.route("/x/<reference>/tally/referral", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def referral(row: Operation) -> Any:
    """Count a referral to a service: of nobody by name."""
    form = ReferralForm()
    form.offer()
    return submit(
        form,
        "assistance/referral.html",
        act=lambda: service.count(row, REFERRAL, form.pair(), 1, signed_in_actor()),
        then=lambda _number: _back(row, "referral_counted", REFERRAL),
        operation=row,
    )


@blueprint.route("/x/<reference>/meet", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_MEET, load=queries.operation)
def meet(row: Operation) -> Any:
    """Somebody agreed to be met: where to begin a screening, and that it was done."""
    return submit(
        PlainForm(),
        "assistance/meet.html",
        act=lambda: service.met(row, signed_in_actor()),
        then=lambda _met: url_for(".meet", reference=row.reference, done="person_met"),
        operation=row,
        waiting=queries.reach_of(row.id).to_be_met,
    )


@blueprint.route("/x/<reference>/look", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def look(row: Operation) -> Any:
    """Was this person here before in this project?"""
    form = LookForm()
    return submit(
        form,
        "assistance/look.html",
        act=lambda: service.look(row, form.known_by.data, signed_in_actor()),
        then=lambda visit: url_for(".look", reference=row.reference, done=f"visit_{visit}"),
        operation=row,
    )


@blueprint.route("/x/<reference>/tokens", methods=["GET", "POST"])
@guard(P.DISTRIBUTION_WORK, load=queries.operation)
def tokens(row: Operation) -> Any:
    """The project is over: its tokens are destroyed."""
    return submit(
        PlainForm(),
        "assistance/tokens.html",
        act=lambda: service.destroy(row.project_id, signed_in_actor()),
        then=lambda _gone: url_for(".operation", reference=row.reference, done="tokens_destroyed"),
        operation=row,
        kept=queries.tokens_kept(row.project_id),
    )


def _back(row: Operation, done: str, table: str, cell: str = "") -> str:
    anchor = cell.partition(":")[0] if table == PEOPLE else table
    return url_for("assistance.tally", reference=row.reference, done=done, _anchor=f"t-{anchor}")
