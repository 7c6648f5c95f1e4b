"""Forms of a reintegration: each gives the record as typed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wtforms import BooleanField, Field, ValidationError

from casework.cases.queries import today
from casework.funding.forms import AmountForm
from casework.reintegration import texts
from casework.reintegration.domain import records
from casework.reintegration.domain.checks import asked_long_ago
from casework.reintegration.domain.lists import DIMENSIONS, MOST_INSTALMENTS
from casework.reintegration.domain.scoring import NOT_APPLICABLE
from casework.reintegration.instruments import Sheet
from casework.web.fields import DayMonthYear, Whole, YesNo
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l, current_language

ON = _l("On which day")
WHICH_DAY = _l(
    "On which day was it asked? This one is more than 60 days ago: correct it, or tick the box "
    "below."
)
NO_NAMES = _l("Facts, without names of others.")


def _pairs(words: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(words.items())


class StepForm(Form):
    """What needs nothing but the click."""


class BeginForm(Form):
    """When the months begin, and how often somebody visits."""

    on = DayMonthYear(
        _l("Months count from"),
        partial=False,
        needed=True,
        hint=_l("The day of arrival, or of the plan when the person stays here."),
    )
    visited = Choice(_l("Who is it about?"), _pairs(texts.GROUPS))


class SignForm(Form):
    """The plan was agreed."""

    on = DayMonthYear(ON, partial=False, needed=True)
    signed = Choice(_l("The agreement is kept"), _pairs(texts.SIGNED))
    words = TextBlock(
        _l("What the person said of the plan"), limit=600, hint=_l("For a child: their own view.")
    )

    def recorded(self) -> records.Signature:
        """The signature as typed."""
        return records.Signature(self.on.data.earliest(), self.signed.data, self.words.data or "")


class VisitForm(Form):
    """A visit and its safety check."""

    on = DayMonthYear(ON, partial=False, needed=True)
    reached = YesNo(
        _l("Was the person reached?"), hint=_l("If not, the visit stays due: try again.")
    )
    alone = YesNo(_l("Was the person heard alone?"), needed=False)
    safe = YesNo(_l("Is the person safe?"), needed=False)
    worries = TextBlock(_l("What worries you or them"), limit=600, hint=NO_NAMES)
    words = TextBlock(_l("How it goes"), limit=1000)

    def recorded(self, month: int) -> records.Visit:
        """The visit as typed."""
        return records.Visit(
            on=self.on.data.earliest(),
            month=month,
            reached=bool(self.reached.data),
            alone=self.alone.data,
            safe=self.safe.data,
            worries=self.worries.data or "",
            words=self.words.data or "",
        )


class OutcomeForm(Form):
    """How it goes."""

    on = DayMonthYear(ON, partial=False, needed=True)
    code = Choice(
        _l("How does it go?"),
        _pairs(texts.OUTCOMES),
        hint=_l("“Exploited again” makes the case most urgent and calls whoever is on duty."),
    )
    words = TextBlock(_l("What it rests on"), limit=600, needed=True, hint=NO_NAMES)

    def recorded(self) -> records.Outcome:
        """The outcome as typed."""
        return records.Outcome(self.on.data.earliest(), self.code.data, self.words.data or "")


class GrantForm(AmountForm):
    """A grant."""

    words = TextBlock(_l("What it is for"), limit=600, needed=True)
    kind = Choice(
        _l("What is given"),
        _pairs(texts.KINDS),
        hint=_l("Goods are safer than money, which draws those who exploit."),
    )
    supplier = TextLine(_l("Supplier"))
    quote = TextLine(_l("Reference of the quote"), limit=80)
    cash_reason = TextBlock(_l("For money: why not goods"), limit=400)
    instalments = Whole(_l("In how many instalments"), low=1, high=MOST_INSTALMENTS)

    def recorded(self) -> records.Wish:
        """The grant as typed."""
        money = self.money()
        return records.Wish(
            words=self.words.data,
            minor=money.minor,
            currency=money.currency,
            in_cash=self.kind.data == "cash",
            cash_reason=self.cash_reason.data or "",
            supplier=self.supplier.data or "",
            quote=self.quote.data or "",
            instalments=self.instalments.data or 1,
        )


class PayForm(AmountForm):
    """One instalment."""

    line = Choice(_l("Budget line"), (), select=True)
    on = DayMonthYear(ON, partial=False, needed=True)
    evidence = TextBlock(
        _l("What shows that it arrived"),
        limit=400,
        needed=True,
        hint=_l("A receipt, a delivery note, its reference. Never a photograph of the face."),
    )

    def line_id(self) -> UUID:
        """The line chosen."""
        return UUID(self.line.data)


class CancelForm(Form):
    """Why nothing more is paid."""

    words = TextBlock(_l("Why"), limit=500, needed=True)


class TakeBackForm(Form):
    """Why an instalment is taken back."""

    words = TextBlock(_l("What was wrong"), limit=500, needed=True)


class SurveyForm(Form):
    """The day of a survey, asked once more when it is long ago; its questions are added by
    `survey_form`."""

    on = DayMonthYear(ON, partial=False, needed=True)
    sure = BooleanField(_l("Yes, it was asked on that day"))

    def validate_on(self, field: Field) -> None:
        """Ask once more."""
        day = field.data.earliest() if field.data and not field.errors else None
        if day is not None and asked_long_ago(day, today()) and not self.sure.data:
            raise ValidationError(WHICH_DAY)


def survey_form(sheet: Sheet) -> SurveyForm:
    """A form of every question of a version, in the reader's language; each may be left out."""
    language = current_language()
    fields = {
        _name(question.key): Choice(
            question.words[language],
            (
                *((key, words[language]) for key, words in question.steps),
                (NOT_APPLICABLE, texts.NOT_APPLICABLE),
            ),
            needed=False,
        )
        for question in sheet.questions
    }
    made: SurveyForm = type("AskedSurveyForm", (SurveyForm,), fields)()
    return made


GO = "go"
"""The button that leads to another section of the survey; nothing is written then."""


@dataclass(frozen=True)
class Section:
    """One dimension of the survey on the page: its fields, and how many have an answer."""

    dimension: str
    fields: list[Any]

    @property
    def answered(self) -> int:
        """How many questions of it have an answer so far."""
        return sum(bool(field.data) for field in self.fields)


def sections_of(form: SurveyForm, sheet: Sheet) -> list[Section]:
    """The survey section by section."""
    return [Section(one, fields_of(form, sheet, one)) for one in DIMENSIONS]


def section_asked_for(sent: Any) -> int | None:
    """Which section the button leads to; None when the survey is sent."""
    asked = str(sent.get(GO, ""))
    places = [str(place) for place in range(len(DIMENSIONS))]
    return places.index(asked) if asked in places else None


def answers_of(form: SurveyForm, sheet: Sheet) -> tuple[records.Answer, ...]:
    """What was answered, in the order of the questions."""
    found = ((one.key, form[_name(one.key)].data) for one in sheet.questions)
    return tuple(records.Answer(key, value) for key, value in found if value)


def fields_of(form: SurveyForm, sheet: Sheet, dimension: str) -> list[Any]:
    """The fields of one dimension."""
    return [form[_name(one.key)] for one in sheet.questions if one.dimension == dimension]


def _name(key: str) -> str:
    return f"q_{key}"
