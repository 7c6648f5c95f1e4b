"""A sheet is printed before the team leaves, counted on by hand, and typed in once afterwards."""

from threading import Barrier, Thread

import pytest

from casework.assistance import service
from casework.assistance.domain.counting import Batch
from casework.assistance.domain.refusals import NotUnderWay, SheetCounted
from tests.integration.assistance.test_kept_counts import cells
from tests.printed import Printed

TYPED = {
    "sheet": "3", "people_female_18_24": "12", "people_male_60_on": "1", "need_trafficking": "4",
    "visit_household": "2", "side_health_information": "9", "nation_0": "CM",
    "nation_0_number": "7", "nation_1": "CM", "nation_1_number": "1", "service_0": "MED_PRIMARY",
    "kind_0": "health", "service_0_number": "2",
}  # fmt: skip
COUNTED = {
    "people female:18-24": 12, "people male:60+": 1, "need trafficking": 4, "visit household": 2,
    "side health_information": 9, "nationality CM": 8, "referral MED_PRIMARY:health": 2,
}  # fmt: skip


@pytest.mark.parametrize(("language", "words"), [
    ("fr", ("Femmes et filles", "18 à 24", "Ménages", "aucun nom")),
    ("ar", ()),
    ("en", ("Femmes et filles",)),
])  # fmt: skip
def test_the_sheet_to_print_has_every_cell_and_no_room_for_a_name(
    quick_store, client_as, language, words
):
    reference = quick_store.planned()
    officer = client_as("distribution_officer", language)
    assert f"/x/{reference}/sheet.pdf" in officer.get(f"/x/{reference}").text
    answer = officer.http.get(f"/x/{reference}/sheet.pdf")
    assert answer.data.startswith(b"%PDF")
    said = Printed(answer.data)
    assert said.sizes == {(595, 842)} and len(said.texts) <= 3
    assert not [one for one in words if one not in said.text]


def test_a_sheet_is_typed_in_once_and_whoever_types_it_again_is_told(quick_store, client_as):
    reference = quick_store.planned()
    officer, there = client_as("distribution_officer"), f"/x/{reference}/tally/sheet"
    answer = officer.submit(there, TYPED, containing="sheet")
    assert "La feuille est comptée" in officer.get(answer.location).text
    assert cells(quick_store, reference) == COUNTED
    again = client_as("second_officer").submit(there, TYPED, status=409, containing="sheet")
    assert "déjà été saisie" in again.text and 'value="12"' in again.text
    assert cells(quick_store, reference) == COUNTED
    officer.submit(there, {**TYPED, "sheet": "4"}, containing="sheet")
    assert cells(quick_store, reference)["people female:18-24"] == 24


@pytest.mark.parametrize("typed", [
    {"sheet": "1"},
    {"people_female_18_24": "1"},
    {"sheet": "1", "people_female_18_24": "0"},
    {"sheet": "1", "nation_0_number": "3"},
    {"sheet": "1", "service_0_number": "1", "service_0": "MED_PRIMARY"},
    {"sheet": "1", "people_female_18_24": "-1"},
    {"sheet": "1", "people_female_18_24": "2001"},
    {"sheet": "1000", "people_female_18_24": "1"},
    {"sheet": "1", "people_female_18_24": "x"},
    {"sheet": "1", "nation_0": "ZZ", "nation_0_number": "3"},
])  # fmt: skip
def test_a_slip_is_refused_and_counts_nobody(quick_store, client_as, typed):
    reference = quick_store.planned()
    officer = client_as("distribution_officer")
    officer.submit(f"/x/{reference}/tally/sheet", typed, status=422, containing="sheet")
    assert cells(quick_store, reference) == {}


def test_two_people_who_type_the_same_sheet_at_the_same_moment_count_it_once(store):
    reference, start, told = store.planned(), Barrier(2), []

    def type_in(by):
        start.wait()
        sheet = Batch("a" * 32, {("people", "female:18-24"): 5})
        try:
            store.on(reference, lambda row, actor: service.take_sheet(row, sheet, actor), by)
        except SheetCounted:
            told.append(by)

    both = [Thread(target=type_in, args=(by,)) for by in ("distribution_officer", "second_officer")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(told) == 1
    assert cells(store, reference) == {"people female:18-24": 5}


def test_nothing_is_typed_in_for_a_distribution_that_is_over(quick_store):
    reference = quick_store.planned()
    for name in ("begin", "finish"):
        quick_store.on(reference, lambda row, actor, name=name: service.step(row, name, actor))
    sheet = Batch("a" * 32, {("people", "female:18-24"): 5})
    with pytest.raises(NotUnderWay):
        quick_store.on(reference, lambda row, actor: service.take_sheet(row, sheet, actor))
