"""The survey, one section open at a time: what was typed travels along, unwritten."""

TODAY = {"on-day": "16", "on-month": "11", "on-year": "2026"}
LONG_AGO = {"on-day": "16", "on-month": "9", "on-year": "2026"}
NO_DAY = {"on-day": "", "on-month": "", "on-year": ""}


def test_a_survey_is_gone_through_section_by_section_and_keeps_what_was_typed(
    quick_ground, client_as
):
    reference = quick_ground.begun()
    worker, there = client_as("caseworker"), f"/g/{reference}/survey"
    page = worker.get(there)
    assert "Partie 1 sur 3" in page.text and page.text.count(" hidden><h2") == 2
    typed = page.form("q_food").filled({**TODAY, "q_food": "never", "q_credit": "yes"})
    page = worker.post(there, {**typed, "go": "1"}, 200)
    assert "Partie 2 sur 3" in page.text and "2 réponses sur" in page.text
    page = worker.post(there, {**page.form("q_food").fields, "q_school": "na", "go": "2"}, 200)
    again = worker.post(there, {**page.form("q_food").fields, "go": "0"}, 200)
    assert "Partie 1 sur 3" in again.text
    assert quick_ground.contents(reference).surveys == [], "nothing is written on the way"
    nowhere = worker.post(there, {**page.form("q_food").fields, **NO_DAY, "go": "7"}, 422)
    assert "Partie 1 sur 3" in nowhere.text, "what is missing is shown where it is asked"
    worker.post(there, nowhere.form("q_food").filled(TODAY))
    (kept,) = quick_ground.contents(reference).surveys
    assert {(one.item, one.value) for one in kept.answers} == {
        ("food", "never"), ("credit", "yes"), ("school", "na"),
    }  # fmt: skip


def test_a_day_more_than_sixty_days_ago_is_asked_once_more(quick_ground, client_as):
    reference = quick_ground.begun()
    worker, there = client_as("caseworker"), f"/g/{reference}/survey"
    typed = worker.get(there).form("q_food").filled({**LONG_AGO, "q_food": "never"})
    page = worker.post(there, typed, 422)
    assert "Partie 1 sur 3" in page.text and "plus de 60 jours" in page.text
    sure = {**page.form("q_food").fields, "sure": "y", "q_food": "never"}
    page = worker.post(there, {**sure, "go": "2"}, 200)
    assert quick_ground.contents(reference).surveys == []
    worker.post(there, page.form("q_food").fields)
    (kept,) = quick_ground.contents(reference).surveys
    assert (kept.on.isoformat(), len(kept.answers)) == ("2026-09-16", 1)
