"""From the notice to the certificate, through the browser, on both stores."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from casework.audit.verification import verify
from casework.cases import queries, service
from casework.cases.domain.records import Closure
from casework.cases.models import Case
from casework.db import db
from casework.encryption import DataKeyMissing, data_key
from casework.facts.domain import KINDS
from casework.facts.models import Fact
from casework.jobs.models import OutboxMessage
from casework.kernel.refusals import NotPermitted
from casework.retention import service as retention
from casework.retention import subjects
from casework.retention.service import TOPIC
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import CHILD
from tests.integration.retention.conftest import FIVE_YEARS

NOTICE = timedelta(days=31)


def ready(archive) -> str:
    """A file whose notice has run out."""
    code = archive.closed()
    archive.pass_time(FIVE_YEARS)
    assert archive.notices() == 1
    archive.pass_time(NOTICE)
    return code


def erased(archive, client_as, code: str) -> None:
    """The data protection officer asks, the focal point confirms."""
    client_as("dpo").submit(f"/keeping/{code}", {}, containing="version")
    client_as("focal_point").submit(f"/keeping/{code}/confirm", {"code": code.lower()})


def test_closed_file_is_erased_by_two_people_after_its_period_and_its_notice(
    archive, client_as
) -> None:
    code = archive.closed()
    case_id = archive.id_of(code)
    assert archive.notices() == 0
    archive.pass_time(FIVE_YEARS)
    assert archive.notices() == 1
    assert archive.notices() == 0
    officer = client_as("dpo")
    assert code in officer.get("/").text
    assert "Conservation et effacement" in officer.get("/dpo").text
    assert f"/keeping/{code}" in client_as("focal_point").get(f"/c/{code}").text
    assert "Possible à partir du" in officer.get(f"/keeping/{code}").text
    archive.pass_time(NOTICE)
    facts = _count(archive, Fact)
    erased(archive, client_as, code)
    assert not {key for key in archive.data_keys() if key[1] == case_id}
    client_as("focal_point").get(f"/keeping/{code}/confirm")
    left = archive.rows()
    assert {name: left[name] for name in ("case", "person", "note", "consent", "match_token")} == {
        "case": 0, "person": 0, "note": 0, "consent": 0, "match_token": 0,
    }  # fmt: skip
    assert (left["document"], left["document_piece"]) == (0, 0)
    assert _count(archive, Fact, Fact.kind.in_(KINDS)) == facts
    with archive.app.app_context():
        assert verify().whole
    client_as("caseworker").get(f"/c/{code}", 404)
    assert "Effacé" in client_as("dpo").get(f"/keeping/{code}").text


def test_data_protection_officer_and_focal_points_of_the_region_are_told(
    quick_archive, client_as
) -> None:
    quick_archive.closed()
    quick_archive.pass_time(FIVE_YEARS)
    quick_archive.notices()
    with quick_archive.app.app_context():
        told = set(
            db.session.scalars(
                select(OutboxMessage.recipient_user_id).where(OutboxMessage.topic == TOPIC)
            )
        )
        expected = {user_named(one).id for one in ("dpo", "focal_point", "second_focal_point")}
        elsewhere = user_named("focal_point_elsewhere").id
        db.session.close()
    assert expected <= told
    assert elsewhere not in told


def test_who_asked_cannot_confirm_and_finds_no_button(quick_archive, client_as) -> None:
    code = ready(quick_archive)
    officer = client_as("dpo")
    officer.submit(f"/keeping/{code}", {}, containing="version")
    assert "Une deuxième personne doit confirmer" in officer.get(f"/keeping/{code}").text
    officer.submit(f"/keeping/{code}/confirm", {"code": code}, 403)
    assert quick_archive.state(code) == "asked"
    assert quick_archive.rows()["case"] == 1


def test_another_code_erases_nothing_and_what_was_typed_stays(quick_archive, client_as) -> None:
    code = ready(quick_archive)
    client_as("dpo").submit(f"/keeping/{code}", {}, containing="version")
    focal = client_as("focal_point")
    for typed in ("MA-26-7KQ4-M", "", "١٢٣٤", "x" * 500, "<script>"):
        focal.submit(f"/keeping/{code}/confirm", {"code": typed}, 422)
    assert quick_archive.rows()["case"] == 1


def test_nothing_is_erased_while_a_hold_stands_and_it_blocks_past_its_day(
    quick_archive, client_as
) -> None:
    code = ready(quick_archive)
    officer, focal = client_as("dpo"), client_as("focal_point")
    officer.submit(f"/keeping/{code}", {}, containing="version")
    confirming = focal.get(f"/keeping/{code}/confirm").form("code")
    hold = {"reason": "proceedings", "until-day": "1", "until-month": "6", "until-year": "2032"}
    officer.submit(f"/keeping/{code}/hold", hold)
    focal.post(f"/keeping/{code}/confirm", confirming.filled({"code": code}), 422)
    quick_archive.pass_time(timedelta(days=300))
    assert code in client_as("dpo").get("/").text
    again = client_as("focal_point")
    again.submit(f"/keeping/{code}/confirm", {"code": code}, 422)
    page = client_as("dpo").get(f"/keeping/{code}")
    assert "Un blocage légal" in page.text
    client_as("dpo").submit(f"/keeping/{code}", {}, containing="version")  # lifts it
    assert "Un blocage légal" not in client_as("dpo").get(f"/keeping/{code}").text
    again.submit(f"/keeping/{code}/confirm", {"code": code})
    assert quick_archive.state(code) == "erased"


@pytest.mark.parametrize("year", ["2020", "2040", ""])
def test_hold_without_a_day_within_a_year_is_refused_beside_its_field(
    quick_archive, client_as, year
) -> None:
    code = quick_archive.closed()
    typed = {"reason": "complaint", "until-day": "1", "until-month": "6", "until-year": year}
    page = client_as("dpo").submit(f"/keeping/{code}/hold", typed, 422)
    assert 'id="until-error"' in page.text
    assert quick_archive.rows()["legal_hold"] == 0


def test_second_person_may_say_no_with_a_reason(quick_archive, client_as) -> None:
    code = ready(quick_archive)
    client_as("dpo").submit(f"/keeping/{code}", {}, containing="version")
    focal = client_as("focal_point")
    focal.submit(f"/keeping/{code}/keep", {"reason": []}, 422, containing="reason")
    focal.submit(f"/keeping/{code}/keep", {"reason": "still_needed"}, containing="reason")
    assert quick_archive.state(code) == "noticed"


def test_file_that_is_reopened_takes_its_notice_back(quick_archive, client_as) -> None:
    code = ready(quick_archive)
    client_as("dpo").submit(f"/keeping/{code}", {}, containing="version")
    focal = client_as("focal_point")
    confirming = focal.get(f"/keeping/{code}/confirm").form("code")
    reason = {"reason": "La personne revient."}
    worker = client_as("caseworker")
    worker.submit(f"/c/{code}/restricted", {"reason": "person_back"}, containing="reason")
    worker.submit(f"/c/{code}/step/reopen", reason)
    typed = confirming.filled({"code": code})
    focal.post(f"/keeping/{code}/confirm", typed, 409)
    quick_archive.notices()
    assert quick_archive.state(code) == "void"
    assert "encore" in client_as("dpo").get(f"/keeping/{code}").text


def test_person_asks_and_a_closed_file_is_erased_before_its_period(quick_archive, client_as):
    code = quick_archive.closed()
    officer = client_as("dpo")
    officer.submit(f"/keeping/{code}", {}, containing="version")
    assert quick_archive.state(code) == "noticed"
    erased(quick_archive, client_as, code)
    assert quick_archive.state(code) == "erased"


def test_file_that_is_worked_with_is_never_erased(quick_archive, client_as) -> None:
    code = quick_archive.assigned()
    officer = client_as("dpo")
    page = officer.get(f"/keeping/{code}")
    officer.post(f"/keeping/{code}/begin", page.form("csrf_token").fields, 409)
    assert quick_archive.state(code) is None


def test_child_is_not_noticed_after_five_years_nor_after_ten_before_they_are_23(
    quick_archive,
) -> None:
    code = quick_archive.assigned(CHILD)
    quick_archive.close(code, Closure("deceased", "Fin."))
    quick_archive.pass_time(2 * FIVE_YEARS)
    assert quick_archive.notices() == 0
    quick_archive.pass_time(timedelta(days=4 * 366))
    assert quick_archive.notices() == 1


def test_certificate_names_the_code_and_nobody_helped_in_french_and_arabic(
    quick_archive, client_as
) -> None:
    code = ready(quick_archive)
    erased(quick_archive, client_as, code)
    officer = client_as("dpo")
    page = officer.get(f"/keeping/{code}")
    links = [part.split('"')[0] for part in page.text.split('href="')[1:] if "certificates" in part]
    found = [link.replace("&amp;", "&") for link in links if "certificates" in link]
    assert len(found) == 2
    for link in found:
        answer = officer.http.get(link, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 200
        assert answer.data.startswith(b"%PDF")
        assert b"Canar" not in answer.data


def test_two_files_of_one_person_go_together(quick_archive, client_as) -> None:
    leading, merged = quick_archive.closed(), quick_archive.closed()

    def merge() -> None:
        one, other = (
            db.session.scalars(select(Case).where(Case.code == code)).one()
            for code in (merged, leading)
        )
        one.merged_into_id = other.id

    quick_archive.run(merge)
    page = client_as("dpo").get(f"/keeping/{merged}")
    assert leading in page.text
    client_as("dpo").submit(f"/keeping/{leading}", {}, containing="version")
    erased(quick_archive, client_as, leading)
    assert quick_archive.rows()["case"] == 0


def test_key_that_was_opened_in_the_same_transaction_opens_nothing_any_more(quick_archive):
    code = quick_archive.closed()

    def act() -> None:
        case = db.session.scalars(select(Case).where(Case.code == code)).one()
        owner = case.id
        data_key("case", owner)
        row = retention.begin(_subject("case", owner), actor_named("dpo"))
        retention.ask(row, actor_named("dpo"), row.version)
        retention.confirm(row, code, actor_named("focal_point"), row.version)
        with pytest.raises(DataKeyMissing):
            data_key("case", owner)

    quick_archive.run(act)


def test_focal_point_with_a_conflict_knows_nothing_of_the_erasure(quick_archive, client_as):
    code = ready(quick_archive)
    focal = quick_archive.do(lambda: user_named("second_focal_point").id)
    quick_archive.on(
        code,
        lambda case: service.declare_conflict(case, focal, "Parente.", actor_named("focal_point")),
    )
    watching = client_as("second_focal_point")
    watching.get(f"/keeping/{code}", 404)
    assert code not in watching.get("/keeping").text
    assert code in client_as("focal_point").get("/keeping").text

    def try_it() -> None:
        case = queries.case_by_code(actor_named("focal_point"), code)
        row = retention.erasure_of(case.id)
        with pytest.raises(NotPermitted):
            retention.ask(row, actor_named("second_focal_point"), row.version)

    quick_archive.run(try_it)


def _subject(kind, record_id):
    return subjects.subject(kind, record_id)


def _count(archive, model, *wanted) -> int:
    with archive.app.app_context():
        found = db.session.scalar(select(func.count()).select_from(model).where(*wanted))
        db.session.close()
        return int(found or 0)


def test_erasing_twice_is_refused_and_changes_nothing(quick_archive, client_as) -> None:
    code = ready(quick_archive)
    client_as("dpo").submit(f"/keeping/{code}", {}, containing="version")
    focal, other = client_as("focal_point"), client_as("second_focal_point")
    again = other.get(f"/keeping/{code}/confirm").form("code")
    focal.submit(f"/keeping/{code}/confirm", {"code": code})
    other.post(f"/keeping/{code}/confirm", again.filled({"code": code}), 409)
    other.post(f"/keeping/{code}/ask", again.filled({}), 409)
    other.post(f"/keeping/{code}/begin", again.filled({}), 409)
    assert quick_archive.state(code) == "erased"
