"""Why a file is refused as a whole. The codes name a place in the file, never what stands there."""

from casework.kernel.refusals import Refusal


class FileNotUsable(Refusal):
    """The file that was sent cannot be read, or is not safe to read."""

    field = "file"


class NotAWorkbook(FileNotUsable):
    """Not a workbook of Office Open XML (.xlsx): another kind of file, damaged, or encrypted."""


class FileTooLarge(FileNotUsable):
    """More than is read: `limit` in megabytes as sent."""


class UnpacksTooLarge(FileNotUsable):
    """Packed so that it would grow beyond every form: a zip bomb, or a very large workbook."""


class HoldsMacros(FileNotUsable):
    """A workbook with programs or embedded objects in it."""


class HoldsLinks(FileNotUsable):
    """A workbook that draws on other files or databases."""


class HoldsEntities(FileNotUsable):
    """A part of the workbook declares a document type: no spreadsheet does."""


class HoldsFormula(FileNotUsable):
    """A cell is computed (`sheet`, `cell`): a form holds texts and numbers only."""


class HoldsError(FileNotUsable):
    """A cell shows a fault of the spreadsheet (`sheet`, `cell`)."""


class SheetTooLarge(FileNotUsable):
    """A sheet with more rows or columns than any form has (`sheet`, `rows`, `columns`)."""


class CellTooLong(FileNotUsable):
    """A text longer than any question (`sheet`, `cell`, `limit`)."""


class NotAForm(FileNotUsable):
    """A workbook without a survey sheet, or whose survey sheet asks nothing."""


class NotSubmissions(FileNotUsable):
    """Neither JSON nor CSV with one submission a row."""


class OtherForm(FileNotUsable):
    """No column of the file belongs to this questionnaire."""


class TooManyRows(FileNotUsable):
    """More submissions than are read at once (`limit`)."""
