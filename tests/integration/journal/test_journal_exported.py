"""The journal as a file that proves itself: what it holds, what it hides, and how it is checked."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from casework.audit import record
from casework.audit.catalogue import CaseRead, IdentityRevealed
from casework.audit.exporting import NotAnExport, check
from casework.audit.keys import signer
from casework.audit.queries import events_of
from casework.audit.sealing import seal_checkpoint
from casework.db import db, unit_of_work
from casework.encryption.signatures import Signer
from casework.journal import exporting
from tests.factories import actor_named, user_named
from tests.tampering import EVENT, insider

REASON = {"reason": "incident"}


@pytest.fixture
def journal(app, client_as):
    """A few events by one account, and an officer who takes them."""
    with app.app_context():
        case_id = uuid4()
        with unit_of_work():
            actor = actor_named("caseworker")
            for _ in range(3):
                event = IdentityRevealed(
                    case_id=case_id, field_group="names", reason="planned_call"
                )
                record(event, actor)
        seal_checkpoint()
        account = user_named("caseworker").id
        db.session.rollback()
        yield client_as("dpo"), f"/a/audit/export?account={account.hex}&group=identity", account
        db.session.rollback()


def taken(officer, path):
    """The file, as it arrives."""
    return officer.submit(path, REASON, 200).response.get_data()


def lines(made):
    return made.splitlines(keepends=True)


def wrong_with(made, public=None):
    with pytest.raises(NotAnExport) as refused:
        check(lines(made), public)
    return str(refused.value)


def test_the_file_holds_the_events_asked_for_and_who_took_it_why_and_names_nobody(journal, app):
    officer, path, account = journal
    made = taken(officer, path)
    header, *events, _seal = [json.loads(line) for line in lines(made)]
    assert [one["kind"] for one in events] == ["IdentityRevealed"] * 3
    assert {one["actor_id"] for one in events} == {account.hex}
    assert all(one["fits"] for one in events)
    reader = user_named("dpo")
    assert (header["by"], header["reason"]) == (reader.id.hex, "incident")
    assert header["asked"]["account"] == account.hex
    assert header["checkpoint"]["number"] == 1
    for name in (reader.display_name, user_named("caseworker").display_name):
        assert name.encode() not in made
    found = check(lines(made))
    assert (found.events, found.unfit) == (3, 0)
    (told,) = events_of("user", account, kinds=("JournalExported",))
    assert (told.actor_id, told.said["count"], told.code("reason")) == (reader.id, 3, "incident")


def test_a_sign_altered_a_line_left_out_put_in_or_cut_off_is_named(journal):
    made = taken(*journal[:2])
    header, first, second, *rest = lines(made)
    altered = first.replace(b"planned_call", b"planned_calm")
    for bent in (
        b"".join((header, altered, second, *rest)),
        b"".join((header, second, *rest)),
        b"".join((header, first, first, second, *rest)),
        b"".join((header, second, first, *rest)),
        header.replace(b"incident", b"training") + b"".join((first, second, *rest)),
    ):
        assert "not those that were sealed" in wrong_with(bent)
    for cut in (b"", header, b"".join(lines(made)[:-1]), b"{}", b"[" * 90_000, b"\xff\n\n"):
        assert wrong_with(cut)


def test_the_signature_of_another_key_is_no_signature(journal):
    made = taken(*journal[:2])
    other = Signer(bytes(32))
    assert "another key" in wrong_with(made, other.public)
    assert check(lines(made), signer().public).events == 3


def test_an_event_that_was_altered_before_is_marked_in_the_file(journal, app):
    officer, path, account = journal
    with insider(app) as raw:
        mine = (EVENT.c.actor_id == account) & (EVENT.c.seq == 2)
        raw.execute(EVENT.update().where(mine).values(body=b'{"field_group":"photo"}'))
    made = taken(officer, path)
    assert check(lines(made)).unfit == 1


def test_no_reason_no_event_and_too_many_events_make_no_file(journal, monkeypatch):
    officer, path, account = journal
    page = officer.submit(path, {"reason": ""}, 422)
    assert "Choisissez l’une des réponses" in page.text
    form = officer.get(path).form("reason")
    nothing = "/a/audit/export?first=2020-01-01&last=2020-01-02"
    page = officer.post(nothing, form.filled(REASON), 422)
    assert "élargissez-la" in page.text
    monkeypatch.setattr(exporting, "MOST", 2)
    page = officer.post(path, form.filled(REASON), 422)
    assert "choisissez moins de jours" in page.text
    assert events_of("user", account, kinds=("JournalExported",)) == []


def test_a_proof_of_a_quarter_of_an_hour_ago_is_asked_for_again(journal, clock):
    officer, path, _account = journal
    clock.advance(timedelta(minutes=16))
    assert "/again" in officer.get(path, 303).location


def test_the_file_is_checked_by_a_command_on_the_server_and_elsewhere(journal, app, tmp_path):
    officer, path, _account = journal
    file = tmp_path / "taken.jsonl"
    file.write_bytes(taken(officer, path))
    run = app.test_cli_runner().invoke
    db.session.rollback()
    key = run(args=["audit", "key"]).output.strip()
    for more in ([], ["--key", key]):
        found = run(args=["audit", "check-export", str(file), *more])
        assert (found.exit_code, found.output[:24]) == (0, "The file is whole: 3 eve")
    file.write_bytes(file.read_bytes().replace(b"planned_call", b"planned_calm"))
    found = run(args=["audit", "check-export", str(file)])
    assert found.exit_code == 1
    assert "not the file as it was made: line 5" in found.output
    assert run(args=["audit", "check-export", str(file), "--key", "zz"]).exit_code == 2


def test_what_watches_the_night_watches_the_taking_of_the_journal(journal, clock, client_as):
    officer, path, _account = journal
    clock.advance(timedelta(hours=14))
    with unit_of_work():
        record(CaseRead(case_id=uuid4()), None)
    taken(client_as("administrator"), path)
    assert "De nuit" in officer.get("/a/audit/unusual").text
