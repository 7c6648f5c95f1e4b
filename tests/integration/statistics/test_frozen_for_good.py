"""What is published of a closed year stays as it is, whatever its features do to its cases: a new
file, a corrected one, one that is erased after its period. Page by page and byte by byte."""

import re
from dataclasses import replace
from datetime import timedelta

from casework.cases import queries
from casework.cases import service as cases
from casework.db import unit_of_work
from casework.demo.fictional_country import Span, fictional_country
from casework.facts import service as facts
from casework.statistics import jobs
from casework.statistics.catalogue import VIEWS
from casework.statistics.domain.periods import Period
from casework.statistics.exports.contents import Report
from tests.attacks.statistics_country import register
from tests.factories import actor_named
from tests.integration.retention.conftest import FIVE_YEARS, Archive
from tests.integration.statistics.conftest import export

YEAR = Period.parse("2026")
FILES = (Report.TABLES, Report.HXL, Report.IC_TIP, Report.SDG, Report.TIP, Report.PUBLIC)
WINTER, NOTICE = timedelta(days=80), timedelta(days=31)


def published(client_as):
    """Every dashboard of the year and of its last quarter, and the files of it."""
    reader = client_as("analyst", "en")
    paths = [f"/m?view={view}&period={YEAR.label}" for view in VIEWS]
    paths += ["/m?period=2026-Q4", "/m/indicators"]
    found = {path: of_page(reader.get(path).response.get_data()) for path in paths}
    return found | {one: export(reader, one, YEAR.label).data for one in FILES}


def of_page(content):
    main = re.search(rb"<main.*</main>", content, re.S)
    return main.group() if main else content


def test_a_new_a_corrected_and_an_erased_file_of_a_published_year_change_nothing(
    sqlite_app, client_as
):
    archive = Archive(sqlite_app)
    corrected, erased = archive.assigned(), archive.closed()
    with sqlite_app.app_context(), unit_of_work():
        register(fictional_country(Span(YEAR.starts, 11), 120))
    archive.pass_time(WINTER)
    with sqlite_app.app_context():
        assert jobs.freeze_due()
    before = published(client_as)
    assert all(before.values())

    worker = actor_of(sqlite_app)
    archive.on(corrected, lambda case: cases.record_card(
        case, replace(queries.card_of(case), sex="male", age_band="45+"), worker))  # fmt: skip
    archive.assigned()
    assert published(client_as) == before

    archive.pass_time(FIVE_YEARS - WINTER)
    assert archive.notices() == 1
    archive.pass_time(NOTICE)
    client_as("dpo").submit(f"/keeping/{erased}", {}, containing="version")
    client_as("focal_point").submit(f"/keeping/{erased}/confirm", {"code": erased.lower()})
    assert archive.state(erased) == "erased"
    with sqlite_app.app_context(), unit_of_work():
        facts.rebuild()
    assert published(client_as) == before


def actor_of(app):
    with app.app_context():
        return actor_named("caseworker")
