"""Changing one question of a draft."""

from __future__ import annotations

from typing import Any

from flask import url_for

from casework.policy import Actor, Permission
from casework.screening.administration import forms
from casework.screening.administration.views.blueprint import blueprint
from casework.screening.administration.views.editing import (
    DraftPart,
    earlier_questions,
    section_for,
    whole_for,
)
from casework.screening.administration.views.words import indicator_list
from casework.screening.domain.drafting import editing
from casework.web.forms import Form, submit
from casework.web.guard import guard


def question_for(actor: Actor, id: str, number: int, question: str) -> DraftPart | None:
    """One question of a draft."""
    part = whole_for(actor, id, number)
    if part is None or question not in part.page.instrument.by_id:
        return None
    return DraftPart(part.page, part.document, question)


@blueprint.route("/<id>/<int:number>/page/<section>/question", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_EDIT, load=section_for)
def new_question(part: DraftPart) -> Any:
    """One more question on a page; what it means comes next."""
    form = forms.new_question_form(frozenset(part.page.instrument.by_id))
    return submit(
        form,
        "instruments/new_question.html",
        act=lambda: part.save(editing.with_new_question(part.document, part.id, form.part()), form),
        then=lambda _done: url_for(".question", **part.where, question=form.code.data),
        row=part.page.row,
        part=part,
        page=part.page,
    )


@blueprint.route("/<id>/<int:number>/question/<question>", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_EDIT, load=question_for)
def question(part: DraftPart) -> Any:
    """One question: words, answers, what they mean, when it is asked."""
    section = editing.page_of(part.document, part.id)["id"]
    old = editing.question_of(part.document, part.id)
    form = forms.question_form(old, earlier_questions(part, section))
    return submit(
        form,
        "instruments/question.html",
        act=lambda: part.save(editing.with_question(part.document, part.id, form.changes()), form),
        then=lambda _done: url_for(
            ".question", **part.where, question=part.id, done="instrument_saved"
        ),
        row=part.page.row,
        part=part,
        page=part.page,
        question=part.page.instrument.by_id[part.id],
        section=part.page.instrument.section_of(part.id),
        indicators=indicator_list,
    )


@blueprint.route("/<id>/<int:number>/question/<question>/remove", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_EDIT, load=question_for)
def remove_question(part: DraftPart) -> Any:
    """One question less, after asking once more."""
    form = Form()
    section = editing.page_of(part.document, part.id)["id"]
    return submit(
        form,
        "instruments/remove.html",
        act=lambda: part.save(editing.without_question(part.document, part.id), form),
        then=lambda _done: url_for(
            ".section", **part.where, section=section, done="instrument_saved"
        ),
        row=part.page.row,
        part=part,
        page=part.page,
        section=part.page.instrument.section_of(part.id),
        question=part.page.instrument.by_id[part.id],
    )
