"""What is typed on the pages of a screening, parsed."""

from casework.screening.forms.deciding import (
    BeginForm,
    CheckForm,
    ConfirmForm,
    DecideForm,
    DiscardForm,
    FurtherForm,
    LowerForm,
    PersonForm,
    RaiseForm,
    TriageForm,
)
from casework.screening.forms.section import SectionForm, section_form

__all__ = [
    "BeginForm",
    "CheckForm",
    "ConfirmForm",
    "DecideForm",
    "DiscardForm",
    "FurtherForm",
    "LowerForm",
    "PersonForm",
    "RaiseForm",
    "SectionForm",
    "TriageForm",
    "section_form",
]
