"""A form that comes in becomes a draft of a questionnaire, with what could not be carried over."""

from casework.exchange.domain.reading import Draft, draft_of
from casework.exchange.domain.remarks import LONGEST_NAME, Remark, Why
from casework.exchange.refusals import NotAForm
from casework.exchange.spreadsheet import read_form
from casework.kernel import clock
from casework.policy import Actor
from casework.screening.administration.service.drafts import InstrumentVersion, create_draft
from casework.screening.loader import before_other_forms

UNNAMED = "form"


def draft_from_xlsform(content: bytes, language: str, name: str) -> Draft:
    """The draft of a form and its remarks, without storing anything. `language` is that of texts
    whose column names none. Refused when the file is no form, or not safe to read."""
    today = clock.now().astimezone(clock.MOROCCO).date()
    stem = name.rpartition("/")[2].rpartition("\\")[2].removesuffix(".xlsx")[:LONGEST_NAME]
    form = read_form(content)
    draft = draft_of(form, language, stem.strip() or UNNAMED, today, before_other_forms())
    if not draft.questions:
        raise NotAForm()
    return draft


def import_form(content: bytes, language: str, name: str, actor: Actor) -> InstrumentVersion:
    """Begin a draft from a form. The remarks are kept with it, one line each."""
    draft = draft_from_xlsform(content, language, name)
    return create_draft(draft.document, actor, report=[written(one) for one in draft.remarks])


def written(remark: Remark) -> str:
    """A remark as it is kept: sheet, row, code, name."""
    return f"{remark.sheet} {remark.row} {remark.why} {remark.name}".rstrip()


def read_remark(line: str) -> Remark | None:
    """A remark that was kept; None for a line that is none."""
    parts = line.split(" ", 3)
    if len(parts) < 3 or not parts[1].isdecimal() or parts[2] not in {*Why}:
        return None
    return Remark(parts[0], int(parts[1]), Why(parts[2]), parts[3] if len(parts) > 3 else "")
