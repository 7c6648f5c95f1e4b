"""A labour record: opened without anybody, followed with its deadlines, ended with an outcome."""

from datetime import timedelta

import pytest

from casework.db import db
from casework.screening import at_visit
from casework.screening import service as screening
from casework.tasks.firing import pass_deadlines
from casework.tasks.models import Task
from casework.visits import service
from tests.factories import actor_named
from tests.integration.visits.conftest import EMPLOYER, LABOUR_ONLY, LONG_FORM, ORDINARY
from tests.personas import CASABLANCA

FORBIDDEN = ("traite", "victime", "الاتجار", "ضحية", "trafficking", "victim", "exploitation")


def task_of(ground, kind):
    """The open task of this kind, with the day on which it is due."""
    with ground.app.app_context():
        found = db.session.query(Task).filter_by(kind=kind, done_at=None).all()
        db.session.close()
    return [(task.assignee_id, task.due_at) for task in found]


def confirmed(ground, reference):
    ground.on(
        reference,
        lambda one: screening.confirm(
            one, actor_named("focal_point"), one.version, screening.Answered(reason="Vu.")
        ),
    )


def test_a_record_goes_from_the_visit_to_the_report_with_its_deadlines(ground, client_as, clock):
    visit, inspector = ground.noted(), client_as("owner_inspector")
    proposed = inspector.get(f"/v/{visit}/labour").form("infractions").fields["infractions"]
    assert proposed == ["hours", "safety", "lodging", "young_workers"]
    inspector.submit(f"/v/{visit}/labour", {"words": "Registre absent."}, containing="infractions")
    record = ground.labour_of(visit)
    assert len(task_of(ground, "act_on_observation")) == 1
    page = inspector.submit(
        f"/l/{record}/step/give_notice", {"days": "3"}, status=422, containing="days"
    )
    assert "au moins 4 jours" in page.text
    inspector.submit(f"/l/{record}/step/give_notice", {"days": "10"}, containing="days")
    [(_who, due_at)] = task_of(ground, "check_notice")
    assert due_at.date() == (clock.now() + timedelta(days=10)).date()
    page = inspector.submit(f"/l/{record}/step/report", {"number": "12"}, status=422)
    assert "mise en demeure" in page.text
    clock.advance(timedelta(days=11))
    inspector = client_as("owner_inspector")
    inspector.submit(f"/l/{record}/step/report", {"number": "12/2026"})
    inspector.submit(f"/l/{record}/step/send_copies", {"copies": ["court", "file"]}, status=422)
    inspector.submit(f"/l/{record}/step/send_copies", {"copies": ["court", "directorate", "file"]})
    inspector.submit(f"/l/{record}/step/close", {"outcome": "settled"}, status=422)
    inspector.submit(f"/l/{record}/step/close", {"outcome": "convicted", "words": "Amende."})
    assert record in inspector.get("/l?ended=1").text
    assert task_of(ground, "check_notice") == []


def test_what_is_late_goes_to_a_focal_point_who_reads_whose_it_is_and_opens_nothing(
    quick_ground, client_as, clock
):
    record = quick_ground.record()
    assert record not in client_as("focal_point").get("/t").text
    clock.advance(timedelta(days=9))
    with quick_ground.app.app_context():
        pass_deadlines()
    focal = client_as("focal_point")
    page = focal.get("/t").text
    assert record in page and "Inspection" in page and f"/l/{record}" not in page
    assert EMPLOYER.name not in page
    focal.get(f"/l/{record}", 403)
    assert record not in client_as("focal_point_elsewhere").get("/t").text


def test_imminent_danger_shortens_the_notice_and_opens_the_way_to_the_report(
    quick_ground, client_as
):
    record, inspector = quick_ground.record(), client_as("owner_inspector")
    typed = {"days": "0", "imminent": "y"}
    inspector.submit(f"/l/{record}/step/give_notice", typed, containing="days")
    inspector.submit(f"/l/{record}/step/report", {"number": "1"})


