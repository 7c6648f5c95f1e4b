"""Moments, deadlines and numbers, as people read them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.kernel.clock import SteppedClock, use
from casework.web import formats
from tests.unit.web.conftest import Speaking

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)  # 10:00 in Morocco


@pytest.fixture(autouse=True)
def monday():
    with use(SteppedClock(MONDAY)):
        yield


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "17 novembre 2026"),
        ("ar", "17 نونبر 2026"),
        ("en", "17 November 2026"),
    ],
)
def test_a_date_carries_the_months_of_morocco(speaking: Speaking, language, words) -> None:
    with speaking(language):
        assert formats.long_date(date(2026, 11, 17)) == words


@pytest.mark.parametrize(
    ("number", "name"), [(1, "يناير"), (7, "يوليوز"), (8, "غشت"), (9, "شتنبر"), (12, "دجنبر")]
)
def test_arabic_months_are_the_moroccan_ones(speaking: Speaking, number, name) -> None:
    with speaking("ar"):
        assert name in formats.long_date(date(2026, number, 2))


def test_the_first_of_a_month_is_an_ordinal_in_french_only(speaking: Speaking) -> None:
    with speaking("fr"):
        assert formats.long_date(date(2026, 5, 1)) == "1er mai 2026"
    with speaking("en"):
        assert formats.long_date(date(2026, 5, 1)) == "1 May 2026"


def test_a_moment_is_shown_by_the_moroccan_clock(speaking: Speaking) -> None:
    late = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
    with speaking("fr"):
        assert formats.moment_words(late) == "17 nov. 2026, 00:30"
    with speaking("ar"):
        assert formats.moment_words(late) == "17 نونبر 2026، 00:30"


def test_the_clock_goes_back_to_utc_in_ramadan() -> None:
    assert formats.time_of_day(datetime(2026, 3, 1, 12, 0, tzinfo=UTC)) == "12:00"
    assert formats.time_of_day(datetime(2026, 4, 1, 12, 0, tzinfo=UTC)) == "13:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        formats.time_of_day(datetime(2026, 3, 1, 12, 0))


@pytest.mark.parametrize(
    ("left", "french", "arabic", "tone"),
    [
        (timedelta(hours=-2), "en retard de 2\u00a0heures", "تأخير بساعتين", "late"),
        (timedelta(minutes=-40), "en retard de 40\u00a0minutes", "تأخير بـ40 دقيقة", "late"),
        (timedelta(0), "en retard de 1\u00a0minute", "تأخير بدقيقة واحدة", "late"),
        (timedelta(days=-3), "en retard de 3\u00a0jours", "تأخير بـ3 أيام", "late"),
        (timedelta(hours=7), "aujourd’hui 17:00", "اليوم 17:00", "soon"),
        (timedelta(hours=23), "demain 09:00", "غدًا 09:00", "soon"),
        (timedelta(hours=25), "demain 11:00", "غدًا 11:00", ""),
        (timedelta(days=3), "dans 3\u00a0jours", "بعد 3 أيام", ""),
        (timedelta(days=11), "dans 11\u00a0jours", "بعد 11 يومًا", ""),
        (timedelta(days=30), "16 déc. 2026", "16 دجنبر 2026", ""),
    ],
)
def test_a_deadline_is_words_before_it_is_a_date(
    speaking: Speaking, left, french, arabic, tone
) -> None:
    due = MONDAY + left
    assert formats.deadline_tone(due) == tone
    with speaking("fr"):
        assert formats.deadline_words(due) == french
    with speaking("ar"):
        assert formats.deadline_words(due) == arabic


def test_what_is_left_is_counted_in_hours_then_days(speaking: Speaking) -> None:
    with speaking("fr"):
        assert formats.time_left(MONDAY + timedelta(hours=2, minutes=5)) == "reste 2\u00a0h\u00a005"
        assert formats.time_left(MONDAY + timedelta(minutes=9)) == "reste 9\u00a0minutes"
        assert formats.time_left(MONDAY + timedelta(days=4)) == "reste 4\u00a0jours"
        assert formats.time_left(MONDAY - timedelta(days=4)) == "en retard de 4\u00a0jours"


def test_the_past_is_told_by_its_distance(speaking: Speaking) -> None:
    with speaking("fr"):
        assert formats.ago(MONDAY - timedelta(seconds=20)) == "à l’instant"
        assert formats.ago(MONDAY - timedelta(minutes=20)) == "il y a 20\u00a0minutes"
        assert formats.ago(MONDAY - timedelta(hours=3)) == "il y a 3\u00a0heures"
        assert formats.ago(MONDAY - timedelta(hours=20)) == "hier 14:00"
        assert formats.ago(MONDAY - timedelta(days=9)) == "7 nov. 2026, 10:00"


def test_nothing_is_written_for_no_moment() -> None:
    for show in (formats.long_date, formats.moment_words, formats.deadline_words, formats.ago,
                 formats.time_left, formats.deadline_tone, formats.iso):  # fmt: skip
        assert show(None) == ""


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "0", "0"),
        (9999, "9999", "9999"),
        (12345, "12\u202f345", "12\u202f345"),
        (-1234567, "-1\u202f234\u202f567", "-1\u202f234\u202f567"),
        (0.6, "0,6", "0.6"),
        (12345.5, "12\u202f345,5", "12\u202f345.5"),
        (100.0, "100", "100"),
    ],
)
def test_numbers_are_grouped_from_ten_thousand(speaking: Speaking, value, french, english) -> None:
    for language, words in (("fr", french), ("ar", french), ("en", english)):
        with speaking(language):
            assert formats.number(value) == words


def test_names_codes_and_phones_are_isolated_and_escaped() -> None:
    assert formats.bdi("<b>") == "<bdi>&lt;b&gt;</bdi>"
    assert formats.code("MA-26-7KQ4-M") == '<span class="code" dir="ltr">MA-26-7KQ4-M</span>'
    assert formats.ltr("<i>") == '<span class="ltr" dir="ltr">&lt;i&gt;</span>'
    assert formats.bdi(None) == formats.code("") == formats.ltr(None) == ""
    assert formats.isolated("سند") == "\u2068سند\u2069"
    assert formats.isolated_ltr("+212 5") == "\u2066+212 5\u2069"


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [("05 28-00.00(00)", "0528000000"), (" +225 07 00", "+2250700"), ("٠٦", ""), ("19", "19")],
)
def test_a_phone_is_dialled_by_its_digits(typed, dialled) -> None:
    assert formats.dialable(typed) == dialled


def test_names_of_settings_in_a_sentence_are_read_from_the_left_and_the_sentence_is_escaped():
    assert formats.machine_words("<b> حدّد SANAD_MODE=production.") == (
        '&lt;b&gt; حدّد <span class="ltr" dir="ltr">SANAD_MODE=production</span>.'
    )
    assert formats.machine_words("") == ""
