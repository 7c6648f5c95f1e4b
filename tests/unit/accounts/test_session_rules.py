from datetime import UTC, datetime, timedelta

import pytest

from casework.accounts.domain.sessions import ABSOLUTE, IDLE, device_of, is_due, is_open

BEGAN = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_session_is_open_until_half_an_hour_after_it_was_last_used() -> None:
    end = BEGAN + ABSOLUTE
    assert is_open(BEGAN, end, BEGAN + IDLE - SECOND)
    assert not is_open(BEGAN, end, BEGAN + IDLE)


def test_a_session_ends_when_the_clock_is_turned_back_by_more_than_it_may_rest() -> None:
    end = BEGAN + ABSOLUTE
    assert is_open(BEGAN, end, BEGAN - IDLE + SECOND)
    assert not is_open(BEGAN, end, BEGAN - IDLE)
    assert not is_open(BEGAN, end, BEGAN - timedelta(days=400))


def test_a_session_ends_after_twelve_hours_however_busy_it_was() -> None:
    end = BEGAN + ABSOLUTE
    assert is_open(end - 2 * SECOND, end, end - SECOND)
    assert not is_open(end - SECOND, end, end)


def test_use_is_written_down_once_a_minute() -> None:
    assert not is_due(BEGAN, BEGAN + timedelta(seconds=59))
    assert is_due(BEGAN, BEGAN + timedelta(seconds=60))


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "firefox/linux"),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            "chrome/android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) Version/15.6 Safari/604.1",
            "safari/iphone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "edge/windows"),
        ("<script>alert(1)</script>", "other/other"),
        ("", "other/other"),
    ],
)
def test_a_device_is_kept_as_two_words_of_a_list(agent: str, device: str) -> None:
    assert device_of(agent) == device
