"""Each indicator is told for the newest year of its own kind, and in the reader's figures."""

import re
from datetime import UTC, date, datetime

import pytest

from casework.db import unit_of_work
from casework.demo.fictional_country import Span, fictional_country
from casework.facts.domain import REGIONS
from casework.kernel.clock import SteppedClock, use
from casework.statistics import jobs
from casework.statistics.domain.periods import Period
from casework.statistics.domain.protected import ProtectedCount
from casework.statistics.measuring import measured, rate_words_of
from casework.statistics.tables import Asked
from casework.web.languages import within
from tests.attacks.statistics_country import register
from tests.factories import actor_named

FEBRUARY = datetime(2027, 2, 5, 9, 0, tzinfo=UTC)
OF_FLAGS = {"8", "9", "50"}


def test_in_february_what_is_told_of_flags_is_of_the_year_before_and_says_so(sqlite_app):
    with sqlite_app.test_request_context("/"):
        with use(SteppedClock(FEBRUARY)):
            with unit_of_work():
                register(fictional_country(Span(Period.parse("2025-01").starts, 24), 300))
            jobs.freeze_due()
        actor = actor_named("analyst")
        lines = measured(Asked(Period.parse("2026"), REGIONS), actor)
    assert {one.number for one in lines if one.year} == OF_FLAGS
    assert {one.year for one in lines if one.number in OF_FLAGS} == {"2025"}
    assert all(one.said != "Not yet published." for one in lines if one.number in OF_FLAGS)
    assert next(one for one in lines if one.number == "8").href.endswith("period=2025")


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "0,33 ± 0,03"), ("ar", "0,33 ± 0,03"), ("en", "0.33 ± 0.03")]
)
def test_a_rate_is_written_with_the_comma_of_the_language(sqlite_app, language, said):
    count = ProtectedCount(120, 27, date(2026, 1, 30))
    with sqlite_app.test_request_context("/"), within(language):
        assert rate_words_of(count).strip("\u2066\u2069") == said


def test_the_page_of_another_organisation_is_written_down_with_its_name(sqlite_app, client_as):
    reader = client_as("national_focal_point", "en")
    page = reader.get("/m/organisation").text
    options = re.findall(r'<option value="([0-9a-f-]{36})"[^>]*>([^<]+)<', page)
    assert len(options) > 1
    wanted, name = options[-1]
    reader.get(f"/m/organisation?organisation={wanted}")
    asked = client_as("dpo", "en").get("/m/questions").text
    assert f"Page: My organisation · {name}" in asked
