"""Filled forms of Kobo and ODK servers become the screenings they would be if typed in."""

import pytest

from casework.db import db, unit_of_work
from casework.exchange import submitting
from casework.kernel.refusals import NotPermitted
from casework.screening import service
from casework.screening.domain.interview import Interview
from casework.screening.loader import current_instrument, offers
from casework.screening.models import Screening
from tests.factories import actor_named
from tests.personas import CASABLANCA
from tests.unit.exchange.filling import answered, as_csv

SEEDS = range(32)
PROVINCE = "06.141"


def typed(desk, seed):
    """The band of the same answers typed in page by page, and what was kept of them."""
    responses = answered(desk.instrument, seed)
    with desk.app.app_context(), unit_of_work():
        actor = actor_named("owner_inspector")
        one = service.begin(CASABLANCA, PROVINCE, actor, instrument=desk.instrument)
        interview = Interview(desk.instrument, {})
        for section in desk.instrument.sections:
            if asked := {question.id for question in interview.questions(section)}:
                page = {id: said for id, said in responses.items() if id in asked}
                interview = service.save_section(one, section, page, actor, one.version)
        return service.send(one, actor, one.version).band, one.answers.reveal().responses


def test_imported_forms_have_the_bands_of_typed_ones(desk):
    by_hand = [typed(desk, seed) for seed in SEEDS]
    counts, remarks = desk.bring({"results": [desk.filled(seed) for seed in SEEDS]})
    assert counts == (len(SEEDS), 0, 0), remarks
    imported = [desk.screening(seed) for seed in SEEDS]
    assert [(band, dict(answers.responses)) for band, answers, _ in imported] == [
        (band, dict(responses)) for band, responses in by_hand
    ]
    assert len({band for band, _ in by_hand}) >= 4, "the answers are of many kinds"


@pytest.mark.parametrize("id", sorted(offers()))
def test_forms_of_every_questionnaire_are_stored_with_the_bands_of_typed_ones(desk, id):
    desk.instrument = current_instrument(id)
    by_hand = [typed(desk, seed) for seed in range(3)]
    rows = [desk.filled(seed) for seed in range(3)]
    counts, remarks = desk.bring(rows, instrument=desk.instrument)
    assert counts == (3, 0, 0), remarks
    for seed, (band, responses) in enumerate(by_hand):
        stored, answers, _state = desk.screening(seed)
        assert (stored, dict(answers.responses)) == (band, dict(responses))


def test_a_second_import_adds_nothing(any_desk):
    rows = [any_desk.filled(seed) for seed in (1, 2, 3)]
    assert any_desk.bring(rows)[0] == (3, 0, 0)
    before = any_desk.counted()
    assert any_desk.bring(rows)[0] == (0, 3, 0)
    assert any_desk.bring(as_csv(rows), author="other_inspector")[0] == (0, 3, 0)
    assert any_desk.bring([*rows, any_desk.filled(4)])[0] == (1, 3, 0)
    assert any_desk.counted()[0] == before[0] + 1


def test_the_same_form_under_another_name_of_its_identifier_is_known(desk):
    row = desk.filled(5)
    identifier = row.pop("meta/instanceID")
    bare = identifier.removeprefix("uuid:")
    assert desk.bring([row | {"_uuid": bare}])[0] == (1, 0, 0)
    for name in ("meta/instanceID", "__id", "KEY", "meta-instanceID", "meta/rootUuid"):
        assert desk.bring([row | {name: identifier.upper().replace("UUID", "uuid")}])[0] == (
            0,
            1,
            0,
        )


def test_a_form_twice_in_one_file_is_imported_once(desk):
    assert desk.bring([desk.filled(6), desk.filled(6)])[0] == (1, 1, 0)


def test_the_day_and_the_province_of_the_form_are_kept(desk):
    desk.bring([desk.filled(1)])
    desk.bring([desk.filled(2, sanad_province="")], province=PROVINCE)
    desk.bring([desk.filled(3, sanad_province="06.141")])
    for _, answers, state in map(desk.screening, (1, 2, 3)):
        assert (answers.province, answers.met_at.isoformat()[:10]) == (PROVINCE, "2026-11-10")
        assert state == "S02"


def test_what_the_services_would_refuse_is_listed(desk):
    other = desk.filled(2) | {"sanad_province": "p09_001"}
    unsafe = desk.filled(3) | {"part_safety/danger_injury": "not_asked"}
    counts, remarks = desk.bring([desk.filled(1), other, unsafe])
    assert counts == (1, 0, 2)
    assert remarks == ["2 other_region ", "3 not_safe "]


def test_what_is_told_of_a_row_never_quotes_it(desk):
    _counts, remarks = desk.bring([desk.filled(1) | {"Fatima B.": "0612345678"}])
    assert remarks == [f"1 unknown_question {len(desk.filled(1)) + 1}"]


def test_answers_to_what_was_not_asked_are_left_out_and_told(desk):
    row = desk.filled(1) | {"part_safety/safe_to_talk": "no", "part_context/age": "30"}
    counts, remarks = desk.bring([row])
    assert counts == (1, 0, 0)
    assert "1 dropped age" in remarks
    (_, answers, _) = desk.screening(1)
    assert "age" not in answers.responses


def test_a_text_that_seems_to_name_somebody_is_told(desk):
    seed = next(seed for seed in SEEDS if "own_view" in answered(desk.instrument, seed))
    row = desk.filled(seed) | {"part_wishes/own_view": "Il s'appelle Omar, 06 12 34 56 78"}
    counts, remarks = desk.bring([row])
    assert counts == (1, 0, 0)
    assert remarks == ["1 look own_view"]


def test_a_fault_in_the_middle_leaves_nothing(any_desk, monkeypatch):
    before = any_desk.counted()
    real, calls = submitting.service.send, []

    def fails(*args):
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("power cut")
        return real(*args)

    monkeypatch.setattr(submitting.service, "send", fails)
    with pytest.raises(RuntimeError):
        any_desk.bring([any_desk.filled(seed) for seed in (1, 2, 3, 4)])
    assert any_desk.counted() == before
    monkeypatch.undo()
    assert any_desk.bring([any_desk.filled(seed) for seed in (1, 2, 3, 4)])[0] == (4, 0, 0)


def test_who_never_screens_imports_nothing(desk):
    for persona in ("administrator", "analyst", "shelter", "focal_point"):
        with pytest.raises(NotPermitted):
            desk.bring([desk.filled(1)], author=persona)


def test_nothing_of_an_identifier_or_an_answer_lies_in_clear(desk):
    row = desk.filled(11) | {"part_wishes/own_view": "canariphrase"}
    desk.bring([row])
    with desk.app.app_context():
        engine = db.engine
        with engine.connect() as connection:
            for table in ("imported_submission", "submission_import", "screening"):
                for found in connection.exec_driver_sql(f"select * from {table}"):
                    text = repr(tuple(found))
                    assert "canariphrase" not in text
                    assert row["meta/instanceID"][-12:] not in text
        assert db.session.query(Screening).count() == 1
        db.session.close()
