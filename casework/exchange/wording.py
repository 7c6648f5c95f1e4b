"""The words of a form that stand in no questionnaire, in the three languages at once."""

from typing import Any

from flask_babel import force_locale

from casework.exchange.domain.listing import Wording
from casework.screening.domain.instrument import LANGUAGES, Text
from casework.screening.texts import AGREED, ALONE, HOW, NOTE, NUMBER, SAID, SOURCES
from casework.web.codes import provinces
from casework.web.languages import LOCALES, _l


def wording() -> Wording:
    """As the pages of a screening say it."""
    return Wording(
        marks={
            (manner, value): in_three(label)
            for manner, labels in SAID.items()
            for value, label in labels
        },
        agreed={value: in_three(label) for value, label in AGREED},
        sources={value: in_three(label) for value, label in SOURCES},
        provinces={
            province.code: Text(province.fr, province.ar, province.en)
            for province in provinces().values()
        },
        province=in_three(_l("Province or prefecture")),
        instead=in_three(NUMBER),
        how=in_three(HOW),
        note=in_three(NOTE),
        alone=in_three(ALONE),
    )


def in_three(label: Any) -> Text:
    """A text of the catalogues in each language."""
    said = {}
    for language in LANGUAGES:
        with force_locale(LOCALES[language]):
            said[language] = str(label)
    return Text(**said)
