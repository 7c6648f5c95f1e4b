"""The forms of oversight."""

from casework.cases import labels
from casework.oversight import request_texts as texts
from casework.oversight.requests import Asked
from casework.web.forms import Choice, DayMonthYear, Form, TextBlock, TextLine
from casework.web.languages import _l


class UrgentForm(Form):
    """Why a file that is not one's own must be read now."""

    reason = Choice(_l("What is the emergency?"), labels.choices(labels.URGENT_REASONS))
    words = TextBlock(
        _l("In your words"),
        limit=400,
        needed=True,
        hint=_l("What happens, and what you need the file for. At least 10 characters."),
    )


class ReviewForm(Form):
    """What a second person says of it."""

    answer = Choice(_l("Was it right to open this file?"), labels.choices(labels.URGENT_ANSWERS))
    words = TextBlock(_l("Why"), limit=600, needed=True)


class CopyForm(Form):
    """What is kept about the person, for the person: in which language, how, and why."""

    language = Choice(_l("Language of the paper"), tuple(texts.LANGUAGES.items()))
    form = Choice(_l("How?"), tuple(texts.FORMS.items()))
    reason = Choice(
        _l("Why is it given?"),
        tuple(texts.COPY_REASONS.items()),
        hint=_l("Your name, the moment and the reason go on file."),
    )


class RequestForm(Form):
    """What a person asks about what is kept of them."""

    kind = Choice(_l("What does the person ask?"), tuple(texts.KINDS.items()))
    way = Choice(_l("How did the request come?"), tuple(texts.WAYS.items()))
    received = DayMonthYear(_l("Received on"), needed=True, partial=False)
    code = TextLine(
        _l("Code of the file, if the person knows it"),
        limit=20,
        hint=_l("No name: the register is kept by number and code."),
    )

    def asked(self) -> Asked:
        """The same for the service."""
        day = self.received.data.earliest()
        return Asked(self.kind.data, self.way.data, day, self.code.data or "")


class AnswerForm(Form):
    """What the person was answered."""

    answer = Choice(_l("What was answered?"), tuple(texts.ANSWERS.items()))
    ground = Choice(
        _l("On which ground was it refused?"),
        tuple(texts.GROUNDS.items()),
        needed=False,
        hint=_l("Only when it was refused, in whole or in part."),
    )
