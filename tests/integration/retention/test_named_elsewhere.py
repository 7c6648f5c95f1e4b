"""Where a person may be named outside of their file: shown to whoever decides, or gone itself."""

from datetime import timedelta

import pytest

from casework.db import db
from casework.retention import subjects
from casework.retention.erasing import erase
from casework.shelter import queries as houses
from casework.shelter.domain.records import Words
from casework.shelter.keeping import forget_old_log
from casework.shelter.models import UNIT_KEY
from casework.shelter.service.houses import write_log
from casework.shelter.service.staying import write_care
from casework.together import queries as together
from casework.together import service
from casework.together.models import CaseLink
from tests.factories import actor_named, organisation_named
from tests.integration.shelter.conftest import Shelter
from tests.integration.together.conftest import Table


def mentions(case_of, app):
    with app.app_context():
        found = subjects.mentions_of(subjects.find(case_of))
        db.session.close()
        return found


def written(shelter, unit, text):
    shelter.do(lambda: write_log(houses.unit_for(actor_named("shelter"), unit), text,
                                 actor_named("shelter")))  # fmt: skip


def log_of(shelter, unit):
    with shelter.app.app_context():
        found = [words.text for _row, words in houses.log_of(UNIT_KEY, unit)]
        db.session.close()
        return found


def confirmed_link(table, code, other):
    table.linked(code, other)

    def confirm(case):
        actor = actor_named("focal_point")
        row = together.links_of(case, actor)[0].row
        service.decide_link(case, row, "confirm", "", actor)

    table.office.on(code, confirm)


def test_the_log_of_a_house_is_named_when_it_was_written_in_while_the_person_lived_there(
    sqlite_app, clock
):
    shelter = Shelter(sqlite_app)
    unit = shelter.unit()
    written(shelter, unit, "Avant, canariavant.")
    clock.advance(timedelta(hours=1))
    ref = shelter.admitted(unit)
    code = shelter.code_of(ref)
    assert mentions(code, sqlite_app) == []
    clock.advance(timedelta(hours=1))
    written(shelter, unit, "Le soir, canarisoir.")
    (found,) = mentions(code, sqlite_app)
    with sqlite_app.app_context():
        house = organisation_named("shelter_house").id
    assert (found.kind, found.organisation_id, found.last) == ("house_log", house, None)


@pytest.mark.parametrize(("days", "left"), [(364, 2), (366, 1)])
def test_a_line_of_a_daily_log_is_deleted_after_twelve_months(sqlite_app, clock, days, left):
    shelter = Shelter(sqlite_app)
    unit = shelter.unit()
    written(shelter, unit, "Ancien, canariancien.")
    clock.advance(timedelta(days=days))
    written(shelter, unit, "Nouveau.")
    shelter.do(forget_old_log)
    assert len(log_of(shelter, unit)) == left
    assert "Nouveau." in log_of(shelter, unit)


def test_the_care_log_of_a_stay_is_kept_as_long_as_the_stay(sqlite_app, clock):
    shelter = Shelter(sqlite_app)
    ref = shelter.admitted(shelter.unit())
    words = Words("Dort mieux, canarisoin.")
    shelter.stay(ref, lambda stay: write_care(stay, words, actor_named("shelter")))
    clock.advance(timedelta(days=800))
    assert shelter.do(forget_old_log) == 0


def test_files_that_are_linked_are_named_and_a_link_by_code_alone_goes_with_the_file(
    sqlite_app, quick_archive, client_as
):
    table = Table(sqlite_app)
    code = quick_archive.closed()
    other, third = table.office.assigned(), table.office.assigned()
    confirmed_link(table, other, code)
    table.linked(third, code)
    assert [(one.kind, one.code) for one in mentions(code, sqlite_app)] == [("linked_file", other)]
    page = client_as("dpo").get(f"/keeping/{code}").text
    assert "Où la personne peut encore être nommée" in page and other in page
    quick_archive.run(lambda: erase(subjects.find(code)))
    with sqlite_app.app_context():
        assert db.session.query(CaseLink).all() == []
        db.session.close()
