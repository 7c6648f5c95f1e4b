"""Sending a file: a form that becomes a draft, or forms that were filled in."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import ValidationError

from casework.directory.codes import province_choices, provinces, region_name
from casework.exchange.queries import versions
from casework.policy import Actor
from casework.web.forms import Choice, Form
from casework.web.languages import LANGUAGES, _l, current_language

CHOOSE_FILE = _l("Choose the file.")


def _sent(form: Any, field: Any) -> None:
    if not field.data:
        raise ValidationError(CHOOSE_FILE)


class ImportFormForm(Form):
    """An XLSForm, and the language of its texts when the file does not say."""

    file = FileField(_l("Form (.xlsx)"), [_sent])
    language = Choice(
        _l("Language of the questions"),
        tuple(LANGUAGES.items()),
        hint=_l("Only for texts whose column names no language."),
    )


class ImportSubmissionsForm(Form):
    """Filled forms, of which questionnaire, and where, for rows that do not say."""

    file = FileField(_l("File (JSON or CSV)"), [_sent])
    instrument = Choice(_l("Questionnaire that was filled in"), (), select=True)
    province = Choice(
        _l("Province or prefecture"),
        (),
        needed=False,
        select=True,
        hint=_l("Only for forms that do not say where the person was met."),
    )

    def offer(self, actor: Actor) -> "ImportSubmissionsForm":
        """The versions that were published, the newest first, and the provinces of the actor."""
        language = current_language()
        self.instrument.choices = [
            (key, f"{one.title.within(language)} ({one.id}, {one.version})")
            for key, one in reversed(versions().items())
        ]
        known = {province.region for province in provinces().values()}
        regions = sorted(known if actor.national else known & actor.regions)
        self.province.choices = {region_name(one): province_choices(one) for one in regions}
        return self
