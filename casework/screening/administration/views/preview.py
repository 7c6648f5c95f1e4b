"""A version as whoever screens sees it, page by page, in each language. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask_babel import force_locale
from markupsafe import Markup

from casework.policy import Permission
from casework.screening.administration.queries import VersionPage
from casework.screening.administration.texts import LANGUAGE_NAMES
from casework.screening.administration.views.blueprint import blueprint
from casework.screening.administration.views.lists import version_for
from casework.screening.domain.instrument import Instrument, Option, Question, Section, Text
from casework.screening.domain.interview import Interview
from casework.screening.forms import SectionForm, section_form
from casework.web.guard import guard
from casework.web.languages import LOCALES, current_language


class EveryQuestion(Interview):
    """An interview of which all is shown, whatever its conditions say."""

    def questions(self, section: Section) -> tuple[Question, ...]:
        """All questions of a page."""
        return section.questions

    def options(self, question: Question) -> tuple[Option, ...]:
        """All answers of a question."""
        return question.options


@dataclass(frozen=True)
class PreviewPage:
    """One page of a version in one language, with the form that would be filled."""

    instrument: Instrument
    section: Section
    form: SectionForm
    language: str

    def aloud(self, text: Text | None) -> tuple[str, str] | None:
        """Words to read to the person, with their language."""
        return (text.within(self.language), text.shown_in(self.language)) if text else None


@blueprint.get("/<id>/<int:number>/preview")
@guard(Permission.INSTRUMENT_READ, load=version_for)
def preview(page: VersionPage) -> str:
    """The form as it will be seen. `page` is the number of the page, `language` its words."""
    sections = page.instrument.sections
    number = _place(request.args.get("page", ""), len(sections))
    language = request.args.get("language", "")
    language = language if language in LOCALES else current_language()
    return render_template(
        "instruments/preview.html",
        page=page,
        sections=sections,
        place=number,
        language=language,
        languages_offered=[(code, LANGUAGE_NAMES[code]) for code in LOCALES],
        shown=_shown(page.instrument, sections[number - 1], language) if sections else "",
    )


def _shown(instrument: Instrument, section: Section, language: str) -> Markup:
    with force_locale(LOCALES[language]):
        form = section_form(EveryQuestion(instrument, {}), section, filled=True)
        preview_page = PreviewPage(instrument, section, form, language)
        return Markup(  # noqa: S704  # nosec B704 - what our own template made is escaped already
            render_template(
                "instruments/_preview.html",
                page=preview_page,
                form=form,
                dangers=_dangers(section.questions),
            )
        )


def _dangers(questions: Iterable[Question]) -> list[Any]:
    return [question for question in questions if question.meaning == "danger"]


def _place(text: str, most: int) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 1
    return min(max(number, 1), max(most, 1))
