"""Who offers which service where, whom to call, and the names of places and services."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, and the filters that name places and services in any template."""
    from casework.accounts.names import kind_name
    from casework.db.migrating import register_seed
    from casework.directory import texts
    from casework.directory.registration import register
    from casework.directory.service import seed_contacts
    from casework.directory.views import blueprint
    from casework.web.codes import province_name, region_name, service_name

    register()
    texts.register_texts()
    register_seed(seed_contacts)
    app.jinja_env.filters.update(
        region=region_name,
        province=province_name,
        service=service_name,
        contact_name=lambda row: texts.contact_name(row.kind, row.name),
        contact_hint=lambda row: texts.CONTACT_HINTS.get(row.kind_code, ""),
        organisation_kind=kind_name,
        takes=texts.takes_words,
        band=lambda code: texts.BANDS_SHORT.get(code, ""),
        band_tone=lambda code: texts.BAND_TONES.get(code, ""),
        now_word=lambda code: texts.NOW.get(code, ""),
        now_tone=lambda code: texts.NOW_TONES.get(code, ""),
        week=texts.week_words,
        answer_word=lambda code: texts.ANSWERS.get(code, ""),
        report_word=lambda code: texts.REPORTED.get(code, ""),
        spoken=texts.spoken_words,
    )
    app.register_blueprint(blueprint)
