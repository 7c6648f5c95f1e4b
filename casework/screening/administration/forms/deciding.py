"""The short forms: proposing, publishing, withdrawing, and answers that nobody gave."""

from __future__ import annotations

from wtforms import Field, HiddenField, ValidationError

from casework.screening.administration.texts import NOT_LINES
from casework.screening.domain.drafting.examples import ExampleRefused, answers_in
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l

WORDS = 500


class ProposeForm(Form):
    """Whom the author asks."""

    reader = Choice(_l("Who should read and publish it"), (), select=True)


class PublishForm(Form):
    """What a second person answers. `read` is the hash of what stood on the page."""

    read = HiddenField()
    answer = Choice(
        _l("Your decision"),
        (("publish", _l("Publish this version")), ("return", _l("Send it back to its author"))),
    )
    reason = TextBlock(_l("Why"), limit=WORDS, hint=_l("Needed when you send it back."))


class WithdrawForm(Form):
    """Why a version is not offered any more."""

    reason = TextBlock(_l("Why"), limit=WORDS, needed=True)


class ExampleForm(Form):
    """Answers that nobody gave, a line each."""

    title = TextLine(_l("Title"), limit=80, needed=True)
    answers = TextBlock(
        _l("Answers"),
        limit=8000,
        needed=True,
        hint=_l(
            "A line for each: the code of the question, a colon, the answer or answers, with "
            "commas. How one knows may follow: stated, observed, document, third_party."
        ),
    )

    def validate_answers(self, field: Field) -> None:
        """Every line names a question and codes, nothing else."""
        try:
            answers_in(field.data or "")
        except ExampleRefused as refused:
            raise ValidationError(NOT_LINES % {"lines": str(refused)}) from None
