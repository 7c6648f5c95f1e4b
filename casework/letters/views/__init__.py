"""Pages of letters: what can be printed, printing a copy, taking it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, request, url_for

from casework.accounts.queries import user_displays
from casework.cases.queries import Case, case_by_code
from casework.cases.views.blueprint import form_page, page
from casework.letters import service
from casework.letters.forms import PrintForm
from casework.letters.registry import Letter, Subject, letter_of, letters
from casework.letters.texts import REASONS
from casework.papers.answers import pdf_answer
from casework.policy import Actor, Permission, Resource
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("letters", __name__)
TAB = "letters"


@dataclass(frozen=True)
class OfCase:
    """A letter of a case about one thing."""

    case: Case
    letter: Letter
    subject: Subject

    def resource(self) -> Resource:
        """The case decides."""
        return self.case.resource()


@dataclass(frozen=True)
class Taken:
    """A copy that somebody may take now."""

    of: OfCase
    copy: service.PrintedCopy

    def resource(self) -> Resource:
        """The case decides."""
        return self.of.resource()


def _letter(actor: Actor, code: str, key: str, about: str | None = None) -> OfCase | None:
    case, letter = case_by_code(actor, code), letter_of(key)
    wanted = request.args.get("about", "") if about is None else about
    if case is None or letter is None:
        return None
    found = next((one for one in letter.subjects(case) if one.about == wanted), None)
    return OfCase(case, letter, found) if found is not None else None


def _copy(actor: Actor, code: str, copy_id: UUID) -> Taken | None:
    case = case_by_code(actor, code)
    made = service.copy_to_take(actor, case.id, copy_id) if case is not None else None
    of = _letter(actor, code, made.letter, made.about) if made is not None else None
    return Taken(of, made) if of is not None and made is not None else None


@blueprint.get("/c/<code>/letters")
@guard(Permission.LETTER_PRINT, load=case_by_code)
def of_case(case: Case) -> str:
    """What can be printed now, and which copies were printed by whom."""
    copies = service.copies_of(case.id)
    mine = signed_in_actor()
    return page(
        "letters/of_case.html",
        case,
        TAB,
        offered=[(letter, list(letter.subjects(case))) for letter in letters()],
        copies=copies,
        names=user_displays([one.printed_by_id for one in copies]),
        labels={letter.key: letter.label for letter in letters()},
        reasons=REASONS,
        ready={one.id for one in copies if service.copy_to_take(mine, case.id, one.id)},
    )


@blueprint.route("/c/<code>/letters/<key>", methods=["GET", "POST"])
@guard(Permission.LETTER_PRINT, load=_letter)
def print_letter(found: OfCase) -> Any:
    """The language and the reason, then a copy with its number."""
    form, about = PrintForm(), found.subject.about
    return form_page(
        "letters/print.html",
        found.case,
        TAB,
        form,
        act=lambda: service.print_copy(
            found.case,
            form.wanted(found.letter.key, about),
            signed_in_actor(),
            found.letter.compose(found.case, about, form.language.data),
        ),
        then=url_for(".of_case", code=found.case.code, done="letter_printed"),
        found=found,
    )


@blueprint.get("/c/<code>/letters/copies/<uuid:copy_id>.pdf")
@guard(Permission.LETTER_PRINT, load=_copy, file_of="letters.of_case")
def take(found: Taken) -> Any:
    """The file of a copy, for whoever printed it a moment ago."""
    made, of = found.copy, found.of
    paper = of.letter.compose(of.case, made.about, made.language)
    file = service.take_copy(made, paper, signed_in_actor())
    return pdf_answer(file, f"{paper.code}-{made.number}")
