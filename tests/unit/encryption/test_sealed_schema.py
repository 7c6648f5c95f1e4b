from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import pytest

from casework.encryption import RecordSeal, SealBroken
from casework.encryption.envelope import Envelope
from casework.encryption.refusals import NotSealable
from casework.encryption.structs import Schema

KEY = Envelope(bytes(range(32)))
ROW = uuid4()


class Answer(StrEnum):
    YES = "yes_stated"
    NO = "no"


@dataclass(frozen=True)
class Line:
    code: str
    answer: Answer


@dataclass(frozen=True)
class Everything:
    lines: tuple[Line, ...]
    by_code: dict[str, Answer]
    asked_at: datetime
    born: date | None
    wage: Decimal
    ref: UUID
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NameInOne:
    name: str


@dataclass(frozen=True)
class NameInTwo:
    given: str
    family: str


@dataclass(frozen=True)
class NameWithSource:
    given: str
    family: str
    source: str


def _split(plain: dict[str, Any]) -> dict[str, Any]:
    given, _, family = plain["name"].partition(" ")
    return {"given": given, "family": family}


def _with_source(plain: dict[str, Any]) -> dict[str, Any]:
    return {**plain, "source": "unknown"}


VERSION_1 = RecordSeal("person", "pii", NameInOne)
VERSION_2 = RecordSeal("person", "pii", NameInTwo, version=2, upgrades={1: _split})
VERSION_3 = RecordSeal(
    "person", "pii", NameWithSource, version=3, upgrades={1: _split, 2: _with_source}
)


def test_every_kind_of_field_comes_back_as_it_was() -> None:
    value = Everything(
        lines=(Line("DR01", Answer.YES), Line("DR02", Answer.NO)),
        by_code={"DR01": Answer.YES},
        asked_at=datetime(2026, 11, 16, 9, 30, tzinfo=UTC),
        born=date(2001, 2, 3),
        wage=Decimal("1200.50"),
        ref=uuid4(),
        codes=frozenset({"S05"}),
    )
    seal = RecordSeal("screening", "answers", Everything)
    assert seal.open(KEY, ROW, seal.seal(KEY, ROW, value)) == value


def test_plain_mapping_can_be_sealed() -> None:
    seal = RecordSeal("screening", "answers", dict[str, Answer])
    blob = seal.seal(KEY, ROW, {"q1": Answer.NO})
    assert seal.open(KEY, ROW, blob) == {"q1": Answer.NO}


def test_older_version_is_upgraded_step_by_step_when_opened() -> None:
    blob = VERSION_1.seal(KEY, ROW, NameInOne("Zora Ouaziz"))
    assert VERSION_2.open(KEY, ROW, blob) == NameInTwo("Zora", "Ouaziz")
    assert VERSION_3.open(KEY, ROW, blob) == NameWithSource("Zora", "Ouaziz", "unknown")


def test_newer_version_is_refused_by_older_code() -> None:
    blob = VERSION_2.seal(KEY, ROW, NameInTwo("Zora", "Ouaziz"))
    with pytest.raises(SealBroken):
        VERSION_1.open(KEY, ROW, blob)


def test_version_outside_and_inside_the_seal_must_agree() -> None:
    payload = Schema(NameInTwo, 2, {}).encode(NameInTwo("Zora", "Ouaziz"))
    with pytest.raises(SealBroken):
        Schema(NameInTwo, 1, {}).decode(payload, 1)


@pytest.mark.parametrize("upgrades", [{1: _split}, {2: _split}, {1: _split, 3: _split}])
def test_upgrades_with_a_gap_are_refused(upgrades: dict[int, Any]) -> None:
    with pytest.raises(ValueError, match="unbroken"):
        Schema(NameWithSource, 3 if 2 not in upgrades else 4, upgrades)


UNREADABLE = {
    "wrong type": NameInOne(name=17),  # type: ignore[arg-type]
    "another shape": NameInTwo("a", "b"),
    "a mapping": {"other": "shape"},
    "no value at all": object(),
    "half a sign": NameInOne(name="\ud800"),
}


@pytest.mark.parametrize("value", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_value_that_could_not_be_read_again_is_refused_before_it_is_sealed(value: Any) -> None:
    with pytest.raises(NotSealable):
        VERSION_1.seal(KEY, ROW, value)


def test_place_says_table_column_row_and_version() -> None:
    blob = VERSION_1.seal(KEY, ROW, NameInOne("Zora"))
    place = f"person|pii|{ROW}|1".encode()
    assert b"Zora" in KEY.open(blob, place)
