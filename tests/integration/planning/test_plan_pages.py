"""Walking through needs, plan, paper and log in the browser; what was typed is never lost."""

import re

import pytest

from casework.kernel.ids import new_id
from casework.kernel.telling import telling_word
from casework.papers.letter import content
from casework.planning.domain.plan import Goal
from casework.planning.letters import plan_letter
from casework.planning.queries import newest_needs
from tests.printed import Printed, inside, shapes_of_letters

DAY = {"on-day": "16", "on-month": "11", "on-year": "2026"}
AGREED = {"agreed": "yes", "language": "fr", "interpreter": "no", **DAY}


def test_caseworker_can_walk_from_needs_to_a_printed_plan(planner, client_as):
    code = planner.helped()
    worker, at = client_as("caseworker"), f"/c/{code}"
    worker.submit(f"{at}/plan/needs", {"need-SHELTER": "urgent", "need-LEGAL_REP": "present"})
    shown = worker.get(f"{at}/plan").text
    assert shown.index("Hébergement d’urgence") < shown.index("Représentation par un avocat")
    goal = {"words": "Une chambre à moi", "service": "SHELTER_LT", "priority": "1"}
    worker.submit(f"{at}/plan/goals/new", goal)
    worker.submit(f"{at}/plan/agree", AGREED)
    assert "Une chambre à moi" in worker.get(f"{at}/plan/1").text
    paper = worker.get(f"{at}/plan/1/paper").text
    assert "Une chambre à moi" in paper
    assert code in paper
    worker.submit(
        f"{at}/services/new", {"service": "FOOD", "amount": "1 250,5", "hours": "2", **DAY}
    )
    log = worker.get(f"{at}/services").text
    assert "1250.50" in log
    assert "2 heures" in log
    for title in ("Besoins examinés", "Plan convenu avec la personne", "Service rendu"):
        assert title in worker.get(f"{at}/timeline").text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_paper_says_nothing_that_tells_in_any_language(planner, client_as, language):
    code = planner.helped()
    planner.planned(code)
    html = client_as("caseworker").get(f"/c/{code}/plan/1/paper?language={language}").text
    sheet = html[html.index("<article") : html.index("</article>")]
    assert f'lang="{language}"' in html
    assert telling_word(re.sub(r"<[^>]+>", " ", sheet)) == ""
    assert telling_word(re.search(r"<title>(.*?)</title>", html)[1]) == ""


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_plan_is_a_letter_for_the_person_that_tells_nothing(planner, client_as, language):
    code = planner.helped()
    planner.planned(code)
    planner.goal(code, Goal(new_id(), "Un métier", "LABOUR_CLAIM", "2", provider="Foyer Essai"))
    planner.goal(code, Goal(new_id(), "Dormir", "SHELTER", "3", "given_up", obstacle="canariobst"))
    planner.agree(code)
    worker = client_as("caseworker")
    about = worker.get(f"/c/{code}/letters").text.split("/letters/plan?about=")[1].split('"')[0]
    path = f"/c/{code}/letters/plan?about={about}"
    worker.submit(path, {"language": language, "reason": "person"})
    href = re.search(rf"/c/{code}/letters/copies/\S+\.pdf", worker.get(f"/c/{code}/letters").text)
    answer = worker.http.get(href[0])
    read = Printed(answer.data)
    assert about == "2"
    assert telling_word(read.text) == ""
    assert not [word for word in read.about.values() if telling_word(word)]
    assert "canaributs" in read.text
    assert "Foyer" in read.text
    assert "canari" not in read.text.replace("canaributs", "")
    assert all(code.replace("-", "") in head for head in read.heads)
    # As it is set, in reading order: what a PDF's text gives of Arabic may be out of order.
    said = planner.see(
        code, lambda case: content(plan_letter(case, about, language), None, fiction=False)
    )
    assert telling_word(str(said)) == ""
    if language == "ar":  # joined letters: most of them have several shapes
        shapes = shapes_of_letters(inside(answer.data))
        assert sum(len(shapes.get(letter, ())) > 1 for letter in "هيمتخنط") > 3


