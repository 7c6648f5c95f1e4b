"""The forms of tasks, and of a day off."""

from datetime import date, datetime, time

from wtforms import BooleanField, Field, ValidationError

from casework.kernel.clock import MOROCCO
from casework.kernel.notes import seems_to_name
from casework.tasks.domain import WORDS_LIMIT, end_of
from casework.tasks.texts import HOLIDAYS, OUTCOMES, SNOOZE_REASONS, VERBS
from casework.tasks.working_days import DayOff
from casework.web.fields import DayMonthYear, Whole, YesNo
from casework.web.forms import Choice, Form, TextLine
from casework.web.languages import _l

NAMES_NOBODY = _l(
    "This may hold a name or a number. Write it without, or tick the box below if it holds neither."
)
KEEP_AS_IT_IS = _l("It names nobody: keep it as it is")


class WordsForm(Form):
    """A few words that stand in lists and must name nobody: asked once more when they seem to."""

    sure = BooleanField(KEEP_AS_IT_IS)

    def validate_words(self, field: Field) -> None:
        """Ask once more."""
        if field.data and seems_to_name(field.data) and not self.sure.data:
            raise ValidationError(NAMES_NOBODY)


class TaskForm(WordsForm):
    """Something to do oneself."""

    verb = Choice(_l("What is to be done"), list(VERBS.items()), select=True, needed=False)
    words = TextLine(
        _l("In a few words"), limit=WORDS_LIMIT, hint=_l("No name, no number, no address.")
    )
    code = TextLine(_l("Code of the case"), limit=20, hint=_l("If it is about one of your cases."))
    day = DayMonthYear(_l("By which day"), needed=True, partial=False, past=False)
    hour = Whole(_l("Before which hour (0 to 23)"), low=0, high=23)

    def due_at(self) -> datetime:
        """The end of the day, or the hour that was said, by the clock of Morocco."""
        day: date = self.day.data.earliest()
        if self.hour.data is None:
            return end_of(day)
        return datetime.combine(day, time(self.hour.data), MOROCCO)


class SnoozeForm(Form):
    """Put a task off, and why."""

    until = DayMonthYear(_l("Until which day"), needed=True, partial=False, past=False)
    reason = Choice(_l("Why"), list(SNOOZE_REASONS.items()))


class DoneForm(WordsForm):
    """What became of one's own task."""

    outcome = Choice(_l("What became of it?"), list(OUTCOMES.items()))
    words = TextLine(_l("What was done"), limit=200, hint=_l("No name, no number, no address."))


class HolidayForm(Form):
    """One day off in Morocco."""

    day = DayMonthYear(_l("Day"), needed=True, partial=False, past=False)
    known = Choice(_l("Holiday"), list(HOLIDAYS.items()), select=True, needed=False)
    name = TextLine(
        _l("Another name"), limit=80, hint=_l("For a day that is not on the list above.")
    )
    announced = YesNo(
        _l("Has the date been announced officially?"),
        hint=_l("Dates that follow the moon are announced a few days before."),
    )

    def day_off(self) -> DayOff:
        """What was said of the day."""
        name = self.name.data or self.known.data or ""
        return DayOff(self.day.data.earliest(), name, approximate=not self.announced.data)


class ConfirmForm(Form):
    """A question answered by a button."""
