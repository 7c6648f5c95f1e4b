"""How refused files and rows read, and what could not be carried over."""

from typing import Any

from casework.exchange import refusals
from casework.exchange.domain.answering import Fault
from casework.exchange.domain.remarks import LEFT_OUT, Why
from casework.exchange.submitting import ImportedMeanwhile
from casework.exchange.workbook import FormNotPossible
from casework.screening.administration.refusals import DocumentRefused
from casework.web.errors import explain
from casework.web.languages import _l
from casework.web.navigation import register_done

WHY: dict[Why, Any] = {
    Why.NO_SUCH_TYPE: _l("A questionnaire has no question of this kind."),
    Why.COMPUTED: _l("Calculations are not carried over."),
    Why.OF_THE_DEVICE: _l("Filled in by the device: not carried over."),
    Why.REPEATED: _l("Repeated questions are not carried over."),
    Why.NO_CHOICES: _l("The list of choices is not in the file."),
    Why.CONDITION: _l("The condition could not be read: the question is always asked."),
    Why.COLUMN: _l("This column is not carried over."),
    Why.LANGUAGE: _l("Only French, Arabic and English are carried over."),
    Why.SHEET: _l("This sheet is not carried over."),
    Why.OR_OTHER: _l("The box to write another choice is not carried over."),
    Why.CHOICE_TWICE: _l("The same choice stands there twice: the first is kept."),
    Why.NOW_TEXT: _l("Became a short text."),
    Why.NOW_YES_NO: _l("Became a question with yes or no."),
    Why.RENAMED: _l("The name was changed: small letters, digits and underscores only."),
    Why.NOTE_MOVED: _l("The note became guidance of its page."),
    Why.NO_LABEL: _l("There are no words: the name stands for them."),
    Why.QUOTES: _l("The text quotes another answer: it is shown as written."),
    Why.IDENTITY: _l(
        "Seems to ask who the person is: only the author of an answer will see it. Better to take "
        "it out: identity belongs in the case."
    ),
}
KINDS = {
    "left_out": _l("Not carried over"),
    "changed": _l("Carried over with a change"),
    "look": _l("To look at"),
}
SHEETS = {"survey": "survey", "choices": "choices", "settings": "settings"}
FAULTS: dict[Fault, Any] = {
    Fault.UNKNOWN_QUESTION: _l("Column %(where)s is not in the questionnaire."),
    Fault.UNKNOWN_OPTION: _l("The answer is not one of the choices."),
    Fault.NOT_A_NUMBER: _l("The answer is not a whole number that fits."),
    Fault.NOT_A_DATE: _l("The answer is not a date."),
    Fault.TOO_LONG: _l("The text is too long, or holds characters that cannot be shown."),
    Fault.NOT_ALONE: _l("An answer that stands alone was given beside others."),
    Fault.TWO_ANSWERS: _l("Two columns answer the same question differently."),
    Fault.MISSING: _l("There is no answer, and this question needs one."),
    Fault.OTHER_VERSION: _l("Filled in with another version of the questionnaire."),
    Fault.FUTURE: _l("The day of the meeting has not come yet."),
    Fault.NO_DAY: _l("The day of the meeting is missing."),
    Fault.NO_IDENTIFIER: _l("The identifier of the form is missing: it could be imported twice."),
    Fault.NO_PROVINCE: _l("The province is missing, or is not on the list."),
    Fault.OTHER_REGION: _l("The province lies in a region where you do not work."),
    Fault.NOT_SAFE: _l("The safety questions are not all answered."),
    Fault.NO_AGE: _l("Neither the age nor the age group is given."),
    Fault.NO_INTERPRETER: _l("It is not said whether an interpreter helped."),
    Fault.AT_HOME: _l(
        "Says that somebody was met in a private home, where nobody inspects: the person is met at "
        "the office."
    ),
    Fault.LOOK: _l("A text seems to say who somebody is. The screening was imported: look at it."),
    Fault.DROPPED: _l("The answer was left out: the question did not apply."),
}


def kind_of(why: Why) -> str:
    """Under which heading a remark stands."""
    if why is Why.IDENTITY:
        return "look"
    return "left_out" if why in LEFT_OUT else "changed"


register_done("form_imported", _l("The draft was made. Read below what could not be carried over."))

explain(refusals.FileNotUsable, _l("This file cannot be read."))
explain(
    refusals.NotAWorkbook,
    _l("This is not an Excel workbook (.xlsx), or it is damaged or protected by a password."),
)
explain(refusals.FileTooLarge, _l("The file is too large: at most %(limit)s MB are read."))
explain(
    refusals.UnpacksTooLarge,
    _l("Unpacked, this workbook would be far larger than any form. It was not opened."),
)
explain(
    refusals.HoldsMacros,
    _l("This workbook holds macros or embedded objects. Save it as a plain .xlsx without them."),
)
explain(
    refusals.HoldsLinks,
    _l("This workbook draws on other files or databases. Save it without these links."),
)
explain(
    refusals.HoldsEntities,
    _l("A part of this workbook declares a document type, which no spreadsheet does."),
)
explain(
    refusals.HoldsFormula,
    _l("Cell %(cell)s of sheet %(sheet)s holds a formula. Put its value there instead."),
)
explain(
    refusals.HoldsError,
    _l("Cell %(cell)s of sheet %(sheet)s shows a fault. Correct it in the spreadsheet."),
)
explain(
    refusals.SheetTooLarge,
    _l("Sheet %(sheet)s is larger than any form: at most %(rows)s rows and %(columns)s columns."),
)
explain(
    refusals.CellTooLong,
    _l("Cell %(cell)s of sheet %(sheet)s is too long: at most %(limit)s characters."),
)
explain(
    refusals.NotAForm,
    _l("This workbook is not a form: it has no sheet “survey” with questions that can be kept."),
)
explain(
    refusals.NotSubmissions,
    _l("This is neither JSON nor CSV (in UTF-8) with one filled form a row."),
)
explain(
    refusals.OtherForm,
    _l(
        "No column belongs to this questionnaire. Choose the right one, and export the names and "
        "values of the form (XML), not its labels."
    ),
)
explain(
    refusals.TooManyRows, _l("At most %(limit)s filled forms are read at once: divide the file.")
)
explain(
    ImportedMeanwhile,
    _l("Somebody imported some of these forms at the same moment. Nothing was written: try again."),
)
explain(
    FormNotPossible,
    _l("This questionnaire holds something that a form cannot: an identifier or a condition."),
)
explain(
    DocumentRefused,
    _l("No questionnaire can be made of this form. Nothing was kept."),
)
