"""Changing a draft: what it is as a whole, its pages, their order, throwing it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, request, url_for

from casework.policy import Actor, Permission, Resource
from casework.screening.administration import forms, queries, service
from casework.screening.administration.queries import VersionPage
from casework.screening.administration.views.blueprint import blueprint
from casework.screening.administration.views.lists import draft_for, versioned
from casework.screening.domain.drafting import editing
from casework.screening.domain.drafting.writing import Document
from casework.screening.views.words import local
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor

MOVES = {"section": editing.with_section_moved, "question": editing.with_question_moved}
STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True)
class DraftPart:
    """A draft, and the page or question of it that is looked at."""

    page: VersionPage
    document: Document
    id: str

    def resource(self) -> Resource:
        """Whose draft it is."""
        return self.page.resource()

    @property
    def where(self) -> dict[str, Any]:
        """What its addresses have in common."""
        return {"id": self.page.instrument.id, "number": self.page.number}

    def save(self, document: Document, form: Form) -> None:
        """Keep a changed document."""
        service.save_draft(self.page.stored, document, signed_in_actor(), form.expected_version())


def whole_for(actor: Actor, id: str, number: int) -> DraftPart | None:
    """A draft as a whole."""
    page = draft_for(actor, id, number)
    return DraftPart(page, queries.document_to_edit(page), "") if page else None


def section_for(actor: Actor, id: str, number: int, section: str) -> DraftPart | None:
    """One page of a draft."""
    part = whole_for(actor, id, number)
    if part is None or section not in {one["id"] for one in part.document["sections"]}:
        return None
    return DraftPart(part.page, part.document, section)


def earlier_questions(part: DraftPart, section: str) -> list[tuple[str, str]]:
    """The questions of the pages before one, for conditions."""
    found: list[tuple[str, str]] = []
    for one in part.page.instrument.sections:
        if one.id == section:
            break
        found += [(q.id, f"{q.id} · {local(q.text)}") for q in one.questions]
    return found


@blueprint.route("/<id>/<int:number>/about", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_EDIT, load=whole_for)
def about(part: DraftPart) -> Any:
    """Title, source, review state, and the checks of answers that do not fit together."""
    form = forms.about_form(part.document)
    return submit(
        form,
        "instruments/about.html",
        act=lambda: part.save(editing.with_about(part.document, form.changes()), form),
        then=lambda _done: url_for(".version", **part.where, done="instrument_saved"),
        row=part.page.row,
        part=part,
        page=part.page,
    )


@blueprint.route("/<id>/<int:number>/page", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_EDIT, load=whole_for)
def new_section(part: DraftPart) -> Any:
    """One more page."""
    form = forms.new_section_form(frozenset(one["id"] for one in part.document["sections"]))
    return submit(
        form,
        "instruments/new_section.html",
        act=lambda: part.save(editing.with_new_section(part.document, form.part(), None), form),
        then=lambda _done: url_for(".section", **part.where, section=form.code.data),
        row=part.page.row,
        part=part,
        page=part.page,
    )


@blueprint.route("/<id>/<int:number>/page/<section>", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_EDIT, load=section_for)
def section(part: DraftPart) -> Any:
    """One page: its words, when it is shown, its questions."""
    old = editing.section_of(part.document, part.id)
    form = forms.section_form(old, earlier_questions(part, part.id))
    return submit(
        form,
        "instruments/section.html",
        act=lambda: part.save(editing.with_section(part.document, part.id, form.changes()), form),
        then=lambda _done: url_for(
            ".section", **part.where, section=part.id, done="instrument_saved"
        ),
        row=part.page.row,
        part=part,
        page=part.page,
        section=_named(part, part.id),
        plain=versioned(part.page),
    )


@blueprint.route("/<id>/<int:number>/page/<section>/remove", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_EDIT, load=section_for)
def remove_section(part: DraftPart) -> Any:
    """One page less, after asking once more."""
    form = Form()
    return submit(
        form,
        "instruments/remove.html",
        act=lambda: part.save(editing.without_section(part.document, part.id), form),
        then=lambda _done: url_for(".version", **part.where, done="instrument_saved"),
        row=part.page.row,
        part=part,
        page=part.page,
        section=_named(part, part.id),
        question=None,
    )


@blueprint.post("/<id>/<int:number>/move")
@guard(Permission.INSTRUMENT_EDIT, load=whole_for)
def move(part: DraftPart) -> Any:
    """A page or a question one place up or down."""
    kind, step = request.form.get("kind", ""), request.form.get("step", "")
    if kind not in MOVES or step not in STEPS:
        abort(422)
    try:
        moved = MOVES[kind](part.document, request.form.get("part", ""), STEPS[step])
    except (KeyError, ValueError):
        abort(422)
    part.save(moved, Form())
    return redirect(_after_move(part, kind, moved), code=303)


@blueprint.route("/<id>/<int:number>/discard", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_EDIT, load=whole_for)
def discard(part: DraftPart) -> Any:
    """Throw a draft away, after asking once more."""
    form = Form()
    return submit(
        form,
        "instruments/discard.html",
        act=lambda: service.discard_draft(
            part.page.stored, signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: url_for(".listed", done="instrument_discarded"),
        row=part.page.row,
        part=part,
        page=part.page,
    )


def _named(part: DraftPart, id: str) -> Any:
    return next(one for one in part.page.instrument.sections if one.id == id)


def _after_move(part: DraftPart, kind: str, moved: Document) -> str:
    if kind == "section":
        return url_for(".version", **part.where)
    there = editing.page_of(moved, request.form["part"])["id"]
    return url_for(".section", **part.where, section=there)
