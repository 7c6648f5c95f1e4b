"""What the head of a file says of the releases that its values were read from."""

from datetime import date

from casework.statistics.exports.contents import frozen_on
from casework.statistics.published import ReleaseCode
from casework.statistics.table_file import release_words
from casework.statistics.tables import ShownTable


def table(key: str, code: str, day: str) -> ShownTable:
    return ShownTable(key, "", (), releases=(ReleaseCode(code, day),))


CASES = table("case.source", "CASE.2025", "2026-01-30")
FLAGS = table("flag.outcome", "FLAG.2025", "2026-07-30")


def test_the_day_in_the_head_stays_when_flags_are_frozen_half_a_year_later():
    assert frozen_on([CASES]) == frozen_on([CASES, FLAGS]) == date(2026, 1, 30)


def test_the_head_names_each_release_once():
    assert release_words([FLAGS, CASES, CASES]) == "CASE.2025 FLAG.2025"
