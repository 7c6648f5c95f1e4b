from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from casework.audit import flush_reads, record, record_read
from casework.audit.catalogue import CaseRead, IdentityRevealed
from casework.audit.queries import events_of
from casework.audit.verification import verify
from casework.db import Base, db, unit_of_work, writing
from tests.factories import actor_named

EVENT = Base.metadata.tables["audit_event"]


def test_an_event_falls_with_the_act_that_it_was_written_for(app: Flask) -> None:
    case_id = uuid4()
    with app.app_context():
        with pytest.raises(RuntimeError), unit_of_work():
            record(CaseRead(case_id=case_id), None)
            raise RuntimeError
        assert events_of("case", case_id) == []


def test_an_event_cannot_be_written_outside_a_unit_of_work(app: Flask) -> None:
    with app.app_context(), pytest.raises(RuntimeError):
        record(CaseRead(case_id=uuid4()), None)


def test_an_event_falls_with_the_savepoint_that_it_was_recorded_under(app: Flask) -> None:
    kept, fallen = uuid4(), uuid4()
    with app.app_context():
        with unit_of_work() as session:
            record(CaseRead(case_id=kept), None)
            with pytest.raises(KeyError), session.begin_nested():
                record(CaseRead(case_id=fallen), None)
                raise KeyError
            with session.begin_nested():
                record(CaseRead(case_id=kept), None)
        assert [event.seq for event in events_of("case", kept)] == [2, 1]
        assert events_of("case", fallen) == []


def test_events_of_several_records_in_one_act_each_stand_in_their_stream(app: Flask) -> None:
    one, other = uuid4(), uuid4()
    with app.app_context():
        with unit_of_work():
            for case_id in (one, other, one):
                record(CaseRead(case_id=case_id), None)
            assert [event.seq for event in events_of("case", one)] == [2, 1]
            record(CaseRead(case_id=one), None)
        assert [event.seq for event in events_of("case", one)] == [3, 2, 1]
        assert [event.seq for event in events_of("case", other)] == [1]
        assert verify().whole


def test_what_was_read_is_written_when_the_answer_is_ready(app: Flask) -> None:
    case_id = uuid4()
    with app.app_context():
        actor = actor_named("caseworker")
        event = IdentityRevealed(case_id=case_id, field_group="names", reason="planned_call")
        record_read(event, actor)
        assert events_of("case", case_id) == []
        flush_reads()
        (written,) = events_of("case", case_id)
        assert written.actor_id == actor.user_id
        assert written.code("reason") == "planned_call"
        flush_reads()
        assert len(events_of("case", case_id)) == 1


def test_what_was_read_stays_written_when_the_act_of_the_same_request_fails(app: Flask) -> None:
    case_id = uuid4()
    with app.app_context():
        with pytest.raises(RuntimeError), unit_of_work():
            record_read(CaseRead(case_id=case_id), None)
            raise RuntimeError
        flush_reads()
        assert len(events_of("case", case_id)) == 1


def test_writers_of_one_case_at_the_same_moment_leave_no_gap(app: Flask) -> None:
    case_id = uuid4()

    def write(_number: int) -> None:
        with app.app_context(), unit_of_work():
            record(CaseRead(case_id=case_id), None)
            record(CaseRead(case_id=case_id), None)

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write, range(12)))
    with app.app_context():
        numbers = [event.seq for event in events_of("case", case_id)]
        assert numbers == list(range(24, 0, -1))
        assert verify().whole


@pytest.mark.parametrize(
    "table", ["audit_event", "audit_checkpoint", "audit_sealed_head", "audit_stream"]
)
@pytest.mark.parametrize("act", ["DELETE FROM {table}", "UPDATE {table} SET {column} = 0"])
def test_the_database_itself_refuses_to_change_the_trace(app: Flask, table: str, act: str) -> None:
    column = {"audit_checkpoint": "events"}.get(table, "seq")
    with app.app_context():
        from tests.tampering import seal, write_events

        write_events(1)
        seal()
        with pytest.raises(DBAPIError, match="append-only"), writing(), db.engine.begin() as raw:
            raw.exec_driver_sql(act.format(table=table, column=column))


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)  # SQLite has no TRUNCATE
def test_the_trace_cannot_be_truncated(app: Flask) -> None:
    refused = pytest.raises(DBAPIError, match="append-only")
    with app.app_context(), refused, writing(), db.engine.begin() as raw:
        raw.exec_driver_sql("TRUNCATE audit_event")
