"""Forms of consent: the one of the file, the one that prepares the screens, and the withdrawal."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from wtforms.fields.core import UnboundField

from casework.cases import labels
from casework.cases.domain.consent import TELLS, Answer, Circumstance, Purpose, Said
from casework.web.fields import DayMonthYear, PartialDate, YesNo
from casework.web.forms import Choice, Choices, Form, TextBlock, TextLine
from casework.web.languages import LANGUAGES, _l, _lp

ASKED = tuple(purpose.value for purpose in Purpose if purpose is not Purpose.SCREENING)
ANSWERS = tuple(
    (answer.value, labels.CONSENT_ANSWERS[answer.value])
    for answer in (Answer.GIVEN, Answer.REFUSED, Answer.LATER)
)
INTERPRETER = (
    ("yes", _l("Yes, an interpreter took part")),
    ("no", _l("No, we share a language")),
)


def _how() -> UnboundField:
    return Choice(_l("How was the answer given?"), labels.choices(labels.HOW))


def _language() -> UnboundField:
    return Choice(_l("In which language?"), labels.choices(labels.LANGUAGES), select=True)


def _interpreter() -> UnboundField:
    return Choice(_l("Was an interpreter there?"), INTERPRETER)


def _groups() -> UnboundField:
    return Choices(
        _l("What may be shared"),
        labels.choices(labels.DATA_GROUPS),
        hint=_l("A yes to less than before ends at once what told more, and has it deleted."),
    )


class ConsentForm(Form):
    """One answer of the person."""

    purpose = Choice(
        _l("What was asked"),
        tuple((code, labels.PURPOSES[code]) for code in ASKED),
        select=True,
    )
    recipient = Choice(
        _l("Which organisation"),
        (),
        select=True,
        needed=False,
        hint=_l(
            "Needed for sharing with an organisation. For the police, justice or a consulate: the "
            "one the person means; none, if every one of them."
        ),
    )
    data_groups = _groups()
    answer = Choice(_l("What the person answered"), ANSWERS)
    valid_until = DayMonthYear(
        _lp("consent", "Last day"),
        partial=False,
        past=False,
        hint=_l("If the person agrees: usually six months, a year at most."),
    )
    how = _how()
    language = _language()
    interpreter = _interpreter()
    explained_by = TextLine(
        _l("Who explained it"), hint=_l("Name or service; sealed."), needed=True
    )
    capacity = Choice(_l("The person decides"), labels.choices(labels.CAPACITIES), needed=False)
    supporter = TextLine(_l("Who supports or represents the person"))
    no_conflict = YesNo(
        _l("Was it looked at that this person gains nothing from the answer?"), needed=False
    )
    guardian_kind = Choice(
        _l("For a child: who agreed"), labels.choices(labels.GUARDIANS), needed=False
    )
    guardian = TextLine(
        _l("For a child: guardian or judge who agreed"), hint=_l("Name and standing; sealed.")
    )
    child_view = TextBlock(_l("For a child: what the child says"), limit=500)

    def offer(self, organisations: Iterable[tuple[UUID, str]]) -> None:
        """The organisations that may be named."""
        self.recipient.choices = [(str(one), name) for one, name in organisations]

    def propose(self, purpose: str, recipient: str, groups: list[str], until: date) -> None:
        """What is likely to be meant. `groups`: what a request that waits for it would tell."""
        self.data_groups.data = groups
        self.purpose.data = purpose or None
        self.recipient.data = recipient or None
        self.valid_until.process_data(PartialDate(until.year, until.month, until.day))

    def said(self) -> Said:
        """The line of the ledger."""
        purpose = self.purpose.data
        with_recipient = purpose in TELLS and self.recipient.data
        until = self.valid_until.data
        return Said(
            purpose=purpose,
            answer=self.answer.data,
            recipient_id=UUID(self.recipient.data) if with_recipient else None,
            valid_until=until.earliest() if until else None,
        )

    def circumstance(self) -> Circumstance:
        """How the answer came about, what may be shared, and the child's side."""
        return Circumstance(
            how=self.how.data,
            language=self.language.data,
            interpreter=self.interpreter.data,
            data_groups=tuple(self.data_groups.data or ()),
            guardian=self.guardian.data or "",
            child_view=self.child_view.data or "",
            explained_by=self.explained_by.data or "",
            guardian_kind=self.guardian_kind.data or "",
            capacity=self.capacity.data or "full",
            supporter=self.supporter.data or "",
            no_conflict=bool(self.no_conflict.data),
        )


class WithdrawForm(Form):
    """The person takes an agreement back."""

    how = _how()
    language = _language()
    interpreter = _interpreter()

    def circumstance(self) -> Circumstance:
        """How the answer came about."""
        return Circumstance(
            how=self.how.data, language=self.language.data, interpreter=self.interpreter.data
        )


class AskForm(Form):
    """What will be asked on the screen, in which language."""

    purposes = Choices(
        _l("What will you ask?"),
        tuple((code, labels.PURPOSES[code]) for code in ASKED),
        needed=True,
    )
    recipient = Choice(
        _l("Which organisation"),
        (),
        select=True,
        needed=False,
        hint=_l("Needed for sharing with an organisation, and only then."),
    )
    data_groups = _groups()
    screen_language = Choice(_l("Language of the screens"), tuple(LANGUAGES.items()))
    explained = Choice(_l("Who explained it"), labels.choices(labels.EXPLAINERS))
    language = _language()
    interpreter = _interpreter()
    how = _how()

    def offer(self, organisations: Iterable[tuple[UUID, str]]) -> None:
        """The organisations that may be named."""
        self.recipient.choices = [(str(one), name) for one, name in organisations]

    def query(self) -> dict[str, object]:
        """What the address of the screens carries: codes only, nothing about the person."""
        purposes = [code for code in ASKED if code in self.purposes.data]
        with_recipient = Purpose.SERVICE in purposes
        return {
            "purposes": purposes,
            "recipient": self.recipient.data if with_recipient else None,
            "groups": self.data_groups.data if TELLS & {*purposes} else None,
            "how": self.how.data,
            "language": self.language.data,
            "interpreter": self.interpreter.data,
            "screen": self.screen_language.data,
            "explained": self.explained.data,
        }


class DeletionForm(Form):
    """What a body answers that was asked to delete what it had been told."""

    answer = Choice(_l("Your answer"), labels.choices(labels.DELETION_ANSWERS))
