from enum import StrEnum
from typing import Annotated, Any
from uuid import uuid4

import pytest

from casework.audit.catalogue import (
    CATALOGUE,
    CardsOpened,
    CaseAssigned,
    IdentityRevealed,
    SignInRefused,
    StatisticsFrozen,
)
from casework.audit.events import Event, event
from casework.audit.fields import Code, NotACode, is_allowed_kind, kinds_of


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_an_event_holds_ids_codes_and_counts_only(name: str) -> None:
    for field, hints in kinds_of(CATALOGUE[name]).items():
        assert all(is_allowed_kind(hint) for hint in hints), f"{name}.{field}"


@pytest.mark.parametrize(
    "hint", [str, bytes, dict, list[str], object, Any, float, Annotated[str, "text"]]
)
def test_a_field_of_free_text_is_not_allowed(hint: object) -> None:
    assert not is_allowed_kind(hint)


def test_the_catalogue_lists_events_and_not_their_groups() -> None:
    assert "CaseOpened" in CATALOGUE
    assert "CaseEvent" not in CATALOGUE
    assert len(CATALOGUE) >= 45


@pytest.mark.parametrize(
    "words",
    ["Fatima Zahra", "محمد", "06 12 34 56 78", "0612345678", "a" * 49, "", "P1\n", "planned call"],
)
def test_a_code_that_is_not_a_code_is_refused_without_being_quoted(words: str) -> None:
    with pytest.raises(NotACode) as refused:
        IdentityRevealed(case_id=uuid4(), field_group="names", reason=words)
    assert str(refused.value) == "IdentityRevealed.reason"


@pytest.mark.parametrize("count", [-1, True, 2.0, "3", 2**60])
def test_a_count_that_is_not_a_count_is_refused(count: object) -> None:
    with pytest.raises(NotACode):
        CardsOpened(count=count)  # type: ignore[arg-type]


def test_an_id_given_as_text_is_refused() -> None:
    with pytest.raises(NotACode):
        CaseAssigned(case_id=uuid4(), assignee_id=str(uuid4()))  # type: ignore[arg-type]


def test_a_word_outside_its_list_is_refused() -> None:
    with pytest.raises(NotACode):
        SignInRefused(reason="Fatima")  # type: ignore[arg-type]


def test_a_digest_that_is_not_sha256_is_refused() -> None:
    with pytest.raises(NotACode):
        StatisticsFrozen(period="2026", digest="abc")


def test_members_of_our_code_lists_are_codes() -> None:
    class Reason(StrEnum):
        PLANNED_CALL = "planned_call"

    made = IdentityRevealed(case_id=uuid4(), field_group="names", reason=Reason.PLANNED_CALL)
    assert made.reason == "planned_call"


def test_an_event_of_a_new_kind_is_checked_like_the_others() -> None:
    @event
    class Tried(Event):
        word: Code

    with pytest.raises(NotACode):
        Tried(word="two words")
