"""The forms of accounts. A password is never shown again, stripped or changed on its way."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from wtforms import BooleanField, Field, HiddenField, PasswordField, ValidationError
from wtforms.fields.core import UnboundField

from casework.accounts import names, service
from casework.accounts.domain.organisations import Kind
from casework.accounts.domain.passwords import LONGEST
from casework.accounts.domain.people import Profile
from casework.accounts.domain.refusals import CodeWrong
from casework.kernel.clock import MOROCCO
from casework.kernel.mail_address import is_mail_address
from casework.kernel.refusals import Refusal
from casework.policy import Actor, Role
from casework.web.codes import region_choices, service_choices
from casework.web.errors import explanation
from casework.web.fields import FILL_IN, PartialDate
from casework.web.forms import TOO_LONG, Choice, Choices, DayMonthYear, Form, Phone, TextLine, Whole
from casework.web.languages import LANGUAGES, _l, _lp

NOT_THE_SAME = _l("The two passwords are not the same. Type the new one twice.")
WRONG_PASSWORD = _l("This is not your present password.")
NOT_MAIL = _l("Write a whole address, for example contact@association.ma.")
THEMES = (("light", _lp("theme", "Light")), ("dark", _lp("theme", "Dark")))


def _present(form: Any, field: Field) -> None:
    if not field.data:
        raise ValidationError(FILL_IN)
    if len(field.data) > LONGEST:
        raise ValidationError(TOO_LONG % {"limit": LONGEST})


def Password(label: Any, hint: Any = None) -> UnboundField:  # noqa: N802 - reads as the field
    """A password: taken as it is typed, never written back into the page."""
    return PasswordField(label, [_present], description=hint or "")


class SignInForm(Form):
    """User name and password, on one page."""

    username = TextLine(_l("User name"), limit=200, needed=True)
    password = Password(_l("Password"))


class SecondForm(Form):
    """The second step of signing in: a code of the app, or one of the paper; or a passkey."""

    code = TextLine(_l("Code of 6 digits"), limit=40)
    passkey = HiddenField()


class CodeForm(Form):
    """The first code of an app that was just set up."""

    code = TextLine(_l("Code of 6 digits"), limit=40, needed=True)


class PasskeyForm(Form):
    """What the browser made or signed."""

    passkey = HiddenField()


class ProofForm(Form):
    """Proving to be there: with a second factor where there is one, else with the password. The
    names are its own, because it can come in the middle of any other form."""

    proof_code = TextLine(_l("Code of 6 digits"), limit=40)
    proof_password = PasswordField(_l("Password"))
    proof_passkey = HiddenField()

    def __init__(self, has_factor: bool, empty: bool = False) -> None:
        super().__init__(**({"formdata": None} if empty else {}))
        self._asked = self.proof_code if has_factor else self.proof_password

    def refuse(self, refusal: Refusal) -> None:
        """Say it beside the field that was asked for."""
        self._asked.errors = [*self._asked.errors, self._words(refusal)]

    def _words(self, refusal: Refusal) -> str:
        if isinstance(refusal, CodeWrong) and self._asked is self.proof_password:
            return str(WRONG_PASSWORD)
        return explanation(refusal)


class _Twice:
    """A new password is typed twice, so that a slip is seen before it locks its owner out."""

    def validate_again(self, field: Field) -> None:
        """Twice the same."""
        if field.data != self.password.data:  # type: ignore[attr-defined]
            raise ValidationError(NOT_THE_SAME)


class EnrolForm(_Twice, Form):
    """Choosing a password."""

    password = Password(_l("New password"))
    again = Password(_l("New password, once more"))


class PasswordForm(_Twice, Form):
    """Changing one's password: the present one is asked first."""

    current = Password(_l("Present password"))
    password = Password(_l("New password"))
    again = Password(_l("New password, once more"))

    def __init__(self, actor: Actor, address: str | None) -> None:
        super().__init__()
        self._actor, self._address = actor, address

    def validate_current(self, field: Field) -> None:
        """The present password is right; a wrong one counts like a failed sign-in."""
        if not field.data:
            return
        try:
            right = service.confirm_password(self._actor, field.data, self._address)
        except Refusal as refusal:
            raise ValidationError(explanation(refusal)) from None
        if not right:
            raise ValidationError(WRONG_PASSWORD)


class PreferencesForm(Form):
    """Language and theme."""

    language = Choice(_l("Language"), list(LANGUAGES.items()))
    theme = Choice(_l("Theme"), THEMES)


