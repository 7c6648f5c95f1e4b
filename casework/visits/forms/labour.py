"""The forms of a labour record: what was found, each step, a complainant who agreed."""

from wtforms import BooleanField

from casework.visits import code_lists
from casework.visits.domain.labour import (
    LEAST_DAYS,
    MOST_DAYS,
    WORDS_LIMIT,
    Complainant,
    HowAgreed,
    LabourContent,
)
from casework.visits.domain.labour import (
    OUTCOMES as OF_STATE,
)
from casework.visits.forms.visits import MOST_PEOPLE
from casework.visits.texts import COPIES, HOW_AGREED, OUTCOMES
from casework.web.fields import DayMonthYear, Whole
from casework.web.forms import Choice, Choices, Form, TextBlock, TextLine
from casework.web.languages import _l


class PlainForm(Form):
    """A step that needs nothing but the click."""


class ReasonForm(Form):
    """A step that says why."""

    reason = TextBlock(_l("Why"), limit=500, needed=True, hint=_l("No name and no number."))


class ObservationsForm(Form):
    """What was found."""

    infractions = Choices(_l("Infractions found"), ())
    workers = Whole(_l("Workers concerned, about"), high=MOST_PEOPLE)
    words = TextBlock(
        _l("What was observed"),
        limit=WORDS_LIMIT,
        hint=_l("Facts about the place and the papers. No name of a worker."),
    )

    @classmethod
    def of(cls, content: LabourContent) -> "ObservationsForm":
        """The form with what is known."""
        form = cls(
            infractions=list(content.infractions), workers=content.workers, words=content.words
        )
        form.infractions.choices = code_lists.choices(code_lists.infractions())
        return form

    @classmethod
    def proposed(cls, infractions: tuple[str, ...]) -> "ObservationsForm":
        """The form of a record that is opened, with what the facts of the visit point to."""
        return cls.of(LabourContent(infractions=infractions))


class NoticeForm(Form):
    """How long the employer has."""

    days = Whole(
        _l("Days to comply"),
        high=MOST_DAYS,
        needed=True,
        hint=_l("At least 4 for hygiene and safety (Labour Code, art. 540 to 542)."),
    )
    imminent = BooleanField(_l("Danger is imminent: the time may be shorter"))

    @classmethod
    def least(cls) -> "NoticeForm":
        """The form as it opens: the shortest time."""
        return cls(days=LEAST_DAYS)


class InviteForm(Form):
    """When both sides are heard."""

    on = DayMonthYear(_l("Day of the conciliation"), needed=True, partial=False, past=False)


class ReportForm(Form):
    """A report."""

    number = TextLine(_l("Number of the report"), limit=40)


class CopiesForm(Form):
    """Where the three copies went."""

    copies = Choices(_l("Copies sent"), tuple(COPIES.items()))


class CloseRecordForm(Form):
    """How it ended."""

    outcome = Choice(_l("Outcome"), ())
    words = TextBlock(_l("What was agreed or decided"), limit=500, hint=_l("No name of a worker."))

    @classmethod
    def of(cls, state: str) -> "CloseRecordForm":
        """The form, with the outcomes of this state."""
        form = cls()
        form.outcome.choices = [(one.value, OUTCOMES[one]) for one in OF_STATE.get(state, ())]
        return form


class ComplainantForm(Form):
    """Somebody who agreed to appear by name."""

    name = TextLine(_l("Name, as the person gives it"), limit=160, needed=True)
    contact = TextLine(_l("How to reach the person safely"), limit=160)
    agreed_on = DayMonthYear(_l("Day on which the person agreed"), needed=True, partial=False)
    how = Choice(_l("How the person agreed"), tuple(HOW_AGREED.items()))

    def complainant(self) -> Complainant:
        """What was said."""
        return Complainant(
            self.name.data, self.contact.data or "", self.agreed_on.data.earliest(),
            HowAgreed(self.how.data),
        )  # fmt: skip
