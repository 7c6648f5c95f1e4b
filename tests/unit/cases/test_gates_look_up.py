"""A gate reads only what it says it needs, so that a step looks up nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casework.cases.domain.card import CaseCard
from casework.cases.domain.gates import EVERYTHING, NEEDS, RULES, Known, Part, parse, parts_of
from casework.cases.domain.pathway import TABLE

READ_BY_ALL = {
    "at", "today", "priority", "card", "recipient_id", "proposed_by", "actor_id", "reason_code",
}  # fmt: skip
FIELDS = {
    Part.LEDGER: {"ledger"},
    Part.RISK: {"risk_valid_until", "risk_high", "risk_made_at"},
    Part.MILESTONES: {"milestones"},
    Part.DUTY: {"duty_settled"},
    Part.TOLD: {"told"},
    Part.CHILD: {"child"},
}
ASKED = sorted({gate for arrow in TABLE for gate in arrow.gates})
ADULT = Known(at=datetime(2026, 11, 16, tzinfo=UTC), today=date(2026, 11, 16))
CHILD = replace(ADULT, card=CaseCard(age_band="9-17"))


class Watched:
    """What is known, remembering which parts were read."""

    def __init__(self, known: Known) -> None:
        self._known, self.read = known, set[str]()

    def __getattr__(self, name: str) -> object:
        self.read.add(name)
        return getattr(self._known, name)


@pytest.mark.parametrize("known", [ADULT, CHILD], ids=["adult", "child"])
@pytest.mark.parametrize("gate", ASKED)
def test_a_gate_reads_no_part_that_it_does_not_name(gate: str, known: Known) -> None:
    name, arguments = parse(gate)
    watched = Watched(known)
    RULES[name](watched, arguments)  # type: ignore[arg-type]
    allowed = READ_BY_ALL.union(*(FIELDS[part] for part in NEEDS.get(name, ())))
    assert watched.read <= allowed


def test_every_part_is_needed_by_some_gate_of_the_pathway() -> None:
    assert frozenset().union(*map(parts_of, TABLE)) == EVERYTHING


def test_a_step_without_gates_looks_nothing_up() -> None:
    free = [arrow for arrow in TABLE if not arrow.gates]
    assert free
    assert {parts_of(arrow) for arrow in free} == {frozenset()}
