"""The forms of the set-up."""

from typing import Any

from wtforms import BooleanField, Field, ValidationError

from casework.kernel.mail_address import is_mail_address
from casework.setup import texts
from casework.setup.domain import Task
from casework.setup.service import First, House
from casework.web.fields import FILL_IN
from casework.web.forms import Choice, Form, TextLine
from casework.web.languages import LANGUAGES, _l

NAME = 60
NOT_MAIL = _l("Write an address of mail, for example n.alaoui@example.ma.")
TICK = _l("Tick this when it is done.")


class BeginForm(Form):
    """The code on the console, for an administrator who is signed in."""

    code = TextLine(
        _l("Code on the console"),
        limit=60,
        needed=True,
        hint=_l("25 letters and digits. Hyphens and small letters do not matter."),
    )


class FirstForm(BeginForm):
    """The same, and who the first administrator is."""

    username = TextLine(
        _l("User name"),
        limit=40,
        needed=True,
        hint=_l("3 to 40 letters without accents and digits, for example k.alaoui."),
    )
    name = TextLine(
        _l("Name"), needed=True, hint=_l("As colleagues know the person. It shows on their pages.")
    )
    organisation = TextLine(
        _l("Your organisation, in French"),
        needed=True,
        hint=_l("The one that runs this installation. The others come later."),
    )
    organisation_ar = TextLine(_l("Your organisation, in Arabic"), needed=True)

    def first(self) -> First:
        """What was filled in."""
        return First(
            self.username.data, self.name.data, self.organisation.data, self.organisation_ar.data
        )


class NameForm(Form):
    """What the installation is called."""

    name = TextLine(_l("Name in French"), limit=NAME, needed=True)
    name_ar = TextLine(_l("Name in Arabic"), limit=NAME, needed=True)
    language = Choice(_l("Language of those who have chosen none"), list(LANGUAGES.items()))

    def house(self) -> House:
        """What was filled in."""
        return House(self.name.data, self.name_ar.data, self.language.data)


def _ticked(form: Any, field: Field) -> None:
    if not field.data:
        raise ValidationError(TICK)


def _mail(form: Any, field: Field) -> None:
    if not is_mail_address(field.data or ""):
        raise ValidationError(NOT_MAIL if field.data else FILL_IN)


class WordForm(Form):
    """Somebody's word that a task is done."""

    word = BooleanField("", [_ticked])


class TrialForm(WordForm):
    """The same for letters, after one was sent for trial."""

    address = TextLine(_l("Address for a trial letter"), limit=120, also=[_mail])


def form_of(task: Task, mail: bool) -> Form:
    """The form of a task; one without fields where nothing is asked."""
    if task is Task.NAME:
        return NameForm()
    form = TrialForm() if task is Task.MAIL and mail else WordForm()
    form.word.label.text = texts.WORD.get(task, "")
    return form
