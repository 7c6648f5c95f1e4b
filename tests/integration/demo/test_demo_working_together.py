"""What people of the printed sign-ins find of notes, documents, conferences and questions."""

from flask import Flask

from tests.integration.demo.looking import values


def test_files_hold_notes_of_every_kind_and_documents_that_can_be_read(country: Flask) -> None:
    assert values(country, "SELECT count(*) FROM note")[0] > 30
    assert values(country, "SELECT count(*) FROM document")[0] > 3
    assert values(country, "SELECT count(*) FROM note WHERE corrects_id IS NOT NULL")[0] > 0


def test_conferences_were_held_and_others_are_ahead_with_somebody_invited(country: Flask) -> None:
    states = values(country, "SELECT state FROM conference")
    assert {"held", "planned"} <= set(states)
    assert values(country, "SELECT count(*) FROM conference_invitation")[0] >= len(states)


def test_requests_hold_questions_and_cases_are_linked(country: Flask) -> None:
    assert values(country, "SELECT count(*) FROM referral_message")[0] > 1
    assert values(country, "SELECT count(*) FROM case_link")[0] > 0