def test_plan_that_was_not_agreed_is_no_letter(planner, client_as):
    code = planner.helped()
    planner.goal(code)
    client_as("caseworker").get(f"/c/{code}/letters/plan?about=1", 404)


def test_goal_with_a_telling_word_is_refused_beside_its_field_and_kept(planner, client_as):
    code = planner.helped()
    typed = {"words": "Ne plus être victime", "service": "SHELTER", "priority": "1"}
    page = client_as("caseworker").submit(f"/c/{code}/plan/goals/new", typed, 422)
    assert "victime" in page.text
    assert page.form("words").fields["words"] == ["Ne plus être victime"]
    assert planner.plan_of(code).goals == ()


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("plan/needs", {"need-SHELTER": "", "need-LEGAL_REP": "", "need-FOOD": ""}),
        ("plan/needs", {"need-SHELTER": "maybe"}),
        ("plan/goals/new", {"words": "", "service": "SHELTER", "priority": "1"}),
        ("plan/goals/new", {"words": "x" * 301, "service": "SHELTER", "priority": "1"}),
        ("plan/goals/new", {"words": "Un lit", "service": "YACHT", "priority": "9"}),
        ("plan/agree", {**AGREED, "agreed": "no"}),
        ("plan/agree", {**AGREED, "on-year": "2027"}),
        ("services/new", {"service": "FOOD", "amount": "beaucoup", **DAY}),
        ("services/new", {"service": "FOOD", "hours": "0", **DAY}),
    ],
)
def test_forms_that_are_not_sound_come_back_with_a_reason(planner, client_as, path, typed):
    code = planner.helped()
    planner.planned(code)
    page = client_as("caseworker").submit(f"/c/{code}/{path}", typed, 422, containing="version")
    assert 'class="errors"' in page.text


def test_two_editors_of_one_plan_are_told_apart(planner, client_as):
    code = planner.helped()
    worker = client_as("caseworker")
    typed = {"words": "Un travail", "service": "LIVELIHOOD", "priority": "2", "status": "planned"}
    form = worker.get(f"/c/{code}/plan/goals/new").form("words")
    planner.goal(code)
    page = worker.post(f"/c/{code}/plan/goals/new", form.filled(typed), 409)
    assert page.form("words").fields["words"] == ["Un travail"]


def test_two_who_look_at_the_needs_at_once_choose_and_each_need_stands_once(planner, client_as):
    code, at = planner.helped(), "plan/needs"
    planner.needs(code, SHELTER="present")
    worker = client_as("caseworker")
    form = worker.get(f"/c/{code}/{at}").form("need-SHELTER")
    planner.needs(code, SHELTER="urgent", FOOD="present")
    page = worker.post(f"/c/{code}/{at}", form.filled({"need-SHELTER": "met"}), 409)
    assert levels(planner, code) == [("SHELTER", "urgent"), ("FOOD", "present")]
    chosen = page.form("differing")
    assert chosen.fields["differing"] == ["need-SHELTER", "need-FOOD"]
    assert "keep-need-SHELTER" not in chosen.fields
    worker.post(f"/c/{code}/{at}", chosen.filled({"keep-need-SHELTER": "mine"}))
    assert levels(planner, code) == [("SHELTER", "met"), ("FOOD", "present")]


def levels(planner, code):
    """Every need on record, in the order of the list."""
    found = planner.see(code, lambda case: newest_needs(case.id).needs.needs)
    return [(one.service, one.level) for one in found]


def test_organisation_whose_name_would_tell_is_not_on_the_paper(planner, client_as):
    from dataclasses import replace

    from casework.db import db
    from tests.factories import organisation_named
    from tests.integration.planning.conftest import GOAL

    def rename():
        house = organisation_named("other_house")
        house.name = "Maison des victimes de la traite"
        db.session.flush()
        return house.id

    house = planner.do(rename)
    code = planner.helped()
    planner.needs(code)
    planner.goal(code, replace(GOAL, provider_id=house))
    planner.agree(code)
    worker = client_as("caseworker")
    assert "Maison des victimes" in worker.get(f"/c/{code}/plan").text
    assert "victimes" not in worker.get(f"/c/{code}/plan/1/paper").text
