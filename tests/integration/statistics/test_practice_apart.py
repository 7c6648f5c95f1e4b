"""Records of practice and those of the country lie in lattices of their own and never mix."""

import random
import uuid

import pytest
from sqlalchemy import select, text

from casework.db import db, migrating, unit_of_work
from casework.db.installation import ModeDiffers
from casework.facts import service as facts
from casework.facts.lattices import ForeignLattice
from casework.facts.models import Fact
from casework.starting import bring_up
from casework.statistics import jobs, service
from casework.statistics.domain.lattice import LATTICE
from casework.statistics.domain.periods import Period
from casework.statistics.exports.contents import Export, Report
from casework.statistics.exports.files import hxl_file
from casework.statistics.labels import whose
from casework.statistics.published import Query, published, published_periods
from tests.attacks.statistics_country import fictional_case, fictional_country, register
from tests.installations import real_installation

OCTOBER, QUARTER, TOTAL = Period.parse("2026-10"), Period.parse("2026-Q3"), LATTICE[0]


def counted() -> int:
    """The records of the installation's own that are counted in a month."""
    return facts.count(OCTOBER, [TOTAL])[TOTAL.name][()]


def lattices() -> set[str]:
    return set(db.session.scalars(select(Fact.lattice)))


def put(lattice: str | None = None) -> uuid.UUID:
    one = fictional_case(random.Random(8), OCTOBER)
    with unit_of_work():
        facts.put("case", one.owner_id, one.month, one.classes, lattice=lattice)
    return one.owner_id


def test_a_demonstration_counts_practice_and_a_real_installation_its_country(app):
    with app.app_context():
        put()
        assert lattices() == {"training"}
        assert counted() == 1
    with real_installation(app):
        assert counted() == 0
        assert facts.first_month("case") is None
        with unit_of_work():
            register([fictional_case(random.Random(9), OCTOBER)])
        assert lattices() == {"training", "country"}
        assert counted() == 1
    with app.app_context():
        assert counted() == 1


def test_neither_takes_or_counts_or_freezes_or_reads_the_records_of_the_other(sqlite_app):
    def refused(foreign: str) -> None:
        for act in (
            lambda: put(foreign),
            lambda: facts.count(OCTOBER, [TOTAL], foreign),
            lambda: facts.destroy("case", OCTOBER.month_starts(), foreign),
            lambda: service.freeze_period(OCTOBER, foreign),
            lambda: jobs.freeze_due(foreign),
            lambda: service.budget(foreign),
            lambda: published(Query("case.total", (OCTOBER,), lattice=foreign)),
            lambda: published_periods("case", "month", foreign),
        ):
            with pytest.raises(ForeignLattice):
                act()

    with sqlite_app.app_context():
        refused("country")
        refused("another")
        assert facts.count(OCTOBER, [TOTAL], "simulated")[TOTAL.name] == {(): 0}
    with real_installation(sqlite_app):
        refused("training")
        assert facts.count(OCTOBER, [TOTAL], "simulated")[TOTAL.name] == {(): 0}


def test_what_a_real_installation_published_is_not_shown_by_a_demonstration(sqlite_app, client_as):
    """Even if both lay in one database: each shows, files and pays for its own alone."""
    with real_installation(sqlite_app):
        with unit_of_work():
            register(fictional_country(Period.parse("2026-07"), 3, 60))
        jobs.freeze_due()
        assert QUARTER in published_periods("case", "quarter")
        spent = service.budget().most
        assert spent > 0
        with sqlite_app.test_request_context("/"):
            export = Export(Report.HXL, QUARTER, "country", "answer", "Essai", 1)
            assert export.file_name == "sanad-hxl-2026-Q3.csv"
            assert whose("country") == "Maroc"
            assert b",MAR," in hxl_file(export)
    analyst = client_as("analyst", "en")
    assert "Nothing is published yet." in analyst.get("/m").text
    for path in ("/m?of=country", "/m/indicators?of=country", "/m/export?of=country",
                 "/m/table.csv?table=case.sex&period=2026-Q3&of=country",
                 "/m/table.csv?table=case.sex&period=2026-Q3"):  # fmt: skip
        analyst.get(path, 422)
    with sqlite_app.app_context():
        assert service.budget().most == 0
        with unit_of_work():
            register(fictional_country(Period.parse("2026-07"), 3, 60, seed=8))
        jobs.freeze_due()
    assert "Demonstration: nobody real" in analyst.get("/m").text
    with real_installation(sqlite_app):
        assert service.budget().most == spent


def test_a_command_for_the_other_kind_of_installation_is_refused(sqlite_app):
    with sqlite_app.app_context():
        put()
    with real_installation(sqlite_app, stamped=False):
        for command in (["statistics", "freeze", "--period", "2026-10"], ["facts", "rebuild"]):
            result = sqlite_app.test_cli_runner().invoke(args=command)
            assert isinstance(result.exception, ModeDiffers)
        assert service.frozen("case") == set()


def test_the_records_of_a_demonstration_that_lay_under_the_name_of_the_country_are_moved(app):
    with app.app_context():
        put()
        migrating.downgrade("0035")
        assert lattices() == {"country"}
        db.session.close()
        bring_up(app)
        assert lattices() == {"training"}
    with real_installation(app):
        migrating.downgrade("0050")
        with unit_of_work():
            db.session.execute(text("UPDATE fact SET lattice = 'country'"))
        migrating.downgrade("0035")
        bring_up(app)
        assert lattices() == {"country"}
