"""Parts of others that are not those chosen, or were chosen too long ago, are named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.health import parts
from casework.health.domain import Verdict
from casework.health.service import look
from casework.health.texts import advice
from casework.kernel import clock


@pytest.fixture
def found(sqlite_app, tmp_path, monkeypatch):
    """What an installation for real people finds of a list of parts."""
    real = replace(sqlite_app.extensions["settings"], mode="production")
    monkeypatch.setitem(sqlite_app.extensions, "settings", real)

    def of(days, lines="flask==3.1.3\n"):
        listed = tmp_path / "requirements.txt"
        day = clock.now().date() - timedelta(days=days)
        listed.write_text(f"# Versions of {day}: chosen.\n{lines}", "utf-8")
        monkeypatch.setattr(parts, "CHOSEN", listed)
        with sqlite_app.test_request_context("/"):
            one = look([parts.parts_current])[0]
            return one, advice(one)

    return of


@pytest.mark.parametrize(
    ("days", "verdict"), [(0, "pass"), (14, "pass"), (15, "warn"), (90, "warn"), (91, "fail")]
)
def test_versions_are_told_before_their_deadline_and_fail_after_it(found, days, verdict):
    one, said = found(days)
    assert one.verdict == verdict
    assert "Versions" in said or "versions" in said


def test_a_part_of_another_version_or_missing_is_named(found):
    one, said = found(0, "flask==0.0.1\nnot-a-part-of-sanad==1.0\npsycopg[binary]==3.3.9\n")
    assert one.verdict is Verdict.FAIL
    assert "flask, not-a-part-of-sanad" in said
    assert "psycopg" not in said


def test_a_list_without_its_day_is_not_taken_for_a_new_one(sqlite_app, tmp_path, monkeypatch):
    listed = tmp_path / "requirements.txt"
    listed.write_text("flask==3.1.3\n", "utf-8")
    monkeypatch.setattr(parts, "CHOSEN", listed)
    with sqlite_app.test_request_context("/"):
        assert look([parts.parts_current])[0].advice == "not_done"


def test_the_list_of_this_version_says_its_day_and_is_what_is_installed(sqlite_app):
    listed = parts.CHOSEN.read_text("utf-8")
    assert parts.chosen_on(listed) <= date.today()
    with sqlite_app.test_request_context("/"):
        assert parts.parts_current().advice != "parts_differ"
