"""Forms of the administration of questionnaires."""

from casework.screening.administration.forms.about import about_form
from casework.screening.administration.forms.deciding import (
    ExampleForm,
    ProposeForm,
    PublishForm,
    WithdrawForm,
)
from casework.screening.administration.forms.question import question_form
from casework.screening.administration.forms.section import (
    new_question_form,
    new_section_form,
    section_form,
)

__all__ = [
    "ExampleForm",
    "ProposeForm",
    "PublishForm",
    "WithdrawForm",
    "about_form",
    "new_question_form",
    "new_section_form",
    "question_form",
    "section_form",
]
