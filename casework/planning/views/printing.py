"""The plan on paper, for the person, in their language. It says nothing that would tell on them."""

from typing import Any

from flask import render_template, request
from flask_babel import force_locale

from casework.audit import record_read
from casework.audit.catalogue import CaseRead
from casework.cases.queries import Case, case_by_code
from casework.cases.views.blueprint import page
from casework.planning import queries, sheet, texts
from casework.planning.queries import Version
from casework.planning.views.blueprint import TAB, blueprint
from casework.planning.views.plan import providers_of
from casework.policy import Actor, Permission
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import LANGUAGES, LOCALES, current_language


def _version_of(actor: Actor, code: str, number: int) -> Version | None:
    case: Case | None = case_by_code(actor, code)
    return queries.version(case, number) if case is not None else None


@blueprint.get("/c/<code>/plan/<int:number>")
@guard(Permission.CASE_READ, load=_version_of)
def version(found: Version) -> str:
    """A version as it was agreed, with how."""
    return page(
        "planning/version.html",
        found.case,
        TAB,
        version=found,
        newest=found.number == queries.versions(found.case)[0].number,
        providers=providers_of(found.agreed.plan.goals),
        words=texts,
    )


@blueprint.get("/c/<code>/plan/<int:number>/paper")
@guard(Permission.CASE_READ, load=_version_of)
def paper(found: Version) -> Any:
    """The sheet for the person. An organisation whose name would tell is left out by name."""
    record_read(CaseRead(case_id=found.case.id, part="plan_paper"), signed_in_actor())
    asked = request.args.get("language", "")
    language = asked if asked in LANGUAGES else current_language()
    with force_locale(LOCALES[language]):
        return render_template(
            "planning/paper.html",
            version=found,
            opening=sheet.opening(found.agreed),
            goals=sheet.goals_said(found.agreed, language),
            closing=sheet.closing(),
        )
