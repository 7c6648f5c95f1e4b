"""A checkpoint kept outside, on paper or in a mailbox, shows what the database no longer does."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from casework.audit.outside import NotACheckpoint, as_line, grouped, read_all, read_line
from casework.audit.sealing import last_checkpoint
from casework.audit.verification import verify
from casework.db import db
from casework.journal.checkpoints import mail_checkpoint
from tests.integration.jobs.mailbox import open_mailbox
from tests.printed import Printed
from tests.tampering import CHECKPOINT, EVENT, LEAF, STREAM, insider, seal, write_events


@pytest.fixture(autouse=True)
def written(app: Flask):
    """Events of four cases, sealed."""
    with app.app_context():
        write_events()
        seal()
        yield
        db.session.rollback()


def newest() -> str:
    line = as_line(last_checkpoint())
    db.session.rollback()
    return line


def compared(*lines: str) -> list[str]:
    """What a verification against these finds, without the second place on the machine."""
    report = verify(None, [one for line in lines for one in read_all(line)])
    assert report.outside == len(lines)
    return [str(fault) for fault in report.faults]


def put_back(app: Flask, until) -> None:
    """The whole log as it was before `until` was done."""
    tables = (EVENT, STREAM, CHECKPOINT, LEAF)
    with insider(app) as raw:
        kept = [list(raw.execute(table.select()).mappings()) for table in tables]
    until()
    with insider(app) as raw:
        for table, rows in zip(tables, kept, strict=True):
            raw.execute(table.delete())
            if rows:
                raw.execute(table.insert(), [dict(one) for one in rows])


def test_an_older_database_is_named_by_a_checkpoint_kept_outside_alone(app: Flask) -> None:
    kept: list[str] = []

    def go_on() -> None:
        write_events(2)
        seal()
        kept.append(newest())

    older = last_checkpoint().number
    put_back(app, go_on)
    assert compared() == []
    assert compared(*kept) == [f"an older database was put back: checkpoint #{older + 1}"]


def test_a_log_that_was_emptied_and_begun_anew_is_named(app: Flask) -> None:
    kept = newest()
    with insider(app) as raw:
        for table in (EVENT, STREAM, CHECKPOINT, LEAF):
            raw.execute(table.delete())
    assert compared(kept) == ["an older database was put back: checkpoint #1"]
    write_events(1)
    seal()
    write_events(1)
    seal()
    assert compared() == []
    number = read_line(kept).seal.number
    assert compared(kept)[0] in (
        f"checkpoint replaced: checkpoint #{number}",
        f"an older database was put back: checkpoint #{number}",
    )


def test_a_whole_log_fits_what_was_kept(app: Flask) -> None:
    kept = [newest()]
    write_events(1)
    seal()
    kept.append(newest())
    assert compared(*kept) == []


def test_signs_typed_from_paper_are_read_however_they_are_broken_up(app: Flask) -> None:
    line = newest()
    for typed in (line.lower(), "\n".join(grouped(line)), line.replace(" ", ""), f" {line}\n"):
        assert read_line(typed) == read_line(line)


@pytest.mark.parametrize("text", ["", "SANAD1", "A" * 256, "SANAD1 " + "é" * 256, "1" * 256])
def test_what_no_keyring_signed_is_refused(app: Flask, text: str) -> None:
    with pytest.raises(NotACheckpoint):
        read_line(text)


def test_a_slip_in_any_sign_is_refused(app: Flask) -> None:
    line = newest()
    for place in range(7, len(line), 11):
        sign = "A" if line[place] != "A" else "B"
        with pytest.raises(NotACheckpoint):
            read_line(line[:place] + sign + line[place + 1 :])


def test_the_commands_say_add_and_compare_a_checkpoint(app: Flask, tmp_path) -> None:
    def run(*words: str, code: int = 0) -> str:
        db.session.rollback()
        answer = app.test_cli_runner().invoke(args=["audit", *words])
        assert answer.exit_code == code, answer.output
        return answer.output

    file = tmp_path / "kept.txt"
    run("checkpoint", "--to", str(file))
    write_events(1)
    seal()
    run("checkpoint", "--to", str(file))
    assert run("checkpoint").strip() == file.read_text().splitlines()[1]
    assert "2 kept outside" in run("verify", "--checkpoint", str(file))
    assert "no checkpoint" in run("verify", "--checkpoint", "SANAD1 AAAA", code=2)
    with insider(app) as raw:
        raw.execute(CHECKPOINT.delete())
        raw.execute(LEAF.delete())
    said = run("verify", "--checkpoint", str(file), code=1)
    assert "an older database was put back" in said


@pytest.mark.parametrize("persona", ["dpo", "administrator"])
def test_an_officer_prints_the_checkpoint_and_the_paper_is_enough_to_compare(
    app: Flask, client_as, persona
) -> None:
    db.session.rollback()
    officer = client_as(persona)
    answer = officer.http.get("/a/audit/checkpoint")
    assert answer.status_code == 200
    words = Printed(answer.data).text
    number = read_line(newest()).seal.number
    assert "Point de contrôle du journal" in words
    signs = re.findall(r"\b[A-Z2-7]{8}\b", words)
    assert read_line("".join(signs)).seal.number == number


def test_the_checkpoint_is_mailed_and_says_nothing_else(sqlite_app: Flask) -> None:
    kept = sqlite_app.extensions["settings"]
    with open_mailbox() as box:
        changed = replace(kept, smtp_url=box.url, checkpoint_mail="garde@example.ma")
        sqlite_app.extensions["settings"] = changed
        try:
            with sqlite_app.app_context():
                write_events(1)
                seal()
                line = newest()
                assert mail_checkpoint()
                sqlite_app.extensions["settings"] = replace(changed, checkpoint_mail="")
                assert not mail_checkpoint()
        finally:
            sqlite_app.extensions["settings"] = kept
        (letter,) = box.letters
    assert letter.get_content().strip() == line
