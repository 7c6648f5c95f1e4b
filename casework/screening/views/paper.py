"""Questionnaires on paper: every version to print, and a filled one taken up."""

from functools import lru_cache
from typing import Any

from flask import Response, current_app, render_template, request, url_for

from casework.kernel.refusals import NotFound
from casework.papers.answers import pdf_answer
from casework.policy import Permission
from casework.screening import library, service
from casework.screening.domain.instrument import Instrument
from casework.screening.forms.transcribing import PaperBeginForm
from casework.screening.paper import printing
from casework.screening.paper.sheet import HASH_SHOWN, printed_as, printed_code, sheet
from casework.screening.queries import Screening
from casework.screening.views.blueprint import blueprint
from casework.screening.views.places import places, region_of
from casework.web.errors import explain
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import _l, current_language

KEPT = 24  # forms kept ready, of about 0.4 MB each

explain(
    printing.QuestionnaireNotPrintable,
    _l(
        "This questionnaire has letters that cannot be printed. Fill it in on the screen, and tell "
        "whoever administers questionnaires."
    ),
)


@blueprint.get("/s/paper")
@guard(Permission.SCREENING_START)
def papers() -> str:
    """All forms to print: the versions in use first, older ones after them."""
    newest = library.offered()
    older = [one for one in reversed(library.every_version()) if one not in newest]
    return render_template("screening/paper.html", newest=newest, older=older, code=printed_code)


@blueprint.get("/s/paper/<instrument>/<version>.pdf")
@guard(Permission.SCREENING_START)
def paper(instrument: str, version: str) -> Response:
    """One version to print, in French, Arabic or both."""
    found = _version(instrument, version)
    usual = "ar" if current_language() == "ar" else "fr"
    language = request.args.get("language", usual)
    if language not in printing.LANGUAGES:
        raise NotFound()
    if not set(printing.LANGUAGES[language]) <= {*found.languages}:
        raise library.NotInThisLanguage(instrument=instrument)
    # the name says nothing of what is asked
    return pdf_answer(
        _printed(found.content_hash, language, current_app.extensions["settings"].demo),
        f"sanad-{found.content_hash[:HASH_SHOWN]}-{language}",
    )


@blueprint.route("/s/paper/new", methods=["GET", "POST"])
@guard(Permission.SCREENING_START)
def begin_from_paper() -> Any:
    """A form that was filled on paper: its code, where and when; then its answers."""
    form = PaperBeginForm()
    form.province.choices = places(signed_in_actor())
    return submit(
        form,
        "screening/paper_begin.html",
        act=lambda: _begun(form),
        then=lambda made: url_for(".transcribe", reference=made.reference),
    )


def _begun(form: PaperBeginForm) -> Screening:
    actor = signed_in_actor()
    province = form.province.data
    of = next(one for one in library.every_version() if printed_as(one, form.code.data))
    made = service.begin(region_of(province), province, actor, instrument=of)
    service.transcribe(made, [], actor, made.version, met_at=form.met_at())
    return made


def _version(instrument: str, version: str) -> Instrument:
    """The version that is named; `of`, the beginning of its content's hash, where two share it."""
    content = request.args.get("of", "")
    for one in reversed(library.every_version()):
        if (one.id, one.version) == (instrument, version) and one.content_hash.startswith(content):
            return one
    raise NotFound()


@lru_cache(maxsize=KEPT)
def _printed(content_hash: str, language: str, fiction: bool) -> bytes:
    """The form of a content, set once: a content never changes under its hash."""
    found = next(one for one in library.every_version() if one.content_hash == content_hash)
    return printing.pdf(sheet(found), printing.LANGUAGES[language], fiction=fiction)
