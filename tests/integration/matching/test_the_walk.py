"""A person met twice: found, asked about, judged, merged by two, taken apart by two."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from casework.cases.domain.identity import PartialDate
from casework.cases.domain.notes import NoteText
from casework.cases.service import open_grant, write_note
from casework.cases.service.steps import step
from casework.cases.service.writing import CaseMerged
from casework.db import db
from casework.encryption.data_keys import DataKey
from casework.facts import service as facts
from casework.kernel.clock import now
from casework.kernel.refusals import GateClosed, NotPermitted, ReasonMissing, StaleVersion
from casework.matching import queries, service
from casework.matching.domain import TooManySearches
from casework.matching.models import MatchSearch
from casework.statistics.domain.lattice import LATTICE
from casework.statistics.domain.periods import Period
from casework.tasks.models import Task
from tests.factories import actor_named
from tests.integration.cases.conftest import case_named
from tests.integration.matching.conftest import (
    FIRST,
    SAME,
    STRANGER,
    TYPED,
    House,
    pair_named,
    search_of,
)

POSSIBLE = "Un dossier antérieur est possible"


def _open_tasks(house: House, kind: str) -> list[Task]:
    with house.app.app_context():
        rows = db.session.query(Task).filter(Task.done_at.is_(None), Task.kind.startswith(kind))
        return rows.all()


def test_same_person_is_found_across_organisations_asked_about_and_linked(house, client_as):
    _earlier, newer, ref = house.both()
    worker = client_as("caseworker_elsewhere")
    assert POSSIBLE in worker.get(f"/c/{newer}").text
    worker.submit(f"/c/{newer}/earlier", {})
    assert [task.region for task in _open_tasks(house, "judge_match")] == ["MA-06"]
    focal = client_as("focal_point")
    assert ref in focal.get("/earlier").text
    page = focal.get(f"/earlier/{ref}").text
    for word in ("même sonorité", "inversés", "un signe de différence"):
        assert word in page
    focal.submit(f"/earlier/{ref}/link", {"reason": "Mêmes parties."})
    assert house.state(ref) == "linked"
    assert _open_tasks(house, "judge_match") == []
    assert "a trouvé un autre dossier" in worker.get(f"/c/{newer}").text
    assert ref in focal.get("/earlier?show=settled").text


def test_merge_takes_two_focal_points_freezes_one_file_and_can_be_undone_by_two(house):
    earlier, newer, ref = house.both()
    before = len(_open_tasks(house, "first_contact"))
    house.judge(ref, "propose_merge", leading="earlier")
    with pytest.raises(GateClosed):
        house.judge(ref, "confirm_merge")
    house.judge(ref, "confirm_merge", "second_focal_point")
    assert house.state(ref) == "merged"
    note = NoteText("other", "Relecture du dossier.")  # meets no deadline
    with pytest.raises(CaseMerged):
        house.on(newer, lambda case: write_note(case, note, actor_named("caseworker_elsewhere")))
    house.on(earlier, lambda case: write_note(case, note, actor_named("caseworker")))
    assert len(_open_tasks(house, "first_contact")) == before - 1
    house.judge(ref, "propose_undo", "second_focal_point")
    with pytest.raises(GateClosed):
        house.judge(ref, "confirm_undo", "second_focal_point")
    house.judge(ref, "confirm_undo", "national_focal_point")
    assert house.state(ref) == "linked"
    house.on(newer, lambda case: write_note(case, note, actor_named("caseworker_elsewhere")))
    assert len(_open_tasks(house, "first_contact")) == before


def test_frozen_file_keeps_its_content_under_its_own_key_and_says_where_work_goes_on(
    quick_house, client_as
):
    earlier, newer, _ref = quick_house.merged()
    page = client_as("caseworker_elsewhere").get(f"/c/{newer}").text
    assert "Fusionné dans le dossier qui mène" in page
    shown = quick_house.see(
        newer, lambda case: queries.cases.person_of(case).identity.reveal().family_name
    )
    assert shown == SAME.family_name
    client_as("focal_point").get(f"/c/{newer}")
    client_as("caseworker").get(f"/c/{newer}", 404)
    assert earlier not in page


def test_separated_pair_comes_back_only_when_an_identity_changes(house):
    _earlier, newer, ref = house.both()
    house.judge(ref, "separate")
    house.named(newer, SAME, "caseworker_elsewhere")
    assert house.state(ref) == "separated"
    house.named(newer, replace(SAME, phone=FIRST.phone), "caseworker_elsewhere")
    assert house.state(ref) == "open"
    assert house.pairs() == 1


def test_pair_lapses_when_the_identity_is_corrected_to_somebody_else(house):
    _earlier, newer, ref = house.both()
    house.named(newer, STRANGER, "caseworker_elsewhere")
    assert house.state(ref) == "lapsed"
    house.named(newer, SAME, "caseworker_elsewhere")
    assert house.state(ref) == "open"


def test_strong_match_reaches_the_focal_points_of_both_regions_without_being_asked(quick_house):
    quick_house.file("caseworker", FIRST)
    quick_house.file("caseworker_elsewhere", FIRST, region="MA-09")
    tasks = _open_tasks(quick_house, "judge_match")
    assert sorted(task.region for task in tasks) == ["MA-06", "MA-09"]


def test_search_before_a_case_is_opened_asks_and_joins_the_case_opened_later(house, client_as):
    house.file("caseworker", FIRST)
    worker = client_as("caseworker_elsewhere")
    result = worker.submit("/earlier/search", TYPED).location
    assert POSSIBLE in worker.get(result).text
    worker.submit(result, {})
    ref = house.reference()
    focal = client_as("focal_point")
    assert "recherchée" in focal.get(f"/earlier/{ref}").text
    focal.submit(f"/earlier/{ref}/link", {"reason": "Mêmes parties."})
    assert "a constaté" in worker.get(result).text
    newer = house.file("caseworker_elsewhere", SAME)
    assert house.pairs() == 1
    with house.app.app_context():
        assert pair_named(ref).case_id == case_named(newer).id


def test_search_that_finds_nobody_says_so_and_there_is_nothing_to_ask(quick_house, client_as):
    quick_house.file("caseworker", STRANGER)
    worker = client_as("caseworker_elsewhere")
    result = worker.submit("/earlier/search", TYPED).location
    assert "Aucun dossier antérieur" in worker.get(result).text
    token = worker.get("/earlier/search").form("reason").fields["csrf_token"]
    worker.post(result, {"csrf_token": token}, 409)


def test_own_earlier_case_is_named_to_its_caseworker_and_needs_no_focal_point(
    quick_house, client_as
):
    earlier = quick_house.file("caseworker", FIRST)
    newer = quick_house.file("caseworker", SAME)
    page = client_as("caseworker").get(f"/c/{newer}/earlier").text
    assert earlier in page
    assert POSSIBLE not in page


def test_comparison_shows_both_names_for_five_minutes_to_whom_was_asked(house, client_as, clock):
    earlier, newer, ref = house.both()
    focal, worker = client_as("focal_point"), client_as("caseworker")
    worker.get(f"/earlier/{ref}/compare", 404)
    focal.submit(f"/earlier/{ref}/ask", {"whose": "earlier"})
    client_as("caseworker_elsewhere").get(f"/earlier/{ref}/compare", 404)
    assert "Canari" not in worker.get(f"/earlier/{ref}/compare").text
    form = worker.get(f"/earlier/{ref}/compare").forms()
    show = next(one for one in form if one.action.endswith("/compare/show"))
    worker.post(show.action, show.fields)
    page = worker.get(f"/earlier/{ref}/compare").text
    assert FIRST.family_name in page
    assert SAME.family_name in page
    assert "99 88 77" not in page
    worker.get(f"/c/{newer}/identity", 404)
    clock.advance(timedelta(minutes=6))
    assert "Canari" not in worker.get(f"/earlier/{ref}/compare").text
    worker.submit(f"/earlier/{ref}/compare", {"answer": "same"})
    assert "La même personne" in focal.get(f"/earlier/{ref}").text
    worker.get(f"/earlier/{ref}/compare", 404)
    for code in (earlier, newer):
        accesses = client_as("focal_point").get(f"/c/{code}/access").text
        assert "Comparaison de deux dossiers" in accesses


def test_answer_hides_both_names_at_once(quick_house):
    earlier, newer, ref = quick_house.both()

    def ask(row):
        service.ask_comparison(row, "earlier", actor_named("focal_point"), row.version)

    def answer(_row):
        actor = actor_named("caseworker")
        asked = queries.comparison_for(actor, ref)
        service.show_both(asked, actor)
        service.answer_comparison(asked, "cannot_say", "", actor, asked.review.version)

    quick_house.pair(ref, ask)
    quick_house.pair(ref, answer)
    for code in (earlier, newer):
        assert (
            quick_house.see(code, lambda case: open_grant(case, actor_named("caseworker"))) is None
        )


def test_stale_version_unreasoned_step_and_strangers_are_refused(house):
    _earlier, _newer, ref = house.both()
    with pytest.raises(StaleVersion):
        house.judge(ref, "link", expected_version=99)
    with pytest.raises(ReasonMissing):
        house.pair(ref, lambda row: service.judge(row, "link", "", actor_named("focal_point")))
    for stranger in ("focal_point_elsewhere", "caseworker", "administrator", "analyst"):
        with pytest.raises(NotPermitted):
            house.judge(ref, "link", stranger)
    assert house.state(ref) == "open"


def test_pair_of_two_regions_is_seen_and_settled_by_the_focal_points_of_either(
    quick_house, client_as
):
    quick_house.file("caseworker", FIRST)
    quick_house.file("caseworker_elsewhere", SAME, region="MA-09")
    ref = quick_house.reference()
    for focal in ("focal_point", "focal_point_elsewhere", "national_focal_point"):
        client_as(focal).get(f"/earlier/{ref}")
    quick_house.judge(ref, "propose_merge", leading="newer")
    quick_house.judge(ref, "confirm_merge", "focal_point_elsewhere")
    assert quick_house.state(ref) == "merged"


def test_thirty_first_search_of_an_hour_is_refused_beside_the_form(quick_house, client_as, clock):
    worker = client_as("caseworker_elsewhere")
    for _number in range(30):
        quick_house.do(lambda: db.session.add(search_of("caseworker_elsewhere")))
    page = worker.submit("/earlier/search", TYPED, 429)
    assert "30 fois" in page.text
    assert 'value="Mohammed"' in page.text
    with pytest.raises(TooManySearches):
        quick_house.file("caseworker_elsewhere", FIRST)
    clock.advance(timedelta(hours=1, minutes=1))
    client_as("caseworker_elsewhere").submit("/earlier/search", TYPED)


def test_searches_are_forgotten_after_thirty_days_with_their_keys(house, clock):
    house.searched()
    clock.advance(timedelta(days=29))
    house.searched()
    clock.advance(timedelta(days=2))
    assert house.do(service.forget_searches) == 1
    assert house.do(service.forget_searches) == 0
    with house.app.app_context():
        assert db.session.query(MatchSearch).count() == 1
        assert db.session.query(DataKey).filter_by(owner_kind="search").count() == 1


def test_search_without_a_name_or_number_is_refused_and_keeps_what_was_typed(
    quick_house, client_as
):
    worker = client_as("caseworker")
    page = worker.submit("/earlier/search", {**TYPED, "family_name": ""}, 422)
    assert "Indiquez un prénom et un nom" in page.text
    assert 'value="Mohammed"' in page.text


def test_form_of_a_step_that_is_over_is_refused_as_changed(quick_house, client_as):
    _earlier, _newer, ref = quick_house.both()
    focal = client_as("focal_point")
    form = focal.get(f"/earlier/{ref}/link").form("reason")
    quick_house.judge(ref, "separate", "second_focal_point")
    focal.post(f"/earlier/{ref}/link", form.filled({"reason": "Oui."}), 409)
    assert quick_house.state(ref) == "separated"


def test_form_sent_twice_takes_one_step(quick_house, client_as):
    _earlier, _newer, ref = quick_house.both()
    focal = client_as("focal_point")
    sent = focal.get(f"/earlier/{ref}/link").form("reason").filled({"reason": "Oui."})
    focal.post(f"/earlier/{ref}/link", sent)
    focal.post(f"/earlier/{ref}/link", sent)
    assert quick_house.state(ref) == "linked"


def test_comparison_that_was_asked_for_stays_asked_while_others_act_on_the_pair(
    quick_house, client_as
):
    _earlier, newer, ref = quick_house.both()
    quick_house.asked_to_compare(ref)
    client_as("caseworker_elsewhere").submit(f"/c/{newer}/earlier", {})
    assert len(_open_tasks(quick_house, "compare_files")) == 1
    quick_house.judge(ref, "propose_merge", leading="newer")
    assert len(_open_tasks(quick_house, "compare_files")) == 1
    quick_house.judge(ref, "refuse_merge", "second_focal_point")
    quick_house.judge(ref, "link")
    assert _open_tasks(quick_house, "compare_files") == []
    assert _open_tasks(quick_house, "judge_match") == []


def _meanwhile(statement: str, **values: object) -> None:
    """Somebody else's transaction, committed between two reads of ours."""
    with db.engine.connect() as other:
        other.exec_driver_sql("SET TRANSACTION READ WRITE")
        other.execute(text(statement), values)
        other.commit()


