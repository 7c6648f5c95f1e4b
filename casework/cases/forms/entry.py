"""What the forms of records beside the pathway have in common: their fields are shown in order."""

from datetime import date
from typing import Any

from wtforms import Field
from wtforms.fields.core import UnboundField

from casework.web.fields import PartialDate
from casework.web.forms import Form, TextLine
from casework.web.languages import _l

ON = _l("On which day")


def reference() -> UnboundField:
    """The reference of a decision or document."""
    return TextLine(_l("Reference of the decision or document"), limit=80)


class EntryForm(Form):
    """A record as it is typed. `content()` gives what is kept; `show()` what is on record, where a
    later record goes on from an earlier one."""

    def shown(self) -> list[tuple[Field, bool]]:
        """The fields in their order, and whether each may be left empty."""
        visible = (field for field in self if getattr(field.widget, "input_type", "") != "hidden")
        return [(field, not _is_needed(field)) for field in visible]

    def content(self) -> Any:
        """The record as typed."""
        raise NotImplementedError

    def show(self, said: Any) -> None:
        """Fill in what was said before."""
        for field in self:
            value = getattr(said, field.short_name, None)
            if isinstance(value, date):
                field.process_data(PartialDate(value.year, value.month, value.day))
            elif value is not None:
                field.data = value


def _is_needed(field: Field) -> bool:
    """A field that the form itself refuses empty: one of its checks is of `web.forms`."""
    names = {getattr(check, "__name__", "") for check in field.validators}
    return bool(names & {"_needed", "_chosen", "_answered", "_filled", "_typed"})
