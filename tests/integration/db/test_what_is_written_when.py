"""What an act changed is there for whoever asks for it in the same transaction, and for nobody
who asks for something else before it is due."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from casework.accounts.models import Organisation
from casework.cases.models import Case
from casework.db import db, hold_all, unit_of_work, while_held
from casework.encryption import create_data_key
from casework.kernel.clock import now
from casework.tasks.models import Task
from casework.workflow.models import add_step, steps_of


@pytest.fixture
def case_id(app):
    id = uuid4()
    with app.app_context():
        with unit_of_work() as session:
            create_data_key("case", id)
            session.add(
                Case(
                    id=id, code=f"MA-26-{id.hex[:4]}", region="MA-06", priority="P2",
                    opened_at=now(), state="S06", version=1, card_blob=b"",
                )
            )  # fmt: skip
        yield id


def _step(owner_id, action):
    add_step(
        None, owner_kind="case", owner_id=owner_id, action=action, source="S06", target="S07",
        overridden="", reason_code=None, actor_id=None, at=now(), key_kind="case",
        key_owner_id=owner_id,
    )  # fmt: skip


def test_a_change_is_written_before_its_own_table_is_asked_and_not_before_another(case_id):
    with unit_of_work() as session:
        case = session.get_one(Case, case_id)
        case.priority = "P1"
        session.scalars(select(Task)).all()
        session.scalars(select(Organisation)).all()
        assert case in session.dirty
        urgent = select(Case.id).where(Case.priority == "P1")
        tasks = select(Task).where(Task.owner_id.in_(urgent))
        session.scalars(tasks).all()
        assert case not in session.dirty
        assert session.scalars(urgent).all() == [case_id]


def test_a_change_that_nobody_asked_for_is_committed(case_id):
    with unit_of_work() as session:
        session.get_one(Case, case_id).priority = "P1"
        session.scalars(select(Organisation)).all()
    assert db.session.get_one(Case, case_id).priority == "P1"


def test_steps_of_one_act_and_the_next_are_numbered_without_a_gap(case_id):
    with unit_of_work() as session:
        _step(case_id, "inform")
        assert [step.seq for step in steps_of("case", case_id)] == [1]
        with pytest.raises(KeyError), session.begin_nested():
            _step(case_id, "fallen")
            raise KeyError
        _step(case_id, "consent")
        _step(case_id, "refer")
    with pytest.raises(ZeroDivisionError), unit_of_work():
        _step(case_id, "fallen")
        raise ZeroDivisionError
    with unit_of_work():
        _step(case_id, "accept")
    taken = [(step.seq, step.action) for step in steps_of("case", case_id)]
    assert taken == [(1, "inform"), (2, "consent"), (3, "refer"), (4, "accept")]


def test_rows_held_together_are_read_anew_and_let_go_at_the_end(case_id):
    with unit_of_work() as session:
        case = session.get_one(Case, case_id)
        assert while_held(case) is None
        hold_all(select(Case).order_by(Case.id))
        notes = while_held(case)
        assert notes == {}
    with unit_of_work() as session:
        assert while_held(session.get_one(Case, case_id)) is None
