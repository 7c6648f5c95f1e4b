"""The pages of the data protection officer, and the report for the person."""

from flask import Blueprint, Response, current_app, render_template, request

from casework.audit import record_read
from casework.audit.catalogue import PersonReportMade
from casework.cases import labels
from casework.cases.queries import Case, case_by_code
from casework.kernel import clock
from casework.oversight import person_report, protection
from casework.papers.blocks import Copy
from casework.papers.letter import pdf
from casework.policy import Permission
from casework.web.account import signed_in
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("protection", __name__)


@blueprint.get("/dpo")
@guard(Permission.PROTECTION_READ)
def overview() -> str:
    """What there is to follow, and the counts of the consent ledger."""
    return render_template(
        "oversight/protection.html",
        queues=protection.queues(signed_in_actor()),
        ledger=protection.ledger(),
        answers=[labels.CONSENT_ANSWERS[answer] for answer in protection.ANSWERS],
    )


@blueprint.get("/c/<code>/access/report")
@guard(Permission.CASE_READ, load=case_by_code, file_of="cases.access")
def report(case: Case) -> Response:
    """The report for the person, in French or Arabic, as a PDF made in memory."""
    language = "ar" if request.args.get("language") == "ar" else "fr"
    reader = signed_in()
    copy = Copy(1, reader.organisation if reader else "", clock.now())
    fiction = bool(current_app.extensions["settings"].demo)
    made = pdf(person_report.report(case, language), copy, fiction=fiction)
    record_read(PersonReportMade(case_id=case.id, language=language), signed_in_actor())
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{case.code}.pdf"'
    return answer
