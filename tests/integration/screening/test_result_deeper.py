"""What the result page says beyond the level, and the annex printed for the prosecutor."""

import re

from casework.screening.domain.answers import Reply, Response
from tests.integration.screening.conftest import AT_RISK, CALM, given

THRESHOLD = Response(Reply.NO, note="Il me retrouverait, canariseuil.")


def section(page: str, heading: str) -> str:
    """The text of one section of a page, found by the id of its heading."""
    found = re.search(rf'<section[^>]*aria-labelledby="{heading}".*?</section>', page, re.S)
    assert found is not None, f"no section {heading}"
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def test_the_result_names_the_open_questions_that_would_change_it_and_to_what(
    quick_field, client_as
):
    reference = quick_field.sent(AT_RISK)
    page = client_as("owner_inspector").get(f"/s/{reference}/result").text
    said = section(page, "turns")
    assert "Ce qui changerait ce résultat" in said
    assert "Une seule de ces réponses suffirait." in said
    asked, locked = "Souhaitez-vous que quelqu’un vous aide ?", "La personne est-elle enfermée"
    assert re.search(rf"{re.escape(asked)} Oui Conduirait à : À examiner", said)
    assert re.search(rf"{locked}[^?]* \? Oui Conduirait à : P1, danger immédiat", said)
    assert said.count("Conduirait à") == 3


def test_the_result_shows_the_signs_of_forced_labour_with_the_answers_that_gave_them(
    quick_field, client_as
):
    reference = quick_field.sent({**CALM, "papers": given("kept")})
    said = section(client_as("owner_inspector").get(f"/s/{reference}/result").text, "eleven")
    assert "Rétention de documents d’identité Qui garde vos papiers ?" in said
    assert "Rétention de salaires Comment votre travail est-il payé ?" in said
    assert "Servitude pour dettes" not in said, "no debt was told"
    without = quick_field.sent({**CALM, "papers": given("me")})
    said = section(client_as("owner_inspector").get(f"/s/{without}/result").text, "eleven")
    assert "Rétention de documents" not in said


def test_the_annex_holds_the_question_the_answer_and_the_words_of_the_person(
    quick_field, client_as
):
    reference = quick_field.sent({**CALM, "threshold": THRESHOLD})
    page = client_as("focal_point").get(f"/q/{reference}/threshold").text
    said = section(page, "asked")
    assert "Pourriez-vous changer ou quitter cette situation si vous le vouliez ? Non" in said
    assert "Il me retrouverait, canariseuil." in said
    assert "canarinote" not in page and "canariavis" not in page, "other answers stay out of it"
    assert "article 448-1" in section(page, "law")


def test_the_annex_says_so_when_the_question_was_not_asked(quick_field, client_as):
    reference = quick_field.sent(CALM)
    said = section(client_as("focal_point").get(f"/q/{reference}/threshold").text, "asked")
    assert "Pas posée" in said and "Rien n’a été ajouté" in said
