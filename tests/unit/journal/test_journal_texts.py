from casework.audit.catalogue import CATALOGUE
from casework.journal.texts import EVENTS, GROUPS


def test_every_event_of_the_catalogue_has_words_in_the_journal() -> None:
    assert set(EVENTS) == set(CATALOGUE)


def test_a_group_names_only_events_that_exist() -> None:
    for _label, kinds in GROUPS.values():
        assert set(kinds) <= set(CATALOGUE)
        assert kinds
