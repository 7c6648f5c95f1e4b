"""Forms about who the person is and how to reach them."""

from wtforms import Field, ValidationError

from casework.cases import labels
from casework.cases.domain.identity import Document, Identity, SafeContact, born
from casework.cases.queries import today
from casework.web.fields import DayMonthYear, PartialDate, Phone
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l, current_locale

MOST_INSTRUCTIONS = 6
TOO_MANY_LINES = _l("Keep six lines at most: these are read in a hurry.")
# CLDR lists these beside the countries of ISO 3166-1: unions, islands without a code, test codes.
_NOT_COUNTRIES = frozenset(
    "AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ".split()  # noqa: SIM905
)
# ISO 3166-1 codes of places that give nobody a nationality of their own.
_NO_NATIONALITY = frozenset("AQ BV EH GS HM IO TF UM".split())  # noqa: SIM905


def countries() -> list[tuple[str, str]]:
    """Nationalities by country of ISO 3166-1, in the reader's language, Morocco first."""
    names = {
        code: str(name)
        for code, name in current_locale().territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES | _NO_NATIONALITY
    }
    morocco = ("MA", names.pop("MA"))
    return [morocco, *sorted(names.items(), key=lambda one: one[1])]


class RevealForm(Form):
    """Why the identity is needed."""

    reason = Choice(_l("Why do you need the identity?"), labels.choices(labels.REVEAL_REASONS))
    words = TextLine(_l("In your words"), limit=200)


class IdentityForm(Form):
    """The name as spoken and on the document, and what tells two people apart."""

    spoken_name = TextLine(_l("Name as the person says it"), needed=True)
    given_name = TextLine(_l("Given name on the document"))
    family_name = TextLine(_l("Family name on the document"))
    alias = TextLine(
        _l("Name to use with others"),
        limit=40,
        hint=_l("A name that is not theirs, for those who need not know more."),
    )
    birth = DayMonthYear(_l("Birth date"), hint=_l("The day and month may be left out."))
    sex = Choice(_l("Sex"), labels.choices(labels.SEX))
    nationality = Choice(_l("Nationality"), (), select=True, needed=False)
    document_kind = Choice(
        _l("Identity document"), labels.choices(labels.DOCUMENT_KINDS), select=True, needed=False
    )
    document_number = TextLine(_l("Number of the document"), limit=40)
    phone = Phone(_l("Own telephone"))

    def show(self, identity: Identity, alias: str) -> None:
        """What is on record; only under a grant."""
        for name in ("spoken_name", "given_name", "family_name", "sex", "nationality", "phone"):
            self[name].data = getattr(identity, name)
        self.alias.data = alias
        if identity.birth is not None:
            known = identity.birth
            self.birth.process_data(PartialDate(known.year, known.month, known.day))
        if identity.documents:
            self.document_kind.data = identity.documents[0].kind
            self.document_number.data = identity.documents[0].number

    def identity(self) -> Identity:
        """The identity as typed."""
        typed = self.birth.data
        number = self.document_number.data or ""
        kind = self.document_kind.data or "other"
        return Identity(
            spoken_name=self.spoken_name.data,
            given_name=self.given_name.data or "",
            family_name=self.family_name.data or "",
            birth=born(typed.year, typed.month, typed.day, today()) if typed else None,
            sex=self.sex.data,
            nationality=self.nationality.data or "",
            documents=(Document(kind, number),) if number else (),
            phone=self.phone.data or "",
        )


class ContactForm(Form):
    """How the person may be reached, and what never to do."""

    phone = Phone(_l("Telephone that is safe to call"))
    hours = TextLine(_l("When"), limit=80)
    calls = Choice(_l("Calls"), labels.choices(labels.YES_NO_UNKNOWN))
    messages = Choice(_l("Text messages"), labels.choices(labels.YES_NO_UNKNOWN))
    code_word = TextLine(_l("Code word"), limit=40)
    instructions = TextBlock(
        _l("Safety instructions"),
        limit=600,
        hint=_l("One per line, six at most. They stand on top of the file."),
    )

    def validate_instructions(self, field: Field) -> None:
        """Refuse what would be cut off."""
        if len(_lines(field.data)) > MOST_INSTRUCTIONS:
            raise ValidationError(TOO_MANY_LINES)

    def show(self, contact: SafeContact) -> None:
        """What is on record."""
        for name in ("phone", "hours", "calls", "messages", "code_word"):
            self[name].data = getattr(contact, name)
        self.instructions.data = "\n".join(contact.instructions)

    def contact(self) -> SafeContact:
        """The contact as typed."""
        return SafeContact(
            phone=self.phone.data or "",
            hours=self.hours.data or "",
            calls=self.calls.data,
            messages=self.messages.data,
            code_word=self.code_word.data or "",
            instructions=_lines(self.instructions.data),
        )


def _lines(text: str | None) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
