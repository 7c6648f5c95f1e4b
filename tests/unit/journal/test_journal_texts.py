from casework.audit.catalogue import CATALOGUE
from casework.journal.texts import EVENTS, GROUPS
from casework.journal.unusual import LOOKS, TAKEN_OUT
from casework.journal.watching import reading


def test_every_event_of_the_catalogue_has_words_in_the_journal() -> None:
    assert set(EVENTS) == set(CATALOGUE)


def test_a_group_names_only_events_that_exist() -> None:
    for _label, kinds in GROUPS.values():
        assert set(kinds) <= set(CATALOGUE)
        assert kinds


def test_who_was_affected_is_asked_of_every_look_and_of_every_file_that_was_taken() -> None:
    assert set(reading()) >= LOOKS | TAKEN_OUT
