"""What is typed on the pages of visits and labour records, parsed."""

from casework.visits.forms.labour import (
    CloseRecordForm,
    ComplainantForm,
    CopiesForm,
    InviteForm,
    NoticeForm,
    ObservationsForm,
    PlainForm,
    ReasonForm,
    ReportForm,
)
from casework.visits.forms.visits import BeginForm, EmployerForm, GroupForm, group_form

__all__ = [
    "BeginForm",
    "CloseRecordForm",
    "ComplainantForm",
    "CopiesForm",
    "EmployerForm",
    "GroupForm",
    "InviteForm",
    "NoticeForm",
    "ObservationsForm",
    "PlainForm",
    "ReasonForm",
    "ReportForm",
    "group_form",
]
