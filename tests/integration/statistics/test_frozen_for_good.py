"""What is published of a closed year stays as it is, whatever its features do to its cases: a file
that is entered late, a corrected one, one that is erased after its period. Page by page and byte by
byte, a workbook and paper too."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from casework.cases import queries
from casework.cases import service as cases
from casework.db import db, unit_of_work
from casework.demo.fictional_country import Span, fictional_country
from casework.facts import service as facts
from casework.facts.domain import TRAINING
from casework.facts.models import Fact
from casework.facts.places import subject_of
from casework.facts.seals import Seals
from casework.kernel.clock import SteppedClock, use
from casework.statistics import jobs
from casework.statistics.catalogue import VIEWS
from casework.statistics.domain.lattice import LATTICE
from casework.statistics.domain.periods import Period
from casework.statistics.exports.contents import Export, Report
from casework.statistics.exports.making import file_of
from tests.attacks.statistics_country import register
from tests.factories import actor_named
from tests.integration.retention.conftest import FIVE_YEARS, Archive
from tests.integration.statistics.conftest import export

YEAR = Period.parse("2026")
FILES = (Report.TABLES, Report.HXL, Report.IC_TIP, Report.SDG, Report.TIP, Report.PUBLIC,
         Report.WORKBOOK)  # fmt: skip
IN_THE_YEAR = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
PRINTED = datetime(2027, 2, 5, 9, 0, tzinfo=UTC)
WINTER, NOTICE = timedelta(days=80), timedelta(days=31)


def published(app, client_as):
    """Every dashboard of the year and of its last quarter, and the files of it."""
    reader = client_as("analyst", "en")
    paths = [f"/m?view={view}&period={YEAR.label}" for view in VIEWS]
    paths += ["/m?period=2026-Q4", "/m/indicators"]
    found = {path: of_page(reader.get(path).response.get_data()) for path in paths}
    assert all(export(reader, one, YEAR.label).data for one in FILES)
    return found | {one: as_a_copy(app, one) for one in Report}


def as_a_copy(app, report):
    """Each file says whose copy it is and which, paper also when: here always the same."""
    with app.test_request_context(), use(SteppedClock(PRINTED)):
        return file_of(Export(report, YEAR, TRAINING, "supervision", "analyst", 1))


def said_of(archive, code):
    """What the fact of a file says, opened."""
    case_id = archive.id_of(code)
    with archive.app.app_context():
        wanted = select(Fact).where(Fact.subject == subject_of("case", case_id))
        found = Seals().classes(db.session.scalars(wanted).one())
        db.session.close()
        return found


def counted(archive):
    """How many cases are counted in the year, as it would be drawn today."""
    with archive.app.app_context():
        total = LATTICE[0]
        found = facts.count(YEAR, [total])[total.name][()]
        db.session.close()
        return found


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
    before = published(sqlite_app, client_as)
    assert all(before.values())

    worker, was = actor_of(sqlite_app), said_of(archive, corrected)
    archive.on(corrected, lambda case: cases.record_card(
        case, replace(queries.card_of(case), sex="male", age_band="45+"), worker))  # fmt: skip
    assert said_of(archive, corrected) == {**was, "sex": "male", "age_band": "45+"} != was
    assert published(sqlite_app, client_as) == before
    there = counted(archive)
    with use(SteppedClock(IN_THE_YEAR)):
        archive.assigned()
    assert counted(archive) == there + 1
    assert published(sqlite_app, client_as) == before

    archive.pass_time(FIVE_YEARS - WINTER)
    assert archive.notices() == 1
    archive.pass_time(NOTICE)
    client_as("dpo").submit(f"/keeping/{erased}", {}, containing="version")
    client_as("focal_point").submit(f"/keeping/{erased}/confirm", {"code": erased.lower()})
    assert archive.state(erased) == "erased"
    with sqlite_app.app_context(), unit_of_work():
        facts.rebuild()
    assert published(sqlite_app, client_as) == before


def actor_of(app):
    with app.app_context():
        return actor_named("caseworker")
