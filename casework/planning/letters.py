"""The plan as a letter for the person; what stands on it is that of the page."""

from collections.abc import Iterable

from casework.cases.queries import Case
from casework.letters.registry import Subject
from casework.papers.blocks import Block, Heading, Notice, Paper, Paragraph
from casework.planning import queries, sheet
from casework.web.formats import isolated, long_date
from casework.web.languages import _, within


def agreed_plan(case: Case) -> Iterable[Subject]:
    """The newest version that was agreed with the person."""
    for found in queries.versions(case)[:1]:
        label = _("Version %(number)s", number=found.number)
        day = long_date(found.agreed.agreement.on)
        yield Subject(str(found.number), f"{label} · {day}")


def plan_letter(case: Case, about: str, language: str) -> Paper:
    """The plan for the person. Nothing on it tells why they are helped."""
    found = queries.version(case, int(about))
    assert found is not None  # noqa: S101 - one of those offered
    with within(language):
        return Paper(
            title=_("My plan"),
            code=case.code,
            language=language,
            blocks=(
                Paragraph(sheet.opening(found.agreed)),
                *_goals(found, language),
                Paragraph(sheet.closing()),
                Notice(_("Keep this paper only if nobody who could harm you may find it.")),
            ),
        )


def _goals(found: queries.Version, language: str) -> Iterable[Block]:
    for number, (words, lines) in enumerate(sheet.goals_said(found.agreed, language), 1):
        yield Heading(f"{number}. {isolated(words)}")
        yield Paragraph("\n".join(lines))
