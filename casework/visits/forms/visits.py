"""Beginning a visit, its employer, and what is noted once for everybody."""

from typing import Any, cast
from uuid import UUID

from flask import request
from wtforms import HiddenField, ValidationError

from casework.kernel import clock
from casework.kernel.notes import seems_to_name
from casework.visits import code_lists
from casework.visits.domain.entry import Place, Setting
from casework.visits.domain.records import (
    NOTE_LIMIT,
    Employer,
    GroupFacts,
    LegalForm,
    VisitCard,
)
from casework.visits.service import Begun
from casework.visits.texts import LEGAL_FORMS, PLACES, SETTINGS
from casework.web.codes import provinces
from casework.web.fields import DayMonthYear, PartialDate, Whole
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l

NAMING = _l(
    "This note seems to contain a name or number. Replace it with “a worker” or “the employer”, or "
    "send it again as it is."
)
NOT_LOOKED_AT = ("", _l("Not looked at"))
MOST_PEOPLE = 9999
FACT = "fact-"


class BeginForm(Form):
    """Where, how, in which sector and when."""

    place = Choice(_l("What is the place of work?"), tuple(PLACES.items()))
    setting = Choice(
        _l("How do you meet people?"),
        tuple(SETTINGS.items()),
        hint=_l("A private home is never visited: people who work there come to the office."),
    )
    sector = Choice(_l("Sector"), (), select=True)
    province = Choice(_l("Province or prefecture"), (), select=True)
    day = DayMonthYear(_l("Day"), needed=True, partial=False)
    hour = Whole(_l("Hour (0 to 23)"), high=23, needed=True)
    colleague = Choice(
        _l("Another inspector who takes part"), (), select=True, needed=False,
        hint=_l("They see the whole visit and meet people at it too."),
    )  # fmt: skip

    @classmethod
    def now(cls) -> "BeginForm":
        """The form as it opens: today, this hour."""
        if request.method == "POST":
            return cls()
        here = clock.now().astimezone(clock.MOROCCO)
        return cls(day=PartialDate(here.year, here.month, here.day), hour=here.hour)

    def begun(self) -> Begun:
        """What was said."""
        card = VisitCard(
            setting=Setting(self.setting.data),
            place=Place(self.place.data),
            sector=self.sector.data,
            province=self.province.data,
            day=self.day.data.earliest(),
            hour=self.hour.data,
        )
        colleague = UUID(self.colleague.data) if self.colleague.data else None
        return Begun(card, provinces()[card.province].region, colleague)


class EmployerForm(Form):
    """Who employs."""

    name = TextLine(_l("Name of the employer or establishment"), limit=160)
    address = TextBlock(_l("Address of the place of work"), limit=300)
    legal_form = Choice(_l("Legal form"), tuple(LEGAL_FORMS.items()), select=True, needed=False)
    registration = TextLine(
        _l("Registration number"), limit=40, hint=_l("ICE or register of commerce.")
    )
    contact = TextLine(_l("Telephone or person to ask for"), limit=120)

    @classmethod
    def of(cls, employer: Employer) -> "EmployerForm":
        """The form with what is known."""
        return cls(
            name=employer.name,
            address=employer.address,
            legal_form=employer.legal_form.value,
            registration=employer.registration,
            contact=employer.contact,
        )

    def employer(self) -> Employer:
        """What was said."""
        return Employer(
            name=self.name.data or "",
            address=self.address.data or "",
            legal_form=LegalForm(self.legal_form.data or LegalForm.UNKNOWN),
            registration=self.registration.data or "",
            contact=self.contact.data or "",
        )


class GroupForm(Form):
    """What was seen for everybody; each fact may be left open."""

    workers = Whole(_l("Workers seen, about"), high=MOST_PEOPLE)
    children = Whole(_l("Of them, people who may be under 18"), high=MOST_PEOPLE)
    note = TextBlock(
        _l("Short note"), limit=NOTE_LIMIT, hint=_l("No name and no number of anybody.")
    )
    warned = HiddenField()

    def facts(self) -> list[Any]:
        """The fields of the facts, in order."""
        return [self._fields[FACT + code] for code in code_lists.facts()]

    def validate_note(self, field: Any) -> None:
        """A note that seems to say who somebody is comes back once; sent again, it is kept."""
        if seems_to_name(field.data or "") and not self.warned.data:
            self.warned.data = "y"
            raise ValidationError(NAMING)

    def group(self) -> GroupFacts:
        """What was said."""
        noted = {field.name.removeprefix(FACT): field.data for field in self.facts() if field.data}
        return GroupFacts(noted, self.workers.data, self.children.data, self.note.data or "")


def group_form(group: GroupFacts) -> GroupForm:
    """The form, with a list of answers for each fact; shown first with what is noted."""
    fields = {
        FACT + code: Choice(
            fact.name(),
            [*((one.code, one.name()) for one in fact.options), NOT_LOOKED_AT],
            needed=False,
        )
        for code, fact in code_lists.facts().items()
    }
    made = type("GroupForm", (GroupForm,), fields)
    if request.method == "POST":  # what was noted before is not put under an answer left open
        return cast(GroupForm, made())
    shown: dict[str, Any] = {FACT + code: option for code, option in group.noted.items()}
    shown |= {"workers": group.workers, "children": group.children, "note": group.note}
    return cast(GroupForm, made(data=shown))