def test_a_dispute_is_conciliated_and_the_agreement_ends_it(quick_ground, client_as):
    record, inspector = quick_ground.record(), client_as("owner_inspector")
    day = {"on-day": "1", "on-month": "12", "on-year": "2026"}
    inspector.submit(f"/l/{record}/step/invite", day)
    [(_who, due_at)] = task_of(quick_ground, "hold_conciliation")
    assert f"{due_at:%d/%m}" == "01/12"
    inspector.submit(f"/l/{record}/step/close", {"outcome": "settled", "words": "Arriérés payés."})
    assert "Accord signé" in inspector.get(f"/l/{record}").text


def test_a_screening_confirmed_as_labour_matter_opens_one_record_for_its_visit(ground):
    visit = ground.noted()
    for _person in range(2):
        confirmed(ground, ground.person_sent(visit))
    assert ground.records() == [ground.labour_of(visit)]
    found = ground.in_record(ground.labour_of(visit), lambda one: one.content.reveal())
    assert {"hours", "wage", "wages_papers"} <= set(found.infractions)
    assert found.workers == 14
    assert found.words == ""


def test_the_longer_form_of_somebody_met_at_a_visit_belongs_to_the_same_visit(quick_ground):
    visit = quick_ground.noted()
    first = quick_ground.person(visit)

    def again(one):
        actor = actor_named("owner_inspector")
        return screening.begin(CASABLANCA, "06.141", actor, one, instrument=LONG_FORM).reference

    longer = str(quick_ground.on(str(quick_ground.on(first, again)), again))
    quick_ground.fill(longer, LABOUR_ONLY)
    author = "owner_inspector"
    quick_ground.on(longer, lambda one: screening.send(one, actor_named(author), one.version))
    confirmed(quick_ground, longer)
    assert quick_ground.records() == [quick_ground.labour_of(visit)]
    assert quick_ground.see(longer, at_visit.others_than) == 0


def test_a_screening_without_a_visit_opens_a_record_without_an_employer(quick_ground, client_as):
    reference = quick_ground.sent(LABOUR_ONLY)
    assert quick_ground.band(reference) == "D"
    page = client_as("focal_point").get(f"/q/{reference}/confirm").text
    assert (
        "part à l’inspection du travail, avec les infractions relevées et sans l’identité" in page
    )
    confirmed(quick_ground, reference)
    [record] = quick_ground.records()
    inspector = client_as("owner_inspector")
    assert reference not in (page := inspector.get(f"/l/{record}")).text
    assert "Durée du travail" in page.text
    step = f"/l/{record}/step/give_notice"
    assert "nom de l’employeur" in inspector.submit(step, {"days": "8"}, status=422).text
    inspector.submit(f"/l/{record}/employer", {"name": EMPLOYER.name})
    inspector.submit(step, {"days": "8"})


def test_an_outcome_that_is_no_labour_matter_opens_nothing(quick_ground):
    confirmed(quick_ground, quick_ground.sent(ORDINARY))
    assert quick_ground.records() == []


def test_a_caseworkers_labour_matter_waits_in_the_inspectorate_for_somebody(
    quick_ground, client_as
):
    confirmed(quick_ground, quick_ground.sent(LABOUR_ONLY, "caseworker"))
    [record] = quick_ground.records()
    inspector = client_as("other_inspector")
    assert record in inspector.get("/").text
    inspector.submit(f"/l/{record}/step/take_up", {})
    assert record not in client_as("owner_inspector").get("/").text
    with quick_ground.app.app_context():
        taker = actor_named("other_inspector").user_id
    assert [who for who, _due in task_of(quick_ground, "act_on_observation")] == [taker]


