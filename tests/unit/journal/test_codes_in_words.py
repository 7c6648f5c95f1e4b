"""The codes of the trace have words in the journal: those of the catalogue all, those of lists as
far as a list says them; what stands for itself is named here by hand."""

from dataclasses import fields
from typing import Literal, get_args, get_origin
from uuid import UUID

import pytest

from casework.audit.catalogue import CATALOGUE
from casework.audit.fields import kinds_of
from casework.audit.queries import Written
from casework.journal.code_words import COUNTED, FIELDS
from casework.journal.permission_words import permission_words
from casework.journal.wording import PLAIN, details, word_of
from casework.kernel import clock
from casework.policy import Permission

STANDS_FOR_ITSELF = {
    "currency", "day", "instrument", "key", "lattice", "period", "section", "source",
}  # fmt: skip
"""Ids of keys, questionnaires and releases, currencies, days: shown as they are stored. `source` of
a charge names a table."""


def _fields(kind):
    for event in CATALOGUE.values():
        for part in fields(event):
            for hint in kinds_of(event)[part.name]:
                if hint is kind or get_origin(hint) is kind:
                    yield event.__name__, part.name, hint


@pytest.fixture
def speaking(sqlite_app):
    """A page in a language of the reader."""

    def speak(language):
        return sqlite_app.test_request_context("/", headers={"Cookie": f"lang={language}"})

    return speak


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_code_that_the_catalogue_lists_has_a_word(speaking, language):
    with speaking(language):
        silent = [
            (event, name, code)
            for event, name, hint in _fields(Literal)
            for code in get_args(hint)
            if not word_of(event, name, code)
        ]
    assert silent == []


def test_every_field_says_what_it_is(speaking):
    named = {name for event in CATALOGUE.values() for name in (f.name for f in fields(event))}
    silent = {name for name in named if not name.endswith("_id") and name != "digest"}
    assert silent - set(FIELDS) - PLAIN == set()
    counted = {name for _event, name, _hint in _fields(int)}
    assert counted - COUNTED <= {"day", "level", "severity"}
    assert set() == STANDS_FOR_ITSELF & PLAIN


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_permission_that_was_refused_is_said_in_words(speaking, language):
    with speaking(language):
        assert [one for one in Permission if not permission_words(one.value)] == []


def _said(kind, **said):
    return Written(1, clock.now(), None, kind, said)


@pytest.mark.parametrize(
    ("event", "found"),
    [
        (
            _said("CaseStepTaken", action="plan", source="S10", target="S11"),
            ["Le plan est convenu avec la personne", "de « Aide en cours » à « Plan validé »"],
        ),
        (_said("CaseOpened", region="MA-06", search="no_name"), ["Casablanca-Settat"]),
        (_said("AccessRefused", permission="assigned:case:read"), ["dossiers : lire"]),
        (_said("ConsentRecorded", purpose="P7", answer="refused"), ["Retour volontaire"]),
        (_said("CaseRead", part="risk"), ["Risques"]),
        (_said("CaseRead", part="edit_note"), ["un formulaire était ouvert"]),
        (_said("ReturnStepTaken", action="book", source="R04", target="R05"), []),
        (_said("CardsOpened", count=25, page="summaries"), ["25"]),
    ],
)
def test_events_of_the_pages_read_as_words(speaking, event, found):
    with speaking("fr"):
        text = " | ".join(one.words for one in details(event)).replace("\xa0", " ")
    for words in found:
        assert words in text


def test_ids_and_digests_are_left_out_and_an_unknown_code_stands_as_it_is(speaking):
    event = _said(
        "CaseStepTaken",
        case_id=str(UUID(int=1)),
        digest="0" * 64,
        action="long_gone",
        target="S99",
        source="S06",
    )
    with speaking("fr"):
        shown = list(details(event))
    assert [(one.words, one.raw) for one in shown] == [("long_gone", True), ("S99", True)]
