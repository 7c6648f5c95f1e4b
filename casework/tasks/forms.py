"""The form of a day off."""

from casework.tasks.texts import HOLIDAYS
from casework.tasks.working_days import DayOff
from casework.web.fields import DayMonthYear, YesNo
from casework.web.forms import Choice, Form, TextLine
from casework.web.languages import _l


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
