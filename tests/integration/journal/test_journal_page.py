import re
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from casework.audit import record
from casework.audit.catalogue import CaseRead, IdentityRevealed, SignedIn
from casework.audit.queries import events_of
from casework.db import unit_of_work
from casework.kernel.clock import SteppedClock
from tests.client import SanadClient
from tests.factories import actor_named, user_named


def write(*, reveals: int = 1, who: str = "caseworker") -> None:
    with unit_of_work():
        actor = actor_named(who)
        for _ in range(reveals):
            event = IdentityRevealed(case_id=uuid4(), field_group="names", reason="planned_call")
            record(event, actor)


def lines(text: str) -> int:
    return text.count('<tr><th scope="row">')


def test_the_journal_says_who_did_what_and_with_which_reason(app: Flask, client_as) -> None:
    with app.app_context():
        write()
        name = user_named("caseworker").display_name
    text = client_as("dpo").get("/a/audit").text
    assert "Identité affichée" in text
    assert name in text
    assert "Appel prévu" in text and "planned_call" not in text


def test_reading_the_journal_is_written_down(app: Flask, client_as) -> None:
    with app.app_context():
        write()
        user_id = user_named("caseworker").id
        reader = user_named("administrator").id
    client_as("administrator").get(f"/a/audit?account={user_id.hex}")
    with app.app_context():
        newest = events_of("user", user_id)[0]
        assert (newest.kind, newest.actor_id) == ("JournalRead", reader)


def test_the_journal_answers_for_a_person_a_group_and_days(
    app: Flask, client_as, clock: SteppedClock
) -> None:
    with app.app_context():
        write(reveals=2)
        write(who="colleague_caseworker")
        clock.advance(timedelta(days=2))
        with unit_of_work():
            record(CaseRead(case_id=uuid4()), actor_named("caseworker"))
    client = client_as("administrator")
    ask = "/a/audit?group=identity"
    assert lines(client.get(ask).text) == 3
    with app.app_context():
        user_id = user_named("caseworker").id
    assert lines(client.get(f"{ask}&account={user_id.hex}").text) == 2
    for nobody in (uuid4().hex, "caseworker", "x" * 99):
        assert lines(client.get(f"{ask}&account={nobody}").text) == 0
    assert lines(client.get(f"{ask}&last=2026-11-16").text) == 3
    assert lines(client.get(f"{ask}&first=2026-11-17").text) == 0


@pytest.mark.parametrize("path", ["/a/audit", "/a/audit/affected"])
@pytest.mark.parametrize("typed", ["Essai Caseworker", " CASEWORKER "])
def test_a_name_that_is_typed_stands_in_no_address(
    sqlite_app: Flask, client_as, path, typed
) -> None:
    with sqlite_app.app_context():
        write()
        user_id = user_named("caseworker").id
    client = client_as("dpo")
    led = client.submit(path, {"person": typed, "first": "2026-11-16"}).location
    assert led == f"{path}?first=2026-11-16&account={user_id.hex}"
    page = client.get(led).text
    assert 'value="Essai Caseworker"' in page
    assert not [one for one in re.findall(r'(?:href|action)="([^"]+)"', page) if "person=" in one]


def test_a_name_of_nobody_is_said_beside_its_field_and_nothing_typed_is_lost(
    sqlite_app: Flask, client_as
) -> None:
    typed = {"person": "Essai Personne", "first": "2026-11-16", "group": "identity"}
    page = client_as("dpo").submit("/a/audit", typed, 422)
    assert "Aucun compte ne porte ce nom" in page.text
    filled = page.form("person").fields
    assert {name: filled[name] for name in typed} == {name: [said] for name, said in typed.items()}


def test_going_back_and_asking_for_somebody_else_is_another_question(
    sqlite_app: Flask, client_as
) -> None:
    client = client_as("dpo")
    form = client.get("/a/audit").form("person")
    for name in ("caseworker", "administrator"):
        assert "account=" in client.post(form.action, form.filled({"person": name})).location


def test_pages_of_the_journal_follow_each_other_without_gap_or_double(
    app: Flask, client_as
) -> None:
    with app.app_context():
        write(reveals=120)  # all in the same second
    client, path = client_as("administrator"), "/a/audit?group=identity"
    seen: list[str] = []
    while path:
        text = client.get(path).text
        seen += re.findall(r">([0-9a-f]{8})<", text)
        link = re.search(r'rel="next" href="([^"]+)"', text)
        path = link.group(1).replace("&amp;", "&") if link else ""
    assert len(seen) == len(set(seen)) == 120


def test_an_address_that_was_tampered_with_shows_the_newest_page(
    sqlite_app: Flask, client_as
) -> None:
    client = client_as("administrator")
    for below in ("x", "1.case.zz.1", "9" * 40 + ".case." + "0" * 32 + ".1", "1.2.3"):
        assert client.get(f"/a/audit?below={below}&first=2026-99-99").status == 200


def test_the_journal_says_when_nothing_was_sealed(app: Flask, client_as) -> None:
    with app.app_context(), unit_of_work():
        record(SignedIn(user_id=user_named("dpo").id), None)
    page: SanadClient = client_as("dpo")
    assert "Rien n’est encore scellé" in page.get("/a/audit").text
    assert app.test_cli_runner().invoke(args=["audit", "seal"]).exit_code == 0
    assert "point de contrôle 1" in page.get("/a/audit").text
