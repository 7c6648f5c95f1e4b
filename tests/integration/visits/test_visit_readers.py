"""Who sees what of a visit: counts for those not entitled, codes for the focal point, the whole for
those who made it."""

from casework.cases import service as cases
from casework.screening import service as screening
from casework.screening.domain.finding import Priority
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import Desk
from tests.integration.screening.conftest import STRONG
from tests.integration.visits.conftest import EMPLOYER, GROUP

SECRET = (EMPLOYER.name, EMPLOYER.address, EMPLOYER.registration, "Canaribis", GROUP.note)


def holds_no_secret(text):
    return not any(word in text for word in SECRET)


def test_an_inspector_who_shares_the_visit_sees_it_whole_but_not_the_others_drafts(
    quick_ground, client_as
):
    visit = quick_ground.noted(colleague="other_inspector")
    quick_ground.person(visit)
    own = quick_ground.person(visit, "other_inspector")
    page = client_as("other_inspector").get(f"/v/{visit}")
    assert EMPLOYER.name in page.text
    assert page.text.count('href="/s/F-') == 1
    assert own in page.text
    assert "1 autre personne rencontrée sur le même lieu" in page.text


def test_a_focal_point_sees_the_skeleton_by_code_and_never_the_employer(ground, client_as):
    visit = ground.noted()
    draft, sent = ground.person(visit), ground.person_sent(visit)
    focal = client_as("focal_point")
    page = focal.get(f"/v/{visit}")
    assert sent in page.text
    assert draft not in page.text
    assert "1 autre personne rencontrée" in page.text
    assert holds_no_secret(page.text + focal.get("/v").text)
    assert visit in focal.get(f"/q/{sent}").text


def test_a_focal_point_of_another_region_finds_no_visit(quick_ground, client_as):
    visit = quick_ground.visit()
    elsewhere = client_as("focal_point_elsewhere")
    elsewhere.get(f"/v/{visit}", 404)
    assert visit not in elsewhere.get("/v").text


def test_a_caseworker_sees_only_how_many_others_were_met(quick_ground, client_as):
    visit = quick_ground.noted()
    reference = quick_ground.person_sent(visit, STRONG)
    others = [quick_ground.person_sent(visit), quick_ground.person(visit)]
    focal = "focal_point"
    quick_ground.on(
        reference,
        lambda one: screening.confirm(
            one, actor_named(focal), one.version, screening.Answered(reason="Vu.")
        ),
    )
    code = quick_ground.on(
        reference,
        lambda one: screening.triage(one, Priority.P1, "", actor_named(focal), one.version),
    )
    Desk(quick_ground.app).on(
        code, lambda case: cases.assign(case, user_named("caseworker").id, actor_named(focal))
    )
    worker = client_as("caseworker")
    text = worker.get(f"/c/{code}").text + worker.get(f"/c/{code}/screening").text
    assert "2 autres personnes rencontrées sur le même lieu" in text
    assert visit not in text
    assert not any(other in text for other in others)
    assert holds_no_secret(text)
    worker.get(f"/v/{visit}", 403)


def test_the_pages_of_somebody_met_alone_speak_of_no_visit(quick_ground, client_as):
    reference = quick_ground.sent()
    assert "même lieu" not in client_as("owner_inspector").get(f"/s/{reference}/result").text