class LettersForm(Form):
    """Where a letter may say that something waits."""

    address = TextLine(
        _l("Your mail address"), limit=120, hint=_l("Leave it empty to get no letters.")
    )

    def validate_address(self, field: Field) -> None:
        """An address of mail, if any."""
        if field.data and not is_mail_address(field.data):
            raise ValidationError(NOT_MAIL)


class FindForm(Form):
    """Searching an account: sent, not put into the address, because it names somebody."""

    username = TextLine(_l("User name"), limit=40, needed=True)


class InviteForm(Form):
    """A new account."""

    username = TextLine(
        _l("User name"),
        limit=40,
        needed=True,
        hint=_l("3 to 40 letters without accents and digits, for example k.alaoui."),
    )
    display_name = TextLine(
        _l("Name"), needed=True, hint=_l("As colleagues know the person. It shows on their pages.")
    )
    organisation = Choice(_l("Organisation"), [], select=True)
    role = Choice(_l("Role"), [(role.value, text) for role, text in names.ROLES.items()])
    regions = Choices(_l("Regions"), [])
    national = BooleanField(_l("Answers for the whole country"))
    responsible = BooleanField(_l("Responsible for the accounts of the organisation"))

    def __init__(self, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.organisation.choices = organisations
        self.regions.choices = region_choices()

    def profile(self) -> Profile:
        """What was filled in."""
        return Profile(
            display_name=self.display_name.data,
            role=Role(self.role.data),
            organisation_id=UUID(self.organisation.data),
            regions=frozenset(self.regions.data or ()),
            national=bool(self.national.data),
            responsible=bool(self.responsible.data),
        )


class UserForm(InviteForm):
    """An account as it is. A user name is never given to somebody else, so it does not change."""

    username = None


class OrganisationForm(Form):
    """What an organisation is, where it works, what it offers, how it is reached."""

    name = TextLine(_l("Name in French"), needed=True)
    name_ar = TextLine(_l("Name in Arabic"), needed=True)
    name_en = TextLine(_l("Name in English"))
    kind = Choice(
        _l("Kind"), [(kind.value, text) for kind, text in names.KINDS.items()], select=True
    )
    public_phone = Phone(
        _l("Public phone"),
        hint=_l("A number that may be given to anybody. Never that of a shelter."),
    )
    hours = TextLine(_l("Opening hours"), hint=_l("For example: Monday to Friday, 9:00 to 16:00."))
    regions = Choices(_l("Regions"), [], needed=True)
    services = Choices(_l("Services offered"), [])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.regions.choices = region_choices()
        self.services.choices = service_choices()

    def profile(self) -> service.OrganisationProfile:
        """What was filled in."""
        return service.OrganisationProfile(
            name=self.name.data,
            name_ar=self.name_ar.data,
            name_en=self.name_en.data or None,
            kind=Kind(self.kind.data),
            public_phone=self.public_phone.data or None,
            hours=self.hours.data or None,
            regions=frozenset(self.regions.data or ()),
            services=frozenset(self.services.data or ()),
        )


class AbsenceForm(Form):
    """Who stands in, and on which days."""

    stand_in = Choice(_l("Who stands in"), [], select=True)
    first = DayMonthYear(_l("First day away"), needed=True, partial=False, past=False)
    last = DayMonthYear(_l("Last day away"), needed=True, partial=False, past=False)

    def __init__(self, people: list[tuple[str, str]]) -> None:
        super().__init__()
        self.stand_in.choices = people

    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.first.data.earliest(), self.last.data.earliest()


class DutyForm(Form):
    """A turn of duty, by Moroccan time."""

    region = Choice(_l("Region"), [], select=True)
    person = Choice(_l("Focal point"), [], select=True)
    since = DayMonthYear(_lp("duty", "From"), needed=True, partial=False, past=False)
    since_hour = Whole(_l("From which hour"), high=23, needed=True)
    until = DayMonthYear(_lp("duty", "Until"), needed=True, partial=False, past=False)
    until_hour = Whole(_l("Until which hour"), high=23, needed=True)

    def __init__(self, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.region.choices = region_choices()
        self.person.choices = people

    def person_id(self) -> UUID:
        """Who was chosen."""
        return UUID(self.person.data)

    def starts_at(self) -> datetime:
        """When the turn begins."""
        return _moment(self.since.data, self.since_hour.data)

    def ends_at(self) -> datetime:
        """When it ends."""
        return _moment(self.until.data, self.until_hour.data)


def _moment(day: PartialDate, hour: int) -> datetime:
    return datetime.combine(day.earliest(), time(hour), tzinfo=MOROCCO)