@pytest.mark.parametrize(
    "app", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
def test_nobody_confirms_alone_when_the_proposal_changes_hands_between_two_reads(house):
    _earlier, _newer, ref = house.both()
    house.judge(ref, "propose_merge", "second_focal_point", leading="earlier")
    first = actor_named_in(house, "focal_point")

    def confirm(row):
        version = row.version
        _meanwhile(
            "UPDATE match_review SET proposed_by_id = :who, version = version + 2"
            " WHERE reference = :ref",
            who=first.user_id, ref=ref,
        )  # fmt: skip
        service.judge(row, "confirm_merge", "Motif.", first, expected_version=version + 2)

    with pytest.raises(GateClosed):
        house.pair(ref, confirm)
    assert house.state(ref) == "merge_proposed"


@pytest.mark.parametrize(
    "app", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
def test_file_that_was_merged_between_two_reads_takes_no_step(house):
    earlier, newer, _ref = house.both()

    def go_on(case):
        other = case_named(earlier)
        _meanwhile(
            'UPDATE "case" SET merged_into_id = :other, merged_at = :at WHERE code = :code',
            other=other.id, at=now(), code=newer,
        )  # fmt: skip
        step(case, "triage", actor_named("focal_point"))

    with pytest.raises(CaseMerged):
        house.on(newer, go_on)


def actor_named_in(house: House, persona: str):
    """Who that is, outside of a unit of work."""
    with house.app.app_context():
        return actor_named(persona)


def test_pair_linked_before_a_case_was_open_is_judged_again_for_another_description(
    house, client_as
):
    house.file("caseworker", FIRST)
    worker = client_as("caseworker_elsewhere")
    worker.submit(worker.submit("/earlier/search", TYPED).location, {})
    ref = house.reference()
    house.judge(ref, "link")
    brother = replace(SAME, birth=PartialDate(1998), phone="06 11 22 33 44")
    newer = house.file("caseworker_elsewhere", brother)
    assert house.state(ref) == "open"
    assert [task.kind for task in _open_tasks(house, "judge_match")] == ["judge_match_0"]
    assert "a trouvé un autre dossier" not in worker.get(f"/c/{newer}").text


def test_pair_linked_before_a_case_was_open_stays_linked_for_the_very_same_description(house):
    house.file("caseworker", FIRST)
    search = house.searched()
    by = "caseworker_elsewhere"
    house.do(
        lambda: service.ask_of_search(
            queries.search_by_id(actor_named(by), UUID(search)), actor_named(by)
        )
    )
    ref = house.reference()
    house.judge(ref, "link")
    newer = house.file(by, FIRST)
    assert house.state(ref) == "linked"
    with house.app.app_context():
        assert pair_named(ref).case_id == case_named(newer).id


def test_merged_file_is_counted_once_and_again_on_its_own_when_taken_apart(house):
    total, month = LATTICE[0], Period.parse("2026-11")
    earlier, _newer, ref = house.both()

    def counted() -> int:
        return house.see(earlier, lambda _case: facts.count(month, [total])[total.name][()])

    before = counted()
    house.judge(ref, "propose_merge", leading="earlier")
    house.judge(ref, "confirm_merge", "second_focal_point")
    assert counted() == before - 1
    house.judge(ref, "propose_undo")
    house.judge(ref, "confirm_undo", "second_focal_point")
    assert counted() == before
