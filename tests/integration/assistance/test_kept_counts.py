"""Counts that a phone kept without a network: taken in once, whoever sends them and how often."""

from threading import Barrier, Thread

import pytest

from casework.assistance import queries, service
from casework.assistance.domain.counting import Batch
from casework.assistance.domain.refusals import NotABatch, NotUnderWay
from casework.assistance.service.counting import UnknownCell
from casework.db import db

KEY, OTHER = "0" * 32, "f" * 32
LINES = "people female:18-24 3\nneed trafficking 1\nnationality CM 2"


def kept(store, reference, key=KEY, lines=LINES, by="distribution_officer"):
    store.on(reference, lambda row, actor: service.keep(row, Batch.read(key, lines), actor), by)


def cells(store, reference):
    return store.on(reference, lambda row, actor: queries.cells_of(row.id))


def test_what_a_phone_kept_counts_once_however_often_it_is_sent(quick_store):
    reference = quick_store.planned()
    for by in ("distribution_officer", "distribution_officer", "second_officer"):
        kept(quick_store, reference, by=by)
    kept(quick_store, reference, OTHER, "people female:18-24 1")
    assert cells(quick_store, reference) == {
        "people female:18-24": 4, "need trafficking": 1, "nationality CM": 2
    }  # fmt: skip


def test_the_same_batch_sent_twice_at_the_same_moment_counts_once(store):
    reference, start = store.planned(), Barrier(4)

    def send():
        start.wait()
        kept(store, reference)

    threads = [Thread(target=send) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert cells(store, reference)["people female:18-24"] == 3


def test_undoing_what_somebody_else_undid_leaves_nobody_and_never_less(quick_store):
    reference = quick_store.planned()
    kept(quick_store, reference, lines="people male:60+ 1")
    kept(quick_store, reference, OTHER, "people male:60+ -1\npeople female:60+ 2")
    kept(quick_store, reference, "a" * 32, "people male:60+ -1")
    assert cells(quick_store, reference) == {"people male:60+": 0, "people female:60+": 2}


def test_a_refused_batch_leaves_no_key_behind_and_can_be_sent_when_it_is_open_again(quick_store):
    reference = quick_store.planned()
    step = lambda name, why=None: quick_store.on(  # noqa: E731
        reference, lambda row, actor: service.step(row, name, actor, words=why)
    )
    step("begin")
    step("finish")
    with pytest.raises(NotUnderWay):
        kept(quick_store, reference)
    step("reopen", "Un téléphone était hors ligne.")
    kept(quick_store, reference)
    assert cells(quick_store, reference)["people female:18-24"] == 3


@pytest.mark.parametrize(("key", "lines"), [
    ("", LINES), ("x" * 32, LINES), (KEY, ""), (KEY, "people"), (KEY, "people a 1\n"),
    (KEY, "people female:18-24 99999"), (KEY, "people female:18-24 3000"),
    (KEY, "people female:18-24 1\npeople female:18-24 1"), (KEY, "people <b> 1"),
    (KEY, "people أنثى 1"), (KEY, "\n".join(f"people c{n} 1" for n in range(201))),
])  # fmt: skip
def test_what_is_no_batch_of_counts_is_refused(key, lines):
    with pytest.raises(NotABatch):
        Batch.read(key, lines)


def test_a_cell_that_does_not_exist_takes_the_whole_batch_back(quick_store):
    reference = quick_store.planned()
    with pytest.raises(UnknownCell):
        kept(quick_store, reference, lines="people female:18-24 1\npeople female:300 1")
    assert cells(quick_store, reference) == {}


def test_the_page_gives_the_numbers_after_a_batch_and_says_a_refusal(quick_store, client_as):
    reference = quick_store.planned()
    officer = client_as("distribution_officer", "ar")
    page = officer.get(f"/x/{reference}/tally")
    sent = {"csrf_token": page.form("press").fields["csrf_token"], "key": KEY, "counts": LINES}
    answer = officer.http.post(f"/x/{reference}/tally/kept", data=sent,
                               headers={"Sec-Fetch-Site": "same-origin"})  # fmt: skip
    assert answer.status_code == 303
    found = officer.http.get(answer.headers["Location"])
    assert found.json == {"people female:18-24": 3, "need trafficking": 1, "nationality CM": 2}
    assert found.headers["Cache-Control"] == "no-store"
    officer.post(f"/x/{reference}/tally/kept", {**sent, "counts": "<script>"}, 422)
    with quick_store.app.app_context():
        assert db.session.connection().exec_driver_sql(
            "SELECT count(*) FROM counted_batch").scalar() == 1  # fmt: skip
        db.session.close()
