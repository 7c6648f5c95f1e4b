"""What of returns stands in the copy for the person."""

from collections.abc import Iterable, Iterator

from casework.cases.queries import Case
from casework.kernel.clock import MOROCCO
from casework.oversight.person_copy import register_part
from casework.returns import texts
from casework.returns.domain.entry import Entry
from casework.returns.domain.lists import Part
from casework.returns.queries import contents, returns_of
from casework.web.formats import long_date, moment_words
from casework.web.languages import _, _l, current_locale

Rows = Iterator[tuple[str, str]]


def register_copy() -> None:
    """One part."""
    register_part("returns", _l("Your return"), rows, place=66)


def rows(case: Case, language: str) -> Iterable[tuple[str, str]]:
    """Every return, the newest first, with what was recorded of each part."""
    for file in returns_of(case.id):
        opened = long_date(file.opened_at.astimezone(MOROCCO))
        yield _("Return asked for on"), f"{opened}, {texts.STATES[file.state]}"
        found = contents(file.id)
        for part, entry in found.opened.items():
            yield from _of_part(part, entry)
        for paper in found.papers.values():
            kind = texts.DOCUMENTS[paper.kind]
            said = (texts.DOCUMENT_STATES[paper.state], long_date(paper.on), paper.reference)
            yield str(kind), ", ".join(str(word) for word in said if word)


def _of_part(part: Part, entry: Entry) -> Rows:
    title = str(texts.PARTS[part])
    if (asked := entry.request) is not None:
        country = str(current_locale().territories.get(asked.country, asked.country))
        yield title, _said(long_date(asked.on), country, asked.words)
    elif (told := entry.counselling) is not None:
        options = [str(texts.OPTIONS[one]) for one in told.options]
        yield title, _said(long_date(told.on), *options)
    elif (found := entry.eligibility) is not None:
        reasons = [str(texts.VULNERABILITIES[one]) for one in found.vulnerabilities]
        yield title, _said(long_date(found.on), *reasons)
    elif (chosen := entry.choice) is not None:
        signed = str(texts.SIGNED[chosen.signed])
        yield title, _said(long_date(chosen.on), signed, chosen.child_view)
    elif (wished := entry.project) is not None:
        yield title, _said(long_date(wished.on), wished.words)
    else:
        yield from _of_journey(title, entry)


def _of_journey(title: str, entry: Entry) -> Rows:
    if (fit := entry.fitness) is not None:
        yield title, _said(moment_words(fit.at), str(texts.FITNESS[fit.result]), fit.conditions)
    elif (way := entry.travel) is not None:
        yield title, _said(moment_words(way.departs_at), way.route)
    elif (left := entry.departure) is not None:
        yield title, moment_words(left.at)
    elif (there := entry.arrival) is not None:
        yield title, moment_words(there.at)


def _said(*words: str) -> str:
    return ", ".join(word for word in words if word)
