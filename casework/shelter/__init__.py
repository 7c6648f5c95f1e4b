"""Shelters: places, and the stays of people in them.

A house learns an alias and what lodging needs, never the screening or the case file; whoever has
the case learns since when the person is sheltered, never where. One place is given once.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the track, the pages, the work lists, the words and the jobs of shelters."""
    from casework.cases.labels import LANGUAGES
    from casework.cases.labels.words import joined
    from casework.shelter import registration
    from casework.shelter.texts import CARE
    from casework.shelter.views import pages

    registration.register()
    app.jinja_env.filters.update(
        language_word=lambda code: str(LANGUAGES.get(code, code)),
        language_words=lambda codes: joined([str(LANGUAGES.get(one, one)) for one in codes]),
        care_words=lambda codes: joined([str(CARE.get(one, one)) for one in codes]),
    )
    app.register_blueprint(pages)