def test_a_visit_has_one_labour_record_only(quick_ground, client_as):
    visit = quick_ground.noted()
    inspector = client_as("owner_inspector")
    old = inspector.get(f"/v/{visit}/labour").form("infractions")
    record = quick_ground.record(visit)
    inspector.post(f"/v/{visit}/labour", old.fields, status=303)
    assert inspector.get(f"/v/{visit}/labour", 303).location == f"/l/{record}"
    assert quick_ground.records() == [record]


def test_no_column_leads_from_a_record_to_the_visit_or_the_people(quick_ground):
    visit = quick_ground.noted()
    confirmed(quick_ground, quick_ground.person_sent(visit))
    record = quick_ground.labour_of(visit)
    in_record = quick_ground.in_record(
        record, lambda one: {getattr(one, column.key) for column in one.__table__.columns}
    )
    of_visit = quick_ground.at(visit, lambda one: {one.id, one.reference, one.employer_id})
    assert not in_record & of_visit


def test_no_paper_page_or_list_of_a_record_says_why_somebody_was_met(quick_ground, client_as):
    record, inspector = quick_ground.record(), client_as("owner_inspector")
    typed = {"days": "5", "imminent": "y"}
    inspector.submit(f"/l/{record}/step/give_notice", typed, containing="days")
    day = {"on-day": "1", "on-month": "12", "on-year": "2026"}
    inspector.submit(f"/l/{record}/step/invite", day)
    inspector.submit(f"/l/{record}/step/report", {"number": "7"})
    for language in ("fr", "ar", "en"):
        reader = client_as("owner_inspector", language)
        for path in ("", "/notice", "/summons", "/report", "/observations"):
            text = reader.get(f"/l/{record}{path}").text.partition("<main")[2].lower()
            assert [word for word in FORBIDDEN if word in text] == [], (path, language)


def test_a_paper_of_what_did_not_happen_is_not_found(quick_ground, client_as):
    record = quick_ground.record()
    for paper in ("notice", "summons", "report"):
        client_as("owner_inspector").get(f"/l/{record}/{paper}", 404)


def test_a_complainant_is_named_only_with_their_agreement_and_until_they_take_it_back(
    ground, client_as
):
    record, inspector = ground.record(), client_as("owner_inspector")
    typed = {
        "name": "Canariplaignante", "contact": "06 00 00 00 00", "how": "signed",
        "agreed_on-day": "16", "agreed_on-month": "11", "agreed_on-year": "2026",
    }  # fmt: skip
    without = {**typed, "how": ""}
    inspector.submit(f"/l/{record}/complainant/record", without, status=422)
    inspector.submit(f"/l/{record}/complainant/record", typed)
    assert "Canariplaignante" not in inspector.get(f"/l/{record}").text
    assert "Canariplaignante" not in inspector.get(f"/l/{record}/complainant").text
    assert "Canariplaignante" not in inspector.get(f"/l/{record}/complainant?why=curiosity").text
    assert "Canariplaignante" in inspector.get(f"/l/{record}/complainant?why=conciliation").text
    inspector.submit(f"/l/{record}/complainant/remove", {})
    assert ground.in_record(record, lambda one: one.complainant_blob) is None


def test_two_inspectors_at_once_do_not_write_over_each_other(quick_ground, client_as):
    record = quick_ground.record()
    mine, theirs = client_as("owner_inspector"), client_as("other_inspector")
    old = theirs.get(f"/l/{record}/observations").form("words")
    mine.submit(f"/l/{record}/observations", {"words": "La première."}, containing="words")
    page = theirs.post(f"/l/{record}/observations", old.filled({"words": "La seconde."}), 409)
    assert "La seconde." in page.text


@pytest.mark.parametrize("unknown", ["trafficking", "<b>", ""])
def test_an_infraction_that_is_on_no_list_is_refused(quick_ground, unknown):
    from casework.visits.domain.labour import UnknownInfraction

    visit = quick_ground.visit()
    with pytest.raises(UnknownInfraction):
        quick_ground.at(
            visit,
            lambda one: service.open_from_visit(
                one, (unknown,), "", actor_named("owner_inspector"), one.version
            ),
        )
