"""What administers Sanad, takes numbers out or decides what is kept asks for a fresh proof."""

from casework.policy import FRESH, FRESH_TO_WRITE, Permission


def test_whatever_administers_asks_to_prove_again_who_is_there():
    administering = {one for one in Permission if one.name.endswith("_ADMINISTER")}
    assert len(administering) >= 6
    assert administering - FRESH_TO_WRITE == set()


def test_what_cannot_be_taken_back_asks_too():
    grave = {
        Permission.RETENTION_ERASE, Permission.RETENTION_HOLD, Permission.PERSON_REQUESTS,
        Permission.STATISTICS_EXPORT, Permission.INSTRUMENT_PUBLISH, Permission.RATES_KEEP,
        Permission.INSTRUMENT_DRAFT, Permission.INSTRUMENT_EDIT, Permission.LETTER_PRINT,
        Permission.POWERS_ANSWER,
    }  # fmt: skip
    assert grave - FRESH_TO_WRITE == set()
    assert {Permission.IDENTITY_REVEAL, Permission.CASE_URGENT} <= FRESH
